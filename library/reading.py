"""Reading documents: their text page by page, whether everybody can read them, and a cover from the first page.

A file is opened by a program of its own (`library/pdf.py`) with little time and memory. Whatever happens there, the
site goes on, and the outcome says in a word what kept the file from being read.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision
from wagtail.utils.file import hash_filelike

from library import pdf
from library.documents import DocumentPage, DocumentReport, fold
from library.publications import Publication

__all__ = [
    "complete",
    "complete_publication",
    "guess_language",
    "look_into",
    "obstacles",
    "read",
    "read_document",
    "record",
]

MAX_BYTES = 60 * 1024**2
PATIENCE = pdf.CPU_SECONDS["text"] + 20  # seconds by the clock
PROGRAM = [sys.executable, "-I", pdf.__file__]
BATCH = 200  # pages written at once
ONE_DAY = 24 * 60 * 60  # seconds

# Words that nearly every text of one language has and no text of the other.
ENGLISH = set("and are as at be by for from have is it of that the they this to was were which with you".split())  # noqa: SIM905
SPANISH = set("al como con cuando de del el ella en es esta las lo los para pero por que se su una y".split())  # noqa: SIM905


# --- what is found


def guess_language(text: str) -> str:
    """ "en" or "es" where the common words leave no doubt, otherwise nothing."""
    words = re.findall(r"[^\W\d_]+", text.lower())[:20_000]
    english, spanish = (sum(word in common for word in words) for common in (ENGLISH, SPANISH))
    language, most, least = ("en", english, spanish) if english > spanish else ("es", spanish, english)
    return language if most >= 6 and most >= 4 * least and most * 12 >= len(words) else ""


def obstacles(report: DocumentReport, *, in_brief=False) -> list[str]:
    """Why not everybody can read a PDF, in words for staff; nothing where everybody can."""
    Outcome = DocumentReport.Outcome
    if report.outcome != Outcome.READ:
        advice = {
            Outcome.ENCRYPTED: _("it is locked with a password. Save a copy without one, and upload that"),
            Outcome.BROKEN: _("it is damaged. Make the PDF again from the original, and upload that"),
            Outcome.TOO_LARGE: _("it is too large or too complicated to look into. Make it smaller, or split it"),
            Outcome.NO_PDF: _("it is not a PDF"),
        }
        return [Outcome(report.outcome).label if in_brief else advice[Outcome(report.outcome)]]
    checks = [
        (
            report.has_text,
            _("no text"),
            _("most of its pages are pictures without text, so nothing can be read aloud or searched"),
        ),
        (report.is_tagged, _("no tags"), _("it has no tags, so headings, lists and reading order are lost")),
        (report.has_title, _("no title"), _("it has no title in its properties")),
        (
            report.has_language,
            _("no language"),
            _("it does not say its language, so it is read aloud with the wrong voice"),
        ),
    ]
    return [brief if in_brief else reason for is_met, brief, reason in checks if not is_met]


# --- reading


def _run(job: str, file: File) -> bytes:
    """What the program made of the file. Raises TimeoutExpired, or CalledProcessError where it made nothing."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        copy, result = Path(folder, "file.pdf"), Path(folder, "result")
        with copy.open("wb") as target:
            file.seek(0)
            shutil.copyfileobj(file, target)
        subprocess.run(  # noqa: S603 (our own program, and names that we chose)
            [*PROGRAM, job, copy, result],
            timeout=PATIENCE,
            check=True,
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return result.read_bytes()


def look_into(file: File) -> dict:
    """What `pdf.read` says of a file, and what it could not say because it never came back."""
    if Path(file.name).suffix.lower() != ".pdf":
        return {"outcome": DocumentReport.Outcome.NO_PDF}
    if file.size > MAX_BYTES:
        return {"outcome": DocumentReport.Outcome.TOO_LARGE}
    try:
        return json.loads(_run("text", file))
    except subprocess.TimeoutExpired:
        return {"outcome": DocumentReport.Outcome.TOO_LARGE}
    except subprocess.CalledProcessError as error:
        # Ended by the system: time or memory was used up.
        return {"outcome": DocumentReport.Outcome.TOO_LARGE if error.returncode < 0 else DocumentReport.Outcome.BROKEN}


def read(document, *, again=False) -> DocumentReport | None:
    """Read a document unless its content was read before; None where it is gone, or another by now."""
    known = DocumentReport.objects.filter(document=document).first()
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            content = hash_filelike(file)
            if known and known.file_hash == content and not again:
                return known
            found = look_into(file)
    except FileNotFoundError:
        content, found = "", {"outcome": DocumentReport.Outcome.BROKEN}
    with transaction.atomic():
        same = get_document_model().objects.select_for_update().filter(pk=document.pk, file=document.file.name)
        if not same:
            return None
        same.update(file_hash=content)
        return record(document, content, found)


def record(document, content: str, found: dict) -> DocumentReport:
    """Replace what was known of a document by what was found, pages and report together."""
    texts = found.get("pages", [])
    DocumentPage.objects.filter(document=document).delete()
    DocumentPage.objects.bulk_create(
        (
            DocumentPage(document=document, number=number, text=text, folded=fold(text))
            for number, text in enumerate(texts, start=1)
        ),
        batch_size=BATCH,
    )
    with_text = sum(any(letter.isalpha() for letter in text) for text in texts)
    report, _is_new = DocumentReport.objects.update_or_create(
        document=document,
        defaults={
            "file_hash": content,
            "outcome": found["outcome"],
            "page_count": len(texts),
            "language": guess_language(" ".join(texts[:100])),
            "has_text": bool(texts) and with_text * 2 >= len(texts),
            "is_tagged": found.get("is_tagged", False),
            "has_title": bool(found.get("title")),
            "has_language": bool(found.get("language")),
        },
    )
    return report


@task()
def read_document(pk: int) -> bool:
    """Read a document and complete the publications that carry it. Harmless when repeated."""
    document = get_document_model().objects.filter(pk=pk).first()
    if not document:
        return False
    before = DocumentReport.objects.filter(document=document).first()
    if not read(document):
        return False
    for publication in Publication.objects.filter(document=document).select_related("latest_revision"):
        complete(publication, counted=before.page_count if before else 0)
    return True


# --- what publications take from their files


def _cover_of(report: DocumentReport):
    """The picture of a document's first page; one for all who carry the same file. None where it cannot be drawn."""
    images = get_image_model().objects
    name = f"cover-{report.file_hash}"
    made = images.filter(collection=report.document.collection_id, file__contains=name).first()
    if made or cache.get(name):
        return made
    with suppress(subprocess.SubprocessError, FileNotFoundError):
        with report.document.file.storage.open(report.document.file.name, "rb") as file:
            picture = _run("cover", file)
        title = report.document.title
        return images.create(
            title=gettext("Cover of %(title)s") % {"title": title[:200]},
            description=gettext("Cover of %(title)s") % {"title": title[:200]},
            collection=report.document.collection,
            file=ContentFile(picture, f"{name}.jpg"),
        )
    cache.set(name, "failed", ONE_DAY)  # not tried again at every save
    return None


def _is_outdated(cover, report: DocumentReport) -> bool:
    """Whether a cover was drawn from another file than the one a publication carries now."""
    drawn_from = re.search(r"/cover-([0-9a-f]{40})", f"/{cover.file.name}") if cover else None
    return bool(drawn_from) and drawn_from[1] != report.file_hash


def _lacks_cover(draft: Publication, report: DocumentReport) -> bool:
    return not draft.cover_id or _is_outdated(draft.cover, report)


def complete(publication: Publication, *, counted=0) -> bool:
    """Fill in cover and number of pages from the file where editors left them empty, in the record and its draft.

    `counted` is how many pages the file had before somebody replaced it.
    """
    draft = publication.get_latest_revision_as_object()
    report = (
        DocumentReport.objects.filter(document=draft.document_id, outcome=DocumentReport.Outcome.READ)
        .select_related("document__collection")
        .first()
    )
    if not report:
        return False
    cover = _cover_of(report) if _lacks_cover(draft, report) else None
    with transaction.atomic():
        # Drawing takes its time: what an editor saved meanwhile is read again, and stays.
        same = Publication.objects.filter(pk=publication.pk)
        newest = same.values_list("latest_revision", flat=True).first()
        revision = Revision.objects.select_for_update().filter(pk=newest).first()
        record = same.select_for_update().filter(latest_revision=newest).first()
        if not record:
            return False  # gone, or saved this moment and completed after that
        draft = revision.as_object() if revision else record
        if draft.document_id != report.document_id:
            return False
        new = {}
        if draft.page_count in (None, 0, counted) and draft.page_count != report.page_count:
            new["page_count"] = report.page_count
        if cover and _lacks_cover(draft, report):
            new["cover"] = cover.pk
        if not new:
            return False
        if revision:
            revision.content |= new
            revision.save(update_fields=["content"])
        if record.document_id == draft.document_id:
            Publication.objects.filter(pk=record.pk).update(**new)
            record.refresh_from_db()
            ReferenceIndex.create_or_update_for_object(record)
    return True


@task()
def complete_publication(pk: int) -> bool:
    """Complete a publication, after its file was read."""
    publication = Publication.objects.select_related("latest_revision").filter(pk=pk).first()
    return bool(publication) and complete(publication)


# --- when


@receiver(post_save, sender="content.SiteDocument")
def _when_a_document_is_saved(instance, raw=False, update_fields=None, **kwargs):
    if not raw and (update_fields is None or "file" in update_fields):
        transaction.on_commit(partial(read_document.enqueue, instance.pk), robust=True)


@receiver(post_save, sender="library.Publication")
def _when_a_publication_is_saved(instance, raw=False, **kwargs):
    if not raw and instance.document_id:
        transaction.on_commit(partial(complete_publication.enqueue, instance.pk), robust=True)
