"""What is let in, and what browsers and caches may keep."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path
from django.views.defaults import bad_request

__all__ = ["refuse_control_characters", "response_headers"]

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
