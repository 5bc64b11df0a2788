"""The one door of the forum: every view below it asks here, and finds boards, topics and posts through it."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language

from content.place import Place
from content.zones import zone
from forum.boards import Board
from forum.pages import ForumPage
from forum.posts import Post
from forum.topics import Status, Topic
from members.access import may_enter, visible_to
from members.views import closed

__all__ = [
    "board_or_404",
    "current_topic",
    "current_topic_or_404",
    "forum_view",
    "moderates",
    "place",
    "post_or_404",
    "topic_or_404",
]


def forum_view(view):
    """Let in whom the access rule admits, while the forum's page is published in this language.

    Outsiders get one and the same answer, whatever the address stands for.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.is_private = True
        if not may_enter(request.user):
            return closed(request)
        pages = {page.locale.language_code: page for page in
                 visible_to(request.user, ForumPage.objects.select_related("locale"))}  # fmt: skip
        request.forum = pages.get(get_language())
        if request.forum is None:
            raise Http404
        request.forum_languages = set(pages)
        with timezone.override(zone(request.user.time_zone)):
            return view(request, *args, **kwargs)

    return guarded


def place(request, title: str) -> None:
    """Say where this is: below the forum's page, at the same address in the other languages."""
    here = request.get_full_path()
    versions = {
        code: here if code == get_language() else translate_url(here, code)
        for code, _name in settings.LANGUAGES
        if code in request.forum_languages
    }
    request.place = Place(title, request.forum, versions)


def _or_404(row):
    if row is None:
        raise Http404
    return row


def board_or_404(request, slug: str) -> Board:
    return _or_404(Board.objects.readable_by(request.user).at_address(slug).first())


def _topics(request):
    return Topic.objects.visible_to(request.user).select_related("board", "author__agency", "merged_into")


def topic_or_404(request, pk: int) -> Topic:
    return _or_404(_topics(request).filter(pk=pk).first())


def current_topic(request, pk: int) -> Topic | None:
    """The topic that answers at this address: where it was merged, the one in which its posts are now."""
    topic = _topics(request).filter(pk=pk).first()
    if topic and topic.status != Status.DELETED:
        return topic
    boards = Board.objects.readable_by(request.user).values("pk")
    merged = Topic.objects.filter(pk=pk, board__in=boards, status=Status.DELETED).first()
    while merged and merged.merged_into_id and merged.status == Status.DELETED:
        merged = merged.merged_into
    return (merged and _topics(request).filter(pk=merged.pk).first()) or topic


def current_topic_or_404(request, pk: int) -> Topic:
    return _or_404(current_topic(request, pk))


def post_or_404(request, pk: int) -> Post:
    """A post whose words the person may read, with `is_mine`."""
    posts = Post.objects.visible_to(request.user).with_facts_for(request.user)
    return _or_404(posts.select_related("topic__board", "author").filter(pk=pk).first())


def moderates(request, board: Board) -> bool:
    return Board.objects.moderated_by(request.user).filter(pk=board.pk).exists()
