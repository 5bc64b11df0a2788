"""Who writes anonymously stays so: no board, draft, letter or file of their own data undoes it behind their back."""

import json

import pytest
from django.contrib.auth.models import Group

from forum import moderating
from forum.drafts import keep_draft
from forum.following import BoardChoice, Frequency, follow_topic
from forum.limits import Refusal
from forum.models import Attachment, Board, Draft, Post, Review, Topic
from forum.notices import tell_of
from forum.posting import delete, open_topic, reply
from members.closing import close_account
from members.letters import Letter
from members.personal_data import collect
from tests.builders import a_member
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic
from tests.test_forum_posting import a_picture

pytestmark = pytest.mark.django_db

REFUSED = "This board does not take anonymous posts any more. Nothing was posted."
NAMED = "If you post it here, other members read your name."


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture
def member(client):
    person = a_member(first_name="Ada", last_name="Asker")
    client.force_login(person)
    return person


def text_of(response):
    return response.content.decode()


def answers(**fields):
    return {"kind": "question", "title": "May I?", "body": "A secret", "language": "en", "is_anonymous": "on"} | fields


def close_to_the_anonymous():
    Board.objects.update(allows_anonymous=False)


def is_ticked(response):
    return 'id="id_is_anonymous" checked' in text_of(response)


# --- a board changes while somebody writes


def test_a_topic_to_be_anonymous_is_not_posted_where_the_board_stopped_allowing_it(client, forum, member):
    board = a_board()
    close_to_the_anonymous()
    path = f"/forum/boards/{board.slug}/new/"
    for act in ("post", "preview"):
        response = client.post(path, answers(act=act) | {"files": a_picture()})
        assert response.status_code == 409
        assert REFUSED in text_of(response)
        assert NAMED in text_of(response)
        assert "A secret" in text_of(response)
    assert not Post.objects.exists()
    draft = Draft.objects.get(person=member, board=board)
    assert (draft.title, draft.body, draft.is_anonymous) == ("May I?", "A secret", True)
    assert Attachment.objects.filter(owner=member, post=None).count() == 2
    assert client.post(path, answers(is_anonymous="")).status_code == 302  # as one was told, under one's name
    assert Post.objects.get().author == member


@pytest.mark.parametrize("change", ["the board", "moved", "merged"])
def test_a_reply_to_be_anonymous_is_not_posted_where_the_topic_cannot_take_it_any_more(client, forum, member, change):
    moderator = a_moderator()
    topic = a_topic(a_member()).topic
    named = a_board(allows_anonymous=False)
    if change == "moved":
        moderating.move(topic, by=moderator, board=named)
    elif change == "merged":
        moderating.merge(topic, by=moderator, into=a_topic(a_member(), named).topic)
    else:
        close_to_the_anonymous()
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "A secret", "is_anonymous": "on"})
    assert response.status_code == 409
    assert REFUSED in text_of(response)
    assert "A secret" in text_of(response)
    assert not Post.objects.filter(body="A secret").exists()
    assert Draft.objects.get(person=member).is_anonymous


def test_the_services_never_put_a_name_to_what_was_to_be_anonymous(forum):
    person, board = a_member(), a_board(allows_anonymous=False)
    topic = a_topic(a_member(), board).topic
    with pytest.raises(Refusal) as refused:
        open_topic(
            by=person, board=board, title="T", body="A secret", kind="question", language="en", is_anonymous=True
        )
    assert (refused.value.words, refused.value.status) == (REFUSED, 409)
    with pytest.raises(Refusal):
        reply(by=person, topic=topic, body="A secret", is_anonymous=True)
    assert not Post.objects.filter(author=person).exists()


def test_what_was_posted_in_time_is_found_again_and_not_refused(client, forum, member):
    path = f"/forum/boards/{a_board().slug}/new/"
    form = answers(submission="0b5ef7d9-6d5c-4f13-b6b5-3fc2f1a8d2c1")
    first = client.post(path, form)
    close_to_the_anonymous()
    assert client.post(path, form)["Location"] == first["Location"]
    assert not Draft.objects.exists()


def test_whoever_asked_anonymously_goes_on_so_where_the_board_has_stopped_allowing_it(client, forum, member):
    topic = a_topic(member, is_anonymous=True).topic
    close_to_the_anonymous()
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "Thank you", "is_anonymous": "on"})
    assert response.status_code == 302
    assert Post.objects.get(body="Thank you").author is None


