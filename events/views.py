"""Addresses beside the pages: registrations by mail, one's own events, one's own calendar."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.calendars import calendar_of
from events.pages import EventPage, EventsPage
from events.registering import Refused, accept, cancel, confirm
from events.registrations import Registration, Status
from events.routes import FEED_REACHES_BACK, FEED_SHOWS, calendar_response, join_response
from events.subscriptions import CalendarAddress
from members.access import may_enter, may_open, visible_to

__all__ = ["my_events", "personal_calendar", "registration", "registration_join"]


def _found(token: str) -> Registration | None:
    """The guest's registration, as long as everybody may open the event."""
    row = Registration.from_token(token)
    return row if row and row.event.live and may_open(AnonymousUser(), row.event) else None


@require_http_methods(["GET", "HEAD", "POST"])
def registration(request, token):
    """What a guest does about a registration. Mail scanners open links, and none presses buttons."""
    request.is_private = True
    row = _found(token)
    if not row:
        return render(request, "events/registration_lost.html", status=404)
    if request.method == "POST":
        act = request.POST.get("act", "")
        try:
            if act == "confirm":
                row = confirm(row)
                if row.person_id:  # the address is an account's, and so is the registration now
                    messages.success(request, _("You are registered. Sign in to look after your registration."))
                    return redirect(row.event.in_language(get_language()).get_url(request))
            elif act == "accept" and not accept(row):
                messages.warning(request, _("The offer has ended, and the seat went to who was next."))
            elif act == "cancel":
                cancel(row)
                messages.success(request, _("You are no longer registered."))
        except Refused as why:
            messages.error(request, str(why))
        return redirect(request.path)
    event = row.event.in_language(get_language())
    return render(request, "events/registration.html", {"row": row, "event": event, "token": token})


@require_safe
def registration_join(request, token):
    request.is_private = True
    row = _found(token)
    if not row:
        raise Http404
    return join_response(request, row.event.in_language(get_language()), row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_events(request):
    """One's own registrations, and the address of one's own calendar."""
    address = ""
    if request.method == "POST":
        if request.POST.get("act") == "renew" and may_enter(request.user):
            address = CalendarAddress.renew(request.user)
        elif request.POST.get("act") == "revoke":
            CalendarAddress.objects.filter(person=request.user).delete()
            messages.success(request, _("The address of your calendar no longer works."))
            return redirect("my_events")
    rows = Registration.objects.filter(person=request.user).exclude(status=Status.CANCELLED)
    rows = list(rows.select_related("event").order_by("event__starts_at"))
    keys = [row.event.translation_key for row in rows]
    own = visible_to(request.user, EventPage.objects.filter(pk__in=[row.event_id for row in rows])).with_ledger()
    here = {event.translation_key: event for event in own}
    here |= {event.translation_key: event for event in EventPage.listed(request.user).filter(translation_key__in=keys)}
    now = timezone.now()
    mine = [(row, here[key]) for row in rows if (key := row.event.translation_key) in here]
    lists = visible_to(request.user, EventsPage.objects.filter(locale__language_code=get_language()))
    context = {
        "coming": [pair for pair in mine if pair[1].ends_at > now],
        "past": [pair for pair in reversed(mine) if pair[1].ends_at <= now],
        "subscription": CalendarAddress.objects.filter(person=request.user).first(),
        "address": address,
        "may_subscribe": may_enter(request.user),
        "events_page": lists.first(),
    }
    return render(request, "events/my_events.html", context)


@require_safe
def personal_calendar(request, token):
    """A member's own calendar, to the program that has its address. It ends with the membership."""
    request.is_private = True
    found = CalendarAddress.of_token(token)
    if not (found and may_enter(found.person)):
        raise Http404
    person, today = found.person, timezone.localdate()
    if found.used_on != today:
        CalendarAddress.objects.filter(pk=found.pk).update(used_on=today)
    since = timezone.now() - timedelta(days=FEED_REACHES_BACK)
    with translation.override(person.language):
        here = EventPage.objects.here()
        own = Registration.objects.filter(person=person).exclude(status=Status.CANCELLED)
        elsewhere = Q(pk__in=own.values("event")) & ~Q(translation_key__in=here.live().values("translation_key"))
        pages = EventPage.objects.filter(Q(pk__in=here.values("pk")) | elsewhere)
        events = visible_to(person, pages).upcoming(since).order_by("-starts_at")[:FEED_SHOWS]
        return calendar_response(calendar_of(events, name=_("CIT ASSIST: my events")), "my-events")
