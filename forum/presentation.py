"""Topics and posts as one reader may see them: who wrote them, what hangs on them, what can be done."""

from dataclasses import dataclass, field

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum.boards import MODERATE, Board
from forum.mentions import link_mentions
from forum.moderation import Report
from forum.posts import Attachment, Mention, Post
from forum.topics import Status, Topic
from members.access import visible_to
from members.directory import Entry, Reader, monogram
from members.models import User
from members.pages import DirectoryPage

__all__ = ["Byline", "Bylines", "Shown", "show"]


@dataclass(frozen=True)
class Byline:
    """Who wrote something, as far as the reader may know."""

    name: str
    initials: str = ""
    strand: str = "none"
    work: str = ""
    agency: str = ""
    photo_url: str = ""
    url: str = ""


class Bylines:
    """The authors of some posts or topics, and `others`: all of them in one question to the directory.

    Whoever writes under their name shows the name; everything else about them follows their own choices.
    """

    def __init__(self, request, rows, others=()):
        numbers = {row.author_id for row in rows if row.author_id} | set(others)
        reader = Reader.of(request.user)
        self._found = reader.finds().in_bulk(numbers) if numbers else {}
        self._entries = {number: Entry(person, reader) for number, person in self._found.items()}
        lists = DirectoryPage.objects.filter(locale__language_code=get_language())
        self._directory = visible_to(request.user, lists).first() if self._entries else None
        self._request = request

    def of(self, row) -> Byline:
        if row.is_anonymous:
            return Byline(_("The person who asked") if getattr(row, "is_by_asker", False) else _("A member"))
        author = row.author
        if author is None or author.closed_at:
            return Byline(_("Former member"))
        name = author.get_full_name() or _("Member without a name")
        entry = self._entries.get(author.pk)
        if not entry:
            return Byline(name, monogram(name))
        url = self._url_of(author.pk)
        agency = entry.agency.name if entry.agency else ""
        return Byline(name, entry.initials, entry.strand, entry.work, agency, entry.photo_url, url)

    def _url_of(self, number: int) -> str:
        if not self._directory:
            return ""
        return self._directory.get_url(self._request) + self._directory.reverse_subpage("person", [number])

    def urls_of(self, numbers) -> dict[User, str]:
        """The addresses of the people among these whom the reader finds in the directory."""
        return {
            self._found[number]: self._url_of(number) for number in numbers if number in self._found and self._directory
        }


@dataclass
class Shown:
    """A post for a reader. Where `is_gone`, nothing of it is told."""

    post: Post
    byline: Byline
    number: int
    words: str = ""  # the text as HTML, with links to whom it names
    is_gone: bool = False
    quoted: Post | None = None
    quoted_byline: Byline | None = None
    attachments: list[Attachment] = field(default_factory=list)
    is_answer: bool = False
    is_new: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_restore: bool = False
    is_reported: bool = False  # by the reader, and not decided yet
    may_report: bool = False
    may_mark: bool = False
    may_answer: bool = False
    may_moderate: bool = False


def show(request, topic: Topic, posts, *, read: int | None = None) -> list[Shown]:
    """Posts of a topic for the reader; `posts` are rows in order that anybody wrote, whatever their status."""
    user = request.user
    posts = list(posts)
    numbers = [post.pk for post in posts]
    visible = Post.objects.visible_to(user)
    readable = visible.filter(pk__in=numbers).with_facts_for(user)
    readable = {post.pk: post for post in readable.select_related("author__agency")}
    quoted = {post.pk: post for post in visible.filter(pk__in={post.quote_id for post in posts if post.quote_id})
              .select_related("author")}  # fmt: skip
    files: dict[int, list[Attachment]] = {}
    for attachment in Attachment.objects.filter(post__in=readable):
        files.setdefault(attachment.post_id, []).append(attachment)
    mentions: dict[int, set[int]] = {}
    for number, person in Mention.objects.filter(post__in=readable).values_list("post", "person"):
        mentions.setdefault(number, set()).add(person)
    reported = Report.objects.filter(reporter=user.pk, review__post__in=readable, review__decided_at=None)
    reported = set(reported.values_list("review__post", flat=True))
    bylines = Bylines(request, [*readable.values(), *quoted.values()], set().union(*mentions.values()))
    moderates = user.has_perm(MODERATE) or Board.objects.moderated_by(user).filter(pk=topic.board_id).exists()
    is_open = topic.status == Status.PUBLISHED and not topic.is_locked and not topic.board.is_archived
    asked = topic.kind == Topic.Kind.QUESTION and topic.status == Status.PUBLISHED
    own_topic = asked and Topic.objects.filter(Topic.objects.owned_by(user), pk=topic.pk).exists()
    shown = []
    for row in posts:
        post = readable.get(row.pk)
        if post is None:
            if row.status == Status.DELETED:
                shown.append(Shown(Post(pk=row.pk, position=row.position), Byline(""), row.position, is_gone=True))
            continue
        post.topic = topic
        status, other = post.status, quoted.get(post.quote_id)
        is_alive = status in (Status.PUBLISHED, Status.HELD)
        shown.append(
            Shown(
                post,
                bylines.of(post),
                post.position,
                mark_safe(link_mentions(post.rendered, bylines.urls_of(mentions.get(post.pk, ())))),  # noqa: S308 (links in sanitized HTML)
                quoted=other,
                quoted_byline=other and bylines.of(other),
                attachments=files.get(post.pk, []),
                is_answer=topic.answer_id == post.pk,
                is_new=bool(read) and post.position > read and not post.is_mine,
                may_edit=post.is_mine and is_alive and (is_open or status == Status.HELD),
                may_delete=(post.is_mine and is_alive) or (moderates and is_alive),
                may_restore=status == Status.DELETED and (moderates or (post.is_mine and not post.is_removed)),
                is_reported=post.pk in reported,
                may_report=status == Status.PUBLISHED and not post.is_mine and post.pk not in reported,
                may_mark=status == Status.PUBLISHED and not post.is_mine,
                may_answer=asked and post.position > 1 and status == Status.PUBLISHED and (own_topic or moderates),
                may_moderate=moderates,
            )
        )
    return shown
