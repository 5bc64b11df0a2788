"""Spanish in the United States writes numbers with a point and groups them with a comma."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
