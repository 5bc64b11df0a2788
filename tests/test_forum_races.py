"""Two people at once in the forum: nothing is lost, nothing is done twice.

Real threads with connections of their own, on the copy of the database that the races of joining use.
"""

import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from forum import moderating, posting
from forum.limits import Refusal
from forum.models import Act, Board, Helpful, Post, PostRevision, Review, Topic
from forum.moderating import AlreadyDecided
from forum.posting import EditConflict, edit, reply, toggle_helpful
from forum.reading import ReadMarker, mark_read
from tests.builders import a_member
from tests.forum_builders import a_board, a_moderator, a_topic
from tests.races import at_once, copy, db, kinds, unguarded

__all__ = ["copy", "db"]  # fixtures


@pytest.fixture
def topic():
    return a_topic(a_member(), a_board()).topic


def test_replies_at_once_each_have_their_place(topic):
    people = [a_member() for _ in range(4)]
    results = at_once(*[lambda person=person: reply(by=person, topic=topic, body="At once") for person in people])
    assert kinds(results) == ["Post"] * 4
    assert sorted(topic.posts.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_visible_position) == (4, 5)
    assert Board.objects.get(pk=topic.board_id).post_count == 5


def test_without_the_lock_two_would_want_one_place(topic):
    rows = [Post(topic=topic, position=2, author=a_member(), published_at=timezone.now()) for _ in range(2)]
    results = at_once(*[row.save for row in rows])
    assert sorted(type(result) for result in results if result) == [IntegrityError]


def test_one_form_sent_four_times_is_one_reply(topic):
    person, token = a_member(), uuid.uuid4()
    acts = [lambda: reply(by=person, topic=topic, body="Once", submission=token).pk] * 4
    assert len(set(at_once(*acts))) == 1
    assert topic.posts.count() == 2


def test_of_two_edits_at_once_one_is_saved_and_the_other_is_told(topic):
    post = topic.posts.get()
    author, moderator = post.author, a_moderator()
    results = at_once(
        lambda: edit(post, by=author, body="By its author", version=1),
        lambda: moderating.edit_as_moderator(post, by=moderator, body="By a moderator", version=1),
    )
    assert kinds(results) == ["EditConflict", "Post"]
    post.refresh_from_db()
    assert post.version == 2
    assert PostRevision.objects.get(post=post).body == "How do you do it?"


def test_a_reply_and_a_lock_end_in_one_order_or_the_other(topic):
    person, moderator = a_member(), a_moderator()
    answer, _locked = at_once(
        lambda: reply(by=person, topic=topic, body="Just in time?"),
        lambda: moderating.set_flag(topic, by=moderator, flag="is_locked", value=True),
    )
    assert isinstance(answer, (Post, Refusal))
    assert topic.posts.count() == (2 if isinstance(answer, Post) else 1)


def test_two_moderators_decide_once(topic):
    review = moderating.report(topic.posts.get(), by=a_member(), why="spam").review
    one, two = a_moderator(), a_moderator()
    results = at_once(
        lambda: moderating.keep(review, by=one), lambda: moderating.remove_reported(review, by=two, reason="Spam.")
    )
    assert kinds(results) == ["AlreadyDecided", "Review"]
    assert Act.objects.filter(topic=topic).count() == 1


def test_two_claim_it_and_one_has_it(topic):
    review = moderating.report(topic.posts.get(), by=a_member(), why="spam").review
    people = [a_moderator(), a_moderator()]
    results = at_once(*[lambda person=person: moderating.claim(review, by=person) for person in people])
    assert sorted(results) == [False, True]
    assert Review.objects.get(pk=review.pk).claimed_by in people


def test_reports_at_once_are_one_item(topic):
    post, people = topic.posts.get(), [a_member() for _ in range(3)]
    results = at_once(*[lambda person=person: moderating.report(post, by=person, why="spam") for person in people])
    assert kinds(results) == ["Report"] * 3
    assert Review.objects.get(post=post).reports.count() == 3


def test_a_button_pressed_by_many_counts_each_once(topic):
    post, people = topic.posts.get(), [a_member() for _ in range(4)]
    at_once(*[lambda person=person: toggle_helpful(post, person) for person in people])
    post.refresh_from_db()
    assert post.helpful_count == Helpful.objects.filter(post=post).count() == 4


def test_two_devices_leave_one_marker(topic):
    person = a_member()
    at_once(*[lambda position=position: mark_read(person, topic, position) for position in (3, 7, 5)])
    assert ReadMarker.objects.get(person=person, topic=topic).position == 7


def test_a_merge_and_a_reply_lose_nothing(topic):
    into, person, moderator = a_topic(a_member(), topic.board).topic, a_member(), a_moderator()
    results = at_once(
        lambda: reply(by=person, topic=topic, body="Where am I?"),
        lambda: moderating.merge(topic, by=moderator, into=into),
    )
    into.refresh_from_db()
    is_there = Post.objects.filter(body="Where am I?", topic=into).exists()
    assert is_there or any(isinstance(result, Refusal) for result in results), results
    positions = sorted(into.posts.values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))
    assert into.reply_count == len(positions) - 1


def test_without_the_lock_an_edit_would_overwrite_another(topic, monkeypatch):
    """The control: with a look instead of a lock, both edits believe that they are the first."""
    post, author = topic.posts.get(), topic.author
    stale = (Topic.objects.get(pk=topic.pk), Post.objects.get(pk=post.pk))
    edit(post, by=author, body="One", version=1)
    monkeypatch.setattr(posting, "locked", lambda post: stale)
    with pytest.raises((IntegrityError, EditConflict)):
        unguarded(edit)(post, by=author, body="Two", version=1)
    post.refresh_from_db()
    assert post.body == "One"


def test_nobody_decides_what_was_decided(topic):
    review = moderating.report(topic.posts.get(), by=a_member(), why="spam").review
    moderating.keep(review, by=a_moderator())
    with pytest.raises(AlreadyDecided):
        moderating.keep(review, by=a_moderator())
