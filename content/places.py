"""The states and territories of the United States, and the Census Bureau's regions they lie in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["REGION_OF_STATE", "STATES", "Region"]


class Region(models.TextChoices):
    """The Census Bureau's four regions, and one for everything else."""

    NORTHEAST = "northeast", _("Northeast")
    MIDWEST = "midwest", _("Midwest")
    SOUTH = "south", _("South")
    WEST = "west", _("West")
    OTHER = "other", _("Territories")


# Names of states are proper names and stay as they are in Spanish, but for the few that have one of their own.
STATES = [
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"),
    ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"), ("DC", _("District of Columbia")),
    ("FL", "Florida"), ("GA", "Georgia"), ("HI", _("Hawaii")), ("ID", "Idaho"), ("IL", "Illinois"),
    ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", _("Louisiana")),
    ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"), ("MI", _("Michigan")), ("MN", "Minnesota"),
    ("MS", _("Mississippi")), ("MO", _("Missouri")), ("MT", "Montana"), ("NE", "Nebraska"), ("NV", "Nevada"),
    ("NH", _("New Hampshire")), ("NJ", _("New Jersey")), ("NM", _("New Mexico")), ("NY", _("New York")),
    ("NC", _("North Carolina")), ("ND", _("North Dakota")), ("OH", "Ohio"), ("OK", "Oklahoma"),
    ("OR", _("Oregon")), ("PA", _("Pennsylvania")), ("RI", "Rhode Island"), ("SC", _("South Carolina")),
    ("SD", _("South Dakota")), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"),
    ("VA", "Virginia"), ("WA", "Washington"), ("WV", _("West Virginia")), ("WI", "Wisconsin"), ("WY", "Wyoming"),
    ("AS", _("American Samoa")), ("GU", "Guam"), ("MP", _("Northern Mariana Islands")), ("PR", "Puerto Rico"),
    ("VI", _("U.S. Virgin Islands")),
]  # fmt: skip

_REGIONS = {
    Region.NORTHEAST: "CT ME MA NH NJ NY PA RI VT",
    Region.MIDWEST: "IL IN IA KS MI MN MO NE ND OH SD WI",
    Region.SOUTH: "AL AR DE DC FL GA KY LA MD MS NC OK SC TN TX VA WV",
    Region.WEST: "AK AZ CA CO HI ID MT NV NM OR UT WA WY",
    Region.OTHER: "AS GU MP PR VI",
}
REGION_OF_STATE: dict[str, Region] = {state: region for region, states in _REGIONS.items() for state in states.split()}
