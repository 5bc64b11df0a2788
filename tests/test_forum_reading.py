"""What is new for whom, on every device; and that nothing costs more as the forum grows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Board, Post, ReadMarker, Topic
from forum.posting import delete
from forum.posts import PER_PAGE
from forum.reading import mark_all_read, mark_read, position_read, topics_with_new_replies, unread_topics
from home.models import ResourceCenterPage
from members.models import User
from tests.builders import a_member, know_the_rows
from tests.forum_builders import a_board, a_forum, a_reply, a_topic, many_posts

pytestmark = pytest.mark.django_db

MANY = 10_000


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture
def reader(client):
    person = a_member(date_joined=timezone.now() - timedelta(days=200))
    client.force_login(person)
    return person


def text_of(response):
    return response.content.decode()


def test_a_topic_is_new_until_its_last_page_was_opened(client, forum, reader):
    topic = a_topic(a_member()).topic
    assert unread_topics(reader).get() == topic
    client.get(f"/forum/topics/{topic.pk}/")
    assert not unread_topics(reader).exists()
    a_reply(topic, a_member())
    assert unread_topics(reader).get() == topic
    client.get(f"/forum/topics/{topic.pk}/")
    assert not unread_topics(reader).exists()


def test_the_device_that_read_further_wins(forum, reader):
    topic = a_topic(a_member()).topic
    mark_read(reader, topic, 5)
    mark_read(reader, topic, 3)
    assert position_read(reader, topic) == 5
    assert ReadMarker.objects.filter(person=reader).count() == 1


def test_what_one_wrote_oneself_is_not_new(forum, reader):
    topic = a_topic(reader).topic
    a_reply(topic, reader)
    assert not unread_topics(reader).exists()


def test_what_was_there_before_one_joined_is_not_new(forum):
    a_topic(a_member())
    newcomer = a_member(date_joined=timezone.now() + timedelta(seconds=1))
    assert not unread_topics(newcomer).exists()


def test_everything_is_declared_read_and_new_replies_are_new_again(client, forum, reader):
    one, two = a_topic(a_member()).topic, a_topic(a_member()).topic
    client.post("/forum/read/", {"board": one.board.slug})
    assert unread_topics(reader).get() == two
    client.post("/forum/read/")
    assert not unread_topics(reader).exists()
    a_reply(one, a_member())
    assert unread_topics(reader).get() == one
    mark_all_read(reader, Board.objects.all())
    assert not unread_topics(reader).exists()


def test_a_deleted_last_reply_leaves_nothing_new(forum, reader):
    topic = a_topic(a_member()).topic
    mark_read(reader, topic, 1)
    post = a_reply(topic, a_member())
    delete(post)
    assert not unread_topics(reader).exists()


def test_the_members_home_tells_of_new_replies(client, forum, reader):
    topic = a_topic(a_member(), title="One I opened").topic
    a_topic(a_member(), title="One I never saw")
    mark_read(reader, topic, 1)
    a_reply(topic, a_member())
    assert list(topics_with_new_replies(reader)) == [topic]
    page = text_of(client.get(ResourceCenterPage.objects.get(locale__language_code="en").url))
    assert "Topics with new replies" in page
    assert "One I opened" in page
    assert "One I never saw" not in page


def test_lists_show_what_was_asked_for(client, forum, reader):
    board = a_board()
    a_topic(a_member(), board, title="Asked in English")
    a_topic(a_member(), board, title="Dicho en español", language="es", kind="discussion")
    a_topic(reader, board, title="One of mine")
    for query, titles in [
        ("q=english", ["Asked in English"]), ("language=es", ["Dicho en español"]),
        ("kind=discussion", ["Dicho en español"]),
        ("show=mine", ["One of mine"]), ("show=open", ["Asked in English", "One of mine"]),
        ("show=unread", ["Asked in English", "Dicho en español"]), ("q=nothing", []), ("kind=nonsense", []),
        ("q=%25", []), ("after=nonsense", ["Asked in English", "Dicho en español", "One of mine"]),
        (f"after=2026-01-01T00:00:00_{'9' * 30}", ["Asked in English", "Dicho en español", "One of mine"]),
    ]:  # fmt: skip
        page = text_of(client.get(f"/forum/boards/{board.slug}/?{query}"))
        assert [title for title in ("Asked in English", "Dicho en español", "One of mine") if title in page] == titles


def test_older_topics_follow_without_gap_or_repetition(client, forum, reader):
    board, author = a_board(), a_member()
    moment = timezone.now()
    Topic.objects.bulk_create(
        Topic(board=board, title=f"Title {number:03}.", language="en", author=author, last_post_at=moment)
        for number in range(60)
    )
    seen, path = [], f"/forum/boards/{board.slug}/"
    for _page in range(3):
        response = client.get(path)
        seen += [topic.title for topic in response.context["topics"]]
        path = f"/forum/boards/{board.slug}/?{response.context['older']}"
    assert sorted(seen) == [f"Title {number:03}." for number in range(60)]


# --- live


def test_nothing_new_is_a_small_answer(client, forum, reader):
    topic = a_topic(a_member()).topic
    path = f"/forum/topics/{topic.pk}/news/?after=1"
    answer = client.get(path)
    assert (answer.status_code, answer.content) == (204, b"")
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_new_replies_are_counted_and_shown(client, forum, reader):
    topic = a_topic(a_member()).topic
    etag = client.get(f"/forum/topics/{topic.pk}/news/?after=1")["ETag"]
    a_reply(topic, a_member(), "Fresh words")
    a_reply(topic, reader, "My own")
    answer = client.get(f"/forum/topics/{topic.pk}/news/?after=1", headers={"If-None-Match": etag})
    assert "1 new reply, show" in text_of(answer)
    posts = text_of(client.get(f"/forum/topics/{topic.pk}/new-posts/?after=1"))
    assert "Fresh words" in posts
    assert "after=3" in posts
    for wrong in ["", "x", "-1", "9" * 30]:
        assert client.get(f"/forum/topics/{topic.pk}/news/", {"after": wrong}).status_code in (200, 204)


def test_the_live_region_is_polite(client, forum, reader):
    topic = a_topic(a_member()).topic
    assert 'aria-live="polite"' in text_of(client.get(f"/forum/topics/{topic.pk}/"))


# --- as the forum grows


def cost_of(client, path):
    client.get(path)  # what is asked once is asked now
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path, follow=True).status_code in (200, 204)
    return len(queries)


@pytest.fixture
def long_topic(forum):
    return many_posts(a_topic(a_member()).topic, a_member(), 9)


def test_a_topic_of_ten_thousand_posts_opens_anywhere_as_cheaply_as_one_of_ten(client, reader, long_topic):
    topic = long_topic
    base = f"/forum/topics/{topic.pk}/"
    small = cost_of(client, base)
    ReadMarker.objects.all().delete()
    small_unread = cost_of(client, f"{base}unread/")
    many_posts(topic, a_member(), MANY - 10)
    know_the_rows()
    pages = MANY // PER_PAGE
    for path in [base, f"{base}?page={pages // 2}", f"{base}?page={pages}", f"{base}?page=999999999"]:
        assert cost_of(client, path) <= small + 2, path
    ReadMarker.objects.update(position=7_777)
    assert client.get(f"{base}unread/")["Location"].startswith(f"{base}?page={7_777 // PER_PAGE + 1}#post-")
    assert cost_of(client, f"{base}unread/") <= small_unread + 2
    assert cost_of(client, f"{base}last/") <= small_unread + 2
    assert cost_of(client, f"{base}news/?after={MANY}") <= 12
    assert small <= 45, small


def test_a_reply_to_ten_thousand_costs_as_much_as_to_ten(client, reader, long_topic):
    topic = long_topic
    counts = []
    for number in (0, MANY - 10):
        if number:
            many_posts(topic, a_member(), number)
            know_the_rows()
        Post.objects.filter(author=reader).update(created_at=timezone.now() - timedelta(days=2))
        with CaptureQueriesContext(connection) as queries:
            assert client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "Yes"}).status_code == 302
        counts.append(len(queries))
        topic.refresh_from_db()
    assert counts[1] <= counts[0] + 1


@pytest.mark.parametrize("path", ["/forum/boards/{board}/", "{forum}", "/forum/following/"])
def test_lists_cost_the_same_with_1_and_50_topics(client, forum, reader, path):
    board = a_board()
    a_topic(a_member(), board)
    path = path.format(board=board.slug, forum=forum.url)
    few = cost_of(client, path)
    agency = a_member().agency
    people = [User(email=f"p{number}@example.org", agency=agency) for number in range(50)]
    User.objects.bulk_create(people)
    for person in people:
        topic = Topic.objects.create(
            board=board, title="T", language="en", author=person, last_post_at=timezone.now(), last_visible_position=1
        )
        post = Post.objects.create(topic=topic, position=1, author=person, body="b", published_at=timezone.now())
        Topic.objects.filter(pk=topic.pk).update(last_post=post)
    know_the_rows()
    assert cost_of(client, path) <= few + 1
    assert few <= 40, few


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00"])
def test_a_place_in_the_list_that_is_no_moment_is_the_beginning(client, forum, moment):
    board = a_board()
    a_topic(a_member(), board, title="On the first page")
    client.force_login(a_member())
    response = client.get(f"/forum/boards/{board.slug}/", {"after": f"{moment}_1"})
    assert response.status_code == 200
    assert "On the first page" in response.content.decode()
