"""A case's timeline as it is read: by the agency what concerns it, by the desk all of it."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assistance.cases import Case
from assistance.kinds import Kind, Outcome, Priority
from assistance.timeline import Attachment, Event, EventKind
from assistance.work import Sending
from members.models import User

__all__ = ["Entry", "open_attachments", "story_of"]


@dataclass
class Entry:
    """One thing that happened, in words."""

    event: Event
    people: dict[int, User]
    sendings: dict[int, Sending]

    @property
    def heading(self) -> str:
        facts = {"owner": "", "name": "", "title": "", "minutes": "", "next_step": "", "matched_with": ""}
        facts |= self.event.data | {"who": self.who}
        if owner := self.people.get(self.event.data.get("owner")):
            facts["owner"] = str(owner)
        facts["outcome"] = _label(Outcome, facts.get("outcome"))
        facts["kind"] = _label(Kind, facts.get("kind"))
        facts["priority"] = _label(Priority, facts.get("priority"))
        return EventKind(self.event.kind).label % facts

    @property
    def who(self) -> str:
        return str(self.event.by) if self.event.by else _("the clock")

    @property
    def says_who(self) -> bool:
        """Whether the heading names the person already."""
        return "%(who)s" in str(EventKind(self.event.kind).label)

    @property
    def side(self) -> str:
        """For the look of it: a note, words of either side, or a mere fact."""
        if self.event.is_internal:
            return "note" if self.event.message_id else "work"
        if not self.event.message_id:
            return "late" if self.event.kind in (EventKind.ANSWER_LATE, EventKind.MATCH_LATE) else "fact"
        return "desk" if self.event.by_desk else "agency"

    @property
    def moved_to(self) -> str:
        event = self.event
        return event.get_to_status_display() if event.from_status != event.to_status else ""

    @property
    def sending_url(self) -> str:
        """Where what was sent from the library is met; empty if it is gone."""
        sending = self.sendings.get(self.event.data.get("sending"))
        return sending.url if sending else ""

    @cached_property
    def attachments(self) -> list[Attachment]:
        return list(self.event.message.attachments.all()) if self.event.message_id else []


def _label(enum, value) -> str:
    return enum(value).label if value in enum.values else ""


def story_of(case: Case, *, for_desk: bool) -> list[Entry]:
    """Everything that happened, the oldest first, in a fixed number of queries."""
    events = case.events.all() if for_desk else case.events.for_agency()
    events = list(events.select_related("by", "message").prefetch_related("message__attachments"))
    owners = {event.data["owner"] for event in events if "owner" in event.data}
    people = User.objects.in_bulk(owners) if owners else {}
    sendings = {row.pk: row for row in case.sendings.select_related("publication__locale")}
    return [Entry(event, people, sendings) for event in events]


def open_attachments(case: Case, *, for_desk: bool):
    """The files of a case that a reader of it may have."""
    return case.attachments.all() if for_desk else case.attachments.exclude(message__is_internal=True)
