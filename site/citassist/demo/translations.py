"""Everything in Spanish, through wagtail-localize and one catalogue, `es.po`.

The catalogue is keyed by the English string as wagtail-localize cuts it: plain text, or a fragment
of HTML whose links are numbered. A string without its Spanish is an error, never a silent fallback.
"""

import re
from pathlib import Path

import polib
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from citassist.demo import files
from citassist.demo.references import noted_once
from content.models import SiteDocument

__all__ = ["CATALOGUE", "MissingTranslations", "add_to_catalogue", "translate"]

CATALOGUE = Path(__file__).with_name("es.po")
LINK = re.compile(r'<a id="(\w+)">')


class MissingTranslations(Exception):
    """Strings of the demonstration world that the Spanish catalogue lacks, in `strings`."""

    def __init__(self, strings: list[str]):
        self.strings = strings
        listed = "".join(f"\n  {string}" for string in strings)
        super().__init__(f"The Spanish catalogue lacks {len(strings)} strings:{listed}")


def read_catalogue() -> dict[str, str]:
    words = {}
    for entry in polib.pofile(str(CATALOGUE), encoding="utf-8", wrapwidth=0):
        if not entry.msgstr or entry.obsolete:
            continue
        StringValue.from_translated_html(entry.msgstr)  # raises where the markup is not allowed
        if sorted(LINK.findall(entry.msgid)) != sorted(LINK.findall(entry.msgstr)):
            raise ValueError(f"The links of this translation are not those of its English: {entry.msgid}")
        words[entry.msgid] = entry.msgstr
    return words


def add_to_catalogue(strings: list[str]) -> None:
    """Append strings to the catalogue with their Spanish left empty."""
    catalogue = polib.pofile(str(CATALOGUE), encoding="utf-8", wrapwidth=0)
    known = {entry.msgid for entry in catalogue}
    catalogue.extend(polib.POEntry(msgid=string) for string in strings if string not in known)
    catalogue.save()


def translate(instances, author) -> int:
    """Make and publish the Spanish of each instance, in order; return how many there are.

    Raises MissingTranslations, before anything is made, with every string that has no Spanish.
    """
    if not instances:
        return 0
    spanish = Locale.objects.get(language_code="es")
    words = read_catalogue()
    sources = [TranslationSource.update_or_create_from_instance(instance)[0] for instance in instances]
    segments = list(
        StringSegment.objects.filter(source__in=sources).select_related("string").order_by("source_id", "order")
    )
    missing = [segment.string.data for segment in segments if segment.string.data not in words]
    if missing:
        raise MissingTranslations(list(dict.fromkeys(missing)))
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                translation_of=segment.string,
                context_id=segment.context_id,
                locale=spanish,
                data=words[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=author,
            )
            for segment in segments
        ),
        ignore_conflicts=True,  # a string may stand twice in one place
    )
    made = []
    with noted_once(made):
        for source in sources:
            translation, _ = Translation.objects.get_or_create(source=source, target_locale=spanish)
            offer_spanish_documents(source, spanish)
            # Not save_target(), which leaves alone what is published, as the Spanish home page is.
            source.create_or_update_translation(spanish, user=author, publish=False, copy_parent_pages=True)
            # Published here and not on commit: the whole world appears at once, or not at all.
            translation.get_target_instance().get_latest_revision().publish(user=author)
            made.append(translation.get_target_instance())
    return len(sources)


def offer_spanish_documents(source: TranslationSource, spanish: Locale) -> None:
    """Where a page or a publication has a document that exists in Spanish, its translation has that one."""
    for segment in OverridableSegment.objects.filter(source=source, context__path__regex=r"(^|\.)document$"):
        document = SiteDocument.objects.get(pk=int(segment.data_json))
        if counterpart := files.in_spanish(document):
            SegmentOverride.objects.get_or_create(
                context_id=segment.context_id, locale=spanish, defaults={"data_json": str(counterpart.pk)}
            )
