"""What members do: open a topic, reply, edit, delete, mark. Each service is one transaction."""

from functools import partial
from uuid import UUID, uuid5

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.boards import Board
from forum.counting import count_new, recount
from forum.drafts import forget_draft
from forum.following import follow_topic
from forum.limits import Refusal, ask_to_hide, ask_to_post, is_new_here
from forum.mentions import note_mentions
from forum.moderation import Review
from forum.notices import author_of, tell_mentioned, tell_of
from forum.posts import Attachment, Helpful, Post, PostRevision
from forum.reading import mark_read
from forum.topics import AnonymousAuthor, Status, Topic

__all__ = [
    "EditConflict",
    "already_sent",
    "delete",
    "edit",
    "locked",
    "mark_answer",
    "open_topic",
    "publish",
    "reply",
    "restore",
    "toggle_helpful",
    "write_again",
]


class EditConflict(Exception):
    """Somebody else saved the post since it was opened. `post` is what stands there now."""

    def __init__(self, post: Post):
        super().__init__(post.pk)
        self.post = post


def locked(post: Post) -> tuple[Topic, Post]:
    """The topic and the post as they are, held until the transaction ends; always in this order."""
    topic = Topic.objects.select_for_update().get(pk=Post.objects.values_list("topic", flat=True).get(pk=post.pk))
    return topic, Post.objects.select_for_update().get(pk=post.pk)


def _one_at_a_time(person) -> None:
    """Let one person's posts wait for each other, so that limits and forms sent twice are seen."""
    get_user_model().objects.select_for_update().get(pk=person.pk)


def of_person(person, submission: UUID | None) -> UUID | None:
    """The mark of a form for this person, so that nobody else's form meets it. It does not tell who they are."""
    return uuid5(submission, str(person.pk)) if submission else None


def already_sent(person, submission: UUID | None) -> Post | None:
    """The post that this form has become, if its author sends it once more."""
    return Post.objects.filter(submission=of_person(person, submission)).first() if submission else None


@transaction.atomic
def open_topic(
    *, by, board: Board, title: str, body: str, kind: str, language: str, is_anonymous=False, submission=None, files=()
) -> Post:
    """A new topic with its first post, published or held. Raises Refusal."""
    _one_at_a_time(by)
    if sent := already_sent(by, submission):
        return sent
    ask_to_post(by, board)
    may_announce = Board.objects.moderated_by(by).filter(pk=board.pk).exists()
    if kind == Topic.Kind.ANNOUNCEMENT and not may_announce:
        raise Refusal(_("Announcements are made by moderators."))
    if is_anonymous:
        ask_to_hide(board)
    topic = Topic.objects.create(
        board=board,
        kind=kind,
        title=title,
        language=language,
        author=None if is_anonymous else by,
        is_anonymous=is_anonymous,
        status=Status.HELD,
        last_post_at=timezone.now(),
    )
    post = _add(by, topic, body, is_anonymous, is_anonymous, submission, None, files)
    forget_draft(by, board=board)
    return post


@transaction.atomic
def reply(*, by, topic: Topic, body: str, is_anonymous=False, submission=None, quote=None, files=()) -> Post:
    """A reply, published or held. Raises Refusal."""
    _one_at_a_time(by)
    if sent := already_sent(by, submission):
        return sent
    topic = Topic.objects.select_for_update().select_related("board").get(pk=topic.pk)
    ask_to_post(by, topic.board, topic)
    is_asker = AnonymousAuthor.objects.filter(post__topic=topic, post__position=1, person=by).exists()
    if is_anonymous and not is_asker:  # whoever asked anonymously goes on like that
        ask_to_hide(topic.board)
    post = _add(by, topic, body, is_anonymous, is_anonymous and is_asker, submission, quote, files)
    forget_draft(by, topic=topic)
    return post


def _add(by, topic, body, is_anonymous, is_by_asker, submission, quote, files) -> Post:
    held = topic.board.holds_first_posts and is_new_here(by)
    held = held and not Board.objects.moderated_by(by).filter(pk=topic.board_id).exists()
    topic.last_position += 1
    topic.save(update_fields=["last_position"])
    post = Post(
        topic=topic,
        position=topic.last_position,
        author=None if is_anonymous else by,
        is_anonymous=is_anonymous,
        is_by_asker=is_by_asker,
        status=Status.HELD,
        submission=of_person(by, submission),
        quote=quote,
    )
    post.write(body)
    post.save()
    if is_anonymous:
        AnonymousAuthor.objects.create(post=post, person=by)
    Attachment.objects.filter(pk__in=[file.pk for file in files], owner=by, post=None).update(
        post=post, owner=None if is_anonymous else by
    )
    note_mentions(post, by)
    follow_topic(by, topic)
    mark_read(by, topic, post.position)
    if held:
        Review.objects.create(kind=Review.Kind.HELD, post=post)
    else:
        publish(topic, post)
    return post