# --- drafts


def test_a_draft_remembers_that_it_is_anonymous(client, forum, member):
    board, topic = a_board(), a_topic(a_member()).topic
    for place, path in [
        ({"board": board.slug}, f"/forum/boards/{board.slug}/new/"),
        ({"topic": topic.pk}, f"/forum/topics/{topic.pk}/reply/"),
    ]:
        assert not is_ticked(client.get(path))
        client.post("/forum/drafts/save/", place | {"body": "A secret", "is_anonymous": "on"})
        assert is_ticked(client.get(path))
        client.post("/forum/drafts/save/", place | {"body": "A secret", "is_anonymous": ""})
        assert not is_ticked(client.get(path))


def test_a_draft_kept_with_the_button_remembers_that_it_is_anonymous(client, forum, member):
    path = f"/forum/boards/{a_board().slug}/new/"
    assert is_ticked(client.post(path, answers(act="draft")))
    assert is_ticked(client.get(path))
    assert not is_ticked(client.post(path, answers(act="draft", is_anonymous="")))
    assert not is_ticked(client.get(path))


def test_whoever_asked_anonymously_may_keep_a_draft_under_their_name(client, forum, member):
    topic = a_topic(member, is_anonymous=True).topic
    path = f"/forum/topics/{topic.pk}/reply/"
    assert is_ticked(client.get(path))
    keep_draft(member, topic=topic, body="Kept before drafts knew")
    assert is_ticked(client.get(path))
    assert not is_ticked(client.post(path, {"body": "It is me", "act": "draft"}))
    assert not is_ticked(client.get(path))


def test_who_began_anonymously_is_told_where_the_board_has_stopped_allowing_it(client, forum, member):
    board, topic = a_board(), a_topic(a_member()).topic
    keep_draft(member, board=board, title="May I?", body="A secret", is_anonymous=True)
    keep_draft(member, topic=topic, body="A secret", is_anonymous=True)
    pages = [f"/forum/boards/{board.slug}/new/", f"/forum/topics/{topic.pk}/", f"/forum/topics/{topic.pk}/reply/"]
    for path in pages:
        assert NAMED not in text_of(client.get(path))
    close_to_the_anonymous()
    for path in pages:
        assert NAMED in text_of(client.get(path)), path
        assert 'name="is_anonymous"' not in text_of(client.get(path))
    # What is kept from a form without the choice changes nothing about it, with scripts and without.
    client.post("/forum/drafts/save/", {"topic": topic.pk, "body": "A secret, going on"})
    client.post(pages[2], {"body": "A secret, going on", "act": "draft"})
    assert NAMED in text_of(client.get(pages[2]))
    client.force_login(a_member())
    assert NAMED not in text_of(client.get(pages[2]))


@pytest.mark.parametrize(("one", "other"), [(True, False), (False, True), (True, None), (None, True)])
def test_of_two_drafts_that_become_one_an_anonymous_one_counts(forum, one, other):
    moderator, person, board = a_moderator(), a_member(), a_board()
    topic, into = a_topic(moderator, board).topic, a_topic(moderator, board).topic
    keep_draft(person, topic=topic, body="One", is_anonymous=one)
    keep_draft(person, topic=into, body="Other", is_anonymous=other)
    moderating.merge(topic, by=moderator, into=into)
    draft = Draft.objects.get()
    assert (draft.body, draft.is_anonymous) == ("Other\n\nOne", True)


def test_ones_own_data_tells_that_a_draft_is_anonymous(forum):
    person = a_member()
    keep_draft(person, board=a_board(), title="May I?", body="A secret", is_anonymous=True)
    assert collect(person)["forum_posts"] == [{"draft": "May I?", "body": "A secret", "is_anonymous": True}]


# --- letters


def numbers_in(letter):
    return letter.key.removeprefix(f"{letter.template}:")


