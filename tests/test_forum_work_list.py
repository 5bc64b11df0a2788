"""Reports and held posts on the work list of the forum's moderators: counted as listed, and claimed from there."""

import pytest
from django.urls import reverse

from forum import moderating
from forum.models import Act, Review
from members.work_list import work_of
from tests.builders import a_member, a_user
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic

pytestmark = pytest.mark.django_db

CLAIM_NEXT = "/cms/forum_queue/claim-next/"


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture
def moderator(client):
    person = a_moderator()
    client.force_login(person)
    return person


def a_report(post=None):
    return moderating.report(post or a_topic(a_member()), by=a_member(), why="unkind").review


def a_held_post():
    topic = a_topic(a_member(), a_board()).topic
    type(topic.board).objects.filter(pk=topic.board_id).update(holds_first_posts=True)
    return a_reply(topic, a_member(), "My first words").reviews.get()


def counted(person):
    return {work.text: work.count for work in work_of(person)}


def test_what_waits_is_what_the_queue_lists(client, forum, moderator):
    post = a_topic(a_member())
    a_report(post)
    a_report(post)  # one item, however many people pointed at it
    a_report()
    a_held_post()
    mine, theirs, decided = a_report(), a_report(), a_report()
    moderating.claim(mine, by=moderator)
    moderating.claim(theirs, by=a_moderator())
    moderating.keep(decided, by=moderator)
    assert counted(moderator) == {
        "reported posts wait for a decision": 2,
        "held post waits to be published": 1,
        "post that you claimed is not decided yet": 1,
    }
    html = client.get("/cms/").content.decode()
    for work in work_of(moderator):
        assert client.get(work.url).context["object_list"].count() == work.count
        assert work.text in html


@pytest.mark.parametrize("make", [a_report, a_held_post])
def test_the_longest_wait_of_a_kind_is_claimed_from_the_first_screen(client, forum, moderator, make):
    first, _second = make(), make()
    (a_held_post if make is a_report else a_report)()
    work = next(row for row in work_of(moderator) if row.count == 2)
    form = client.get("/cms/").content.decode().partition(f'action="{work.claim_url}"')[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert client.post(work.claim_url).url == reverse("forum_queue:decide", args=[first.pk])
    first.refresh_from_db()
    assert first.claimed_by == moderator
    assert Act.objects.get().what == Act.What.CLAIM


def test_nothing_left_to_claim_gets_a_word(client, forum, moderator):
    moderating.claim(a_report(), by=a_moderator())
    for query in ("", "?kind=held", "?kind=nonsense"):
        response = client.post(CLAIM_NEXT + query, follow=True)
        assert "Nothing waits for somebody any more." in response.content.decode()
    assert client.get(CLAIM_NEXT).status_code == 405


@pytest.mark.parametrize("role", ["Funder", "Events staff", "Assistance staff", "Membership staff", "Editors"])
def test_the_queue_is_nobody_elses_work(client, forum, role):
    review, person = a_report(), a_user(role)
    a_held_post()
    assert not [text for text in counted(person) if "post" in text]
    client.force_login(person)
    assert client.post(CLAIM_NEXT).status_code in (302, 403)
    review.refresh_from_db()
    assert review.claimed_by is None


def test_a_moderator_without_work_is_told_so(client, forum, moderator):
    assert not work_of(moderator)
    assert not Review.objects.exists()
    assert "Nothing waits for you." in client.get("/cms/").content.decode()
