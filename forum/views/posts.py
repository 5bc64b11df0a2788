"""What is done with one post: delete, restore, report, mark, look at earlier texts, open a file of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.forms import ReasonForm, ReportForm
from forum.limits import Refusal
from forum.moderating import remove, report, restore_as_moderator
from forum.moderation import Review
from forum.posting import delete, mark_answer, restore, toggle_helpful
from forum.posts import Attachment, Post
from forum.presentation import Bylines
from forum.topics import Status, Topic
from forum.views.guard import forum_view, moderates, place, post_or_404
from forum.views.topics import address_of
from members.files import deliver

__all__ = ["answer", "delete_post", "file", "helpful", "history", "report_post", "restore_post"]


def _page(request, post: Post, title: str, template: str, status=200, **context):
    place(request, title)
    context |= {"post": post, "byline": Bylines(request, [post]).of(post), "topic": post.topic, "title": title}
    context |= {"crumb": title, "forum": request.forum}
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def delete_post(request, pk):
    """Ask, then delete: one's own, or as a moderator with a reason that its author reads."""
    post = post_or_404(request, pk)
    may_moderate = moderates(request, post.topic.board)
    if not (post.is_mine or may_moderate) or post.status not in (Status.PUBLISHED, Status.HELD):
        raise Http404
    form = None if post.is_mine else ReasonForm(request.POST or None, label_suffix="")
    status = 200
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is None:
            delete(post)
        else:
            remove(post, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The post is deleted. It can be restored."))
        is_reachable = may_moderate or post.position > 1
        return redirect(post.topic if is_reachable else post.topic.board)
    if request.method == "POST":
        status = 400
    return _page(request, post, _("Delete this post?"), "forum/delete.html", status, form=form)


@require_POST
@forum_view
def restore_post(request, pk):
    post = post_or_404(request, pk)
    if moderates(request, post.topic.board):
        restore_as_moderator(post, by=request.user)
    elif post.is_mine:
        try:
            restore(post)
        except Refusal as refusal:
            messages.error(request, refusal.words)
            return redirect(address_of(post))
    else:
        raise Http404
    messages.success(request, _("The post is back."))
    return redirect(address_of(post))


@require_http_methods(["GET", "HEAD", "POST"])
@forum_view
def report_post(request, pk):
    post = post_or_404(request, pk)
    if post.is_mine or post.status != Status.PUBLISHED:
        raise Http404
    form = ReportForm(request.POST or None, label_suffix="")
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                report(post, by=request.user, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.words)
                status = refusal.status
            else:
                messages.success(request, _("Thank you. A moderator looks at it, and you hear what became of it."))
                return redirect(address_of(post))
    return _page(request, post, _("Report this post"), "forum/report.html", status, form=form)


@require_POST
@forum_view
def helpful(request, pk):
    post = post_or_404(request, pk)
    if post.is_mine or post.status != Status.PUBLISHED:
        raise Http404
    toggle_helpful(post, request.user)
    return redirect(address_of(post))


@require_POST
@forum_view
def answer(request, pk):
    """Whoever asked, or a moderator, says which reply is the answer."""
    post = post_or_404(request, pk)
    is_asker = Topic.objects.filter(Topic.objects.owned_by(request.user), pk=post.topic_id).exists()
    if post.topic.kind != Topic.Kind.QUESTION or not (is_asker or moderates(request, post.topic.board)):
        raise Http404
    words = _("This is the answer now.") if mark_answer(post) else _("No reply is marked as the answer.")
    messages.success(request, words)
    return redirect(address_of(post))


@require_safe
@forum_view
def history(request, pk):
    """What a post said before, for its author and moderators: it may have been changed to take something back."""
    post = post_or_404(request, pk)
    if not (post.is_mine or moderates(request, post.topic.board)):
        raise Http404
    context = {"revisions": post.revisions.select_related("editor"), "reviews": Review.objects.filter(post=post)}
    return _page(request, post, _("Earlier texts"), "forum/history.html", **context)


@require_safe
@forum_view
def file(request, pk):
    """A file to whoever may read its post; before that is sent, to its owner."""
    attachment = get_object_or_404(Attachment, pk=pk)
    if attachment.post_id:
        is_open = Post.objects.visible_to(request.user).filter(pk=attachment.post_id).exists()
    else:
        is_open = attachment.owner_id == request.user.pk
    if not is_open:
        raise Http404
    response = deliver(
        request, attachment.file, content_type=attachment.content_type, download=not attachment.is_picture
    )
    if not attachment.is_picture and "Content-Disposition" in response:
        response.headers["Content-Disposition"] = content_disposition_header(True, attachment.name)
    return response
