"""What the site knows about a person: each part of it says what it holds and what becomes of it when they leave.

An app adds its own part with a subclass and `@register`, in a module that its `ready()` imports.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

__all__ = ["PersonalData", "collect", "parts", "register"]

_parts: list["PersonalData"] = []


class PersonalData:
    """One kind of thing the site holds about people.

    `collect` and `on_closing` are given the account as it still is. The three texts are sentences for the page
    on which people close their account; empty ones are left out.
    """

    name = ""  # its key in the JSON file
    heading = ""
    deleted = ""
    former = ""  # what stays and names a "former member"
    kept = ""  # what stays because the award requires it
    model = None  # whose fields give the rows their names
    labels: dict = {}

    def collect(self, user) -> dict | list[dict]:
        """Facts that can be written as JSON, dates included."""
        return {}

    def on_closing(self, user) -> None:
        """Forget; called inside the transaction that closes the account."""

    def rows(self, user) -> list[list[tuple[str, str]]]:
        """What `collect` returns, in words: for each thing its (label, value) pairs."""
        facts = self.collect(user)
        things = facts if isinstance(facts, list) else [facts]
        return [[(self.label(key), self.words(key, value)) for key, value in thing.items()] for thing in things]

    def _field(self, key):
        return next((field for field in self.model._meta.fields if field.name == key), None) if self.model else None

    def label(self, key: str) -> str:
        field = self._field(key)
        return capfirst(str(self.labels.get(key) or (field and field.verbose_name) or key))

    def words(self, key: str, value) -> str:
        field = self._field(key)
        if field and field.choices:
            value = dict(field.flatchoices).get(value, value)
        if value is None or value == "" or value == []:
            return "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def register(part: type[PersonalData]) -> type[PersonalData]:
    """Add a part to what people can read, download and have forgotten."""
    _parts.append(part())
    return part


def parts() -> list[PersonalData]:
    return list(_parts)


def collect(user) -> dict:
    """Everything the site holds about a person, by the name of its part."""
    return {part.name: part.collect(user) for part in _parts}
