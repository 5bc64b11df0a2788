"""Who reads what: groups of boards, held and deleted posts, anonymous authors."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forum.models import Act, AnonymousAuthor, Board, Post, Topic
from forum.moderating import reveal
from forum.moderation import Report
from forum.posting import delete
from forum.presentation import Bylines
from members.closing import close_account
from members.personal_data import collect
from tests.builders import a_member, a_user, an_agency
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic

pytestmark = pytest.mark.django_db

SECRET = "Zebediah"


@pytest.fixture
def forum():
    return a_forum()


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


def sees(person, post):
    return Post.objects.visible_to(person).filter(pk=post.pk).exists()


def in_group(person, name):
    person.groups.add(Group.objects.get_or_create(name=name)[0])
    return type(person).objects.get(pk=person.pk)


OUTSIDERS = {
    "anonymous": lambda: AnonymousUser(),
    "an account": lambda: a_user(),
    "a member whose award ended": lambda: a_member(agency=an_agency(awarded=False)),
    "a suspended member": lambda: a_member(membership_suspended_at=timezone.now()),
    "the funder": lambda: a_user("Funder"),
}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_read_nothing_even_in_a_group_of_the_board(forum, who):
    person = OUTSIDERS[who]()
    post = a_topic(a_member(), a_board())
    closed = a_topic(in_group(a_member(), "Chiefs"), a_board(read=["Chiefs"]))
    if person.pk:
        person = in_group(person, "Chiefs")
    assert not Board.objects.readable_by(person).exists()
    assert not Topic.objects.visible_to(person).exists()
    assert not sees(person, post)
    assert not sees(person, closed)


def test_a_closed_board_is_read_by_its_groups_its_moderators_and_nobody_else(client, forum):
    board = a_board(read=["Chiefs"], moderate=["Elders"], name="Closed board")
    chief, elder = in_group(a_member(), "Chiefs"), in_group(a_member(), "Elders")
    post = a_topic(chief, board, title="Between chiefs")
    for person, may in [
        (chief, True),
        (elder, True),
        (a_moderator(), True),
        (a_member(), False),
        (a_user("Editors"), False),
    ]:
        assert sees(person, post) is may
        client.force_login(person)
        for path in [f"/forum/boards/{board.slug}/", f"/forum/topics/{post.topic_id}/", f"/forum/posts/{post.pk}/"]:
            assert client.get(path, follow=True).status_code == (200 if may else 404), (person, path)
        page = text_of(client.get(forum.url))
        assert ("Closed board" in page) is may
        assert ("Between chiefs" in page) is may


def test_a_closed_board_stays_closed_when_its_group_is_deleted(forum):
    board = a_board(read=["Chiefs"])
    Group.objects.get(name="Chiefs").delete()
    assert not Board.objects.readable_by(a_member()).filter(pk=board.pk).exists()


def test_posting_is_for_the_groups_of_the_board(client, forum):
    board = a_board(post=["Team"])
    reader, writer = a_member(), in_group(a_member(), "Team")
    post = a_topic(writer, board)
    client.force_login(reader)
    assert client.post(f"/forum/topics/{post.topic_id}/reply/", {"body": "No"}).status_code == 403
    client.force_login(writer)
    assert client.post(f"/forum/topics/{post.topic_id}/reply/", {"body": "Yes"}).status_code == 302


def test_nobody_writes_on_an_archived_board(client, forum):
    board = a_board()
    post = a_topic(a_member(), board)
    Board.objects.update(is_archived=True)
    client.force_login(a_member())
    response = client.post(f"/forum/topics/{post.topic_id}/reply/", {"body": "Too late"})
    assert response.status_code == 403
    assert "Too late" in text_of(response)


def test_a_held_post_is_seen_by_its_author_and_moderators_alone(client, forum):
    board = a_board(holds_first_posts=True)
    author, other = a_member(), a_member()
    post = a_topic(author, board, title="Held title", body="Held words")
    assert post.status == "held"
    for person, may in [(author, True), (a_moderator(), True), (other, False)]:
        assert sees(person, post) is may
        client.force_login(person)
        assert ("Held words" in text_of(client.get(f"/forum/topics/{post.topic_id}/"))) is may
        assert ("Held title" in text_of(client.get(f"/forum/boards/{board.slug}/"))) is may
    assert Board.objects.get().topic_count == 0


def test_a_deleted_reply_is_seen_by_its_author_and_moderators_alone(forum):
    author, asker = a_member(), a_member()
    post = a_reply(a_topic(asker).topic, author)
    delete(post)
    assert [sees(person, post) for person in (author, a_moderator(), asker, a_member())] == [True, True, False, False]


# --- anonymous


@pytest.fixture
def asked(forum):
    """A topic that somebody opened anonymously, and answered in once more."""
    asker = a_member(first_name=SECRET, last_name="Quill", email="zebediah.quill@example.org")
    post = a_topic(asker, title="May I ask this?", is_anonymous=True)
    a_reply(post.topic, asker, "Thank you all", is_anonymous=True)
    return asker, post


def test_no_question_about_authors_finds_an_anonymous_one(asked):
    asker, post = asked
    post.refresh_from_db()
    assert post.author is None
    assert post.topic.author is None
    assert not asker.forum_posts.exists()
    assert not asker.forum_topics.exists()
    assert AnonymousAuthor.objects.filter(person=asker).count() == 2


def test_peers_and_moderators_meet_a_member_and_never_the_name(client, forum, asked):
    asker, post = asked
    peer, moderator = a_member(), a_moderator()
    for person in (peer, moderator):
        client.force_login(person)
        for path in [
            forum.url, f"/forum/boards/{post.topic.board.slug}/", f"/forum/topics/{post.topic_id}/",
            f"/forum/topics/{post.topic_id}/new-posts/?after=0",
            f"/forum/topics/{post.topic_id}/reply/?quote={post.pk}",
            f"/forum/posts/{post.pk}/report/", f"/es/forum/topics/{post.topic_id}/",
        ]:  # fmt: skip
            page = text_of(client.get(path))
            assert SECRET not in page, path
            assert asker.email not in page, path
    page = text_of(client.get(f"/forum/topics/{post.topic_id}/"))
    assert page.count("The person who asked") >= 2


def test_mail_about_an_anonymous_post_names_nobody(client, forum, asked, django_capture_on_commit_callbacks):
    asker, post = asked
    follower = a_member(first_name="Fay", last_name="Follower")
    client.force_login(follower)
    board = post.topic.board
    client.post(f"/forum/boards/{board.slug}/choice/", {"frequency": "now", "is_followed": "on"})
    client.post(f"/forum/topics/{post.topic_id}/follow/")
    with django_capture_on_commit_callbacks(execute=True):
        a_reply(post.topic, asker, "More about it, @Fay.Follower", is_anonymous=True)
        a_topic(asker, board, title="Another one", is_anonymous=True)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert message.to == [follower.email]
        assert SECRET not in str(message.message())
        assert "zebediah" not in str(message.message()).lower()


def test_whoever_asked_anonymously_keeps_all_their_rights(client, forum, asked):
    asker, post = asked
    client.force_login(asker)
    page = text_of(client.get(f"/forum/topics/{post.topic_id}/"))
    assert 'name="is_anonymous"' in page
    assert 'id="id_is_anonymous" checked' in page  # goes on as they began
    answer = a_reply(post.topic, a_member())
    assert client.post(f"/forum/posts/{answer.pk}/answer/").status_code == 302
    assert client.get(f"/forum/posts/{post.pk}/edit/").status_code == 200
    client.post(f"/forum/posts/{post.pk}/edit/", {"title": post.topic.title, "body": "Said better", "version": 1})
    post.refresh_from_db()
    assert post.body == "Said better"
    assert post.revisions.get().editor is None


def test_files_of_an_anonymous_post_have_no_owner(client, forum):
    board, asker = a_board(), a_member()
    client.force_login(asker)
    form = {"kind": "question", "title": "T", "body": "B", "language": "en", "is_anonymous": "on"}
    client.post(f"/forum/boards/{board.slug}/new/", form | {"files": SimpleUploadedFile("a.txt", b"x")})
    file = Post.objects.get().attachments.get()
    assert file.owner is None
    assert client.get(f"/forum/files/{file.pk}/").status_code == 200


def test_a_board_may_refuse_anonymous_posts(client, forum):
    board = a_board(allows_anonymous=False)
    client.force_login(a_member())
    assert 'name="is_anonymous"' not in text_of(client.get(f"/forum/boards/{board.slug}/new/"))
    form = {"kind": "question", "title": "T", "body": "B", "language": "en", "is_anonymous": "on"}
    assert client.post(f"/forum/boards/{board.slug}/new/", form).status_code == 409
    assert not Post.objects.exists()


def test_revealing_a_name_is_an_act_with_a_reason_in_the_log(client, forum, asked):
    asker, post = asked
    moderator = a_moderator()
    client.force_login(a_member())
    client.post(f"/forum/posts/{post.pk}/report/", {"why": "personal", "words": "Look"})
    review = Report.objects.get().review
    client.force_login(moderator)
    path = f"/cms/forum_queue/decide/{review.pk}/"
    assert SECRET not in text_of(client.get(path))
    assert SECRET not in text_of(client.post(path, {"act": "reveal", "reason": ""}))
    assert not Act.objects.filter(what="reveal").exists()
    assert SECRET in text_of(client.post(path, {"act": "reveal", "reason": "A life may be at risk."}))
    act = Act.objects.get(what="reveal")
    assert (act.by, act.post, act.about, act.reason) == (moderator, post, None, "A life may be at risk.")
    assert SECRET not in text_of(client.get(path))
    assert SECRET not in text_of(client.get("/cms/forum_log/"))
    assert reveal(post, by=moderator, reason="Again") == asker


def test_ones_own_data_tells_what_one_asked_anonymously_and_nobody_elses(asked):
    asker, _post = asked
    written = collect(asker)["forum_posts"]
    assert [row["is_anonymous"] for row in written] == [True, True]
    assert "May I ask this?" not in json.dumps(collect(a_member()), default=str)


def test_who_leaves_leaves_posts_without_a_name(client, forum, asked):
    asker, _post = asked
    named = a_topic(asker, title="Under my name")
    close_account(asker)
    assert not AnonymousAuthor.objects.filter(person=asker).exists()
    client.force_login(a_member())
    page = text_of(client.get(f"/forum/topics/{named.topic_id}/"))
    assert "Former member" in page
    assert SECRET not in page


def test_a_byline_tells_no_more_than_the_directory(rf, forum):
    hidden = a_member(first_name="Hid", last_name="Den", listing_audience="staff", title="Chief of Secrets")
    post = a_topic(hidden)
    request = rf.get("/")
    request.user = a_member()
    byline = Bylines(request, [post]).of(post)
    assert (byline.name, byline.work, byline.agency, byline.url) == ("Hid Den", "", "", "")
