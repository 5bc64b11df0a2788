"""Whoever works here does so with a second factor: everywhere on the site, not only in the admin.

Without one they meet the pages on which it is set up, and those of signing in and out. A passkey, the code of an app
and a recovery code all count: allauth notes each of them in the session as "mfa".
"""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from members.access import groups_of, works_here

__all__ = ["require_second_factor"]

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes belong to one of these
SET_UP = "mfa_"  # how the names of allauth's pages about it begin
DOOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "admin_logout",
}
# What pages are made of, and what programs ask for: answered as to anybody.
FOR_ANYBODY = {"art", "personal_calendar", "picture", "robots", "sitemap", "sitemap_part"}
CHECKED = "works_nowhere_with"  # in the session: the groups with which a person was found not to work here
WANTED = "wanted_page"  # in the session: the address they were led away from


def _name_of(request) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _works_here(request, admin: str) -> bool:
    """Whether the person works here. Members are asked once a session, when their groups change, and at the admin."""
    user, session = request.user, request.session
    groups = sorted(groups_of(user))
    if not user.is_superuser and not request.path.startswith(admin) and session.get(CHECKED) == groups:
        return False
    if works_here(user):
        return True
    if session.get(CHECKED) != groups:
        session[CHECKED] = groups
    return False


def _is_in_the_page(request) -> bool:
    """Whether a script, a player or a picture asks, for which another page is no answer."""
    asked = request.headers
    return (
        asked.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or "HX-Request" in asked
        or asked.get("X-Requested-With") == "XMLHttpRequest"
        or not request.accepts("text/html")
    )


def require_second_factor(get_response):
    """Let nobody who works here go on who has not signed in with a second factor in this very session."""
    admin = reverse("wagtailadmin_home")

    def middleware(request):
        if not (settings.REQUIRE_SECOND_FACTOR and request.user.is_authenticated and _works_here(request, admin)):
            return get_response(request)
        has_one = is_mfa_enabled(request.user, FACTORS)
        if has_one and any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
            return get_response(request)
        name = _name_of(request)
        if name in DOOR or name.startswith(SET_UP):
            request.goes_on_to = request.session.get(WANTED) if has_one else None
            return get_response(request)
        if name in FOR_ANYBODY:
            request.user = AnonymousUser()
            return get_response(request)
        first = _("Set up a second factor first. Everybody who works on the site needs one.")
        again = _("Sign in once more, now with your second factor.")
        if _is_in_the_page(request):
            return HttpResponseForbidden(again if has_one else first, content_type="text/plain; charset=utf-8")
        wanted = escape_leading_slashes(request.get_full_path()) if request.method in ("GET", "HEAD") else ""
        if has_one:
            logout(request)
            messages.info(request, again)
            return redirect_to_login(wanted, reverse("account_login")) if wanted else redirect("account_login")
        if wanted:
            request.session[WANTED] = wanted
        messages.warning(request, first)
        return redirect("mfa_index")

    return middleware