def publish(topic: Topic, post: Post) -> None:
    """Let everybody read a post of a locked topic; the first post publishes the topic."""
    post.status, post.published_at, post.reason = Status.PUBLISHED, timezone.now(), ""
    if post.position == 1:
        topic.status = Status.PUBLISHED
        topic.save(update_fields=["status"])
    elif post.position != topic.last_position:  # it waited: readers who have gone on find it as the newest
        topic.last_position += 1
        topic.save(update_fields=["last_position"])
        post.position = topic.last_position
    post.save(update_fields=["status", "published_at", "reason", "position"])
    count_new(topic, post)
    transaction.on_commit(partial(tell_of.enqueue, post.pk), robust=True)


def write_again(post: Post, body: str, editor, title: str = "") -> None:
    """Keep what a locked post said, and its topic's title where that changes too, and let it say something else.

    Whom it newly names is told, once it is published.
    """
    PostRevision.objects.create(post=post, version=post.version, body=post.body, title=title, editor=editor)
    post.write(body)
    post.version += 1
    post.edited_at = timezone.now()
    post.save(update_fields=["body", "html", "html_version", "version", "edited_at"])
    named = note_mentions(post, author_of(post) or editor)
    if named and post.is_published:
        transaction.on_commit(partial(tell_mentioned.enqueue, post.pk, named), robust=True)


@transaction.atomic
def edit(post: Post, *, by, body: str, version: int, title: str = "") -> Post:
    """Change one's own post. Raises EditConflict where it was changed since `version`, and Refusal."""
    topic, post = locked(post)
    if post.version != version:
        raise EditConflict(post)
    if topic.is_locked and not Board.objects.moderated_by(by).filter(pk=topic.board_id).exists():
        raise Refusal(_("A moderator has locked this topic, so nothing was changed. Copy your text to keep it."), 409)
    if post.status in (Status.DELETED, Status.REJECTED):
        raise Refusal(_("This post is not there any more, so it cannot be changed."), 409)
    ask_to_edit(by, topic.board)
    is_renamed = bool(title) and post.position == 1 and title != topic.title
    if body != post.body or is_renamed:
        write_again(post, body, None if post.is_anonymous else by, title=topic.title if is_renamed else "")
    if is_renamed:
        topic.title = title
        topic.save(update_fields=["title"])
    return post


def ask_to_edit(person, board: Board) -> None:
    """Raise Refusal where the person may not write; changing what one wrote does not count as much."""
    try:
        ask_to_post(person, board)
    except Refusal as refusal:
        if refusal.status != 429:
            raise


@transaction.atomic
def delete(post: Post, *, is_removed: bool = False) -> Post:
    """Take a post from view, softly; with its first post a topic goes."""
    topic, post = locked(post)
    if post.status == Status.DELETED:
        return post
    post.status, post.is_removed = Status.DELETED, is_removed
    post.save(update_fields=["status", "is_removed"])
    if post.position == 1:
        topic.status = Status.DELETED
    if topic.answer_id == post.pk:
        topic.answer = None
    topic.save(update_fields=["status", "answer"])
    Review.objects.filter(post=post, kind=Review.Kind.HELD, decided_at=None).delete()
    recount(topic)
    return post


@transaction.atomic
def restore(post: Post, *, is_moderator: bool = False) -> Post:
    """Bring a deleted post back as it was. Raises Refusal where a moderator removed it and its author asks."""
    topic, post = locked(post)
    if post.status != Status.DELETED:
        return post
    if post.is_removed and not is_moderator:
        raise Refusal(_("A moderator removed this post, so only a moderator can bring it back."))
    if post.published_at is None and not post.is_removed:  # its author took it back while it waited
        post.status = Status.HELD
        Review.objects.get_or_create(post=post, kind=Review.Kind.HELD, decided_at=None)
    else:
        post.status, post.published_at = Status.PUBLISHED, post.published_at or timezone.now()
    post.is_removed, post.reason = False, ""
    post.save(update_fields=["status", "is_removed", "reason", "published_at"])
    if post.position == 1 and topic.merged_into_id is None:
        topic.status = post.status
        topic.save(update_fields=["status"])
    recount(topic)
    return post


@transaction.atomic
def mark_answer(post: Post) -> bool:
    """Let a published reply be the answer, or no longer; whether it is now."""
    topic, post = locked(post)
    if not post.is_published or post.position == 1:
        return False
    topic.answer = None if topic.answer_id == post.pk else post
    topic.save(update_fields=["answer"])
    return topic.answer_id is not None


@transaction.atomic
def toggle_helpful(post: Post, person) -> bool:
    """Mark somebody else's post as helpful, or take that back; whether it is marked now."""
    _topic, post = locked(post)
    gone, _rows = Helpful.objects.filter(post=post, person=person).delete()
    if not gone:
        Helpful.objects.create(post=post, person=person)
    Post.objects.filter(pk=post.pk).update(helpful_count=F("helpful_count") + (-1 if gone else 1))
    return not gone
