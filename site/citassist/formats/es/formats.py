"""Spanish in the United States: numbers with a point, grouped with a comma, and the twelve hours of American clocks."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = r"j \d\e F \d\e Y, g:i a"  # not “a las”, which would have to be “a la” at one o’clock
SHORT_DATETIME_FORMAT = "d/m/Y g:i a"
