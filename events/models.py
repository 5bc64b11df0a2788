"""Meetings, workshops and trainings: pages with a time and a place."""

from events.attendance import Attendance
from events.ledger import Ledger
from events.messages import Message
from events.pages import EventPage, EventsPage, EventTopic
from events.recipients import RecipientList
from events.registrations import Registration
from events.subscriptions import CalendarAddress

__all__ = [
    "Attendance",
    "CalendarAddress",
    "EventPage",
    "EventTopic",
    "EventsPage",
    "Ledger",
    "Message",
    "RecipientList",
    "Registration",
]
