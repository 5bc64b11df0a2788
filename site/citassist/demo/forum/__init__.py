"""The forum: six boards, 45 topics with replies, and two things that wait for a moderator. All of it is invented."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.db.models import Count
from django.utils import timezone

from citassist.demo.accounts import account
from citassist.demo.forum.boards import BOARDS, SHEETS
from citassist.demo.forum.practice import TALKS as PRACTICE
from citassist.demo.forum.programs import TALKS as PROGRAMS
from citassist.demo.forum.talks import Talk
from citassist.demo.keys import key_of
from forum.counting import recount
from forum.models import AnonymousAuthor, Board, Helpful, Post, ReadMarker, Report, Review, Topic, TopicFollow
from forum.topics import Status
from members.access import members_now
from members.models import User

__all__ = ["SHEETS", "TALKS", "make"]

TALKS = [*PROGRAMS, *PRACTICE]


def make(report) -> None:
    """Make the boards and conversations that are missing."""
    for board in BOARDS:
        Board.objects.get_or_create(slug=board.slug, defaults=board.facts)
    boards = {board.slug: board for board in Board.objects.all()}
    people = list(members_now().filter(agency__is_demonstration=True, listing_audience="members").order_by("email"))
    there = set(Post.objects.exclude(submission=None).values_list("submission", flat=True))
    made = [
        open_topic(talk, boards[talk.board], people, number)
        for number, talk in enumerate(TALKS)
        if key_of(f"talk:{talk.title}:1") not in there
    ]
    if made:
        mark(made, people)
        wait_in_queue(boards, people)
    report(f"  {len(made)} topics of the forum")


def authors(talk: Talk, people, number: int) -> Iterator:
    """Who writes: the same on every machine, those who speak Spanish where it is written."""
    spanish = [person for person in people if person.language == "es"]
    chosen = spanish if talk.language == "es" else [person for person in people if person.language == "en"]
    shuffled = Random(talk.title).sample(chosen, len(chosen))  # noqa: S311 (people, not secrets)
    if number % 15 == 2:
        shuffled.insert(0, account("member"))
    elif number % 15 == 7:
        shuffled.insert(1, account("member"))
    return iter(shuffled)


def open_topic(talk: Talk, board: Board, people, number: int) -> Topic:
    """A topic with its replies, the first of them hours and the last of them days after it."""
    chance = Random(f"{talk.title} time")  # noqa: S311
    days = number * 37 % 120 if not talk.is_pinned else 170
    at = timezone.now() - timedelta(days=days, hours=chance.randrange(2, 20))
    writers = authors(talk, people, number)
    asker = account("forum") if talk.kind == Topic.Kind.ANNOUNCEMENT else next(writers)
    topic = Topic.objects.create(
        board=board,
        kind=talk.kind,
        title=talk.title,
        language=talk.language,
        author=None if talk.is_anonymous else asker,
        is_anonymous=talk.is_anonymous,
        is_pinned=talk.is_pinned,
        is_locked=talk.is_locked,
    )
    rows = []
    for position, words in enumerate(talk.posts, start=1):
        is_asker = position == 1 or words.startswith("+")
        hidden = is_asker and talk.is_anonymous
        post = Post(
            topic=topic,
            position=position,
            author=None if hidden else asker if is_asker else next(writers),
            is_anonymous=hidden,
            is_by_asker=hidden,
            submission=key_of(f"talk:{talk.title}:{position}"),
            published_at=min(at, timezone.now() - timedelta(minutes=20 + number)),
        )
        post.write(words.removeprefix("+").strip())
        rows.append(post)
        at += timedelta(hours=chance.randrange(1, 40))
    Post.objects.bulk_create(rows)
    for post in rows:
        post.created_at = post.published_at
    Post.objects.bulk_update(rows, ["created_at"])
    AnonymousAuthor.objects.bulk_create(AnonymousAuthor(post=post, person=asker) for post in rows if post.is_anonymous)
    Topic.objects.filter(pk=topic.pk).update(
        created_at=rows[0].created_at, answer=rows[talk.answer - 1] if talk.answer else None
    )
    topic.refresh_from_db()
    recount(topic)
    return topic


def mark(topics: list[Topic], people) -> None:
    """Some replies were found helpful; the demonstration's member has read some topics and follows a few."""
    chance = Random("helpful")  # noqa: S311
    posts = Post.objects.filter(topic__in=topics, position__gt=1)
    Helpful.objects.bulk_create(
        Helpful(post=post, person=person)
        for post in posts
        for person in chance.sample(people, chance.choice([0, 0, 1, 2, 4, 7]))
        if person.pk != post.author_id
    )
    counts = dict(Helpful.objects.values_list("post").annotate(Count("pk")))
    changed = [post for post in posts if counts.get(post.pk)]
    for post in changed:
        post.helpful_count = counts[post.pk]
    Post.objects.bulk_update(changed, ["helpful_count"])
    member = account("member")
    # Nothing counts as new that was written before somebody joined.
    User.objects.filter(pk=member.pk).update(date_joined=timezone.now() - timedelta(days=400))
    ReadMarker.objects.bulk_create(
        ReadMarker(person=member, topic=topic, position=max(topic.last_visible_position - (2 if n % 6 == 0 else 0), 1))
        for n, topic in enumerate(topics)
        if n % 3 or n % 6 == 0
    )
    TopicFollow.objects.bulk_create(TopicFollow(person=member, topic=topic) for topic in topics[::9])


def wait_in_queue(boards: dict[str, Board], people) -> None:
    """A first post that is held, and a report of an advertisement."""
    newcomer, reporter = people[40], people[50]
    held = Topic.objects.create(
        board=boards["introductions"],
        kind=Topic.Kind.DISCUSSION,
        title="Hello from a brand-new team of three",
        language="en",
        author=newcomer,
        status=Status.HELD,
        last_position=1,
        last_post_at=timezone.now(),
    )
    post = Post(topic=held, position=1, author=newcomer, status=Status.HELD, submission=key_of("talk:held:1"))
    post.write(
        "We are two officers and one counselor, and our first course is in the spring. "
        "What do you wish somebody had told you in your first month?"
    )
    post.save()
    Review.objects.create(kind=Review.Kind.HELD, post=post)
    advertised = Post.objects.get(submission=key_of("talk:Which app do your officers use to find open beds?:4"))
    review = Review.objects.create(kind=Review.Kind.REPORT, post=advertised)
    Report.objects.create(
        review=review, reporter=reporter, why=Report.Why.SPAM, words="This reads like an advertisement to me."
    )
