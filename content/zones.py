"""The time zones of the United States, by the names that people there use."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

__all__ = ["ZONES", "zone"]

# IANA time zone database names. Arizona and Hawaii keep the same time all year.
ZONES = [
    ("America/New_York", _("Eastern Time")),
    ("America/Chicago", _("Central Time")),
    ("America/Denver", _("Mountain Time")),
    ("America/Phoenix", _("Arizona Time")),
    ("America/Los_Angeles", _("Pacific Time")),
    ("America/Anchorage", _("Alaska Time")),
    ("Pacific/Honolulu", _("Hawaii Time")),
    ("America/Puerto_Rico", _("Atlantic Time (Puerto Rico)")),
    ("Pacific/Guam", _("Chamorro Time (Guam)")),
    ("Pacific/Pago_Pago", _("Samoa Time")),
]


def zone(name: str) -> ZoneInfo:
    """The zone of that name. Raises ValueError where it is none of ours."""
    if name not in dict(ZONES):
        raise ValueError(name)
    return ZoneInfo(name)
