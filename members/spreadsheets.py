"""Spreadsheets: what people upload is read with care, what they download is safe to open."""

import csv
import datetime
import io
import zipfile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

__all__ = ["MAX_BYTES", "MAX_ROWS", "SafeExportMixin", "Unreadable", "harmless", "read_rows"]

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 50
MAX_UNPACKED = 40 * 1024 * 1024  # of an XLSX file, which is a ZIP archive
LAST_ROW = 1_048_576  # of any worksheet, says Excel

# How a formula begins, also in the wide letters that some programs take for the same.
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


class Unreadable(Exception):
    """The file cannot be read; the message tells a person why and what to do."""


# --- out


def harmless(value):
    """A text that no spreadsheet program takes for a formula, without control characters; other values as they are."""
    if not isinstance(value, str):
        return value
    value = "".join(letter for letter in value if letter >= " " or letter in "\t\n\r")
    is_dangerous = value.startswith(("\t", "\r", "\n")) or value.lstrip().startswith(FORMULA)
    return f"'{value}" if is_dangerous else value


class SafeExportMixin:
    """First base of every view that exports, so that what a stranger wrote never runs on a colleague's computer."""

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        return harmless("" if value is None else value)

    def get_heading(self, queryset, field):
        return harmless(super().get_heading(queryset, field))


# --- in


def read_rows(file) -> list[tuple[int, list[str]]]:
    """The rows of an uploaded CSV or XLSX file that hold anything, with their numbers. Raises Unreadable."""
    if file.size > MAX_BYTES:
        raise Unreadable(_("The file is larger than 5 MB. Split it, or save it without pictures and formatting."))
    data = file.read()
    rows = []
    for number, cells in enumerate(_xlsx(data) if data.startswith(b"PK") else _csv(data), start=1):
        row = [_text(cell) for cell in cells]
        if not any(row):
            continue
        rows.append((number, row))
        if any(row[MAX_COLUMNS:]):
            raise Unreadable(_("The file has more than 50 columns. Start from the template."))
        if len(rows) > MAX_ROWS + 1:
            raise Unreadable(_("The file has more than 5,000 rows. Split it, and import one part after the other."))
    if len(rows) < 2:
        raise Unreadable(_("The file has no rows below its headings."))
    return rows


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str(cell).split())
    text = "".join(letter for letter in text if letter.isprintable())
    # What our own exports put in front.
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _csv(data: bytes):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise Unreadable(_("This is neither a CSV nor an XLSX file. Save it as one of them."))
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")  # what Excel on Windows calls "CSV"
        except UnicodeDecodeError as error:
            raise Unreadable(_("The letters of this file cannot be read. Save it as “CSV UTF-8”.")) from error
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Unreadable(_("A quotation mark in this file is never closed. Save it again, or as XLSX.")) from error


def _xlsx(data: bytes):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                raise Unreadable(_("Unpacked, this file is far too large. Copy its rows into the template."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(max_row=LAST_ROW, max_col=MAX_COLUMNS + 1, values_only=True)
    except Unreadable:
        raise
    except Exception as error:  # a damaged archive fails in any of a dozen ways
        raise Unreadable(_("This XLSX file is damaged or locked by a password. Save it again, or as CSV.")) from error