def test_no_letter_that_was_sent_joins_an_account_to_an_anonymous_post(forum, django_capture_on_commit_callbacks):
    moderator, asker = a_moderator(), a_member(first_name="Ada", last_name="Asker", email="ada@example.org")
    board = a_board(holds_first_posts=True)
    BoardChoice.objects.create(person=asker, board=board, frequency=Frequency.NOW)
    with django_capture_on_commit_callbacks(execute=True):
        post = a_topic(asker, board, is_anonymous=True)
        moderating.approve(Review.objects.get(), by=moderator)
        post.refresh_from_db()
        a_reply(post.topic, moderator, "Like this, @Ada.Asker")
        a_reply(post.topic, moderator, "Or this")
        moderating.report(post, by=asker, why="other")
        moderating.keep(Review.objects.get(decided_at=None), by=moderator)
        moderating.remove(post, by=moderator, reason="A name in it")
        moderating.restore_as_moderator(post, by=moderator)
        held = a_topic(a_member(email="bo@example.org"), board, is_anonymous=True)
        moderating.reject(Review.objects.get(post=held), by=moderator, reason="A name in it")
    letters = list(Letter.objects.filter(to__in=["ada@example.org", "bo@example.org"]))
    told = {"approved", "mention", "new_reply", "report_decided", "removed", "rejected"}
    assert {letter.template for letter in letters} == {f"forum/{name}" for name in told}
    close_account(asker)
    for letter in Letter.objects.filter(pk__in=[letter.pk for letter in letters]):
        assert len(numbers_in(letter)) == 64, letter.key
        assert ":" not in numbers_in(letter)
        assert letter.context == {}


def test_what_happened_once_is_told_once_and_what_happens_again_again(forum):
    moderator, asker = a_moderator(), a_member()
    post = a_topic(asker, is_anonymous=True)
    for _time in range(2):
        moderating.remove(post, by=moderator, reason="A name in it")
        moderating.restore_as_moderator(post, by=moderator)
    assert Letter.objects.filter(template="forum/removed", to=asker.email).count() == 2
    follower = a_member()
    BoardChoice.objects.create(person=follower, board=post.topic.board, frequency=Frequency.NOW)
    follow_topic(follower, post.topic)
    answer = a_reply(post.topic, asker, is_anonymous=True)
    assert [tell_of.call(answer.pk), tell_of.call(answer.pk)] == [1, 0]


# --- one's own data


def test_ones_own_data_tells_no_title_of_a_topic_that_one_may_not_read_any_more(forum):
    moderator, person = a_moderator(), a_member()
    board, closed = a_board(), a_board(read=["Chiefs"])
    post = a_topic(a_member(), board, title="Open to all")
    a_reply(post.topic, person, "My own words")
    moderating.report(post, by=person, why="other", words="Look")
    BoardChoice.objects.create(person=person, board=board, frequency=Frequency.DAILY)
    known = json.dumps(collect(person), default=str)
    assert known.count("Open to all") == 3  # written in, followed, reported
    assert board.slug in known
    moderating.move(post.topic, by=moderator, board=closed)
    Topic.objects.update(title="What became of it")
    board.read_groups.add(Group.objects.get(name="Chiefs"))
    Board.objects.update(everybody_reads=False)
    data = collect(person)
    known = json.dumps(data, default=str)
    assert "What became of it" not in known
    assert board.slug not in known
    hidden = "A topic that you can no longer open"
    assert [(row["topic"], row["body"]) for row in data["forum_posts"]] == [(hidden, "My own words")]
    assert data["forum_following"]["topics"] == [hidden]
    assert data["forum_following"]["boards"] == ["A board that you can no longer open: daily"]
    assert [(row["topic"], row["words"]) for row in data["forum_moderation"]] == [(hidden, "Look")]


def test_ones_own_data_tells_titles_that_one_gave_and_not_those_that_a_moderator_gave(forum):
    moderator, person = a_moderator(), a_member()
    board, closed = a_board(), a_board(read=["Chiefs"])
    own = a_topic(person, board, title="My own title", is_anonymous=True).topic
    split_off = a_reply(a_topic(a_member(), board).topic, person)
    split = moderating.split(split_off, by=moderator, title="A moderator’s title")
    for topic in (own, split):
        moderating.move(topic, by=moderator, board=closed)
    titles = [row["topic"] for row in collect(person)["forum_posts"]]
    assert titles == ["My own title", "A topic that you can no longer open"]


def test_a_topic_that_was_deleted_keeps_its_title_for_itself(forum):
    person = a_member()
    post = a_topic(a_member(), title="Gone by now")
    a_reply(post.topic, person)
    delete(post)
    assert [row["topic"] for row in collect(person)["forum_posts"]] == ["A topic that you can no longer open"]
