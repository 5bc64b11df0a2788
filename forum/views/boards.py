"""The topics of a board, and declaring boards read."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.boards import Board
from forum.following import BoardChoice, Frequency
from forum.forms import BoardFilter
from forum.presentation import Bylines
from forum.reading import mark_all_read, with_unread
from forum.topics import Topic
from forum.views.guard import board_or_404, forum_view, moderates, place

__all__ = ["board", "choose", "read_all"]

PER_PAGE = 25


def _cursor(text: str) -> tuple[datetime, int] | None:
    """Where the page before this one ended: the moment and number of its last topic."""
    moment, _bar, number = text[:60].partition("_")
    try:
        found = datetime.fromisoformat(moment)
        found = found.tzinfo and found.astimezone(UTC)
    except (ValueError, OverflowError):  # the first and the last day there are, in another zone
        return None
    is_whole = found and number.isdecimal() and len(number) <= 18
    return (found, int(number)) if is_whole else None


def _filtered(topics, answers, user):
    for word in answers.get("q", "").split()[:8]:
        topics = topics.filter(title__icontains=word)
    if kind := answers.get("kind"):
        topics = topics.filter(kind=kind)
    if language := answers.get("language"):
        topics = topics.filter(language=language)
    match answers.get("show"):
        case "unread":
            topics = topics.filter(is_unread=True)
        case "open":
            topics = topics.filter(kind=Topic.Kind.QUESTION, answer=None)
        case "mine":
            topics = topics.filter(Topic.objects.owned_by(user))
    return topics


@require_safe
@forum_view
def board(request, slug):
    """Topics by their newest post. Later pages go on where the last one ended, however many topics there are."""
    board, user = board_or_404(request, slug), request.user
    place(request, board.title)
    form = BoardFilter(request.GET)
    answers = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    topics = with_unread(Topic.objects.visible_to(user).filter(board=board, merged_into=None), user)
    topics = topics.select_related("author__agency", "last_post__author", "board").order_by("-last_post_at", "-pk")
    topics = topics.none() if form.errors else _filtered(topics, answers, user)
    after = _cursor(request.GET.get("after", ""))
    pinned = [] if answers or after else list(topics.filter(is_pinned=True)[:10])
    if not answers:
        topics = topics.filter(is_pinned=False)
    if after:
        moment, number = after
        topics = topics.filter(Q(last_post_at__lt=moment) | Q(last_post_at=moment, pk__lt=number))
    rows = list(topics[: PER_PAGE + 1])
    rows, has_more = rows[:PER_PAGE], len(rows) > PER_PAGE
    listed = [*pinned, *rows]
    bylines = Bylines(request, [*listed, *(topic.last_post for topic in listed if topic.last_post)])
    for topic in listed:
        topic.byline, topic.last_byline = bylines.of(topic), topic.last_post and bylines.of(topic.last_post)
    older = ""
    if has_more:
        older = urlencode(answers | {"after": f"{rows[-1].last_post_at.isoformat()}_{rows[-1].pk}"})
    choice = BoardChoice.objects.filter(person=user.pk, board=board).first()
    context = {
        "board": board,
        "form": form,
        "is_set": bool(answers or form.errors),
        "topics": listed,
        "older": older,
        "is_later": bool(after),
        "may_post": Board.objects.open_to(user).filter(pk=board.pk).exists(),
        "may_moderate": moderates(request, board),
        "choice": choice,
        "frequencies": Frequency.choices,
        "frequency": choice.frequency if choice else Frequency.DAILY,
        "crumb": board.title,
        "forum": request.forum,
    }
    return render(request, "forum/board.html", context)


@require_POST
@forum_view
def choose(request, slug):
    """How often one hears from a board, and whether of its new topics."""
    board = board_or_404(request, slug)
    frequency = request.POST.get("frequency", "")
    if frequency in Frequency.values:
        facts = {"frequency": frequency, "is_followed": "is_followed" in request.POST}
        BoardChoice.objects.update_or_create(person=request.user, board=board, defaults=facts)
        messages.success(request, _("Saved."))
    return redirect(board)


@require_POST
@forum_view
def read_all(request):
    """Declare one board read, or all."""
    boards = Board.objects.readable_by(request.user)
    slug = request.POST.get("board", "")
    mark_all_read(request.user, boards.at_address(slug) if slug else boards)
    messages.success(request, _("Everything here counts as read now."))
    return redirect(boards.at_address(slug).first() or request.forum.get_url(request))
