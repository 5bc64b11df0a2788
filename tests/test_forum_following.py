"""Mail of the forum: at once, once a day, once a week, never; only what one may read, and easy to stop."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from forum import moderating
from forum.digests import due_at, news_for, send_digests
from forum.following import BoardChoice, Frequency, Preferences, TopicFollow, follow_topic
from forum.mentions import handle_of, people_meant, suggestions
from forum.models import Post, Review, Topic
from forum.notices import stop_address, tell_of
from forum.posting import delete, edit
from forum.reading import mark_read
from members.letters import Letter
from members.models import User
from tests.builders import a_member, an_agency
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 17, tzinfo=UTC)  # a Wednesday, twelve o'clock in New York


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture(autouse=True)
def commit(django_capture_on_commit_callbacks):
    """Whatever waits for a commit is done at once."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def mails(django_capture_on_commit_callbacks):
    def after(act):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox[before:]

    return after


def choose(person, board, frequency, is_followed=False):
    facts = {"frequency": frequency, "is_followed": is_followed}
    return BoardChoice.objects.update_or_create(person=person, board=board, defaults=facts)[0]


def a_follower(topic, frequency="now", **fields):
    person = a_member(**fields)
    follow_topic(person, topic)
    choose(person, topic.board, frequency)
    return person


def test_a_follower_hears_at_once_and_only_once_until_they_visit(forum, mails):
    asker = a_member()
    topic = a_topic(asker).topic
    follower, writer = a_follower(topic), a_member(first_name="Ro", last_name="Writer")
    (letter,) = mails(lambda: a_reply(topic, writer))
    assert letter.to == [follower.email]
    assert "Ro Writer" in letter.body
    assert not mails(lambda: a_reply(topic, writer))
    topic.refresh_from_db()
    mark_read(follower, topic, topic.last_visible_position)
    assert len(mails(lambda: a_reply(topic, writer))) == 1


def test_who_follows_a_board_hears_of_new_topics(forum, mails):
    board, follower = a_board(), a_member()
    choose(follower, board, "now", is_followed=True)
    (letter,) = mails(lambda: a_topic(a_member(), board, title="Something new"))
    assert letter.to == [follower.email]
    assert "Something new" in letter.subject


def test_nobody_hears_of_what_they_wrote_themselves(forum, mails):
    person = a_member()
    topic = a_topic(person).topic
    choose(person, topic.board, "now", is_followed=True)
    assert not mails(lambda: a_reply(topic, person))


@pytest.mark.parametrize("change", ["expired", "suspended", "inactive", "closed board", "left the group", "never"])
def test_who_may_not_read_hears_nothing(forum, mails, change):
    board = a_board(read=["Chiefs"])
    chiefs = Group.objects.get(name="Chiefs")
    writer = a_member()
    writer.groups.add(chiefs)
    topic = a_topic(writer, board).topic
    follower = a_follower(topic)
    follower.groups.add(chiefs)
    match change:
        case "expired":
            follower.agency.awards.all().delete()
        case "suspended":
            User.objects.filter(pk=follower.pk).update(membership_suspended_at=timezone.now())
        case "inactive":
            User.objects.filter(pk=follower.pk).update(is_active=False)
        case "closed board":
            board.read_groups.clear()
            board.moderate_groups.set([Group.objects.get_or_create(name="Elders")[0]])
            writer.groups.add(*board.moderate_groups.all())
        case "left the group":
            follower.groups.remove(chiefs)
        case "never":
            choose(follower, board, "never")
    assert not mails(lambda: a_reply(topic, User.objects.get(pk=writer.pk)))


def test_a_held_post_is_told_when_it_is_published_and_not_before(forum, mails):
    topic = a_topic(a_member()).topic
    follower = a_follower(topic)
    topic.board.holds_first_posts = True
    topic.board.save()
    post = None

    def write():
        nonlocal post
        post = a_reply(topic, a_member())

    assert not mails(write)
    sent = mails(lambda: moderating.approve(post.reviews.get(), by=a_moderator()))
    assert [follower.email] in [letter.to for letter in sent]


