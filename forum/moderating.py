"""What moderators do. Each act is one transaction with its line in the log, and is told to whom it concerns."""

from functools import wraps

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.boards import Board
from forum.counting import recount, recount_board
from forum.drafts import move_drafts
from forum.following import move_followers
from forum.limits import Refusal, ask_to_report
from forum.moderation import Act, PostingSuspension, Report, Review
from forum.notices import address, author_of, write_to
from forum.posting import EditConflict, delete, locked, publish, restore, write_again
from forum.posts import Post
from forum.reading import ReadMarker
from forum.topics import AnonymousAuthor, Status, Topic

__all__ = [
    "AlreadyDecided",
    "approve",
    "claim",
    "edit_as_moderator",
    "edit_reported",
    "keep",
    "lift",
    "merge",
    "move",
    "reject",
    "remove",
    "remove_reported",
    "report",
    "restore_as_moderator",
    "reveal",
    "set_flag",
    "split",
    "suspend",
]

What, Outcome = Act.What, Review.Outcome


class AlreadyDecided(Exception):
    """Somebody else was faster. `review` is as it stands now."""

    def __init__(self, review: Review):
        super().__init__(review.pk)
        self.review = review


def _note(what: str, *, by, post=None, topic=None, board=None, about=None, reason="", detail="") -> None:
    topic = topic or (post and post.topic)
    Act.objects.create(
        what=what,
        by=by,
        post=post,
        topic=topic,
        board=board or (topic and topic.board),
        about=about,
        reason=reason[:500],
        detail=detail[:300],
    )


# --- reports and the queue


@transaction.atomic
def report(post: Post, *, by, why: str, words: str = "") -> Report:
    """Point at a post. Reports of one post that nobody has decided about are one item; each person counts once."""
    ask_to_report(by)
    _topic, post = locked(post)
    review, _is_new = Review.objects.get_or_create(post=post, kind=Review.Kind.REPORT, decided_at=None)
    facts = {"why": why, "words": words}
    return Report.objects.update_or_create(review=review, reporter=by, defaults=facts)[0]


@transaction.atomic
def claim(review: Review, *, by, take_over: bool = False) -> bool:
    """Say that one looks at it; whether it is theirs now. Taking over from somebody else has to be meant."""
    rows = Review.objects.filter(pk=review.pk, decided_at=None)
    if not take_over:
        rows = rows.filter(claimed_by=None)
    if not rows.update(claimed_by=by, claimed_at=timezone.now()):
        return Review.objects.filter(pk=review.pk, decided_at=None, claimed_by=by).exists()
    _note(What.CLAIM, by=by, post=review.post)
    return True


def _decides(service):
    """Give the service the review, locked and still open; nobody decides what somebody else has claimed."""

    @wraps(service)
    @transaction.atomic
    def decided(review: Review, *, by, **facts):
        locked(review.post)
        review = Review.objects.select_for_update().get(pk=review.pk)
        if not review.is_open or (review.claimed_by_id and review.claimed_by_id != by.pk):
            raise AlreadyDecided(review)
        outcome = service(review, by=by, **facts)
        _close(review, by, outcome, facts.get("reason", ""))
        return review

    return decided


def _close(review: Review, by, outcome: str, reason: str) -> None:
    review.decided_by, review.decided_at, review.outcome, review.reason = by, timezone.now(), outcome, reason
    review.save(update_fields=["decided_by", "decided_at", "outcome", "reason"])
    for told in review.reports.select_related("reporter"):
        if told.reporter and told.reporter.is_active:
            _tell(told.reporter, "report_decided", f"{told.pk}", review.post, outcome=outcome, reason="")


def _tell(person, letter: str, key: str, post: Post | None = None, **facts) -> None:
    if not person or not person.is_active:
        return
    if post:
        facts |= {"topic": post.topic.title, "url": address(person.language, "forum_post", post.pk)}
    facts.setdefault("time_zone", person.time_zone)
    write_to(person, letter, key, **facts)


@_decides
def approve(review: Review, *, by, body: str = "") -> str:
    """Publish a held post, with other words where the moderator changed them."""
    topic, post = locked(review.post)
    if body and body != post.body:
        write_again(post, body, by)
        _note(What.EDIT, by=by, post=post)
    publish(topic, post)
    _note(What.APPROVE, by=by, post=post)
    _tell(author_of(post), "approved", f"{review.pk}", post)
    return Outcome.APPROVED


@_decides
def reject(review: Review, *, by, reason: str) -> str:
    """Do not publish a held post; its author reads why."""
    topic, post = locked(review.post)
    post.status, post.reason = Status.REJECTED, reason
    post.save(update_fields=["status", "reason"])
    if post.position == 1:
        topic.status = Status.REJECTED
        topic.save(update_fields=["status"])
    _note(What.REJECT, by=by, post=post, reason=reason)
    _tell(author_of(post), "rejected", f"{review.pk}", post, reason=reason)
    return Outcome.REJECTED


@_decides
def keep(review: Review, *, by, reason: str = "") -> str:
    """Leave a reported post as it is."""
    _note(What.KEEP, by=by, post=review.post, reason=reason)
    return Outcome.KEPT


@_decides
def remove_reported(review: Review, *, by, reason: str) -> str:
    remove(review.post, by=by, reason=reason)
    return Outcome.DELETED


@_decides
def edit_reported(review: Review, *, by, body: str, version: int, reason: str = "") -> str:
    edit_as_moderator(review.post, by=by, body=body, version=version, reason=reason)
    return Outcome.EDITED


# --- posts


