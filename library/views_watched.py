"""What members see of their own watching, and take along."""

import csv

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library.moments import clock
from library.own_data import watched_by
from members.spreadsheets import harmless

__all__ = ["watched_csv", "watched_list"]

PER_PAGE = 50


@require_safe
@login_required
def watched_list(request):
    """Every recording the person has watched, and how much of it."""
    listing = Paginator(watched_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/watched.html", {"listing": listing})


@require_safe
@login_required
def watched_csv(request):
    """The same as a spreadsheet."""
    response = HttpResponse(
        "\ufeff",  # or Excel takes it for another alphabet's
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="watched.csv"'},
    )
    rows = csv.writer(response)
    rows.writerow([_("Recording"), _("Held on"), _("Length"), _("Watched"), _("Percent"), _("Last watched")])
    for watched in watched_by(request.user).iterator():
        rows.writerow(
            [
                harmless(watched.title or _("A recording that is no longer here")),
                watched.held_on or "",
                clock(watched.video.duration),
                clock(watched.seconds),
                watched.share,
                timezone.localtime(watched.last_at).strftime("%Y-%m-%d %H:%M"),
            ]
        )
    return response
