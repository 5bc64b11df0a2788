"""Records from a spreadsheet or a reference manager: looked at first, then taken over as drafts, all or none."""

import hashlib
import json
import re
from collections import Counter
from copy import copy
from dataclasses import dataclass, field

import rispy
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from library.forms import set_audiences, set_topics
from library.publications import Kind, Publication
from library.records import AUDIENCES, COLUMNS, LOCALE, TOPICS, Records, one_line
from members.spreadsheets import Unreadable, read_rows

__all__ = ["Outdated", "Row", "Sheet", "Unreadable", "apply", "check", "digest", "read"]

MAX_BYTES = 3 * 1024**2
MAX_ROWS = 2_000
MAX_SIGNED = 2 * 1024**2  # letters; what the browser keeps between the two steps
SALT = "library.importing"
ONE_DAY = 24 * 60 * 60  # seconds
BY_NAME = {column.name: column for column in COLUMNS}
RIS_KINDS = {"ELEC": Kind.E_LEARNING, "VIDEO": Kind.RECORDING, "MPCT": Kind.RECORDING, "CASE": Kind.CASE_STUDY}


class Outdated(Exception):
    """The rows would do something else now than what was shown. Nothing was done."""


@dataclass(frozen=True)
class Sheet:
    """What a file says: cells by column name, each row with its line in the file; and what was left aside."""

    rows: list[tuple[int, dict[str, str]]]
    ignored: list[str] = field(default_factory=list)

    def sign(self) -> str:
        """The rows as one text that the browser keeps and cannot change. Raises Unreadable."""
        signed = signing.dumps(self.rows, salt=SALT, compress=True)
        if len(signed) > MAX_SIGNED:
            raise Unreadable(_("The file has too much text for one import. Split it."))
        return signed

    @classmethod
    def from_signed(cls, text: str):
        """The rows that were signed within a day. Raises BadSignature."""
        return cls([(number, cells) for number, cells in signing.loads(text, salt=SALT, max_age=ONE_DAY)])


# --- files


def read(file) -> Sheet:
    """The records of a CSV, XLSX or RIS file. Raises Unreadable."""
    if file.size > MAX_BYTES:
        raise Unreadable(_("The file is larger than 3 MB. Split it."))
    head = file.read(2_000)
    file.seek(0)
    is_ris = file.name.lower().endswith(".ris") or re.match(rb"(\xef\xbb\xbf)?\s*TY  - ", head)
    sheet = _read_ris(file.read()) if is_ris else _read_table(file)
    if len(sheet.rows) > MAX_ROWS:
        raise Unreadable(_("The file has more than 2,000 records. Split it."))
    return sheet


def _read_table(file) -> Sheet:
    names = {heading: column.name for column in COLUMNS for heading in column.headings()}
    (_line, headings), *rows = read_rows(file)
    placed = [names.get(heading.casefold()) for heading in headings]
    missing = [BY_NAME[name].label for name in ("title", "year") if name not in placed]
    if missing:
        words = _("The first row must name the columns. Missing: %(columns)s. Start from an export of the list.")
        raise Unreadable(words % {"columns": ", ".join(missing)})
    twice = [BY_NAME[name].label for name, times in Counter(filter(None, placed)).items() if times > 1]
    if twice:
        raise Unreadable(_("Two columns have the same heading: %(columns)s.") % {"columns": ", ".join(twice)})
    return Sheet(
        rows=[
            (number, {name: cell for name, cell in zip(placed, cells, strict=False) if name}) for number, cells in rows
        ],
        ignored=[heading for heading, name in zip(headings, placed, strict=True) if heading and not name],
    )


def _read_ris(data: bytes) -> Sheet:
    try:
        lines = data.decode("utf-8-sig").replace("\0", "").splitlines()
    except UnicodeDecodeError as error:
        raise Unreadable(_("The letters of this file cannot be read. Export it again as UTF-8.")) from error
    starts = [number for number, line in enumerate(lines) if line.startswith("TY  -")]
    if not starts:
        raise Unreadable(_("This file has no record that begins with “TY  -”. Is it RIS?"))
    rows = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        try:
            (entry,) = rispy.loads("\n".join(lines[start:end]))
        except Exception:  # a damaged entry fails in any way; the others are read all the same
            entry = None
        rows.append((start + 1, _cells(entry) if entry else {"unreadable": "yes"}))
    return Sheet(rows)


