"""Writing in the forum: topics, replies, edits, drafts, files, limits; nothing that was written is lost."""

import io
import struct
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from forum import limits
from forum.models import Attachment, Board, Draft, Post, PostRevision, Topic
from forum.posting import EditConflict, delete, edit, mark_answer, toggle_helpful
from forum.reading import unread_topics
from forum.topics import Status
from tests.builders import a_member
from tests.forum_builders import a_board, a_forum, a_moderator, a_reply, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_forum()


@pytest.fixture
def member(client):
    person = a_member(first_name="Ada", last_name="Asker")
    client.force_login(person)
    return person


def answers(**fields):
    return {"kind": "question", "title": "How?", "body": "How do you do it?", "language": "en"} | fields


def text_of(response):
    return response.content.decode()


def test_a_member_opens_a_topic_and_another_replies(client, forum, member):
    board = a_board()
    response = client.post(f"/forum/boards/{board.slug}/new/", answers(), follow=True)
    assert response.status_code == 200
    assert "How do you do it?" in text_of(response)
    topic = Topic.objects.get()
    client.force_login(a_member(first_name="Bo", last_name="Beck"))
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "Like **this**."}, follow=True)
    assert "Like <strong>this</strong>." in text_of(response)
    board.refresh_from_db()
    topic.refresh_from_db()
    assert (board.topic_count, board.post_count, board.last_topic) == (1, 2, topic)
    assert (topic.reply_count, topic.last_visible_position, topic.last_post.author.first_name) == (1, 2, "Bo")


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_every_page_of_the_forum_opens_in_both_languages(client, forum, member, prefix):
    board = a_board()
    post = a_topic(member, board)
    other = a_reply(post.topic, a_member())
    for path in [
        f"/forum/boards/{board.slug}/", f"/forum/boards/{board.slug}/new/", f"/forum/topics/{post.topic_id}/",
        f"/forum/topics/{post.topic_id}/reply/?quote={other.pk}", f"/forum/posts/{post.pk}/edit/",
        f"/forum/posts/{post.pk}/history/", f"/forum/posts/{post.pk}/delete/", f"/forum/posts/{other.pk}/report/",
        "/forum/drafts/", "/forum/following/",
    ]:  # fmt: skip
        response = client.get(prefix + path)
        assert response.status_code == 200, path
        assert f'lang="{"es" if prefix else "en"}"' in text_of(response)
    moderator = a_moderator()
    client.force_login(moderator)
    for path in [f"/forum/topics/{post.topic_id}/moderate/", f"/forum/posts/{other.pk}/split/"]:
        assert client.get(prefix + path).status_code == 200, path


def test_without_the_forums_page_there_is_no_forum(client, forum, member):
    board = a_board()
    forum.unpublish()
    assert client.get(f"/forum/boards/{board.slug}/").status_code == 404
    assert client.get(f"/es/forum/boards/{board.slug}/").status_code == 200


def test_bad_input_is_told_and_changes_nothing(client, forum, member):
    board = a_board()
    for wrong in [
        answers(title=""), answers(title=" \u200b "), answers(title="x" * 161), answers(body=""), answers(body="  "),
        answers(body="x" * 20_001), answers(kind="announcement"), answers(kind="nonsense"), answers(language="xx"),
        answers(submission="nonsense"), answers(quote="9" * 30), {},
    ]:  # fmt: skip
        response = client.post(f"/forum/boards/{board.slug}/new/", wrong)
        assert response.status_code == 400, wrong
        assert 'role="alert"' in text_of(response)
    assert not Topic.objects.exists()
    assert client.post(f"/forum/boards/{board.slug}/new/", answers(body="a\x00b")).status_code == 400


def test_the_same_form_sent_twice_posts_once_and_leads_there(client, forum, member):
    board = a_board()
    form = answers(submission=uuid.uuid4())
    first = client.post(f"/forum/boards/{board.slug}/new/", form)
    second = client.post(f"/forum/boards/{board.slug}/new/", form)
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1


def test_a_form_is_nobody_elses(client, forum, member):
    token = uuid.uuid4()
    topic = a_topic(a_member(), submission=token).topic
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "Mine", "submission": token})
    assert response.status_code == 302
    assert Post.objects.get(author=member).body == "Mine"


