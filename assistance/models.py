"""Technical assistance: what agencies ask for, and what the desk does about it."""

from assistance.cases import Case, Status
from assistance.pages import AssistancePage
from assistance.timeline import Attachment, Event, EventKind, Message
from assistance.work import Milestone, Reply, Sending, Survey, TimeSpent

__all__ = [
    "AssistancePage",
    "Attachment",
    "Case",
    "Event",
    "EventKind",
    "Message",
    "Milestone",
    "Reply",
    "Sending",
    "Status",
    "Survey",
    "TimeSpent",
]
