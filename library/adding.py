"""From a heap of files to drafts: each file is looked into before anything is kept, and nothing is made twice."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.utils.file import hash_filelike

from library.documents import DocumentReport
from library.publications import Language, Publication
from library.reading import complete, look_into, obstacles, read, record

__all__ = ["Added", "add_document", "add_file"]

# What programs write into a file's title when nobody did.
NO_TITLE = re.compile(r"^(microsoft \w+ - .*|untitled.*|document\d*|.*\.(docx?|indd|pdf|pptx?|rtf))$", re.IGNORECASE)


@dataclass
class Added:
    """What became of one file: a draft; or publications that have it already; or reasons why it was refused."""

    name: str
    draft: Publication | None = None
    known: tuple[Publication, ...] = ()
    refused: tuple[str, ...] = ()


def title_of(name: str, found: dict) -> str:
    """The title in the file's own properties, or one made of its name."""
    title = found.get("title", "").strip()
    if title and not NO_TITLE.match(title):
        return title
    words = " ".join(re.sub(r"[_\-.]+", " ", Path(name).stem).split())
    return (words[:1].upper() + words[1:])[:250] or name[:250]


def add_file(file, *, collection, by) -> Added:
    """Make a draft of an uploaded file, unless a publication has it, or it cannot be read."""
    content = hash_filelike(file)
    documents = get_document_model().objects.filter(file_hash=content)
    if known := Publication.objects.filter(document__in=documents).select_related("locale"):
        return Added(file.name, known=tuple(known))
    title = title_of(file.name, {})[:255]
    fields = {"title": title, "collection": collection.pk, "tags": ""}
    form = get_document_form(get_document_model())(
        fields, {"file": file}, instance=get_document_model()(uploaded_by_user=by), user=by
    )
    if not form.is_valid():
        return Added(file.name, refused=tuple(message for messages in form.errors.values() for message in messages))
    found = look_into(file)
    if found["outcome"] not in (DocumentReport.Outcome.READ, DocumentReport.Outcome.NO_PDF):
        return Added(file.name, refused=tuple(obstacles(DocumentReport(outcome=found["outcome"]))))
    file.seek(0)
    with transaction.atomic():
        document = documents.first() or form.save()
        report = record(document, content, found)
        return Added(file.name, draft=_draft(document, report, found, by))


def add_document(document, *, by) -> Added:
    """Make a draft of a document that is on record, unless a publication carries it or a copy of it."""
    report = read(document)
    copies = get_document_model().objects.filter(file_hash=report.file_hash) if report else []
    if known := Publication.objects.filter(document__in=copies).select_related("locale"):
        return Added(document.filename, known=tuple(known))
    if not report or report.outcome not in (DocumentReport.Outcome.READ, DocumentReport.Outcome.NO_PDF):
        return Added(document.filename, refused=tuple(obstacles(report) if report else ()))
    with transaction.atomic():
        return Added(document.filename, draft=_draft(document, report, {"title": document.title}, by))


def _draft(document, report: DocumentReport, found: dict, by) -> Publication:
    year = found.get("year") or 0
    publication = Publication(
        title=title_of(document.filename, found),
        year=year if 1900 <= year <= 2100 else timezone.localdate().year,
        language=report.language or Language.ENGLISH,
        page_count=report.page_count or None,
        document=document,
        locale=Locale.get_default(),
        live=False,
    )
    publication.save()
    publication.save_revision(user=by, clean=False)
    log(publication, "wagtail.create", user=by, content_changed=True)
    complete(publication)
    return publication
