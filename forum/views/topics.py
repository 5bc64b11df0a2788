"""Reading a topic: a page of it, the first unread post, the last one, and what has come since."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

from forum.boards import Board
from forum.composing import Composer
from forum.following import TopicFollow, follow_topic
from forum.limits import suspension_of
from forum.posts import PER_PAGE, Post
from forum.presentation import Bylines, show
from forum.reading import mark_read, position_read
from forum.topics import Status, Topic
from forum.views.guard import current_topic_or_404, forum_view, moderates, place, post_or_404
from members.idle import in_the_background

__all__ = ["follow", "last", "new_posts", "news", "post", "topic", "unread"]


def _posts(topic: Topic, first: int, last: int):
    """The posts between two positions, both included: one range of an index."""
    return topic.posts.filter(position__gte=first, position__lte=last).order_by("position")


def address_of(post: Post) -> str:
    page = f"?page={post.page}" if post.page > 1 else ""
    return f"{post.topic.get_absolute_url()}{page}#post-{post.pk}"


@require_safe
@forum_view
def topic(request, pk):
    topic = current_topic_or_404(request, pk)
    if topic.pk != pk:
        return redirect(topic)
    place(request, topic.title)
    listing = Paginator(range(1, topic.last_position + 1), PER_PAGE).get_page(request.GET.get("page"))
    first, last = listing.start_index(), listing.end_index()
    read = position_read(request.user, topic)
    shown = show(request, topic, _posts(topic, first, last), read=read)
    answer = None
    if topic.answer_id and not any(item.is_answer for item in shown):
        answer = next(iter(show(request, topic, topic.posts.filter(pk=topic.answer_id))), None)
    if request.method == "GET" and topic.status == Status.PUBLISHED:
        mark_read(request.user, topic, min(last, topic.last_visible_position))
    may_moderate = moderates(request, topic.board)
    may_post = Board.objects.open_to(request.user).filter(pk=topic.board_id).exists()
    may_reply = may_post and topic.status == Status.PUBLISHED and (may_moderate or not topic.is_locked)
    context = {
        "topic": topic,
        "board": topic.board,
        "byline": Bylines(request, [topic]).of(topic),
        "listing": listing,
        "posts": shown,
        "answer": answer,
        "answer_url": address_of(answer.post) if answer else "",
        "is_last_page": not listing.has_next(),
        "may_reply": may_reply,
        "may_moderate": may_moderate,
        "suspension": suspension_of(request.user),
        "composer": Composer(request, topic.board, topic) if may_reply else None,
        "is_followed": TopicFollow.objects.filter(person=request.user.pk, topic=topic).exists(),
        "crumb": topic.title,
        "forum": request.forum,
    }
    return render(request, "forum/topic.html", context)


@require_safe
@forum_view
def post(request, pk):
    """Lead to a post on its page of its topic."""
    return redirect(address_of(post_or_404(request, pk)))


@require_safe
@forum_view
def unread(request, pk):
    """Lead to the first post the person has not read, or to the last one."""
    topic = current_topic_or_404(request, pk)
    new = topic.posts.filter(position__gt=position_read(request.user, topic), status=Status.PUBLISHED)
    found = new.order_by("position").first() or topic.last_post
    return redirect(address_of(found) if found and found.topic_id == topic.pk else topic)


@require_safe
@forum_view
def last(request, pk):
    topic = current_topic_or_404(request, pk)
    return redirect(address_of(topic.last_post) if topic.last_post_id else topic)


@require_POST
@forum_view
def follow(request, pk):
    """Follow a topic, or no longer."""
    topic = current_topic_or_404(request, pk)
    if "stop" in request.POST:
        TopicFollow.objects.filter(person=request.user, topic=topic).delete()
        messages.success(request, _("You no longer follow this topic."))
    else:
        follow_topic(request.user, topic)
        messages.success(request, _("You follow this topic."))
    return redirect(topic)


def _after(request, topic: Topic) -> int:
    text = request.GET.get("after", "")
    return int(text) if text.isdecimal() and len(text) <= 9 else topic.last_visible_position


@in_the_background
@require_safe
@forum_view
def news(request, pk):
    """Whether replies have come after a position: nothing (204, or 304 to whoever names the state they know), or how
    many. Two numbers of the topic's own row answer it while nothing is new. Of a topic that was merged a page is told
    once where it went."""
    topic = current_topic_or_404(request, pk)
    if topic.pk != pk:
        if not request.htmx:
            return redirect(topic)
        return HttpResponseStopPolling(render_to_string("forum/components/moved.html", {"topic": topic}, request))
    etag = f'"{topic.pk}-{topic.last_visible_position}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    after = _after(request, topic)
    count = 0
    if topic.last_visible_position > after:
        fresh = topic.posts.filter(position__gt=after, status=Status.PUBLISHED)
        count = fresh.exclude(Post.objects.owned_by(request.user)).count()
    if not count:
        return HttpResponse(status=204, headers={"ETag": etag})
    context = {"topic": topic, "count": count, "after": after}
    response = render(request, "forum/components/news.html", context)
    response["ETag"] = etag
    return response


@require_safe
@forum_view
def new_posts(request, pk):
    """The posts after a position, to be put below those on the page."""
    topic = current_topic_or_404(request, pk)
    if topic.pk != pk:
        return HttpResponseClientRedirect(topic.get_absolute_url()) if request.htmx else redirect(topic)
    after = _after(request, topic)
    last = min(after + PER_PAGE, topic.last_position)
    shown = show(request, topic, _posts(topic, after + 1, last), read=after)
    mark_read(request.user, topic, min(last, topic.last_visible_position))
    context = {"topic": topic, "board": topic.board, "posts": shown, "after": last, "forum": request.forum}
    return render(request, "forum/components/new_posts.html", context)
