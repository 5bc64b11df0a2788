"""The columns that say how much there is, kept in the transaction that changes it."""

from django.db.models import Count, F, Max

from forum.boards import Board
from forum.posts import Post
from forum.topics import Status, Topic

__all__ = ["count_new", "recount", "recount_board"]


def count_new(topic: Topic, post: Post) -> None:
    """A post was just published as the last of its topic, which the caller has locked."""
    is_opening = post.position == 1
    topic.last_visible_position, topic.last_post, topic.last_post_at = post.position, post, post.published_at
    topic.reply_count = F("reply_count") + (0 if is_opening else 1)
    topic.save(update_fields=["last_visible_position", "last_post", "last_post_at", "reply_count"])
    topic.refresh_from_db(fields=["reply_count"])
    if topic.status == Status.PUBLISHED:
        Board.objects.filter(pk=topic.board_id).update(
            topic_count=F("topic_count") + (1 if is_opening else 0),
            post_count=F("post_count") + 1,
            last_post_at=post.published_at,
            last_topic=topic,
        )


def recount(topic: Topic) -> None:
    """Count a topic anew after something rare, and its board."""
    posts = topic.posts.filter(status=Status.PUBLISHED)
    facts = posts.aggregate(count=Count("pk"), last=Max("position"))
    last = posts.filter(position=facts["last"]).first() if facts["last"] else None
    has_opening = posts.filter(position=1).exists()
    topic.reply_count = facts["count"] - (1 if has_opening else 0)
    topic.last_visible_position = facts["last"] or 0
    topic.last_position = topic.posts.aggregate(last=Max("position"))["last"] or 0
    topic.last_post = last
    topic.last_post_at = last.published_at if last else topic.created_at
    topic.save()  # all of it, so that whoever keeps an index reads it again
    recount_board(topic.board_id)


def recount_board(pk: int) -> None:
    topics = Topic.objects.filter(board=pk, status=Status.PUBLISHED)
    last = topics.order_by("-last_post_at", "-pk").first()
    posts = Post.objects.filter(topic__board=pk, topic__status=Status.PUBLISHED, status=Status.PUBLISHED)
    Board.objects.filter(pk=pk).update(
        topic_count=topics.count(),
        post_count=posts.count(),
        last_topic=last,
        last_post_at=last.last_post_at if last else None,
    )