def test_a_reply_to_a_topic_that_was_locked_meanwhile_is_kept_as_a_draft(client, forum, member):
    topic = a_topic(a_member()).topic
    Topic.objects.update(is_locked=True)
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "A long answer"})
    assert response.status_code == 409
    assert "A long answer" in text_of(response)
    assert Draft.objects.get(person=member, topic=topic).body == "A long answer"
    assert "A long answer" in text_of(client.get("/forum/drafts/"))


def test_a_reply_to_a_topic_that_was_deleted_meanwhile_is_given_back(client, forum, member):
    post = a_topic(a_member(), title="Gone by now")
    delete(post)
    pages = []
    for number in (post.topic_id, 999999):
        response = client.post(f"/forum/topics/{number}/reply/", {"body": "A long answer"})
        assert response.status_code == 409
        pages.append(text_of(response).replace(str(number), ""))
    assert "A long answer" in pages[0]
    assert "Gone by now" not in pages[0]
    assert client.get(f"/forum/topics/{post.topic_id}/reply/").status_code == 404


def test_an_edit_in_a_locked_topic_promises_no_draft(client, forum, member):
    post = a_topic(member)
    Topic.objects.update(is_locked=True)
    response = client.post(f"/forum/posts/{post.pk}/edit/", {"title": "T", "body": "New words", "version": 1})
    assert response.status_code == 409
    assert "New words" in text_of(response)
    assert "as a draft" not in text_of(response)


def test_a_new_title_alone_is_an_edit_too(client, forum, member):
    post = a_topic(member, title="First title")
    edit(post, by=member, body=post.body, version=1, title="Second title")
    with pytest.raises(EditConflict):
        edit(post, by=member, body=post.body, version=1, title="Late title")
    assert (post.revisions.get().title, Topic.objects.get().title) == ("First title", "Second title")
    assert "First title" in text_of(client.get(f"/forum/posts/{post.pk}/history/"))


def test_a_draft_waits_in_the_form_until_it_is_sent(client, forum, member):
    topic = a_topic(a_member()).topic
    assert client.post("/forum/drafts/save/", {"topic": topic.pk, "body": "Half a tho"}).status_code == 204
    assert "Half a tho" in text_of(client.get(f"/forum/topics/{topic.pk}/"))
    client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "A whole thought"})
    assert not Draft.objects.exists()


def test_without_scripts_a_button_keeps_the_draft(client, forum, member):
    board = a_board()
    response = client.post(f"/forum/boards/{board.slug}/new/", answers(title="", body="Begun", act="draft"))
    assert response.status_code == 200
    assert Draft.objects.get(board=board).body == "Begun"


def test_a_character_that_no_database_takes_is_left_out_of_drafts(client, forum, member):
    board, topic = a_board(), a_topic(a_member()).topic
    spoiled = {"title": "How\x00?", "body": "Be\x00gun"}
    assert client.post("/forum/drafts/save/", spoiled | {"board": board.slug}).status_code == 204
    assert client.post(f"/forum/topics/{topic.pk}/reply/", spoiled | {"act": "draft"}).status_code == 200
    assert set(Draft.objects.values_list("title", "body")) == {("How?", "Begun")}
    assert Draft.objects.count() == 2
    assert client.post("/forum/drafts/save/", {"body": "\x00 \x00", "board": board.slug}).status_code == 204
    assert not Draft.objects.filter(board=board).exists()


@pytest.mark.parametrize("slug", ["\x00", "board\x00-1", "x" * 5000, "../..", "é"])
def test_what_can_be_no_boards_address_finds_no_board(client, forum, member, slug):
    topic = a_topic(a_member()).topic
    assert client.post("/forum/drafts/save/", {"board": slug, "body": "Begun"}).status_code == 404
    assert client.post("/forum/read/", {"board": slug}).status_code == 302
    assert unread_topics(member).filter(pk=topic.pk).exists()
    assert not Draft.objects.exists()


def test_of_two_edits_the_second_is_shown_both_texts(client, forum, member):
    post = a_topic(member, body="First").topic.posts.get()
    for body in ("Second", "Third"):
        response = client.post(f"/forum/posts/{post.pk}/edit/", {"title": "T", "body": body, "version": 1})
    assert response.status_code == 409
    text = text_of(response)
    assert "Second" in text
    assert "Third" in text
    assert 'name="version" value="2"' in text
    client.post(f"/forum/posts/{post.pk}/edit/", {"title": "T", "body": "Third", "version": 2})
    post.refresh_from_db()
    assert (post.body, post.version) == ("Third", 3)
    assert list(PostRevision.objects.values_list("body", flat=True)) == ["Second", "First"]
    with pytest.raises(EditConflict):
        edit(post, by=member, body="Late", version=1)


