"""What is new in what somebody follows, once a day or once a week, at their own hour.

Made at the moment it is sent, from what the person may read at that moment.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from forum.following import BoardChoice, Frequency, Preferences, TopicFollow, boards_by_frequency
from forum.notices import address, offer_to_stop, stop_address
from forum.posts import Post
from forum.topics import Topic
from members.letters import finishes
from members.letters import post as post_letter

__all__ = ["due_at", "news_for", "send_digests"]

MOST = 20  # topics in one letter
PERIODS = {
    Frequency.DAILY: (timedelta(days=1), "daily_until_at"),
    Frequency.WEEKLY: (timedelta(days=7), "weekly_until_at"),
}
WEEKLY_ON = 0  # Monday


def due_at(person, hour: int, frequency: str, now: datetime) -> datetime:
    """The last moment at or before `now` at which the person's clock said it was time."""
    local = now.astimezone(ZoneInfo(person.time_zone))
    due = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if due > local:
        due = (due - timedelta(days=1)).replace(hour=hour)
    if frequency == Frequency.WEEKLY:
        due -= timedelta(days=(due.weekday() - WEEKLY_ON) % 7)
    return due.astimezone(ZoneInfo("UTC"))


def news_for(person, frequency: str, since: datetime, until: datetime) -> QuerySet[Post]:
    """Published posts of others that the person may read now, in topics they follow and on boards they follow."""
    boards = boards_by_frequency(person, frequency)
    followed = TopicFollow.objects.filter(person=person, topic=OuterRef("topic"))
    whole = BoardChoice.objects.filter(person=person, is_followed=True, board=OuterRef("topic__board"))
    posts = Post.objects.visible_to(person).published().exclude(Post.objects.owned_by(person))
    return posts.filter(
        Q(Exists(followed)) | Q(Exists(whole), position=1),
        topic__board__in=boards.values("pk"),
        published_at__gt=since,
        published_at__lte=until,
    )


def _topics(posts: QuerySet[Post], language: str) -> list[dict]:
    """The topics of posts, the newest first, as facts of a letter."""
    name = "topic__board__name_es" if language == "es" else "topic__board__name"
    rows = posts.order_by().values("topic", "topic__title", name).annotate(count=Count("pk"), last=Max("published_at"))
    return [
        {
            "pk": row["topic"],
            "topic": row["topic__title"],
            "board": row[name],
            "count": row["count"],
            "url": address(language, "forum_unread", row["topic"]),
        }
        for row in rows.order_by("-last")[:MOST]
    ]


@transaction.atomic
def _send(person, preferences: Preferences, frequency: str, now: datetime) -> bool:
    """Write one digest where one is due and has something to tell; whether it was written."""
    period, field = PERIODS[frequency]
    due = due_at(person, preferences.hour, frequency, now)
    before = getattr(preferences, field)
    since = max(before or due - period, due - 2 * period)  # after a long silence not everything ever written
    if before and before >= due:
        return False
    # Whoever moves the moment on writes the letter; a second run at the same time finds it moved.
    if not Preferences.objects.filter(pk=preferences.pk, **{field: before}).update(**{field: due}):
        return False
    topics = _topics(news_for(person, frequency, since, due), person.language)
    if not topics:
        return False
    facts = {
        "topics": topics,
        "frequency": frequency,
        "person": person.pk,
        "settings_url": address(person.language, "forum_following"),
        "stop_url": stop_address(person, frequency),
    }
    key = f"{person.pk}:{frequency}:{due.isoformat()}"
    return post_letter("forum/digest", key=key, to=person.email, language=person.language, **facts)


def send_digests(now: datetime | None = None) -> int:
    """Write what is due to everybody; returns the number of letters."""
    now = now or timezone.now()
    follows = Q(Exists(TopicFollow.objects.filter(person=OuterRef("pk"))))
    follows |= Q(Exists(BoardChoice.objects.filter(person=OuterRef("pk"), is_followed=True)))
    count = 0
    for person in get_user_model().objects.filter(follows, is_active=True).order_by("pk"):
        preferences, _is_new = Preferences.objects.get_or_create(person=person)
        count += sum(_send(person, preferences, frequency, now) for frequency in PERIODS)
    return count


@finishes("forum/digest")
def leave_out_what_is_gone(letter, mail) -> None:
    """A letter that could not leave at once tells only what may still be read; nothing left means no mail."""
    offer_to_stop(letter, mail)
    person = get_user_model().objects.filter(pk=letter.context["person"], is_active=True).first()
    topics = letter.context["topics"]
    if not person or not topics:
        mail.to = []
        return
    readable = Topic.objects.visible_to(person).published().filter(pk__in=[row["pk"] for row in topics])
    numbers = set(readable.values_list("pk", flat=True))
    left = [row for row in topics if row["pk"] in numbers]
    if len(left) == len(topics):
        return
    letter.context["topics"] = left
    made = letter.message()
    mail.to, mail.body, mail.alternatives = made.to, made.body, made.alternatives