def _cells(entry: dict) -> dict[str, str]:
    """A RIS entry as cells of the same columns; subjects that are no topics here are left aside when checked."""
    people = [name for key in ("authors", "first_authors", "secondary_authors") for name in entry.get(key, [])]
    year, month, day = [*(entry.get("date") or entry.get("publication_year") or "").split("/"), "", "", ""][:3]
    urls = [url for url in entry.get("urls", []) if url.startswith(("https://", "http://"))]
    cells = {
        "title": entry.get("title") or entry.get("primary_title") or "",
        "abstract": entry.get("abstract") or entry.get("notes_abstract") or "",
        "authors": "; ".join(name.replace(";", ",") for name in people),
        "publisher": entry.get("publisher", ""),
        "year": (entry.get("year") or year)[:4],
        "date": f"{year}-{month:0>2}-{day:0>2}" if year and month and day else "",
        "kind": RIS_KINDS.get(entry.get("type_of_reference", ""), Kind.GUIDE).value,
        "language": entry.get("language", "")[:2].lower(),
        "url": next(iter(urls), ""),
        "subjects": "; ".join(word.replace(";", ",") for word in entry.get("keywords", [])),
    }
    return {name: one_line(cell) for name, cell in cells.items() if cell}


# --- what it would do


@dataclass
class Row:
    """One record of a file: what importing it would do."""

    NEW, CHANGED, UNCHANGED, DUPLICATE, ERROR = "new", "changed", "unchanged", "duplicate", "error"

    number: int
    title: str = ""
    act: str = NEW
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # label, before, after
    errors: list[tuple[str, str]] = field(default_factory=list)  # label, message
    publication: Publication | None = None
    twin_line: int = 0  # the line of this file that has the same title and year
    values: dict = field(default_factory=dict)  # by column name, as read

    def fail(self, label: str, messages):
        self.act = self.ERROR
        self.errors += [(label, str(message)) for message in messages]


class _Check:
    """Compares rows with what is on record; the number of queries does not grow with the rows."""

    def __init__(self, sheet: Sheet, locale_code: str):
        self.sheet, self.locale_code = sheet, locale_code
        self.records = Records()

    @cached_property
    def waiting(self) -> set[str]:
        """The numbers of the publications that wait for approval, as text."""
        content_type = ContentType.objects.get_for_model(Publication)
        states = WorkflowState.objects.filter(base_content_type=content_type, status=WorkflowState.STATUS_IN_PROGRESS)
        return set(states.values_list("object_id", flat=True))

    def rows(self) -> list[Row]:
        rows = [self.read(number, dict(cells)) for number, cells in self.sheet.rows]
        known = self.known({row.values["address"] for row in rows if row.values.get("address")})
        twins = self.twins({row.values.get("year") for row in rows} - {None})
        lines, addresses = {}, {}
        for row in rows:
            if row.act == Row.ERROR:
                continue
            code, address = row.values[LOCALE.name], row.values.get("address", "")
            same = (code, slugify(row.title), row.values["year"])
            if address and (before := addresses.setdefault((code, address), row.number)) != row.number:
                row.fail(BY_NAME["address"].label, [_("Line %(line)d has the same address.") % {"line": before}])
            elif publication := known.get((code, address)):
                self.compare(row, publication)
            elif same in twins:
                row.act, row.publication = Row.DUPLICATE, twins[same]
            elif same in lines:
                row.act, row.twin_line = Row.DUPLICATE, lines[same]
            else:
                self.test(row, Publication(locale=self.records.locales[code]))
            lines.setdefault(same, row.number)
        return rows

    def read(self, number: int, cells: dict[str, str]) -> Row:
        row = Row(number, title=cells.get("title", "")[:250])
        if "unreadable" in cells:
            row.fail("", [_("This record cannot be read. Does it end with a line “ER  -”?")])
            return row
        subjects = [part.strip() for part in cells.pop("subjects", "").split(";")]
        if known := [name for name in subjects if name.casefold() in self.records.topics]:
            cells[TOPICS.name] = "; ".join(known)
        row.values[LOCALE.name] = self.locale_code
        for name, cell in cells.items():
            column = BY_NAME[name]
            if not cell and name == LOCALE.name:
                continue
            try:
                row.values[name] = self.records.read(column, cell)
            except ValidationError as error:
                row.fail(column.label, error.messages)
        for name in ("title", "year"):
            if not cells.get(name):
                row.fail(BY_NAME[name].label, [_("It is missing.")])
        return row

    def known(self, addresses) -> dict:
        """The records that have one of the addresses, by language and address."""
        found = Publication.objects.filter(slug__in=addresses).select_related("latest_revision", "locale", "locked_by")
        found = found.prefetch_related("topic_rows", "audience_rows")
        return {(publication.locale.language_code, publication.slug): publication for publication in found}

    def twins(self, years) -> dict:
        """The records of the years, by language, title and year."""
        found = Publication.objects.filter(year__in=years).select_related("locale")
        found = found.only("pk", "title", "year", "locale__language_code")
        return {(row.locale.language_code, slugify(row.title), row.year): row for row in found}

    def compare(self, row: Row, publication: Publication):
        """Fill in what the row changes of a record."""
        row.publication = publication
        now = self.records.row(publication)
        for name in list(row.values):
            column, after = BY_NAME[name], self.shown(name, row.values[name])
            if name == LOCALE.name or now[name] == after:
                del row.values[name]
            else:
                row.changes.append((column.label, now[name], after))
        row.act = Row.CHANGED if row.changes else Row.UNCHANGED
        if row.changes and publication.locked:
            row.fail("", [_("Somebody has locked this publication. Unlock it first.")])
        elif row.changes and str(publication.pk) in self.waiting:
            row.fail("", [_("This publication waits for approval. Approve or reject it first.")])
        elif row.changes:
            has_draft = publication.live and publication.has_unpublished_changes
            self.test(row, publication.get_latest_revision_as_object() if has_draft else copy(publication))

    def shown(self, name: str, value) -> str:
        """A value as a row of the export shows it."""
        if name == TOPICS.name:
            return "; ".join(sorted(self.records.topic_names[pk] for pk in value))
        if name == AUDIENCES.name:
            return "; ".join(sorted(value))
        if name == "authors":
            return "; ".join(value.splitlines())
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else str(value)

    def test(self, row: Row, publication: Publication):
        """Whether the record would be complete enough for a draft."""
        _set_fields(publication, row.values)
        publication.slug = publication.slug or "made-when-saved"
        checked = {column.field for column in COLUMNS if column.field and (column.name in row.values)} | {"title"}
        if not publication.abstract:
            checked.discard("abstract")  # a draft may be without, to be written before it is published
        others = {field.name for field in Publication._meta.fields} - checked
        labels = {column.field: column.label for column in COLUMNS}
        for test in (lambda: publication.clean_fields(exclude=others), publication.clean):
            try:
                test()
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    row.fail(labels.get(name, ""), messages)


