"""Who watched the demonstration’s recordings afterwards, how far, and on which days. Who was there live: turnout."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from citassist.demo.accounts import ACCOUNTS
from citassist.demo.clips import CLIPS
from citassist.demo.meetings import MEETINGS, Meeting
from citassist.demo.recordings import held_on
from library.models import Video, View, Watched
from library.watching import LEAST
from members.access import members_now

__all__ = ["make"]

FRESH = 21  # days in which most people watch who could not come
TO_THE_END = 0.55  # of the people who begin; what is left, they find under "Continue watching"
SIGN_INS = {account.email for account in ACCOUNTS if account.agency}  # of members, who are to find something begun
BEGUN = 3  # the newest recordings, of which they have begun all


def make(videos: dict[str, Video], report: Callable[[str], None]) -> None:
    """Fill the recordings that nobody has watched yet."""
    people = list(members_now().filter(agency__is_demonstration=True).select_related("agency").order_by("pk"))
    known = set(Watched.objects.filter(video__in=videos.values()).values_list("video", flat=True))
    newest = sorted(MEETINGS, key=held_on, reverse=True)[:BEGUN]
    rows = [
        row
        for meeting in MEETINGS
        if videos[meeting.slug].pk not in known
        for row in _audience(meeting, videos[meeting.slug], people, meeting in newest)
    ]
    Watched.objects.bulk_create(watched for watched, _views in rows)
    views = View.objects.bulk_create(view for _watched, views in rows for view in views)
    report(f"  {len(views)} views of recordings")


def _audience(meeting: Meeting, video: Video, people: list, is_new: bool) -> Iterator[tuple[Watched, list[View]]]:
    """What each person watched of a recording, the same on every machine, and the views that come of it."""
    chance = Random(f"watching {meeting.slug}")  # noqa: S311 (an audience, not a secret)
    share = chance.uniform(0.08, 0.3)
    today, length = timezone.localdate(), CLIPS[meeting.clip].seconds
    for person in people:
        is_sign_in = is_new and person.email in SIGN_INS
        first = max(held_on(meeting), timezone.localdate(person.date_joined)) + timedelta(days=1)
        is_chosen = chance.random() < share
        if not (is_sign_in or (is_chosen and first < today)):
            continue
        if is_sign_in:
            sittings = [max(held_on(meeting), today - timedelta(days=chance.randint(1, 5)))]
            stop = chance.randint(LEAST + 2, length // 2)
        else:
            stop = length if chance.random() < TO_THE_END else chance.randint(LEAST, length - 5)
            until = (today - first).days - 1
            days = {chance.randint(0, min(until, FRESH) if chance.random() < 0.7 else until)}
            if stop >= 2 * LEAST and chance.random() < 0.2:  # the second half another day
                days.add(chance.randint(min(days), until))
            sittings = [first + timedelta(days=day) for day in sorted(days)]
        yield (
            Watched(
                user=person,
                video=video,
                segments=[[0, stop * 1000]],
                seconds=stop,
                position=stop,
                first_at=_moment(sittings[0], chance),
                last_at=_moment(sittings[-1], chance),
            ),
            [
                View(user=person, agency=person.agency, video=video, day=day, seconds=stop // len(sittings))
                for day in sittings
            ],
        )


def _moment(day, chance: Random) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(chance.randint(7, 21), chance.randrange(60))))
