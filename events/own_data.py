"""What this app holds about a person: registrations with answers, attendance, the address of a calendar."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.attendance import Attendance
from events.questions import answers_in_words
from events.registering import cancel
from events.registrations import Registration, Status
from events.subscriptions import CalendarAddress
from members.personal_data import PersonalData, register

__all__ = ["Attendances", "CalendarAddresses", "Registrations"]


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
        return [
            {
                "event": row.event.title,
                **{name: getattr(row, name) for name in names},
                "answers": [f"{asked} {said}" for asked, said, _list in answers_in_words(row.event, row.answers)],
            }
            for row in self.of(user)
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
        return Attendance.objects.filter(Q(person=user) | Q(email=user.email)).select_related("event")

    def collect(self, user):
        names = ["is_present", "mode", "minutes", "noted_at"]
        return [{"event": row.event.title} | {name: getattr(row, name) for name in names} for row in self.of(user)]

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