def test_a_letter_that_is_late_does_not_leave_when_the_post_is_gone(forum, mails):
    topic = a_topic(a_member()).topic
    a_follower(topic)
    post = a_reply(topic, a_member())
    Letter.objects.all().delete()
    tell_of.call(post.pk)
    delete(post)
    letter = Letter.objects.get(template="forum/new_reply")
    assert letter.message().to == []


# --- mentions


def test_a_mention_reaches_the_person_in_their_language(forum, mails):
    person = a_member(first_name="Ana María", last_name="de la Cruz", language="es")
    (letter,) = mails(lambda: a_topic(a_member(), body="What do you think, @Ana.María.de.la.Cruz?"))
    assert letter.to == [person.email]
    assert "/es/forum/posts/" in letter.body


def test_only_people_whom_the_author_finds_are_mentioned(forum, mails):
    a_member(first_name="Hid", last_name="Den", listing_audience="staff")
    a_member(first_name="Old", last_name="Hand", agency=an_agency(awarded=False))
    assert not mails(lambda: a_topic(a_member(), body="@Hid.Den and @Old.Hand and @No.Body and me@Hid.Den"))


def test_a_name_that_two_have_means_nobody_without_a_number(forum):
    one, two = a_member(first_name="Sam", last_name="Lee"), a_member(first_name="Sam", last_name="Lee")
    author = a_member()
    assert people_meant("@Sam.Lee", author) == []
    assert people_meant(f"@sam.lee.{two.pk}", author) == [two]
    assert {row["handle"] for row in suggestions("Sam", author)} == {f"Sam.Lee.{one.pk}", f"Sam.Lee.{two.pk}"}
    assert handle_of(one) == "Sam.Lee"


def test_completion_offers_whom_the_reader_finds(client, forum):
    a_member(first_name="Olivia", last_name="Open")
    a_member(first_name="Oscar", last_name="Hidden", listing_audience="staff")
    client.force_login(a_member())
    answer = client.get("/forum/people/?q=o").json()["people"]
    assert [row["handle"] for row in answer] == ["Olivia.Open"]
    for query in ["", "%", "'", "x" * 500, "."]:
        assert client.get("/forum/people/", {"q": query}).status_code == 200


def test_who_wants_no_mentions_gets_none(forum, mails):
    person = a_member(first_name="Quiet", last_name="One")
    Preferences.objects.create(person=person, wants_mentions=False)
    assert not mails(lambda: a_topic(a_member(), body="@Quiet.One"))


def test_a_mention_that_an_edit_adds_is_told_once(forum, mails):
    author, _friend = a_member(), a_member(first_name="Bo", last_name="Li")
    post = a_topic(author, body="Hello")
    assert len(mails(lambda: edit(post, by=author, body="Hello @Bo.Li", version=1))) == 1
    assert not mails(lambda: edit(post, by=author, body="Hello", version=2))
    assert not mails(lambda: edit(post, by=author, body="Hello again @Bo.Li", version=3))


def test_mentions_are_those_of_the_text_that_is_published(forum, mails):
    a_member(first_name="Bo", last_name="Li")
    author, moderator = a_member(), a_moderator()
    post = a_topic(author, a_board(holds_first_posts=True), body="Hello @Bo.Li")
    sent = mails(lambda: moderating.approve(Review.objects.get(), by=moderator, body="Hello"))
    assert [letter.to for letter in sent] == [[author.email]]
    assert not post.mentions.exists()
    (letter,) = mails(lambda: moderating.edit_as_moderator(post, by=moderator, body="@Bo.Li?", version=2))
    assert letter.to != [author.email]


# --- digests


@pytest.mark.parametrize(
    ("zone", "hour", "frequency", "now", "due"),
    [
        ("America/New_York", 7, "daily", "2026-03-04T12:00Z", "2026-03-04T12:00Z"),
        ("America/New_York", 7, "daily", "2026-03-04T11:59Z", "2026-03-03T12:00Z"),
        ("Pacific/Honolulu", 7, "daily", "2026-03-04T17:30Z", "2026-03-04T17:00Z"),
        ("Pacific/Guam", 23, "daily", "2026-03-04T12:30Z", "2026-03-03T13:00Z"),
        ("America/New_York", 7, "daily", "2026-03-08T11:30Z", "2026-03-08T11:00Z"),  # summer time began that night
        ("America/New_York", 7, "daily", "2026-03-08T10:30Z", "2026-03-07T12:00Z"),
        ("America/New_York", 2, "daily", "2026-03-08T07:30Z", "2026-03-08T07:00Z"),  # there was no two o'clock
        ("America/New_York", 7, "weekly", "2026-03-04T17:00Z", "2026-03-02T12:00Z"),
        ("America/New_York", 7, "weekly", "2026-03-02T11:00Z", "2026-02-23T12:00Z"),
    ],
)
def test_a_digest_is_due_at_the_persons_own_hour(zone, hour, frequency, now, due):
    person = User(time_zone=zone)
    assert due_at(person, hour, frequency, datetime.fromisoformat(now)) == datetime.fromisoformat(due)