@transaction.atomic
def edit_as_moderator(post: Post, *, by, body: str, version: int, reason: str = "") -> Post:
    """Change somebody's words; what they were stays in the history. Raises EditConflict."""
    _topic, post = locked(post)
    if post.version != version:
        raise EditConflict(post)
    if body != post.body:
        write_again(post, body, by)
        _note(What.EDIT, by=by, post=post, reason=reason)
    return post


@transaction.atomic
def remove(post: Post, *, by, reason: str) -> Post:
    """Take somebody's post from view; they are told why."""
    post = delete(post, is_removed=True)
    Post.objects.filter(pk=post.pk).update(reason=reason, is_removed=True)
    _note(What.DELETE, by=by, post=post, reason=reason)
    _tell(author_of(post), "removed", f"{post.pk}:{Act.objects.filter(post=post).count()}", post, reason=reason)
    return post


@transaction.atomic
def restore_as_moderator(post: Post, *, by, reason: str = "") -> Post:
    post = restore(post, is_moderator=True)
    _note(What.RESTORE, by=by, post=post, reason=reason)
    return post


@transaction.atomic
def reveal(post: Post, *, by, reason: str):
    """The author of an anonymous post, for a reason that is kept. The log says that it was done, not who it is."""
    _note(What.REVEAL, by=by, post=post, reason=reason)
    hidden = AnonymousAuthor.objects.filter(post=post).select_related("person").first()
    return hidden.person if hidden else None


# --- topics


FLAGS = {"is_pinned": (What.PIN, What.UNPIN), "is_locked": (What.LOCK, What.UNLOCK)}


@transaction.atomic
def set_flag(topic: Topic, *, by, flag: str, value: bool) -> None:
    """Pin or lock a topic, or take that back."""
    if Topic.objects.filter(pk=topic.pk).exclude(**{flag: value}).update(**{flag: value}):
        _note(FLAGS[flag][0 if value else 1], by=by, topic=topic)


def _locked_topics(*topics: Topic) -> list[Topic]:
    """The topics as they are, held; in the order of their numbers, so that two acts never wait for each other."""
    rows = Topic.objects.select_for_update().order_by("pk").in_bulk([topic.pk for topic in topics])
    return [rows[topic.pk] for topic in topics]


@transaction.atomic
def move(topic: Topic, *, by, board: Board) -> Topic:
    """Put a topic on another board."""
    (topic,) = _locked_topics(topic)
    before = topic.board
    if before.pk != board.pk:
        topic.board = board
        topic.save(update_fields=["board"])
        recount_board(before.pk)
        recount_board(board.pk)
        _note(What.MOVE, by=by, topic=topic, detail=f"{before.slug} → {board.slug}")
    return topic


@transaction.atomic
def merge(topic: Topic, *, by, into: Topic) -> Topic:
    """Append a topic's posts to another's; the old address leads on. Raises Refusal."""
    if topic.pk == into.pk:
        raise Refusal(_("A topic cannot be merged with itself."), 400)
    topic, into = _locked_topics(topic, into)
    if Status.PUBLISHED not in (topic.status, into.status) or topic.status != into.status:
        raise Refusal(_("Only published topics can be merged."), 409)
    # In one go and in order: they follow the last post that is there, and readers find them as new.
    topic.posts.update(topic=into, position=F("position") + into.last_position, is_by_asker=False)
    topic.status, topic.merged_into, topic.answer = Status.DELETED, into, None
    topic.save(update_fields=["status", "merged_into", "answer"])
    move_followers(topic, into)
    move_drafts(topic, into)
    recount(topic)
    recount(into)
    _note(What.MERGE, by=by, topic=into, detail=f"{topic.pk} → {into.pk}")
    return into


@transaction.atomic
def split(post: Post, *, by, title: str) -> Topic:
    """Open a topic of its own with a published reply and all that follows it. Raises Refusal."""
    topic, post = locked(post)
    if post.position == 1 or not post.is_published or topic.status != Status.PUBLISHED:
        raise Refusal(_("Only a published reply can begin a topic of its own."), 409)
    new = Topic.objects.create(
        board=topic.board,
        kind=Topic.Kind.DISCUSSION,
        title=title,
        language=topic.language,
        author=post.author,
        is_anonymous=post.is_anonymous,
        last_post_at=post.published_at,
    )
    before = post.position - 1
    if topic.answer_id and topic.answer.position > before:
        topic.answer = None
        topic.save(update_fields=["answer"])
    topic.posts.filter(position__gt=before).update(topic=new, position=F("position") - before, is_by_asker=False)
    ReadMarker.objects.filter(topic=topic, position__gt=before).update(position=before)
    recount(topic)
    recount(new)
    _note(What.SPLIT, by=by, topic=new, detail=f"{topic.pk} → {new.pk}")
    return new


# --- people


@transaction.atomic
def suspend(person, *, by, reason: str, until=None) -> PostingSuspension:
    """Let somebody read but not write, until a moment or until it is lifted. They are told."""
    PostingSuspension.objects.current().filter(person=person).update(lifted_at=timezone.now())
    made = PostingSuspension.objects.create(person=person, by=by, reason=reason, until_at=until)
    _note(What.SUSPEND, by=by, about=person, reason=reason)
    facts = {"reason": reason} | ({"until_at": until.isoformat()} if until else {})
    _tell(person, "suspended", str(made.pk), **facts)
    return made


@transaction.atomic
def lift(suspension: PostingSuspension, *, by) -> None:
    if PostingSuspension.objects.current().filter(pk=suspension.pk).update(lifted_at=timezone.now()):
        _note(What.LIFT, by=by, about=suspension.person)
