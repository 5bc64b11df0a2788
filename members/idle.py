"""Who works in the admin and does nothing for a while is signed out, so that nobody else works under their name.

The clock stands in the session of whoever may enter the admin; a member's session has none. Each request says that
somebody is there, but for those that an open window makes by itself.
"""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.access import works_here

__all__ = ["WARNING", "in_the_background", "presence", "sign_out_idle_staff"]

CLOCK = "idle_clock"  # in the session: [signed in at, last there at] in seconds since 1970; None for members
EXACT = 15  # seconds: to note each request would write to the session each time
WARNING = 120  # seconds before the end in which the admin warns
PINGS = {"wagtailadmin_editing_sessions:ping"}  # an open editor says so every few seconds


def in_the_background(view):
    """Mark a view that windows ask by themselves: its requests do not say that somebody is there."""
    view.is_in_the_background = True
    return view


def _is_in_the_background(match) -> bool:
    return bool(match) and (match.view_name in PINGS or getattr(match.func, "is_in_the_background", False))


def seconds_left(request) -> int:
    """How long the person may still do nothing."""
    clock = request.session.get(CLOCK)
    idle = time.time() - clock[1] if clock else 0
    return int(settings.STAFF_IDLE_MINUTES * 60 - idle)


def _is_over(request) -> bool:
    clock = request.session.get(CLOCK)
    # Each note of the clock renews the session, which would never end: its whole age is counted here.
    return bool(clock) and (seconds_left(request) <= 0 or time.time() - clock[0] >= settings.SESSION_COOKIE_AGE)


def _note(request, *, is_entering: bool) -> None:
    """Note that somebody is there. Whether a person works here is asked once a session, and when they enter."""
    session, now = request.session, int(time.time())
    if clock := session.get(CLOCK):
        if now - clock[1] >= EXACT:
            session[CLOCK] = [clock[0], now]
    elif CLOCK not in session or is_entering:
        session[CLOCK] = [now, now] if works_here(request.user) else None


def sign_out_idle_staff(get_response):
    """Sign out whoever works here and did nothing for too long; the request goes on as a stranger's."""
    admin = reverse("wagtailadmin_home")

    def is_signed_in(request) -> bool:
        return bool(settings.STAFF_IDLE_MINUTES and request.session.session_key and request.user.is_authenticated)

    def middleware(request):
        if is_signed_in(request) and _is_over(request):
            logout(request)
            messages.info(request, _("You were signed out because nothing happened for a while."))
        response = get_response(request)
        if is_signed_in(request) and not _is_in_the_background(request.resolver_match):
            _note(request, is_entering=request.path.startswith(admin))
        return response

    return middleware


@in_the_background
@require_http_methods(["GET", "POST"])
def presence(request):
    """How many seconds are left to the person, and a token for forms that were open while they signed in again.

    Posting says that somebody is there.
    """
    if request.method == "POST":
        _note(request, is_entering=True)
    return JsonResponse({"seconds": seconds_left(request), "token": get_token(request)})
