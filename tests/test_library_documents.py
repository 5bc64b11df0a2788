"""Documents are read in the background, whatever they are, and the site stays as it is."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from library import pdf, reading
from library.documents import DocumentPage, DocumentReport
from library.publications import Publication
from library.reading import guess_language, obstacles, read, read_document
from members.carriers import may_have
from tests.builders import a_member, a_user, an_image
from tests.pdfs import (
    ENGLISH,
    SPANISH,
    a_bare_pdf,
    a_bomb,
    a_circle,
    a_document,
    a_locked_pdf,
    a_pdf,
    a_tower,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[1]


def a_publication(document, **fields):
    fields = {
        "title": "Publication",
        "abstract": "What it says.",
        "year": 2020,
        "locale": Locale.get_default(),
        "document": document,
    } | fields
    return Publication.objects.create(**fields)


# --- what is found


def test_a_good_file_is_read_page_by_page_and_everybody_can_read_it():
    document = a_document(a_pdf("Meeting the person", pages=3))
    report = read(document)
    assert (report.outcome, report.page_count, report.language) == ("read", 3, "en")
    assert obstacles(report) == []
    pages = list(DocumentPage.objects.filter(document=document))
    assert [page.number for page in pages] == [1, 2, 3]
    assert "Meeting the person" in pages[0].text
    assert "meeting the person" in pages[0].folded


def test_a_scan_is_read_but_not_everybody_can_read_it():
    report = read(a_document(a_bare_pdf(pages=2)))
    assert (report.outcome, report.page_count, report.language) == ("read", 2, "")
    assert [reason.split(",")[0] for reason in map(str, obstacles(report))] == [
        "most of its pages are pictures without text",
        "it has no tags",
        "it has no title in its properties",
        "it does not say its language",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (SPANISH, "es"),
        ("", ""),
        ("Crisis Intervention Team", ""),
        (f"{ENGLISH} {SPANISH}", ""),
        ("Der Hund und die Katze sind im Haus, das am Ende der Straße liegt.", ""),
    ],
)
def test_a_language_is_guessed_only_where_there_is_no_doubt(text, language):
    assert guess_language(text) == language


# --- hostile and broken files


@pytest.mark.parametrize(
    ("data", "name", "outcome"),
    [
        (a_locked_pdf, "locked.pdf", "encrypted"),
        (lambda: a_pdf()[:400], "truncated.pdf", "broken"),
        (lambda: b"%PDF-1.7\n", "empty.pdf", "broken"),
        (lambda: b"", "nothing.pdf", "broken"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "picture.pdf", "broken"),
        (lambda: b"<html>Hello</html>", "page.pdf", "broken"),
        (a_circle, "circle.pdf", "broken"),
        (a_tower, "tower.pdf", "broken"),
        (lambda: b"PK\x03\x04", "letter.docx", "no_pdf"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_no_page(data, name, outcome):
    document = a_document(data(), name)
    report = read(document)
    assert (report.outcome, report.page_count) == (outcome, 0)
    assert len(obstacles(report)) == 1
    assert not DocumentPage.objects.filter(document=document).exists()


def test_a_file_that_unfolds_into_a_gigabyte_is_never_unfolded():
    document = a_document(a_bomb(), "bomb.pdf")
    assert document.file.size < 2_000_000
    report = read(document)
    assert (report.outcome, report.has_text) == ("read", False)
    assert DocumentPage.objects.get(document=document).text == ""


def test_a_file_with_too_many_pages_is_not_read():
    assert read(a_document(a_bare_pdf(pages=pdf.MAX_PAGES + 1))).outcome == "too_large"


def test_a_file_with_too_many_bytes_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    monkeypatch.setattr(reading, "_run", None)
    assert read(a_document()).outcome == "too_large"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    assert read(a_document()).outcome == "too_large"


def test_a_program_that_crashes_takes_nothing_with_it(monkeypatch):
    def crash(*args):
        raise subprocess.CalledProcessError(-11, "pdf.py")

    monkeypatch.setattr(reading, "_run", crash)
    assert read(a_document()).outcome == "too_large"


@pytest.mark.parametrize("limit", ["MAX_RESULT = 1000", "read = lambda path: {'pages': ['x' * 10**6] * 10**4}"])
def test_more_text_than_can_be_written_down_is_too_large_and_not_damaged(monkeypatch, limit):
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'library')!r}); import pdf; pdf.{limit}; pdf.main(*sys.argv[1:])"
    )
    monkeypatch.setattr(reading, "PROGRAM", [sys.executable, "-c", program])
    assert read(a_document(a_pdf())).outcome == "too_large"


def test_a_file_that_is_gone_is_reported_as_damaged():
    document = a_document()
    document.file.storage.delete(document.file.name)
    assert read(document).outcome == "broken"


# --- again and again


def test_reading_twice_reads_once(monkeypatch):
    document = a_document()
    first = read(document)
    monkeypatch.setattr(reading, "look_into", None)
    assert read(document) == first


def test_a_replaced_file_replaces_all_that_was_known():
    document = a_document(a_pdf("First", pages=3))
    read(document)
    document.file.save("second.pdf", ContentFile(a_pdf("Segunda", SPANISH, pages=2)))
    report = read(document)
    assert (report.page_count, report.language) == (2, "es")
    texts = DocumentPage.objects.filter(document=document).values_list("text", flat=True)
    assert len(texts) == 2
    assert not any("First" in text for text in texts)


def test_when_writing_fails_the_old_pages_stay(monkeypatch):
    document = a_document(a_pdf("First", pages=2))
    read(document)
    document.file.save("second.pdf", ContentFile(a_pdf("Second")))
    monkeypatch.setattr(DocumentReport.objects, "update_or_create", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read(document)
    assert DocumentPage.objects.filter(document=document).count() == 2


def test_a_file_replaced_while_it_was_being_read_is_left_to_the_next_reading(monkeypatch):
    document = a_document(a_pdf("First"))
    stored = get_document_model().objects.get(pk=document.pk)
    look = reading.look_into

    def slowly(file):
        found = look(file)
        stored.file.save("second.pdf", ContentFile(a_pdf("Second")))
        return found

    monkeypatch.setattr(reading, "look_into", slowly)
    assert read(document) is None
    assert not DocumentPage.objects.exists()


def test_uploading_reads_and_completes_after_the_transaction(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        document = a_document(a_pdf(pages=2))
        publication = a_publication(document)
        assert not DocumentReport.objects.exists()
    publication.refresh_from_db()
    assert (publication.page_count, publication.document.report.outcome) == (2, "read")
    assert publication.cover.width <= 1000


def test_a_broken_upload_leaves_the_publication_as_it_is(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publication = a_publication(a_document(b"%PDF-1.7 broken"))
    publication.refresh_from_db()
    assert (publication.page_count, publication.cover) == (None, None)


def test_existing_files_are_read_by_a_command_once(capsys):
    publication = a_publication(a_document(a_pdf(pages=2)))
    a_document(a_locked_pdf(), "locked.pdf")
    call_command("read_documents")
    assert "2 documents read" in capsys.readouterr().out
    publication.refresh_from_db()
    assert publication.page_count == 2
    assert publication.cover
    call_command("read_documents")
    assert "0 documents read" in capsys.readouterr().out
    call_command("read_documents", all=True)
    assert "2 documents read" in capsys.readouterr().out


# --- covers


def test_what_an_editor_entered_is_never_replaced():
    image = an_image()
    publication = a_publication(a_document(), cover=image, page_count=99)
    read_document.func(publication.document_id)
    publication.refresh_from_db()
    assert (publication.cover, publication.page_count) == (image, 99)


def test_two_records_of_one_file_share_its_cover_and_a_new_file_brings_a_new_one():
    document = a_document(a_pdf(pages=2))
    spanish = Locale.objects.get(language_code="es")
    records = [a_publication(document), a_publication(document, locale=spanish)]
    read_document.func(document.pk)
    first = get_image_model().objects.get()
    document.file.save("second.pdf", ContentFile(a_pdf("Second", pages=3)))
    read_document.func(document.pk)
    for record in records:
        record.refresh_from_db()
        assert record.cover != first
        assert record.page_count == 3
    assert records[0].cover == records[1].cover


def test_a_first_page_that_cannot_be_drawn_is_not_tried_at_every_save(monkeypatch):
    publication = a_publication(a_document())
    read(publication.document)
    tried = []

    def crash(job, file):
        tried.append(job)
        raise subprocess.CalledProcessError(-6, "pdf.py")

    monkeypatch.setattr(reading, "_run", crash)
    for _number in range(2):
        reading.complete_publication.func(publication.pk)
    publication.refresh_from_db()
    assert (tried, publication.cover, publication.page_count) == (["cover"], None, 1)


def test_the_cover_of_a_publication_for_members_is_for_members():
    publication = a_publication(a_document(), access="members")
    read_document.func(publication.document_id)
    publication.refresh_from_db()
    assert not may_have(AnonymousUser(), publication.cover)
    assert may_have(a_member(), publication.cover)
    publication.access = "public"
    publication.save()
    assert may_have(AnonymousUser(), publication.cover)


def test_the_cover_of_a_draft_is_for_staff():
    publication = a_publication(a_document(), live=False)
    read_document.func(publication.document_id)
    publication.refresh_from_db()
    assert publication.cover
    assert not may_have(a_member(), publication.cover)


def test_a_draft_of_a_published_record_takes_from_its_own_file():
    publication = a_publication(a_document(a_pdf("Old"), "old.pdf"))
    read_document.func(publication.document_id)
    publication.refresh_from_db()
    old = publication.cover
    publication.document = a_document(a_pdf("New", pages=2), "new.pdf")
    publication.page_count = publication.cover = None
    publication.save_revision()
    read(publication.document)
    reading.complete_publication.func(publication.pk)
    live = Publication.objects.get(pk=publication.pk)
    assert (live.cover, live.page_count) == (old, 1)
    draft = live.get_latest_revision_as_object()
    assert draft.page_count == 2
    assert draft.cover not in (None, old)


@pytest.mark.parametrize("overwrites", [False, True])
def test_what_an_editor_saves_while_a_cover_is_drawn_stays(monkeypatch, overwrites):
    publication = a_publication(a_document(a_pdf(pages=2)))
    first = publication.save_revision()
    read(publication.document)
    draw = reading._cover_of

    def slowly(report):
        writing = Publication.objects.get(pk=publication.pk)
        writing.abstract = "Newer words."
        writing.save_revision(overwrite_revision=first if overwrites else None)
        return draw(report)

    monkeypatch.setattr(reading, "_cover_of", slowly)
    reading.complete_publication.func(publication.pk)
    draft = Publication.objects.get(pk=publication.pk).get_latest_revision_as_object()
    assert (draft.abstract, draft.page_count, bool(draft.cover)) == ("Newer words.", 2, True)


def test_a_file_exchanged_while_its_cover_is_drawn_lends_nothing_to_the_new_one(monkeypatch):
    publication, other = a_publication(a_document(a_pdf(pages=2))), a_document(a_pdf("Other"), "other.pdf")
    read(publication.document)
    draw = reading._cover_of

    def slowly(report):
        writing = Publication.objects.get(pk=publication.pk)
        writing.document = other
        writing.save_revision()
        return draw(report)

    monkeypatch.setattr(reading, "_cover_of", slowly)
    assert not reading.complete_publication.func(publication.pk)
    draft = Publication.objects.get(pk=publication.pk).get_latest_revision_as_object()
    assert (draft.document, draft.cover, draft.page_count) == (other, None, None)


# --- what staff see


@pytest.mark.parametrize(
    ("data", "words"),
    [(a_pdf, "Accessible PDF: yes"), (a_bare_pdf, "it has no tags"), (a_locked_pdf, "it is locked with a password")],
)
def test_staff_read_beside_a_file_whether_everybody_can_read_it(client, data, words):
    document = a_document(data())
    publication = a_publication(document)
    client.force_login(a_user("Moderators"))
    pages = [
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtailsnippets_library_publication:edit", args=[publication.pk]),
    ]
    assert all("was not looked into yet" in client.get(page).content.decode() for page in pages)
    read(document)
    assert all(words in client.get(page).content.decode() for page in pages)


def test_who_deletes_a_document_is_told_which_publications_lose_it(client):
    document = a_document()
    publication = a_publication(document, title="Carrying it", published_on=date(2020, 5, 1))
    client.force_login(a_user("Moderators"))
    address = reverse("wagtaildocs:delete", args=[document.pk])
    assert "Carrying it" in client.get(address).content.decode()
    read(document)
    client.post(address)
    publication.refresh_from_db()
    assert publication.document is None
    assert not DocumentPage.objects.exists()
