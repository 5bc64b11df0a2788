"""The search page, and what is suggested while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.access import works_here
from search.asked import note
from search.results import Search
from search.suggestions import suggestions

__all__ = ["search", "suggest"]


@require_safe
def search(request):
    found = Search(request, request.GET)
    context = {"search": found, "listing": found.listing, "crumb": _("Search")}
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    if request.method == "GET" and found.number == 1 and not found.filters and not works_here(request.user):
        note(request, found.asked, get_language(), 0 if found.is_partial else found.total)
    return response


@require_safe
def suggest(request):
    response = JsonResponse({"suggestions": suggestions(request, request.GET.get("q", ""))})
    response["X-Robots-Tag"] = "noindex"
    return response
