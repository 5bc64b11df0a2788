"""Ten files become ten drafts that are completed on one screen; what cannot be used is refused by name."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from library.adding import title_of
from library.documents import DocumentPage
from library.publications import Publication
from library.reading import read_document
from tests.builders import a_user
from tests.pdfs import SPANISH, a_bare_pdf, a_document, a_locked_pdf, a_pdf
from tests.publications import a_publication, a_topic

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/library/publication/"


def a_file(data, name="guide.pdf"):
    return SimpleUploadedFile(name, data, "application/pdf")


def upload(client, *files):
    return client.post(f"{LIST}files/", {"files": list(files), "collection": "1"}, follow=True)


def complete(client, drafts, address=None, **fields):
    data = {}
    for draft in drafts:
        values = {
            "title": draft.title,
            "abstract": "What it says.",
            "kind": "brief",
            "year": "2018",
            "language": "en",
            "access": "members",
        }
        data |= {f"draft-{draft.pk}-{name}": value for name, value in (values | fields.pop(str(draft.pk), {})).items()}
    numbers = "&".join(f"id={draft.pk}" for draft in drafts)
    return client.post(address or f"{LIST}complete/?{numbers}", data | fields, follow=True)


@pytest.fixture
def editor(client):
    person = a_user("Editors")
    client.force_login(person)
    return person


# --- files in, drafts out


def test_ten_files_become_ten_drafts_on_one_screen(client, editor):
    files = [a_file(a_pdf(f"Guide number {number}", pages=2), f"{number}.pdf") for number in range(9)]
    response = upload(client, *files, a_file(a_pdf("Guía", SPANISH, language="es"), "es.pdf"))
    drafts = list(Publication.objects.order_by("pk"))
    assert [draft.title for draft in drafts] == [*(f"Guide number {number}" for number in range(9)), "Guía"]
    assert {(draft.live, draft.page_count, draft.language) for draft in drafts[:9]} == {(False, 2, "en")}
    assert drafts[9].language == "es"
    assert all(draft.cover and draft.latest_revision.user == editor for draft in drafts)
    assert {draft.document.uploaded_by_user for draft in drafts} == {editor}
    assert DocumentPage.objects.count() == 19
    html = response.content.decode()
    assert len(re.findall(r'name="draft-\d+-title"', html)) == 10
    assert "Guide number 3" in html


def test_the_screen_saves_all_drafts_at_once(client, editor):
    youth = a_topic("Youth")
    upload(client, a_file(a_pdf("One")), a_file(a_pdf("Two"), "two.pdf"))
    first, second = Publication.objects.order_by("pk")
    topics = {f"draft-{second.pk}-topics": [youth.pk]}
    response = complete(client, [first, second], **topics)
    assert "2 drafts saved" in response.content.decode()
    for draft in Publication.objects.all():
        newest = draft.get_latest_revision_as_object()
        assert (newest.kind, newest.year, newest.access, newest.live) == ("brief", 2018, "members", False)
        assert [row.topic for row in newest.topic_rows.all()] == ([youth] if draft == second else [])
        assert newest.cover


def test_an_abstract_may_wait_until_the_draft_is_submitted(client, editor):
    upload(client, a_file(a_pdf("One")))
    draft = Publication.objects.get()
    without = {str(draft.pk): {"abstract": ""}}
    response = complete(client, [draft], submit="1", **without)
    assert "Nothing was saved yet" in response.content.decode()
    draft.refresh_from_db()
    assert not draft.workflow_in_progress
    assert "1 draft saved" in complete(client, [draft], **without).content.decode()
    assert "1 draft submitted" in complete(client, [draft], submit="1").content.decode()
    draft.refresh_from_db()
    assert draft.workflow_in_progress
    assert not draft.live


def test_a_draft_that_waits_for_approval_is_not_changed_by_its_author(client, editor):
    upload(client, a_file(a_pdf("One")))
    draft = Publication.objects.get()
    complete(client, [draft], submit="1")
    assert client.get(f"{LIST}complete/?id={draft.pk}").status_code == 404
    client.force_login(a_user("Moderators"))
    assert client.get(f"{LIST}complete/?id={draft.pk}").status_code == 200


def test_only_drafts_that_were_submitted_just_now_are_counted_as_submitted(client, editor):
    upload(client, a_file(a_pdf("One")), a_file(a_pdf("Two"), "two.pdf"))
    first, second = Publication.objects.order_by("pk")
    complete(client, [first], submit="1")
    client.force_login(a_user("Moderators"))
    html = complete(client, [first, second], submit="1").content.decode()
    assert "1 draft submitted" in html
    assert "1 draft saved" in html


def test_one_error_keeps_all_from_being_saved(client, editor):
    upload(client, a_file(a_pdf("One")), a_file(a_pdf("Two"), "two.pdf"))
    first, second = Publication.objects.order_by("pk")
    complete(client, [first, second], **{str(second.pk): {"year": "20018"}})
    assert not Publication.objects.filter(kind="brief").exists()


def test_published_records_are_not_completed_there(client, editor):
    live = a_publication()
    assert client.get(f"{LIST}complete/?id={live.pk}").status_code == 404
    assert complete(client, [live]).status_code == 404
    assert client.get(f"{LIST}complete/?id=x&id={'9' * 40}").status_code == 404


# --- nothing twice


def test_a_file_that_a_publication_has_is_pointed_out_and_not_kept_again(client, editor):
    known = a_publication(title="On record", document=a_document(a_pdf("One")))
    read_document.func(known.document_id)
    html = upload(client, a_file(a_pdf("One"), "copy.pdf")).content.decode()
    assert "copy.pdf" in html
    assert f'href="{LIST}edit/{known.pk}/"' in html
    assert "On record" in html
    assert (Publication.objects.count(), get_document_model().objects.count()) == (1, 1)


def test_the_same_file_twice_in_one_upload_becomes_one_draft(client, editor):
    html = upload(client, a_file(a_pdf("One"), "a.pdf"), a_file(a_pdf("One"), "b.pdf")).content.decode()
    assert Publication.objects.count() == 1
    assert "b.pdf is not added again" in html


def test_a_document_without_a_publication_is_used_and_not_stored_twice(client, editor):
    document = a_document(a_pdf("One"))
    read_document.func(document.pk)
    upload(client, a_file(a_pdf("One")))
    assert Publication.objects.get().document == document
    assert get_document_model().objects.count() == 1


# --- files that nobody can use


def test_bad_files_are_refused_by_name_and_the_others_go_on(client, editor):
    html = upload(
        client,
        a_file(a_locked_pdf(), "locked.pdf"),
        a_file(a_pdf()[:400], "cut.pdf"),
        a_file(b"", "nothing.pdf"),
        a_file(b"MZ\x90\x00", "program.pdf"),
        a_file(b"MZ\x90\x00", "program.exe"),
        a_file(a_pdf("Good"), "good.pdf"),
    ).content.decode()
    assert [draft.title for draft in Publication.objects.all()] == ["Good"]
    assert get_document_model().objects.count() == 1
    assert "locked.pdf is not added: it is locked with a password" in html
    assert "cut.pdf is not added: it is damaged" in html
    assert "nothing.pdf is not added: The submitted file is empty" in html
    assert "program.pdf is not added: The content of this file is not what its name says" in html
    assert "program.exe is not added" in html


def test_when_no_file_can_be_used_the_screen_says_why(client, editor):
    html = upload(client, a_file(a_locked_pdf(), "locked.pdf")).content.decode()
    assert "No file was added" in html
    assert "it is locked with a password" in html
    assert not get_image_model().objects.exists()


def test_a_file_that_is_too_large_is_refused(client, editor, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert "too big" in upload(client, a_file(a_pdf())).content.decode()
    assert not get_document_model().objects.exists()


def test_no_file_and_too_many_files_are_told(client, editor):
    assert "This field is required" in upload(client).content.decode()
    many = [a_file(b"x", f"{number}.pdf") for number in range(31)]
    assert "at most 30 files" in upload(client, *many).content.decode()


def test_a_title_is_made_from_the_name_where_the_file_says_nothing(client, editor):
    upload(client, a_file(a_bare_pdf(), "officer_wellness-2019.pdf"))
    draft = Publication.objects.get()
    assert (draft.title, draft.year, draft.language) == ("Officer wellness 2019", timezone.localdate().year, "en")


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ("Responding to a crisis", "Responding to a crisis"),
        ("Microsoft Word - final_v3.docx", "My file"),
        ("untitled", "My file"),
        ("brochure.indd", "My file"),
        ("", "My file"),
    ],
)
def test_what_a_program_wrote_is_no_title(found, title):
    assert title_of("my_file.pdf", {"title": found}) == title


# --- documents that are there already


def make_publications(client, *documents):
    numbers = "&".join(f"id={document.pk}" for document in documents)
    address = f"/cms/bulk/wagtaildocs/document/make_publications/?{numbers}&next=/cms/documents/"
    return client.post(address.replace("wagtaildocs/document", "content/sitedocument"), follow=True)


def test_documents_ticked_in_their_list_become_drafts(client, editor):
    fresh, locked = a_document(a_pdf("One"), title="Fresh"), a_document(a_locked_pdf(), "locked.pdf")
    carried = a_document(a_pdf("Two"))
    a_publication(title="On record", document=carried)
    assert "Make publications" in client.get("/cms/documents/").content.decode()
    html = make_publications(client, fresh, locked, carried).content.decode()
    draft = Publication.objects.get(live=False)
    assert (draft.title, draft.document, draft.page_count) == ("Fresh", fresh, 1)
    assert f'name="draft-{draft.pk}-title"' in html
    assert "locked with a password" in html
    assert "On record" in html


def test_documents_beyond_what_is_done_at_once_are_counted(client, editor, monkeypatch):
    monkeypatch.setattr("library.desk.adding.AT_ONCE", 1)
    documents = [a_document(a_pdf(title), f"{title}.pdf") for title in ("One", "Two", "Three")]
    html = make_publications(client, *documents).content.decode()
    assert "2 documents were left out. Choose at most 1 at once." in html
    assert Publication.objects.count() == 1


def test_who_may_not_add_publications_makes_none_of_documents(client):
    client.force_login(a_user("Translators"))
    make_publications(client, a_document())
    assert not Publication.objects.exists()
