"""What members have watched: the stretches that were really played, and the views the funder is told of.

A browser says now and then what it has played since it last spoke. It is believed only as far as time allows: in one
minute nobody plays more than two, however many windows are open. What was played twice counts once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library import segments
from library.segments import Segment
from library.videos import Video
from members.access import is_member

__all__ = ["FASTEST", "Report", "View", "Watched", "note_watched", "read_report", "ticket"]

FASTEST = 2  # seconds played in a second
SPARE = timedelta(seconds=10)  # time not used up that a next report may still use
LEAST = 10  # seconds played on one day that make a view
LONGEST = 20_000  # characters of a report
MOST_TIME = 10**9  # milliseconds; no recording is longer than eleven days
NEARLY_ALL = 90  # percent: from here on a recording has been watched

TICKET = "library.watching"
LONGEST_OPEN = timedelta(days=7)


class Watched(models.Model):
    """What a member has watched of a video, and where they stopped."""

    user = models.ForeignKey("members.User", on_delete=models.CASCADE, related_name="watched")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="watched")
    segments = models.JSONField(default=list)  # [start, end] in milliseconds, sorted, apart from one another
    seconds = models.PositiveIntegerField(_("seconds watched"), default=0)  # how long these are together
    position = models.PositiveIntegerField(_("stopped at"), default=0)  # seconds
    counted_to = models.DateTimeField(null=True)  # what was played until then is counted
    first_at = models.DateTimeField(_("first watched"), default=timezone.now)
    last_at = models.DateTimeField(_("last watched"), default=timezone.now)

    class Meta:
        verbose_name = _("recording watched")
        verbose_name_plural = _("recordings watched")
        constraints = [models.UniqueConstraint("user", "video", name="one_row_per_member_and_video")]
        indexes = [models.Index(fields=["user", "-last_at"], name="watched_newest")]

    def __str__(self):
        return f"{self.user}: {self.video}"

    @property
    def share(self) -> int:
        """How much of it was watched, in percent; never 100 before the end."""
        duration = self.video.duration
        return min(self.seconds * 100 // duration, 100) if duration else 0

    @property
    def is_finished(self) -> bool:
        return self.share >= NEARLY_ALL


class ViewQuerySet(models.QuerySet):
    def counted(self):
        """What the funder is told: at least ten seconds on one day."""
        return self.filter(seconds__gte=LEAST)


class View(models.Model):
    """That a member watched a recording on one day. Once the member has left, it names only the agency."""

    user = models.ForeignKey("members.User", null=True, on_delete=models.SET_NULL, related_name="views")
    agency = models.ForeignKey("members.Agency", null=True, on_delete=models.SET_NULL, related_name="+")
    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="views")
    day = models.DateField(_("day"), db_index=True)
    seconds = models.PositiveIntegerField(_("seconds played"), default=0)

    objects = ViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        constraints = [
            models.UniqueConstraint("user", "video", "day", condition=~Q(user=None), name="one_view_per_member_and_day")
        ]

    def __str__(self):
        return f"{self.video}, {self.day}: {self.seconds}"


# --- when a page was opened


def ticket(user, video: Video) -> str:
    """What a page carries to prove since when it is open."""
    return signing.dumps([user.pk, video.pk, int(timezone.now().timestamp())], salt=TICKET)


def opened_at(text: str, user, video: Video) -> datetime | None:
    """Since when the page with this ticket is open; None where it is no ticket of this person and video."""
    try:
        user_pk, video_pk, moment = signing.loads(text, salt=TICKET, max_age=LONGEST_OPEN)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(moment, tz=UTC) if (user_pk, video_pk) == (user.pk, video.pk) else None


# --- what is counted


@dataclass(frozen=True)
class Report:
    """What a browser says it has played (milliseconds) and where it stands (seconds), on a page open since a moment."""

    played: list[Segment]
    position: int
    opened_at: datetime


def read_report(data: Mapping[str, str], user, video: Video) -> Report | None:
    """The report in a form's data: `played` a JSON list of [start, end] in milliseconds, `position`, `ticket`."""
    since = opened_at(data.get("ticket", ""), user, video)
    position, played = data.get("position", ""), data.get("played", "")
    if since is None or not (position.isascii() and position.isdecimal()) or len(position) > 6 or len(played) > LONGEST:
        return None
    try:
        played = [(start, end) for start, end in json.loads(played)]
    except (TypeError, ValueError, RecursionError):
        return None
    if not all(type(moment) is int and abs(moment) < MOST_TIME for segment in played for moment in segment):
        return None
    return Report(played, int(position), since)


def count(watched: Watched, report: Report, now: datetime, counted_to: datetime | None = None) -> int:
    """Add a report to what was watched, as far as time allows. Returns the seconds that count as played.

    `counted_to` is the moment up to which the member's time was given to any recording.
    """
    since = max(filter(None, [counted_to, watched.counted_to, report.opened_at]))
    time = max(now - since, timedelta())
    played = segments.clean(report.played, watched.video.duration * 1000)
    played = segments.take(played, int(time.total_seconds() * 1000) * FASTEST)
    used = timedelta(milliseconds=segments.length(played)) / FASTEST
    # What was not used up may be, by a report that was on its way; but it does not pile up.
    watched.counted_to = max(min(since, now) + used, now - SPARE)
    known = [tuple(segment) for segment in watched.segments]
    united = segments.unite([*known, *played])
    watched.segments = [list(segment) for segment in united]
    watched.seconds = segments.length(united) // 1000
    watched.position = min(max(report.position, 0), watched.video.duration)
    watched.last_at = now
    return round(segments.length(played) / 1000)


def note_watched(*, user, video: Video, report: Report, now: datetime | None = None) -> Watched:
    """Note what a member has played, and count the view. Safe from several windows at once, and when repeated."""
    Watched.objects.bulk_create([Watched(user=user, video=video)], ignore_conflicts=True)
    with transaction.atomic():
        # One clock a person, however many recordings play; it is read only once it is this report's turn.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        now = now or timezone.now()
        watched = Watched.objects.get(user=user, video=video)
        watched.video = video
        counted_to = Watched.objects.filter(user=user).aggregate(last=Max("counted_to"))["last"]
        seconds = count(watched, report, now, counted_to)
        watched.save()
        if seconds:
            _add_to_view(user, video, timezone.localdate(now), seconds)
    return watched


def _add_to_view(user, video: Video, day, seconds: int) -> None:
    row = {"user": user, "video": video, "day": day}
    more = {"seconds": F("seconds") + seconds}
    if View.objects.filter(**row).update(**more):
        return
    try:
        with transaction.atomic():
            View.objects.create(**row, agency_id=user.agency_id if is_member(user) else None, seconds=seconds)
    except IntegrityError:  # another window made the row in between
        View.objects.filter(**row).update(**more)
