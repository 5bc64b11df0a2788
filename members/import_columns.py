"""The columns of the spreadsheets that can be imported, and how a cell is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.places import STATES
from members.agencies import Agency
from members.profiles import Role

__all__ = ["AGENCY_COLUMNS", "PEOPLE_COLUMNS", "Column"]

DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y")


def _words(text: str) -> str:
    return text


def _one_of(choices) -> Callable:
    """Reads a choice by its code or by what it is called, in either language."""

    codes = {str(value).casefold(): str(value) for value, _label in choices}

    def read(text):
        wanted = text.casefold().replace("'", "’")
        if wanted in codes:
            return codes[wanted]
        for language in (translation.get_language(), "en", "es"):
            with translation.override(language):
                for value, label in choices:
                    if wanted == str(label).casefold():
                        return str(value)
        known = ", ".join(codes.values())
        raise ValidationError(_("“%(text)s” is none of: %(known)s.") % {"text": text, "known": known})

    return read


def _day(text) -> date:
    for style in DAYS:
        try:
            return datetime.strptime(text, style).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(text)s” is no date. Write it as 2026-09-30 or 09/30/2026.") % {"text": text})


def _state(text) -> str:
    try:
        return _one_of(STATES)(text)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is no state. Write “TN” or “Tennessee”.") % {"text": text}) from None


def _number(text) -> int:
    digits = text.upper().removeprefix("FY").strip()
    if digits.isdecimal() and len(digits) in (2, 4):
        return int(digits) + (2000 if len(digits) == 2 else 0)
    raise ValidationError(_("“%(text)s” is no year. Write it as 2024.") % {"text": text})


def _yes_no(text) -> bool:
    answers = {"yes": True, "y": True, "1": True, "true": True, "x": True, "sí": True, "si": True, "no": False}
    answers |= {"n": False, "0": False, "false": False}
    try:
        return answers[text.casefold()]
    except KeyError:
        raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text}) from None


def _email(text) -> str:
    validate_email(text)
    return text.lower()


def _list(text) -> list[str]:
    return sorted({part.lower() for part in text.replace(",", " ").replace(";", " ").split()})


@dataclass(frozen=True)
class Column:
    """A column: its heading, how a cell is read, whether every row needs it."""

    name: str
    heading: Promise
    read: Callable = _words
    is_required: bool = False
    example: str = ""

    @property
    def label(self) -> str:
        return str(capfirst(self.heading))

    def headings(self) -> set[str]:
        """What may stand on top of it: its name, and its heading in either language."""
        found = {self.name, self.name.replace("_", " "), str(self.heading).casefold()}
        for language in ("en", "es"):
            with translation.override(language):
                found.add(str(self.heading).casefold())
        return found


AGENCY_COLUMNS = [
    Column("name", gettext_lazy("name"), is_required=True),
    Column("state", gettext_lazy("state"), _state, is_required=True),
    Column("kind", gettext_lazy("kind"), _one_of(Agency.Kind.choices)),
    Column("city", gettext_lazy("city or county")),
    Column("tribal_nation", gettext_lazy("tribal nation")),
    Column("size", gettext_lazy("size"), _one_of(Agency.Size.choices)),
    Column("stage", gettext_lazy("stage"), _one_of(Agency.Stage.choices)),
    Column("model", gettext_lazy("model"), _one_of(Agency.Model.choices)),
    Column("domains", gettext_lazy("email domains"), _list),
    Column("year", gettext_lazy("award year"), _number),
    Column("number", gettext_lazy("award number")),
    Column("starts_on", gettext_lazy("starts on"), _day),
    Column("ends_on", gettext_lazy("ends on"), _day),
]
PEOPLE_COLUMNS = [
    Column("email", gettext_lazy("email"), _email, is_required=True),
    Column("first_name", gettext_lazy("first name")),
    Column("last_name", gettext_lazy("last name")),
    Column("role", gettext_lazy("role"), _one_of(Role.choices)),
    Column("agency_name", gettext_lazy("agency name"), is_required=True),
    Column("agency_state", gettext_lazy("agency state"), _state, is_required=True),
    Column("as_coordinator", gettext_lazy("coordinator"), _yes_no),
    Column(
        "language",
        gettext_lazy("language"),
        _one_of([("en", gettext_lazy("English")), ("es", gettext_lazy("Spanish"))]),
    ),
]
