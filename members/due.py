"""What falls due by itself: warnings before access ends, reminders, tidying. Safe to run at any time, twice too."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone, translation

from content.holidays import holidays
from content.workdays import plus_business_days
from members.access import members_now
from members.agencies import Agency
from members.joining import office, tell_deciders
from members.letters import post
from members.requests import AccessRequest

__all__ = ["forget_ended_sessions", "forget_unconfirmed", "remind_deciders", "warn_of_ending_access"]

WARNINGS = (60, 30, 7)  # days before access ends
DECIDE_WITHIN = 1  # business day
CONFIRM_WITHIN = timedelta(seconds=AccessRequest.CONFIRM_WITHIN)


def remind_deciders() -> int:
    """Write again to whoever decides, once, about requests older than a business day; returns their number."""
    now, count, free = timezone.now(), 0, holidays()
    for request in AccessRequest.objects.waiting().filter(reminded_at=None).select_related("agency"):
        if plus_business_days(request.confirmed_at, DECIDE_WITHIN, free) > now:
            continue
        # Whoever sets the moment writes the letters; a second run at the same time finds it set.
        if AccessRequest.objects.filter(pk=request.pk, reminded_at=None).update(reminded_at=now):
            tell_deciders("request_still_waiting", request)
            count += 1
    return count


def warn_of_ending_access() -> int:
    """Tell the people of agencies whose access ends, 60, 30 and 7 days before; returns the letters written.

    A run that comes late tells what is true now: of the warnings that are due only the nearest.
    """
    today, count = timezone.localdate(), 0
    ending = Agency.objects.with_access_end().filter(
        access_ends_on__gt=today, access_ends_on__lte=today + timedelta(days=max(WARNINGS))
    )
    for agency in ending:
        days = min(limit for limit in WARNINGS if agency.access_ends_on <= today + timedelta(days=limit))
        ends = agency.access_ends_on.isoformat()
        facts = {"agency": str(agency), "ends_on": ends, "contact": settings.SITE_URL}
        people = members_now().filter(agency=agency)
        for person in people.exclude(access_extended_to__gte=agency.access_ends_on):
            key = f"{agency.pk}:{ends}:{days}:{person.pk}"
            count += post("access_ends", key=key, to=person.email, language=person.language, **facts)
        for person in office():
            with translation.override(person.language):
                url = f"{settings.SITE_URL}{reverse('agencies:edit', args=[agency.pk])}"
            key = f"{agency.pk}:{ends}:{days}:{person.pk}"
            count += post("agency_ends", key=key, to=person.email, language=person.language, **facts | {"url": url})
    return count


def forget_unconfirmed() -> int:
    """Delete requests whose address nobody confirmed in time; returns their number."""
    too_old = timezone.now() - CONFIRM_WITHIN
    return AccessRequest.objects.filter(status=AccessRequest.Status.UNCONFIRMED, created_at__lt=too_old).delete()[0]


def forget_ended_sessions() -> int:
    """Delete sessions that are over, with the addresses and browsers noted for their owners; returns their number."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    return UserSession.objects.exclude(session_key__in=alive).delete()[0]
