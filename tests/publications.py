"""Small makers of publications and what belongs to them."""

from itertools import count

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale

from content.models import Topic
from library.models import (
    DocumentPage,
    LibraryPage,
    MembersLibraryPage,
    Publication,
    PublicationAudience,
    PublicationTopic,
    RelatedPublication,
)
from tests.builders import a_page, home

__all__ = ["a_document", "a_library", "a_members_library", "a_publication", "a_topic", "in_spanish"]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

_numbers = count(1)


def _locale(language):
    return Locale.objects.get(language_code=language)


def a_topic(name, spanish=""):
    """A topic's English row; with a Spanish one where a name is given."""
    topic = Topic.objects.create(name=name, locale=_locale("en"))
    if spanish:
        Topic.objects.create(name=spanish, locale=_locale("es"), translation_key=topic.translation_key)
    return topic


def a_document(*pages, **fields):
    """A small PDF; `pages` are the texts that were read in it."""
    fields = {"title": f"Document {next(_numbers)}"} | fields
    document = get_document_model().objects.create(file=ContentFile(PDF, "guide.pdf"), **fields)
    for number, text in enumerate(pages, start=1):
        DocumentPage.objects.create(document=document, number=number, text=text)
    return document


def a_publication(topics=(), audiences=(), related=(), locale="en", **fields):
    """A published, public record, unless told otherwise."""
    fields = {
        "title": f"Publication {next(_numbers)}",
        "abstract": "What it says.",
        "year": 2020,
        "locale": _locale(locale),
    } | fields
    publication = Publication(**fields)
    publication.topic_rows = [PublicationTopic(topic=topic) for topic in topics]
    publication.audience_rows = [PublicationAudience(audience=audience) for audience in audiences]
    publication.related_rows = [
        RelatedPublication(related=other, sort_order=number) for number, other in enumerate(related)
    ]
    publication.save()
    return publication


def in_spanish(publication, **fields):
    """The record of the same publication in Spanish, published."""
    rows = {
        "topics": [row.topic for row in publication.topic_rows.all()],
        "audiences": [row.audience for row in publication.audience_rows.all()],
    }
    shared = ["slug", "abstract", "authors", "year", "kind", "language", "access", "translation_key", "replaced_by"]
    fields = {"title": f"{publication.title} (es)"} | {name: getattr(publication, name) for name in shared} | fields
    return a_publication(locale="es", **rows, **fields)


def a_library(language="en", **fields):
    return a_page(LibraryPage, home(language), **{"title": "Library", "slug": "library"} | fields)


def a_members_library(center, **fields):
    return a_page(MembersLibraryPage, center, **{"title": "All publications", "slug": "publications"} | fields)
