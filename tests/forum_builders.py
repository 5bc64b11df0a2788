"""Small makers of the forum's rows, for tests that talk to the database. Texts go through the services people use."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale

from forum.models import Board, ForumPage, Post
from forum.posting import open_topic, reply
from tests.builders import a_page, a_resource_center, a_user

_numbers = count(1)


def a_forum(center=None, spanish=True):
    """The forum's page below the Resource Center (a new one, unless given), in both languages."""
    center = center or a_resource_center()[0]
    page = a_page(ForumPage, center, title="Forum", slug="forum", house_rules="<p>Be kind.</p>")
    if spanish:
        in_spanish(page)
    return page


def in_spanish(page):
    spanish = Locale.objects.get(language_code="es")
    other = page.copy_for_translation(spanish, copy_parents=True)
    other.save_revision().publish()
    return other


def a_board(read=(), post=(), moderate=(), **fields):
    """A board that every member reads and posts in, unless groups are named."""
    number = next(_numbers)
    fields = {
        "name": f"Board {number}",
        "name_es": f"Tablero {number}",
        "slug": f"board-{number}",
        "everybody_reads": not read,
        "everybody_posts": not post,
    } | fields
    board = Board.objects.create(**fields)
    for names, groups in [(read, board.read_groups), (post, board.post_groups), (moderate, board.moderate_groups)]:
        groups.set([Group.objects.get_or_create(name=name)[0] for name in names])
    return board


def a_topic(by, board=None, **fields):
    """A topic, opened through the service; returns its first post."""
    fields = {
        "title": f"Topic {next(_numbers)}",
        "body": "How do you do it?",
        "kind": "question",
        "language": "en",
    } | fields
    return long_ago(open_topic(by=by, board=board or a_board(), **fields))


def a_reply(topic, by, body="Like this.", **fields):
    return long_ago(reply(by=by, topic=topic, body=body, **fields))


def long_ago(post):
    """Written long enough ago not to count for the limits."""
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(days=2))
    post.refresh_from_db()
    return post


def a_moderator(**fields):
    return a_user("Forum moderators", **fields)


def many_posts(topic, by, number):
    """So many replies, made in one go, with the counts as the services keep them."""
    now = timezone.now()
    first = topic.last_position + 1
    rows = []
    for position in range(first, first + number):
        post = Post(topic=topic, position=position, author=by, published_at=now, status="published")
        post.write(f"Reply {position}")
        rows.append(post)
    Post.objects.bulk_create(rows, batch_size=2000)
    last = Post.objects.get(topic=topic, position=first + number - 1)
    topic.last_position = topic.last_visible_position = last.position
    topic.reply_count += number
    topic.last_post, topic.last_post_at = last, now
    topic.save()
    Board.objects.filter(pk=topic.board_id).update(post_count=topic.last_position, last_topic=topic, last_post_at=now)
    return topic
