"""What moderators do on the site, with a topic before them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.boards import Board
from forum.forms import SplitForm
from forum.limits import Refusal
from forum.moderating import merge, move, set_flag, split
from forum.topics import Status, Topic
from forum.views.guard import forum_view, moderates, place, post_or_404, topic_or_404

__all__ = ["moderate", "split_topic"]


def _number(text: str) -> int:
    digits = text.strip().rstrip("/").rpartition("/")[2]
    return int(digits) if digits.isdecimal() and len(digits) <= 18 else 0


def _do(request, topic: Topic, act: str) -> Topic:
    """One act on a topic; the topic to go to afterwards."""
    user = request.user
    match act:
        case "pin" | "unpin":
            set_flag(topic, by=user, flag="is_pinned", value=act == "pin")
        case "lock" | "unlock":
            set_flag(topic, by=user, flag="is_locked", value=act == "lock")
        case "move":
            boards = Board.objects.moderated_by(user)
            return move(topic, by=user, board=get_object_or_404(boards, pk=_number(request.POST.get("board", ""))))
        case "merge":
            number = _number(request.POST.get("into", ""))
            moderated = Board.objects.moderated_by(user).values("pk")
            into = Topic.objects.visible_to(user).filter(pk=number, board__in=moderated).first()
            if not into:
                raise Refusal(_("There is no such topic. Enter its address, or the number at the end of it."), 400)
            return merge(topic, by=user, into=into)
        case _:
            raise Refusal(_("Choose what to do."), 400)
    return topic


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def moderate(request, pk):
    topic = topic_or_404(request, pk)
    if not moderates(request, topic.board):
        raise Http404
    status, error = 200, ""
    if request.method == "POST":
        try:
            after = _do(request, topic, request.POST.get("act", ""))
        except Refusal as refusal:
            status, error = refusal.status, refusal.words
        else:
            messages.success(request, _("Done, and noted in the log."))
            return redirect(after)
    title = _("Moderate this topic")
    place(request, title)
    context = {
        "topic": topic,
        "boards": Board.objects.moderated_by(request.user).exclude(pk=topic.board_id),
        "error": error,
        "is_published": topic.status == Status.PUBLISHED,
        "title": title,
        "crumb": title,
        "forum": request.forum,
    }
    return render(request, "forum/moderate.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def split_topic(request, pk):
    """Begin a new topic with a reply and what follows it."""
    post = post_or_404(request, pk)
    if not moderates(request, post.topic.board) or post.position == 1:
        raise Http404
    form = SplitForm(request.POST or None, label_suffix="")
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(split(post, by=request.user, title=form.cleaned_data["title"]))
        except Refusal as refusal:
            form.add_error(None, refusal.words)
            status = refusal.status
    title = _("Begin a new topic here")
    place(request, title)
    context = {"form": form, "post": post, "topic": post.topic, "title": title, "crumb": title, "forum": request.forum}
    return render(request, "forum/split.html", context, status=status)
