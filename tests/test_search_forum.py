"""Topics and replies are found by whoever may read their board now, and without their authors' names."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Post
from forum.moderating import approve, merge, move, reject, split
from forum.moderation import Review
from forum.pages import ForumPage
from forum.posting import delete, edit, restore
from search.indexing import rebuild
from search.models import IndexedPassage
from tests.builders import a_member, a_user, an_agency
from tests.findings import asks, index_everything, titles_for
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic, many_posts

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def forum():
    return a_forum()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_topic_is_one_result_and_a_reply_opens_where_it_stands(client):
    author, member = a_member(), a_member()
    topic = a_topic(author, title="Heron calls", body="Which **pelican** first?").topic
    many_posts(topic, author, 24)
    answer = a_reply(topic, a_member(), "The osprey, always.")
    index_everything()
    [result] = asks(member, "pelican").results
    assert (result.kind.name, result.name, result.url) == ("forum", "Heron calls", f"/forum/topics/{topic.pk}/")
    assert (result.is_private, result.lines) == (True, [])
    [result] = asks(member, "osprey heron").results
    [line] = result.lines
    client.force_login(member)
    assert client.get(line.url)["Location"] == f"/forum/topics/{topic.pk}/?page=2#post-{answer.pk}"
    assert asks(member, "osprey", "es").results[0].lines[0].url.startswith("/es/forum/posts/")


def test_a_topic_is_found_in_the_language_in_which_it_is_written():
    author = a_member()
    a_topic(author, title="Capacitaciones", language="es", body="¿Quién conoce una capacitación?")
    a_topic(author, title="Trainings", body="Who was trained?")
    index_everything()
    assert titles_for(author, "capacitacion", "es") == ["Capacitaciones"]
    [result] = asks(author, "capacitaciones", "en").results
    assert (result.language, result.is_foreign) == ("es", True)
    assert titles_for(author, "training", language="es") == []


def test_outsiders_find_nothing_and_count_nothing():
    a_topic(a_member(), title="Heron calls")
    index_everything()
    suspended = a_member(membership_suspended_at=timezone.now())
    for outsider in (NOBODY, a_user(), suspended, a_member(agency=an_agency(awarded=False))):
        search = asks(outsider, "heron")
        assert (search.results, search.total, search.facets) == ([], 0, [])
        assert asks(outsider, "hreon").question.text == "hreon"
    assert titles_for(a_user("Editors"), "heron") == ["Heron calls"]


def test_a_board_for_groups_is_found_by_those_groups_and_moderators_from_the_moment_they_are_let_in():
    author, member, moderator = a_moderator(), a_member(), a_moderator()
    board = a_board(read=["Harbor"], moderate=["Lookout"])
    a_topic(author, board, title="Heron calls")
    index_everything()
    assert titles_for(moderator, "heron") == ["Heron calls"]
    assert asks(member, "heron").total == 0
    for name in ("Harbor", "Lookout"):
        group = Group.objects.get(name=name)
        member.groups.add(group)
        assert titles_for(member, "heron") == ["Heron calls"]
        member.groups.remove(group)
        assert asks(member, "heron").total == 0


def test_the_rights_of_a_board_hold_in_the_transaction_that_changes_them():
    member = a_member()
    board = a_board()
    topic = a_topic(member, board, title="Heron calls").topic
    a_reply(topic, member, "The osprey.")
    index_everything()
    assert asks(member, "heron").total == asks(member, "osprey").total == 1
    board.everybody_reads = False
    board.save()
    assert asks(member, "heron").total == asks(member, "osprey").total == 0
    board.read_groups.set(Group.objects.filter(name="Members"))
    assert titles_for(member, "osprey") == ["Heron calls"]
    board.read_groups.clear()
    assert asks(member, "osprey").total == 0
    board.everybody_reads = True
    board.save()
    assert titles_for(member, "osprey") == ["Heron calls"]


def test_a_topic_that_moves_is_found_by_those_who_may_read_where_it_stands(commit):
    member, moderator = a_member(), a_moderator()
    topic = a_topic(member, title="Heron calls").topic
    a_reply(topic, member, "The osprey.")
    closed = a_board(read=["Harbor"])
    index_everything()
    with commit(), transaction.atomic():
        move(topic, by=moderator, board=closed)
        assert asks(member, "heron").total == asks(member, "osprey").total == 0
    assert asks(member, "heron").total == asks(member, "osprey").total == 0
    assert titles_for(moderator, "osprey") == ["Heron calls"]


def test_what_waits_or_was_refused_is_found_by_nobody_until_it_is_published(commit):
    member, moderator = a_member(), a_moderator()
    board = a_board(holds_first_posts=True)
    with commit():
        held = [a_topic(a_member(), board, title=f"Heron {name}") for name in ("one", "two")]
    for person in (member, moderator):
        assert asks(person, "heron").total == 0
    reviews = [Review.objects.get(post=post) for post in held]
    with commit():
        approve(reviews[0], by=moderator)
        reject(reviews[1], by=moderator, reason="Because of the stork.")
    assert titles_for(member, "heron") == titles_for(moderator, "heron") == ["Heron one"]
    assert asks(moderator, "stork").total == 0


def test_what_is_deleted_is_gone_at_once_and_found_again_when_it_is_restored(commit):
    member = a_member()
    first = a_topic(member, title="Heron calls", body="Which pelican?")
    answer = a_reply(first.topic, member, "The osprey.")
    index_everything()
    with commit(), transaction.atomic():
        delete(answer)
        assert asks(member, "osprey", exactly="1").total == 0
    assert asks(member, "osprey", exactly="1").total == 0
    assert titles_for(member, "pelican") == ["Heron calls"]
    with commit():
        restore(answer)
    assert titles_for(member, "osprey") == ["Heron calls"]
    with commit(), transaction.atomic():
        delete(first)
        assert asks(member, "heron").total == asks(member, "osprey").total == 0
    assert not IndexedPassage.objects.filter(kind="forum").exists()
    with commit():
        restore(first)
    assert titles_for(member, "osprey heron") == ["Heron calls"]


def test_an_edit_is_found_by_its_new_words_alone(commit):
    member = a_member()
    post = a_topic(member, title="Heron calls", body="Which pelican?")
    index_everything()
    with commit():
        edit(post, by=member, body="Which cormorant?", version=post.version, title="Egret calls")
    assert asks(member, "pelican", exactly="1").total == asks(member, "heron", exactly="1").total == 0
    assert titles_for(member, "cormorant egret") == ["Egret calls"]


def test_a_reply_is_read_without_reading_the_others_again(commit):
    author = a_member()
    with commit():
        topic = a_topic(author, title="Heron calls", body="Which one first?").topic
        many_posts(topic, author, 30)
    before = set(IndexedPassage.objects.values_list("pk", flat=True))
    with commit():
        reply = a_reply(topic, a_member(), "The osprey, always.")
    assert before < set(IndexedPassage.objects.values_list("pk", flat=True))
    assert [line.url for line in asks(author, "osprey").results[0].lines] == [f"/forum/posts/{reply.pk}/"]
    with commit():
        edit(reply, by=reply.author, body="The gannet, always.", version=reply.version)
    assert before < set(IndexedPassage.objects.values_list("pk", flat=True))
    assert (asks(author, "osprey").total, asks(author, "gannet").total) == (0, 1)


def test_posts_are_found_in_the_topic_to_which_they_are_merged_and_into_which_they_are_split(commit):
    member, moderator = a_member(), a_moderator()
    one = a_topic(member, title="Heron calls", body="Which pelican?").topic
    other = a_topic(member, title="Egret calls", body="Which cormorant?").topic
    index_everything()
    with commit():
        merge(other, by=moderator, into=one)
    assert titles_for(member, "cormorant") == ["Heron calls"]
    assert asks(member, "egret", exactly="1").total == 0
    with commit():
        split(Post.objects.get(topic=one, position=2), by=moderator, title="Stork calls")
    assert titles_for(member, "cormorant") == ["Stork calls"]
    assert titles_for(member, "pelican") == ["Heron calls"]


def test_no_author_is_found_by_name_least_of_all_an_anonymous_one(commit):
    with commit():
        asker = a_member(first_name="Osprey", last_name="Tern", listing_audience="staff")
        first = a_topic(asker, title="Heron calls", is_anonymous=True)
        a_reply(first.topic, asker, is_anonymous=True)
        a_reply(a_topic(asker, title="Egret calls").topic, asker)
    index_everything()
    for person in (a_member(), a_moderator(), asker):
        assert not [row for row in asks(person, "osprey tern").results if row.kind.name == "forum"]
    rows = IndexedPassage.objects.filter(kind="forum").values_list("title", "lead", "text", "text_terms")
    indexed = " ".join(" ".join(row) for row in rows).lower()
    assert "heron" in indexed
    assert not [name for name in ("osprey", "tern") if name in indexed]


def test_where_the_forum_is_closed_in_a_language_it_is_not_found_in_it():
    member = a_member()
    a_topic(member, title="Heron calls")
    index_everything()
    assert titles_for(member, "heron", "es") == ["Heron calls"]
    ForumPage.objects.get(locale__language_code="es").unpublish()
    assert asks(member, "heron", "es").total == 0
    assert titles_for(member, "heron") == ["Heron calls"]


def test_an_index_made_again_holds_the_same(commit):
    member = a_member()
    with commit():
        a_reply(a_topic(member, title="Heron calls").topic, member, "The osprey.")
    columns = ["object_id", "language", "access", "locator", "title_terms", "text_terms"]
    before = sorted(IndexedPassage.objects.filter(kind="forum").values_list(*columns))
    assert len(before) == 2
    rebuild(lambda *progress: None)
    assert sorted(IndexedPassage.objects.filter(kind="forum").values_list(*columns)) == before


def test_the_number_of_queries_does_not_grow_with_topics_and_replies():
    member, counts = a_member(), []
    for number in (1, 9):
        for _number in range(number):
            many_posts(a_topic(a_member(), title="Heron calls").topic, member, number)
        index_everything()
        asks(member, "heron")  # what is remembered from here on
        with CaptureQueriesContext(connection) as queries:
            assert asks(member, "heron reply").results
        counts.append(len(queries))
    assert counts[0] == counts[1]
