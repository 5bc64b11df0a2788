"""An event as its readers meet it: its time in two zones, and what search engines are told."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from content.zones import ZONES
from events.times import span, span_sentences

__all__ = ["When", "structured_data"]

MODES = {
    (True, True): "MixedEventAttendanceMode",
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
}
ORGANIZER = {"@type": "Organization", "name": "CIT ASSIST"}


@dataclass(frozen=True)
class When:
    """When an event is: in its own zone and, where clocks there show something else, in the reader's."""

    event: object
    reader_zone: str = ""  # an IANA name; empty where it is not known

    @property
    def zone_name(self) -> str:
        return dict(ZONES)[self.event.time_zone]

    @property
    def text(self) -> str:
        return span(self.event.starts_at, self.event.ends_at, self.event.zone)

    @property
    def sentences(self) -> tuple[str, str]:
        return span_sentences()

    @property
    def reader_zone_name(self) -> str:
        return dict(ZONES).get(self.reader_zone, "")

    @property
    def reader_text(self) -> str:
        """Empty where the reader's clocks show the same."""
        if not self.reader_zone_name:
            return ""
        zone = ZoneInfo(self.reader_zone)
        moments = (self.event.starts_at, self.event.ends_at)
        if all(
            moment.astimezone(zone).utcoffset() == moment.astimezone(self.event.zone).utcoffset() for moment in moments
        ):
            return ""
        return span(*moments, zone)


def structured_data(event) -> dict | None:
    """A public event in schema.org's words; nothing of one for members."""
    if event.is_members_only:
        return None
    address = event.get_full_url() or ""
    places = []
    if event.venue:
        places.append({"@type": "Place", "name": event.venue, "address": event.venue})
    if event.is_online:
        places.append({"@type": "VirtualLocation", "url": address})
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "startDate": event.starts_at.astimezone(event.zone).isoformat(),
        "endDate": event.ends_at.astimezone(event.zone).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{MODES[bool(event.venue), event.is_online]}",
        "location": places,
        "organizer": ORGANIZER,
        "inLanguage": event.locale.language_code,
        "url": address,
    }
    if event.description:
        data["description"] = event.description
    if event.capacity:
        data["maximumAttendeeCapacity"] = event.capacity
    return data
