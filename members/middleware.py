"""What is let in, and what browsers and caches may keep."""

import re
from urllib.parse import unquote

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from members.access import works_here

__all__ = ["refuse_control_characters", "require_second_factor", "response_headers"]

# No address, form or cookie of this site has them, and databases refuse some: tab and line ends may pass in a query.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A longer number in a query is no row's and no page's, and would overflow the database's.
ABSURD_NUMBER = re.compile(r"(?<==)\d{19,}(?=&|$)")
LARGEST_NUMBER = "9" * 18


def refuse_control_characters(get_response):
    """Answer 400 to control characters in path, query or cookies, before anything reads them; bound numbers."""

    def middleware(request):
        given = (
            request.path_info,
            unquote(request.META.get("QUERY_STRING", "")),
            unquote(request.META.get("HTTP_COOKIE", "")),
        )
        if any(CONTROL_CHARACTERS.search(text) for text in given):
            with translation.override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
                return bad_request(request, None)
        request.META["QUERY_STRING"] = ABSURD_NUMBER.sub(LARGEST_NUMBER, request.META.get("QUERY_STRING", ""))
        return get_response(request)

    return middleware


def require_second_factor(get_response):
    """Let nobody into the admin who has not signed in with a second factor in this very session.

    A passkey, the code of an app and a recovery code all count: allauth notes each of them as "mfa".
    """
    admin = reverse("wagtailadmin_home")
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes belong to one of these

    def middleware(request):
        user = request.user
        if not (settings.REQUIRE_SECOND_FACTOR and request.path.startswith(admin) and works_here(user)):
            return get_response(request)
        if not is_mfa_enabled(user, factors):
            messages.warning(request, _("Set up a second factor first. Everybody who works on the site needs one."))
            return redirect("mfa_index")
        if not any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            logout(request)
            messages.info(request, _("Sign in once more, now with your second factor."))
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return get_response(request)

    return middleware


def response_headers(get_response):
    """Keep private answers out of every cache; let public pages be kept for a minute; suit the admin's policy."""
    admin = reverse("wagtailadmin_home")

    def middleware(request):
        response = get_response(request)
        if request.path.startswith(admin):
            response._csp_replace = settings.CONTENT_SECURITY_POLICY_ADMIN
        user = getattr(request, "user", None)
        if getattr(request, "is_private", False) or (user and user.is_authenticated) or response.cookies:
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
        elif request.method in ("GET", "HEAD") and response.status_code == 200 and "Cache-Control" not in response:
            if request.COOKIES:  # it may hold a form's token, or a step of signing in
                patch_cache_control(response, private=True, no_store=True)
            else:
                patch_cache_control(response, public=True, max_age=60)
        return response

    return middleware
