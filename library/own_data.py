"""What the library holds about a person: what they have watched."""

from collections import defaultdict

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from library.moments import clock
from library.recordings import RecordingPage
from library.watching import View, Watched
from members.access import visible_to
from members.personal_data import PersonalData, register

__all__ = ["Watching", "watched_by"]


def watched_by(user) -> QuerySet[Watched]:
    """What a person has watched, the latest first, with title, day and page of what they may still open."""
    pages = visible_to(user, RecordingPage.objects.filter(video=OuterRef("video")))
    here = pages.filter(locale__language_code=get_language()).order_by("-held_on", "pk")
    return (
        Watched.objects.filter(user=user, seconds__gt=0)
        .select_related("video")
        .annotate(
            page=Subquery(here.values("pk")[:1]),
            title=Subquery(here.values("title")[:1]),
            held_on=Subquery(here.values("held_on")[:1]),
        )
        .order_by("-last_at", "pk")
    )


@register
class Watching(PersonalData):
    name, heading = "watched", _("Recordings watched")
    deleted = _("Which recordings you have watched, how much of them, and where you stopped.")
    kept = _("That somebody of your agency watched a recording on a day, without your name.")
    model = Watched
    labels = {
        "recording": _("Recording"),
        "watched": _("Watched"),
        "length": _("Length"),
        "share": _("Percent"),
        "views": _("Days"),
    }

    def collect(self, user):
        days = defaultdict(list)
        for video, day in View.objects.filter(user=user).order_by("day").values_list("video", "day"):
            days[video].append(str(day))
        return [
            {
                "recording": watched.title or "",
                "length": clock(watched.video.duration),
                "watched": clock(watched.seconds),
                "share": watched.share,
                "position": watched.position,
                "first_at": watched.first_at,
                "last_at": watched.last_at,
                "views": days[watched.video_id],
            }
            for watched in watched_by(user)
        ]

    def on_closing(self, user):
        Watched.objects.filter(user=user).delete()
        View.objects.filter(user=user).update(user=None)
