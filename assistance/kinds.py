"""What can be asked for, how soon, and what came of it; and what is measured for each kind of help."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["MEASURES", "Kind", "Measure", "Outcome", "Priority", "Urgency", "measures_of"]


class Kind(models.TextChoices):
    """The form of help. The agency wishes one; the desk may settle on another."""

    EMAIL = "email", _("Answer by email")
    CALL = "call", _("Telephone or video call")
    VISIT = "visit", _("Visit to the agency")
    DOCUMENT = "document", _("Review of a document")
    TRAINING = "training", _("Training")
    PEER = "peer", _("Match with a peer agency")


class Urgency(models.TextChoices):
    """How soon the agency needs help, in its own view."""

    NORMAL = "normal", _("No hurry")
    SOON = "soon", _("Within a month")
    URGENT = "urgent", _("Within two weeks")


class Priority(models.IntegerChoices):
    """What the desk makes of it. A high number comes first."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")


class Outcome(models.TextChoices):
    """What came of a request. None is closed without one."""

    MET = "met", _("Need met")
    PARTLY = "partly", _("Need partly met")
    REFERRED = "referred", _("Referred to somebody else")
    NOT_MET = "not_met", _("Need not met")
    WITHDRAWN = "withdrawn", _("No longer needed")


@dataclass(frozen=True)
class Measure:
    """A number that is kept for one kind of help, as the program report asks for it."""

    name: str
    label: str
    most: int = 100_000


# Names are kept in the database: relabel freely, never rename.
MEASURES: dict[str, list[Measure]] = {
    Kind.EMAIL: [Measure("questions", _("Questions answered"))],
    Kind.CALL: [Measure("calls", _("Calls held")), Measure("people", _("People on the calls"))],
    Kind.VISIT: [
        Measure("days", _("Days on site"), most=366),
        Measure("people", _("People met")),
        Measure("partners", _("Partner organizations met")),
    ],
    Kind.DOCUMENT: [Measure("documents", _("Documents reviewed")), Measure("pages", _("Pages reviewed"))],
    Kind.TRAINING: [
        Measure("sessions", _("Sessions held")),
        Measure("hours", _("Hours taught")),
        Measure("people", _("People trained")),
    ],
    Kind.PEER: [Measure("agencies", _("Agencies matched")), Measure("meetings", _("Meetings held"))],
}


def measures_of(kind: str) -> list[Measure]:
    """What is measured for a kind of help; nothing for one that is not known."""
    return MEASURES.get(kind, [])
