"""A publication as a row of text: the columns of export and import, one set for both, so that a round trip is exact."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from content.models import Topic
from library.publications import Access, Kind, Language, Printed, Publication, Reader

__all__ = ["COLUMNS", "Column", "Records", "one_line"]

DAYS = ("%Y-%m-%d", "%m/%d/%Y")


def one_line(text) -> str:
    return " ".join(str(text).split())


def _lines(text: str) -> str:
    return "\n".join(part.strip() for part in text.split(";") if part.strip())


def _one_of(choices) -> Callable:
    """Reads a choice by its code or by what it is called, in either language."""

    def read(text):
        wanted = text.casefold()
        for language in ("en", "es"):
            with translation.override(language):
                for value, label in choices:
                    if wanted in (value.casefold(), str(label).casefold()):
                        return value
        known = ", ".join(value for value, _label in choices if value)
        raise ValidationError(_("“%(text)s” is none of: %(known)s.") % {"text": text, "known": known})

    return read


def _many_of(choices) -> Callable:
    read = _one_of(choices)
    return lambda text: sorted({read(part.strip()) for part in text.split(";") if part.strip()})


def _number(text: str) -> int:
    if text.isdecimal() and text.isascii() and len(text) <= 5:
        return int(text)
    raise ValidationError(_("“%(text)s” is not a number.") % {"text": text})


def _day(text: str) -> date:
    for style in DAYS:
        try:
            return datetime.strptime(text, style).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(text)s” is no date. Write it as 2026-09-30 or 09/30/2026.") % {"text": text})


def _yes_no(text: str) -> bool:
    answers = {"yes": True, "y": True, "sí": True, "si": True, "1": True, "true": True, "x": True}
    answers |= {"no": False, "n": False, "0": False, "false": False}
    if text.casefold() in answers:
        return answers[text.casefold()]
    raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text})


@dataclass(frozen=True)
class Column:
    """One column: its name in files, what staff call it, the field it fills, and how a cell is read."""

    name: str
    heading: Promise
    field: str = ""
    read: Callable = one_line
    empty: object = ""  # what an empty cell means

    @property
    def label(self) -> str:
        return str(capfirst(self.heading))

    def headings(self) -> set[str]:
        """What may stand on top of it: its name, and its heading in either language."""
        found = {self.name, self.name.replace("_", " ")}
        for language in ("en", "es"):
            with translation.override(language):
                found.add(str(self.heading).casefold())
        return found


LOCALE = Column("record_language", gettext_lazy("language of the record"), read=_one_of(Language.choices))
ADDRESS = Column("address", gettext_lazy("address"), "slug")
TOPICS = Column("topics", gettext_lazy("topics"), empty=())
AUDIENCES = Column("audiences", gettext_lazy("audiences"), read=_many_of(Reader.choices), empty=())
COLUMNS = [
    LOCALE,
    ADDRESS,
    Column("title", gettext_lazy("title"), "title"),
    Column("abstract", gettext_lazy("abstract"), "abstract"),
    Column("authors", gettext_lazy("authors"), "authors", _lines),
    Column("publisher", gettext_lazy("publisher"), "publisher"),
    Column("year", gettext_lazy("year"), "year", _number, None),
    Column("date", gettext_lazy("date"), "published_on", _day, None),
    Column("kind", gettext_lazy("kind"), "kind", _one_of(Kind.choices), Kind.GUIDE.value),
    TOPICS,
    AUDIENCES,
    Column("language", gettext_lazy("language of the publication"), "language", _one_of(Language.choices), "en"),
    Column("pages", gettext_lazy("pages"), "page_count", _number, None),
    Column("url", gettext_lazy("outside address"), "url"),
    Column("access", gettext_lazy("who may open it"), "access", _one_of(Access.choices), Access.PUBLIC.value),
    Column("printed", gettext_lazy("printed copy"), "printed", _one_of(Printed.choices)),
    Column("order_url", gettext_lazy("address to order at"), "order_url"),
    Column("featured", gettext_lazy("featured"), "is_featured", _yes_no, False),
    Column("archived", gettext_lazy("archived"), "is_archived", _yes_no, False),
    Column("review_by", gettext_lazy("review by"), "review_by", _day, None),
]


def _cell(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else one_line(value)


class Records:
    """Writes publications as rows and reads cells, knowing the topics and languages of the site."""

    @cached_property
    def topics(self) -> dict[str, int]:
        """Every topic's English row by its name in small letters, in either language."""
        english = dict(Topic.objects.in_english().values_list("translation_key", "pk"))
        rows = Topic.objects.values_list("name", "translation_key")
        return {name.casefold(): english[key] for name, key in rows if key in english}

    @cached_property
    def topic_names(self) -> dict[int, str]:
        return dict(Topic.objects.in_english().values_list("pk", "name"))

    @cached_property
    def locales(self) -> dict[str, Locale]:
        return {locale.language_code: locale for locale in Locale.objects.all()}

    @cached_property
    def language_codes(self) -> dict[int, str]:
        return {locale.pk: code for code, locale in self.locales.items()}

    def row(self, publication: Publication) -> dict[str, str]:
        """The newest draft of a publication as text, by column."""
        facts = self._newest(publication)
        row = {column.name: _cell(facts[column.field]) for column in COLUMNS if column.field}
        row["authors"] = "; ".join(one_line(line) for line in facts["authors"].splitlines() if line.strip())
        row[LOCALE.name] = self.language_codes[publication.locale_id]
        row[TOPICS.name] = "; ".join(sorted(filter(None, (self.topic_names.get(pk) for pk in facts["topics"]))))
        row[AUDIENCES.name] = "; ".join(sorted(facts["audiences"]))
        return {column.name: row[column.name] for column in COLUMNS}

    @staticmethod
    def _newest(publication: Publication) -> dict:
        """Field values of the newest draft: a revision keeps what was not published yet."""
        fields = [column.field for column in COLUMNS if column.field]
        if publication.live and publication.has_unpublished_changes and publication.latest_revision:
            draft = publication.latest_revision.content
            facts = {field: draft.get(field, getattr(publication, field)) for field in fields}
            facts["topics"] = [row["topic"] for row in draft.get("topic_rows", [])]
            facts["audiences"] = [row["audience"] for row in draft.get("audience_rows", [])]
            return facts
        facts = {field: getattr(publication, field) for field in fields}
        facts["topics"] = [row.topic_id for row in publication.topic_rows.all()]
        facts["audiences"] = [row.audience for row in publication.audience_rows.all()]
        return facts

    def read_topics(self, names: Iterable[str]) -> list[int]:
        """The numbers of the topics named. Raises ValidationError for one that does not exist."""
        found = []
        for name in names:
            if name.casefold() not in self.topics:
                raise ValidationError(_("“%(text)s” is not a topic of this site.") % {"text": name})
            found.append(self.topics[name.casefold()])
        return found

    def read(self, column: Column, text: str):
        """The value of a cell. Raises ValidationError."""
        if column is TOPICS:
            return self.read_topics(part.strip() for part in text.split(";") if part.strip())
        return column.read(text) if text else column.empty
