"""What this app holds about a person: registrations with answers, attendance, the address of a calendar."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.attendance import Attendance
from events.pages import EventPage
from events.questions import answers_in_words
from events.registering import cancel
from events.registrations import Registration, Status
from events.subscriptions import CalendarAddress
from members.access import visible_to
from members.personal_data import PersonalData, register

__all__ = ["Attendances", "CalendarAddresses", "Registrations"]


def _titles(user, rows) -> dict[int, str]:
    """What the events are called that the person may open; of others they are told nothing new."""
    events = EventPage.objects.filter(pk__in=[row.event_id for row in rows])
    return dict(visible_to(user, events).values_list("pk", "title"))


def _name(titles: dict[int, str], row) -> str:
    return titles.get(row.event_id) or gettext("an event that you can no longer open")


def _answers(titles: dict[int, str], row) -> list[str]:
    """What was answered, in the words of the event as they are now, or, where those are closed, as it was sent."""
    if row.event_id not in titles:
        return [str(said) for said in row.answers.values() if said]
    return [f"{asked} {said}" for asked, said, _list in answers_in_words(row.event, row.answers)]


@register
class Registrations(PersonalData):
    name, heading = "event_registrations", _("Registrations for events")
    deleted = _("Registrations for events to come, and what you answered when you registered.")
    kept = _("That somebody of your agency was registered for a past event, without your name and address.")
    model = Registration
    labels = {"event": _("Event"), "answers": _("Answers")}

    def of(self, user):
        return Registration.objects.filter(Q(person=user) | Q(email=user.email)).select_related("event")

    def collect(self, user):
        names = ["status", "mode", "created_at", "confirmed_at", "queued_at", "registered_at", "cancelled_at"]
        rows = self.of(user)
        titles = _titles(user, rows)
        return [
            {
                "event": _name(titles, row),
                **{name: getattr(row, name) for name in names},
                "answers": _answers(titles, row),
            }
            for row in rows
        ]

    def on_closing(self, user):
        mine = self.of(user)
        for row in mine.filter(event__ends_at__gt=timezone.now()).exclude(status=Status.CANCELLED):
            cancel(row)  # the seat goes to who is next
        numbers = list(self.of(user).values_list("pk", flat=True))
        mine = Registration.objects.filter(pk__in=numbers)
        mine.filter(Q(event__ends_at__gt=timezone.now()) | Q(status=Status.UNCONFIRMED), attendance=None).delete()
        mine.update(person=None, email="", name="", organization="", answers={})


@register
class Attendances(PersonalData):
    name, heading = "event_attendance", _("Events you took part in")
    kept = _("That somebody of your agency took part in an event, how and for how long, without your name.")
    model = Attendance
    labels = {"event": _("Event")}

    def of(self, user):
        return Attendance.objects.filter(Q(person=user) | Q(email=user.email))

    def collect(self, user):
        names = ["is_present", "mode", "minutes", "noted_at"]
        rows = self.of(user)
        titles = _titles(user, rows)
        return [{"event": _name(titles, row)} | {name: getattr(row, name) for name in names} for row in rows]

    def on_closing(self, user):
        Attendance.objects.filter(pk__in=list(self.of(user).values_list("pk", flat=True))).update(
            person=None, name="", email=""
        )


@register
class CalendarAddresses(PersonalData):
    """When it was made and asked; its secret is kept nowhere."""

    name, heading = "calendar_address", _("The address of your calendar")
    deleted = _("The secret address of your calendar.")
    model = CalendarAddress

    def collect(self, user):
        rows = CalendarAddress.objects.filter(person=user)
        return [{"created_at": row.created_at, "used_on": row.used_on} for row in rows]

    def on_closing(self, user):
        CalendarAddress.objects.filter(person=user).delete()