def test_nobody_edits_what_others_wrote(client, forum, member):
    post = a_topic(a_member())
    assert client.post(f"/forum/posts/{post.pk}/edit/", {"body": "x", "version": 1}).status_code == 404
    assert client.post(f"/forum/posts/{post.pk}/delete/").status_code == 404
    assert client.get(f"/forum/posts/{post.pk}/history/").status_code == 404


def test_a_deleted_post_leaves_its_place_and_comes_back(client, forum, member):
    topic = a_topic(a_member()).topic
    post = a_reply(topic, member, "Take this back")
    client.post(f"/forum/posts/{post.pk}/delete/")
    other = a_member()
    client.force_login(other)
    page = text_of(client.get(f"/forum/topics/{topic.pk}/"))
    assert "Take this back" not in page
    assert "Post 2 was deleted." in page
    assert client.get(f"/forum/posts/{post.pk}/").status_code == 404
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_visible_position) == (0, 1)
    client.force_login(member)
    client.post(f"/forum/posts/{post.pk}/restore/")
    topic.refresh_from_db()
    assert (topic.reply_count, topic.last_visible_position) == (1, 2)
    board = Board.objects.get(pk=topic.board_id)
    assert (board.topic_count, board.post_count) == (1, 2)


def test_with_its_first_post_a_topic_goes_and_comes_back(client, forum, member):
    post = a_topic(member, body="All of it")
    client.post(f"/forum/posts/{post.pk}/delete/")
    assert Topic.objects.get().status == Status.DELETED
    assert Board.objects.get().topic_count == 0
    client.post(f"/forum/posts/{post.pk}/restore/")
    assert Topic.objects.get().status == Status.PUBLISHED
    assert Board.objects.get().topic_count == 1


def test_whoever_asked_marks_the_answer_and_others_do_not(client, forum, member):
    topic = a_topic(member).topic
    post = a_reply(topic, a_member())
    client.post(f"/forum/posts/{post.pk}/answer/")
    topic.refresh_from_db()
    assert topic.answer == post
    client.force_login(a_member())
    assert client.post(f"/forum/posts/{post.pk}/answer/").status_code == 404
    assert not mark_answer(post)


def test_helpful_counts_each_person_once_and_can_be_taken_back(forum, member):
    post = a_topic(a_member())
    assert toggle_helpful(post, member)
    assert toggle_helpful(post, a_member())
    assert not toggle_helpful(post, member)
    post.refresh_from_db()
    assert post.helpful_count == 1


def test_who_writes_too_fast_is_told_and_loses_nothing(client, forum, member):
    topic = a_topic(a_member()).topic
    most = limits.POSTS[0][1]
    for number in range(most):
        assert client.post(f"/forum/topics/{topic.pk}/reply/", {"body": f"Reply {number}"}).status_code == 302
    response = client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "One more"})
    assert response.status_code == 429
    assert "One more" in text_of(response)
    assert Draft.objects.get().body == "One more"
    Post.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert client.post(f"/forum/topics/{topic.pk}/reply/", {"body": "One more"}).status_code == 302


def test_preview_shows_without_posting(client, forum, member):
    board = a_board()
    response = client.post(f"/forum/boards/{board.slug}/new/", answers(body="**so**", act="preview"))
    assert "<strong>so</strong>" in text_of(response)
    assert not Post.objects.exists()


def a_picture(kind="JPEG"):
    out = io.BytesIO()
    picture = Image.new("RGB", (80, 60), "red")
    exif = Image.Exif()
    exif[0x010E] = "taken at 12 Secret Street"
    picture.save(out, kind, exif=exif)
    return SimpleUploadedFile("scene.jpg", out.getvalue(), "image/jpeg")