def publish_at(post, moment):
    Post.objects.filter(pk=post.pk).update(published_at=moment)


def test_a_daily_digest_says_what_is_new_once(forum, mails):
    topic = a_topic(a_member(), title="What we talk about").topic
    person = a_follower(topic, "daily")
    for moment in (NOON - timedelta(hours=20), NOON - timedelta(hours=10)):
        publish_at(a_reply(topic, a_member()), moment)
    letter = next(letter for letter in mails(lambda: send_digests(NOON)) if letter.to == [person.email])
    assert "What we talk about" in letter.body
    assert "2 new posts" in letter.body
    assert not mails(lambda: send_digests(NOON))
    assert not mails(lambda: send_digests(NOON + timedelta(days=1)))  # nothing is new: no letter at all


def test_a_digest_is_in_the_readers_language_and_of_their_boards(forum, mails):
    topic = a_topic(a_member()).topic
    a_follower(topic, "weekly", language="es")
    publish_at(a_reply(topic, a_member()), NOON - timedelta(days=3))
    (letter,) = mails(lambda: send_digests(NOON))
    assert topic.board.name_es in letter.body
    assert f"/es/forum/topics/{topic.pk}/unread/" in letter.body


def test_what_is_chosen_otherwise_is_not_in_the_digest(forum, mails):
    followers = []
    for frequency in ("now", "never", "weekly"):
        topic = a_topic(a_member()).topic
        followers.append(a_follower(topic, frequency).email)
        publish_at(a_reply(topic, a_member()), NOON - timedelta(hours=10))
    told = [letter.to[0] for letter in mails(lambda: send_digests(NOON)) if "since yesterday" in letter.subject]
    assert told  # those who asked, and chose nothing
    assert not set(told) & set(followers)


def test_a_digest_that_is_late_leaves_out_what_is_gone(forum):
    one, two = a_topic(a_member(), title="It stays").topic, a_topic(a_member(), title="It goes").topic
    person = a_member()
    for topic in (one, two):
        follow_topic(person, topic)
        publish_at(a_reply(topic, a_member()), NOON - timedelta(hours=10))
    send_digests(NOON)
    letter = Letter.objects.get(template="forum/digest", to=person.email)
    delete(two.posts.get(position=1))
    message = letter.message()
    assert "It stays" in message.body
    assert "It goes" not in str(message.message())
    delete(one.posts.get(position=1))
    letter.refresh_from_db()
    assert letter.message().to == []


FACTS = st.fixed_dictionaries(
    {
        "membership": st.sampled_from(["member", "moderator", "expired", "suspended", "inactive"]),
        "in_group": st.booleans(),
        "closed": st.booleans(),
        "frequency": st.sampled_from(Frequency.values),
        "follows_topic": st.booleans(),
        "follows_board": st.booleans(),
        "posts": st.lists(
            st.tuples(st.sampled_from(["published", "held", "rejected", "deleted"]), st.integers(0, 80), st.booleans()),
            max_size=4,
        ),
        "topic_status": st.sampled_from(["published", "published", "held", "deleted"]),
    }
)


