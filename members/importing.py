"""From a spreadsheet to agencies, awards and invitations: read, checked, taken over as a whole, put back."""

import hashlib
import json
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.import_rows import READERS, Row
from members.import_undo import Undo
from members.imports import ImportRun
from members.spreadsheets import Unreadable, read_rows

__all__ = ["AlreadyDone", "Blocked", "apply", "check", "counts", "digest", "read", "undo"]


class AlreadyDone(Exception):
    """Somebody else, or another click, was faster. Nothing was done now."""


class Blocked(Exception):
    """Rows with errors, or other results than those that were looked at. Nothing was done."""


def read(file, *, kind: str, by) -> tuple[ImportRun, list[str]]:
    """Keep what a file says, unchanged and unapplied; also the headings that mean nothing here. Raises Unreadable."""
    columns = {column.name: column for column in READERS[kind].columns}
    names = {heading: column.name for column in columns.values() for heading in column.headings()}
    (_number, headings), *rows = read_rows(file)
    placed = [names.get(heading.casefold()) for heading in headings]
    missing = [column for column in columns.values() if column.is_required and column.name not in placed]
    if missing:
        words = _("The first row must name the columns. Missing: %(columns)s. Start from the template.")
        raise Unreadable(words % {"columns": ", ".join(column.label for column in missing)})
    twice = [columns[name].label for name, times in Counter(filter(None, placed)).items() if times > 1]
    if twice:
        raise Unreadable(_("Two columns have the same heading: %(columns)s.") % {"columns": ", ".join(twice)})
    run = ImportRun.objects.create(
        kind=kind,
        file_name=file.name[-255:],
        created_by=by,
        rows=[
            {"row": number, **{name: cell for name, cell in zip(placed, cells, strict=False) if name and cell}}
            for number, cells in rows
        ],
    )
    unknown = [heading for heading, name in zip(headings, placed, strict=True) if heading and not name]
    return run, unknown


def check(run: ImportRun) -> list[Row]:
    """What each row would do today. Writes nothing; the number of queries does not grow with the rows."""
    return READERS[run.kind](run).check()


def counts(rows: list[Row]) -> Counter:
    return Counter(row.act for row in rows)


def digest(rows: list[Row]) -> str:
    """A short name for what was shown, so that nothing else is done."""
    shown = [[row.number, row.act, [str(change) for change in row.changes], row.errors] for row in rows]
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()[:32]


def apply(run: ImportRun, *, by, seen: str, leave_out_errors: bool = False, send: bool = True) -> int:
    """Do what the dry run showed, all of it or nothing; returns how many rows did something.

    `seen` is the digest of that dry run. Raises AlreadyDone or Blocked.
    """
    try:
        with transaction.atomic():
            return _apply(run, by=by, seen=seen, leave_out_errors=leave_out_errors, send=send)
    except (IntegrityError, ValidationError) as error:  # somebody entered the same between our looking and writing
        raise Blocked(_("Something changed since you looked. This is what the rows would do now.")) from error


def _apply(run, *, by, seen, leave_out_errors, send):
    if not ImportRun.objects.filter(pk=run.pk, applied_at=None).update(applied_at=timezone.now()):
        raise AlreadyDone
    reader = READERS[run.kind](run)
    rows = reader.check()
    if digest(rows) != seen:
        raise Blocked(_("Something changed since you looked. This is what the rows would do now."))
    if any(row.errors for row in rows) and not leave_out_errors:
        raise Blocked(_("Some rows have errors. Correct the file, or tick the box that leaves them out."))
    todo = [row for row in rows if row.act in (Row.NEW, Row.CHANGED)]
    changes = []
    for row in todo:
        changes += reader.write(row, by=by, send=send)
    ImportRun.objects.filter(pk=run.pk).update(changes=changes)
    run.refresh_from_db()
    log(run, "members.import", user=by, data={"rows": len(todo)})
    return len(todo)


@transaction.atomic
def undo(run: ImportRun, *, by) -> list[dict]:
    """Put back what the run changed, the last change first; returns the changes that stay, each with its reason.

    Raises AlreadyDone.
    """
    pending = ImportRun.objects.filter(pk=run.pk, undone_at=None).exclude(applied_at=None)
    if not pending.update(undone_at=timezone.now()):
        raise AlreadyDone
    run.refresh_from_db()
    for change in reversed(run.changes):
        change["stays"] = Undo(change).perform(by=by)
    run.save(update_fields=["changes"])
    stays = [change for change in run.changes if change["stays"]]
    log(run, "members.undo_import", user=by, data={"stays": len(stays)})
    return stays