def test_pictures_are_made_anew_without_what_cameras_hide(client, forum, member):
    board = a_board()
    client.post(f"/forum/boards/{board.slug}/new/", answers() | {"files": a_picture()})
    file = Attachment.objects.get()
    assert file.post
    response = client.get(f"/forum/files/{file.pk}/")
    data = b"".join(response.streaming_content)
    assert b"Secret Street" not in data
    assert response["Content-Type"] == "image/webp"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg onload=alert(1)>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.pdf", b"MZ not a pdf"),
        ("a.docx", b"PK not a zip"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a", b"nothing"),
        ("../../etc/passwd", b"x"),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(client, forum, member, name, data):
    board = a_board()
    response = client.post(f"/forum/boards/{board.slug}/new/", answers() | {"files": SimpleUploadedFile(name, data)})
    assert response.status_code == 400
    assert not Attachment.objects.exists()
    assert not Post.objects.exists()


def a_document(version=20, name=b"e.xml"):
    """A small Word file; with the version it needs to be read, and the name of one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr("é.xml", "<x/>")
    data = bytearray(out.getvalue())
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + 6, version)
    last = data.rfind("é.xml".encode())
    data[last : last + 6] = name.ljust(6)
    return SimpleUploadedFile("a.docx", bytes(data))


@pytest.mark.parametrize("crafted", [{"version": 99}, {"name": b"\xff.xml"}])
def test_crafted_office_files_are_refused(client, forum, member, crafted):
    path = f"/forum/boards/{a_board().slug}/new/"
    assert client.post(path, answers() | {"files": a_document(**crafted)}).status_code == 400
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("upload", "is_taken"),
    [
        (a_document, False),
        (lambda: SimpleUploadedFile("a.pdf", b"%PDF-1.4 /Author (Ada)"), False),
        (lambda: SimpleUploadedFile("a.txt", b"Nobody"), True),
        (a_picture, True),
    ],
)
def test_files_that_name_their_author_do_not_go_with_anonymous_posts(client, forum, member, upload, is_taken):
    path = f"/forum/boards/{a_board(allows_anonymous=True).slug}/new/"
    response = client.post(path, answers(is_anonymous="on") | {"files": upload()})
    assert response.status_code == (302 if is_taken else 400)
    assert ("files name their author" in text_of(response)) is not is_taken
    assert Post.objects.exists() is is_taken
    if not is_taken:
        assert client.post(path, answers() | {"kept": Attachment.objects.get().pk}).status_code == 302


def test_who_may_not_write_stores_no_files(client, forum, member):
    board = a_board(post=["Team"])
    upload = SimpleUploadedFile("a.txt", b"x")
    response = client.post(f"/forum/boards/{board.slug}/new/", answers(title="") | {"files": upload})
    assert response.status_code == 403
    assert "How do you do it?" in text_of(response)
    assert not Attachment.objects.exists()


def test_files_never_sent_are_few(client, forum, member):
    path = f"/forum/boards/{a_board().slug}/new/"
    for number in range(4):
        files = [SimpleUploadedFile(f"{number}-{other}.txt", b"x") for other in range(4)]
        client.post(path, answers(title="") | {"files": files})
    names = list(Attachment.objects.values_list("name", flat=True))
    assert (len(names), names[0], names[-1]) == (12, "1-0.txt", "3-3.txt")


def test_a_file_waits_while_the_form_is_corrected_and_is_its_owners_alone(client, forum, member):
    board = a_board()
    upload = SimpleUploadedFile("notes.txt", b"Our notes")
    client.post(f"/forum/boards/{board.slug}/new/", answers(title="") | {"files": upload})
    file = Attachment.objects.get()
    assert file.post is None
    stranger = a_member()
    client.force_login(stranger)
    assert client.get(f"/forum/files/{file.pk}/").status_code == 404
    client.post(f"/forum/boards/{board.slug}/new/", answers() | {"kept": file.pk})
    file.refresh_from_db()
    assert file.post is None
    client.force_login(member)
    client.post(f"/forum/boards/{board.slug}/new/", answers() | {"kept": file.pk})
    file.refresh_from_db()
    assert file.post.author == member
    response = client.get(f"/forum/files/{file.pk}/")
    assert response["Content-Disposition"] == 'attachment; filename="notes.txt"'


def test_too_many_files_are_refused(client, forum, member):
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(5)]
    response = client.post(f"/forum/boards/{a_board().slug}/new/", answers() | {"files": files})
    assert response.status_code == 400
    assert Attachment.objects.count() == 4
