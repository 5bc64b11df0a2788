"""Writing: new topics, replies, edits, drafts, and what helps while writing."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.boards import Board
from forum.composing import Composer
from forum.drafts import Draft, keep_draft
from forum.forms import asks_to_hide
from forum.limits import Refusal, suspension_of
from forum.markdown import render as to_html
from forum.mentions import suggestions
from forum.posting import EditConflict, edit, open_topic, reply
from forum.posts import LONGEST, Post
from forum.topics import Status, Topic
from forum.views.guard import board_or_404, current_topic, forum_view, place, post_or_404
from forum.views.topics import address_of

__all__ = ["drafts", "edit_post", "new_topic", "people", "preview", "reply_to", "save_draft"]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 18 else 0


def _sent(request, post: Post):
    """Lead to what was written; say so where it waits."""
    if post.status == Status.HELD:
        messages.info(request, _("Thank you. A moderator reads your first post before other members see it."))
    return redirect(address_of(post))


def _page(request, composer: Composer, title: str):
    place(request, title)
    context = {
        "composer": composer,
        "board": composer.board,
        "topic": composer.topic,
        "title": title,
        "suspension": suspension_of(request.user),
        "crumb": title,
        "forum": request.forum,
    }
    return render(request, "forum/write.html", context, status=composer.status)


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def new_topic(request, slug):
    board = board_or_404(request, slug)
    composer = Composer(request, board)
    if request.method == "POST":
        composer.read()
        if composer.is_ready:
            try:
                return _sent(request, open_topic(by=request.user, board=board, **composer.values))
            except Refusal as refusal:
                composer.refuse(refusal)
    elif not Board.objects.open_to(request.user).filter(pk=board.pk).exists():
        messages.error(request, _("You can read this board, but not write in it."))
        return redirect(board)
    return _page(request, composer, _("New topic"))


def _gone(request):
    """What was written, given back, where there is no topic for it; the same whether there ever was one."""
    place(request, _("Reply"))
    context = {"body": request.POST.get("body", ""), "crumb": _("Reply"), "forum": request.forum}
    return render(request, "forum/gone.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def reply_to(request, pk):
    topic = current_topic(request, pk)
    if topic is None:
        if request.method == "POST":
            return _gone(request)
        raise Http404
    quoted = _number(request.POST.get("quote", "") or request.GET.get("quote", ""))
    quote = Post.objects.visible_to(request.user).published().filter(pk=quoted, topic=topic).first()
    composer = Composer(request, topic.board, topic, quote=quote)
    if request.method == "POST":
        composer.read()
        if composer.is_ready:
            try:
                return _sent(request, reply(by=request.user, topic=topic, quote=quote, **composer.values))
            except Refusal as refusal:
                composer.refuse(refusal)
    return _page(request, composer, _("Reply"))


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def edit_post(request, pk):
    """Change one's own post."""
    post = post_or_404(request, pk)
    if not post.is_mine:
        raise Http404
    composer = Composer(request, post.topic.board, post.topic, post)
    if request.method == "POST":
        composer.read()
        if composer.is_ready:
            answers = composer.form.cleaned_data
            facts = {"body": answers["body"], "version": answers["version"] or 0, "title": answers.get("title", "")}
            try:
                return redirect(address_of(edit(post, by=request.user, **facts)))
            except EditConflict as conflict:
                composer.clash(conflict.post)
            except Refusal as refusal:
                composer.refuse(refusal)
    return _page(request, composer, _("Edit your post"))


@require_POST
@forum_view
def preview(request):
    """What a text will look like, as a part of the page."""
    html = to_html(request.POST.get("body", "")[:LONGEST])
    words = _("Nothing to show yet.")
    return HttpResponse(html or format_html("<p>{}</p>", words))


@require_safe
@forum_view
def people(request):
    """Whom one can mention: those whose name begins so, as far as one may find them."""
    return JsonResponse({"people": suggestions(request.GET.get("q", "")[:80], request.user)})


@require_POST
@forum_view
def save_draft(request):
    """Keep what is being written, now and then; the answer is only whether that was done."""
    place_of = {}
    if topic := _number(request.POST.get("topic", "")):
        found = current_topic(request, topic)
        place_of = {"topic": found} if found else {}
    elif slug := request.POST.get("board", "")[:60]:
        place_of = {"board": board_or_404(request, slug)}
    if not place_of:
        raise Http404
    data = request.POST
    hides = asks_to_hide(data) if "is_anonymous" in data else None  # a form without the choice does not send it
    keep_draft(request.user, title=data.get("title", ""), body=data.get("body", ""), is_anonymous=hides, **place_of)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def drafts(request):
    """What one has begun; the boards and topics that one may still open."""
    mine = Draft.objects.filter(person=request.user.pk)
    if request.method == "POST":
        get_object_or_404(mine, pk=_number(request.POST.get("draft", ""))).delete()
        messages.success(request, _("The draft is deleted."))
        return redirect("forum_drafts")
    place(request, _("My drafts"))
    boards = Board.objects.readable_by(request.user).in_bulk()
    topics = Topic.objects.visible_to(request.user).in_bulk([draft.topic_id for draft in mine if draft.topic_id])
    rows = [(draft, boards.get(draft.board_id), topics.get(draft.topic_id)) for draft in mine]
    context = {"rows": rows, "crumb": _("My drafts"), "forum": request.forum}
    return render(request, "forum/drafts.html", context)