def _set_fields(publication: Publication, values: dict):
    for name, value in values.items():
        if BY_NAME[name].field:
            setattr(publication, BY_NAME[name].field, value)


def check(sheet: Sheet, *, locale: str) -> list[Row]:
    """What each row would do now. `locale` is the language of records that do not name their own. Writes nothing."""
    return _Check(sheet, locale).rows()


def digest(rows: list[Row]) -> str:
    """A short name for what was shown, so that nothing else is done."""
    shown = [[row.number, row.act, row.title, row.changes, row.errors] for row in rows]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]


# --- doing it


@transaction.atomic
def apply(sheet: Sheet, *, locale: str, seen: str, by) -> list[Publication]:
    """Save new and changed records as drafts, all of them or none; rows with errors and duplicates are left out.

    `seen` is the digest of the rows that were looked at. Raises Outdated.
    """
    checked = _Check(sheet, locale)
    rows = checked.rows()
    if digest(rows) != seen:
        raise Outdated
    return [_save(row, checked.records, by) for row in rows if row.act in (Row.NEW, Row.CHANGED)]


def _key_for(draft: Publication):
    """The key of the record that has this address in another language and is not translated into this one yet."""
    here = Publication.objects.filter(locale=draft.locale).values("translation_key")
    twins = Publication.objects.filter(slug=draft.slug).exclude(locale=draft.locale).exclude(translation_key__in=here)
    return twins.values_list("translation_key", flat=True).first() or draft.translation_key


def _save(row: Row, records: Records, by) -> Publication:
    if row.act == Row.NEW:
        draft = Publication(locale=records.locales[row.values[LOCALE.name]], live=False)
    else:
        draft = row.publication.get_latest_revision_as_object()
    _set_fields(draft, row.values)
    if row.act == Row.NEW and draft.slug:
        draft.translation_key = _key_for(draft)
    if TOPICS.name in row.values:
        set_topics(draft, row.values[TOPICS.name])
    if AUDIENCES.name in row.values:
        set_audiences(draft, row.values[AUDIENCES.name])
    if not draft.live:
        draft.save()  # a record that is live is changed by publishing the draft, never before
    draft.save_revision(user=by, clean=False)
    log(draft, "wagtail.create" if row.act == Row.NEW else "wagtail.edit", user=by, content_changed=True)
    return draft
