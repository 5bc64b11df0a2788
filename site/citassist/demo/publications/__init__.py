"""The library: seven publications that exist, and 53 that are invented and say so."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale

from citassist.demo import files
from citassist.demo.keys import key_of
from citassist.demo.notices import publish
from citassist.demo.publications import guides, learning, practice, real
from citassist.demo.publications.entries import BOTH, NOTE, Entry
from citassist.demo.topics import topic
from library.publications import (
    Access,
    Language,
    Printed,
    Publication,
    PublicationAudience,
    PublicationTopic,
    RelatedPublication,
)

__all__ = ["ENTRIES", "find", "make", "tell_languages"]

ENTRIES = [*real.ENTRIES, *guides.ENTRIES, *practice.ENTRIES, *learning.ENTRIES]
ORDERS = "https://example.org/order/"


def find(key: str, language: str = "en") -> Publication:
    """The record of a publication in a language."""
    return Publication.objects.get(translation_key=key_of(f"publication:{key}"), locale__language_code=language)


def make(author, report) -> list[Publication]:
    """Make and publish the English records that are missing; return those."""
    there = set(Publication.objects.filter(locale=Locale.get_default()).values_list("translation_key", flat=True))
    made = []
    for entry in ENTRIES:
        name = f"publication:{entry.key}"
        if key_of(name) not in there:
            made += publish({name: record(entry)}, author)
    report(f"  {len(made)} publications")
    return made


def record(entry: Entry) -> Publication:
    """The English record of an entry, not saved yet."""
    today = timezone.localdate()
    publication = Publication(
        title=entry.title,
        abstract=f"{entry.abstract} {NOTE}" if entry.is_invented else entry.abstract,
        authors="\n".join(entry.authors),
        publisher=entry.publisher,
        year=entry.year if entry.year > 0 else today.year + entry.year,
        kind=entry.kind,
        language=entry.language,
        page_count=entry.pages,
        document=files.document(entry.document) if entry.document else None,
        url=entry.url,
        access=Access.MEMBERS if entry.for_members else Access.PUBLIC,
        printed=entry.printed,
        order_url=f"{ORDERS}{entry.key}" if entry.printed != Printed.NO else "",
        is_featured=entry.is_featured,
        is_archived=entry.is_archived,
        review_by=None if entry.review_in is None else today + timedelta(days=entry.review_in),
        replaced_by=find(entry.replaced_by) if entry.replaced_by else None,
    )
    publication.topic_rows = [PublicationTopic(topic=topic(key)) for key in entry.topics.split()]
    publication.audience_rows = [PublicationAudience(audience=reader) for reader in entry.readers.split()]
    publication.related_rows = [
        RelatedPublication(related=find(key), sort_order=order) for order, key in enumerate(entry.related.split())
    ]
    return publication


def tell_languages(made: list[Publication], author) -> None:
    """Let the Spanish records of publications that have a Spanish edition say so."""
    keys = {key_of(f"publication:{entry.key}") for entry in ENTRIES if entry.editions == BOTH}
    keys &= {publication.translation_key for publication in made}
    for publication in Publication.objects.filter(translation_key__in=keys, locale__language_code="es"):
        publication.language = Language.SPANISH
        publication.save_revision(user=author).publish(user=author)