@given(FACTS)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_a_digest_never_says_more_than_the_access_rule(facts):
    """Against a plain reading of the rule, row by row: published, of others, on a board the person may read now."""
    group = Group.objects.get_or_create(name="Chiefs")[0]
    board = a_board(read=["Chiefs"] if facts["closed"] else ())
    author = a_member()
    author.groups.add(group)
    author = User.objects.get(pk=author.pk)
    topic = a_topic(author, board).topic
    kind = facts["membership"]
    person = a_moderator() if kind == "moderator" else a_member(agency=an_agency(awarded=kind != "expired"))
    if facts["in_group"]:
        person.groups.add(group)
    if kind == "suspended":
        User.objects.filter(pk=person.pk).update(membership_suspended_at=NOON)
    if kind == "inactive":
        User.objects.filter(pk=person.pk).update(is_active=False)
    choose(person, board, facts["frequency"], facts["follows_board"])
    if facts["follows_topic"]:
        follow_topic(person, topic)
    Topic.objects.filter(pk=topic.pk).update(status=facts["topic_status"])
    topic.posts.all().update(status=facts["topic_status"], published_at=NOON - timedelta(days=30))
    rows = []
    for number, (status, hours, is_own) in enumerate(facts["posts"]):
        post = Post(
            topic=topic,
            position=number + 2,
            author=person if is_own else author,
            status=status,
            body=f"words {number}",
            published_at=NOON - timedelta(hours=hours),
        )
        post.save()
        rows.append(post)
    may_read = kind in ("member", "moderator") and (not facts["closed"] or facts["in_group"] or kind == "moderator")
    person = User.objects.get(pk=person.pk)
    due = due_at(person, 7, "daily", NOON)
    since = due - timedelta(days=1)
    expected = {
        post.pk
        for post in rows
        if may_read
        and facts["frequency"] == "daily"
        and facts["follows_topic"]
        and facts["topic_status"] == "published"
        and post.status == "published"
        and post.author_id != person.pk
        and since < post.published_at <= due
    }
    assert set(news_for(person, "daily", since, due).values_list("pk", flat=True)) == expected
    Letter.objects.all().delete()
    send_digests(NOON)
    written = Letter.objects.filter(template="forum/digest", to=person.email)
    assert written.filter(key__contains=":daily:").exists() is bool(expected)
    assert not any(letter.context["topics"] == [] for letter in written)


# --- stopping it


def test_every_letter_of_the_forum_can_be_stopped_with_one_click(client, forum, mails):
    topic = a_topic(a_member()).topic
    follower = a_follower(topic)
    (letter,) = mails(lambda: a_reply(topic, a_member()))
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert client.get(address).status_code == 200
    assert TopicFollow.objects.filter(person=follower).exists()  # looking is not asking
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not TopicFollow.objects.filter(person=follower).exists()
    assert client.post(address).status_code == 200


@pytest.mark.parametrize("what", ["daily", "weekly", "mentions", "board", "topic"])
def test_stopping_ends_what_it_says(client, forum, what):
    topic = a_topic(a_member()).topic
    person = a_follower(topic, what if what in ("daily", "weekly") else "now")
    choose(person, topic.board, what if what in ("daily", "weekly") else "now", is_followed=True)
    pk = {"board": topic.board_id, "topic": topic.pk}.get(what)
    address = stop_address(person, what, pk).removeprefix("http://localhost")
    client.post(address)
    choice = BoardChoice.objects.get(person=person)
    left = {
        "daily": choice.frequency == "never",
        "weekly": choice.frequency == "never",
        "mentions": Preferences.objects.filter(person=person, wants_mentions=False).exists(),
        "board": not choice.is_followed,
        "topic": not TopicFollow.objects.filter(person=person).exists(),
    }
    assert left[what]


def test_an_address_that_somebody_made_up_stops_nothing(client, forum):
    for token in ["x", "x:y:z", "W10:1t:abc"]:
        assert client.post(f"/forum/stop/{token}/").status_code == 404


def test_choices_are_made_on_one_page(client, forum):
    board, person = a_board(), a_member()
    client.force_login(person)
    form = {"hour": "18", "wants_mentions": "on", f"frequency_{board.pk}": "weekly", f"new_{board.pk}": "on"}
    assert client.post("/forum/following/", form).status_code == 302
    choice = BoardChoice.objects.get(person=person)
    assert (choice.frequency, choice.is_followed, Preferences.objects.get(person=person).hour) == ("weekly", True, 18)
    assert client.post("/forum/following/", form | {"hour": "25"}).status_code == 400
    assert client.post("/forum/following/", form | {f"frequency_{board.pk}": "hourly"}).status_code == 400
