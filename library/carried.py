"""Pages found by what stands in the files they carry, such as a recording's handouts."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page, ReferenceIndex

from content.models import SiteDocument
from library.documents import DocumentPage, DocumentReport, in_one_line
from library.publications import Access, Publication
from members.carriers import pages_that_carry
from members.findable import PUBLIC, PageKind, Passage

__all__ = ["CarriesFiles", "is_in_file", "other_languages"]

# A place in a file: the file's number and the page's in one, beyond every place that a page itself has.
FILES = 10**12
PAGES = 10**6


def _carrying(report: DocumentReport) -> list[int]:
    """The pages that carry the file of which a report tells."""
    return list(pages_that_carry(report.document).values_list("pk", flat=True))


def is_in_file(locator: int) -> bool:
    return locator >= FILES


def other_languages(page: Page) -> set[str]:
    """Those in which there is a published page of its own."""
    return set(page.get_translations().filter(live=True).values_list("locale__language_code", flat=True))


def _files_of(page: Page) -> set[int]:
    """The documents a page carries as it is stored now.

    Asked of the page itself, in the way in which Wagtail fills its reference index: that is brought up to date only
    by a task, after whoever waits for the end of the transaction has read the page.
    """
    document = ContentType.objects.get_for_model(SiteDocument).pk
    found = ReferenceIndex._extract_references_from_object(page)
    return {int(number) for kind, number, *_path in found if kind == document}


def _in_files(page: Page, itself: Passage) -> Iterator[Passage]:
    """Each page of each file, unless a publication open to the same readers is the place to find it."""
    files = _files_of(page)
    if not files:
        return
    published = Publication.objects.filter(live=True, document=OuterRef("document"))
    if itself.access == PUBLIC:
        published = published.filter(access=Access.PUBLIC)
    texts = DocumentPage.objects.filter(document__in=files).exclude(Exists(published))
    others = other_languages(page)
    for text in texts.select_related("document__report"):
        report = getattr(text.document, "report", None)
        language = (report and report.language) or itself.language
        if language in others or not text.text.strip():
            continue
        yield replace(
            itself,
            language=language,
            lead="",
            text=in_one_line(text.text),
            more="",
            locator=FILES + text.document_id * PAGES + text.number,
            document=text.document_id,
        )


class CarriesFiles(PageKind):
    """Pages of one type with the text of their files: whoever may open the page may have what it carries."""

    watches = {DocumentReport: _carrying}

    def passages(self, instance):
        [itself] = super().passages(instance)
        yield itself
        yield from _in_files(instance, itself)

    def place(self, locator):
        if not is_in_file(locator):
            return super().place(locator)
        return gettext("In a file, page %(number)s") % {"number": locator % PAGES}

    def address_within(self, address, locator):
        if not is_in_file(locator):
            return super().address_within(address, locator)
        file, page = divmod(locator - FILES, PAGES)
        return f"{reverse('document', args=[file, ''])}#page={page}"
