"""The program's figures: what is counted, by what, in a span of days.

A room registers a `FigureSet`; the report, the rows behind each number and both exports are made from it, by one
and the same condition. `@figures` does it, in a module that the room's `ready()` imports.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Aggregate, Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.places import STATES
from members.agencies import Agency

__all__ = [
    "BY_AGENCY", "BY_STATE", "Breakdown", "FigureSet", "Number", "Part", "Span", "figures", "set_named", "sets_for",
]  # fmt: skip


@dataclass(frozen=True)
class Span:
    """Days in the program's time zone, both included."""

    start: date
    end: date

    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of it, and the first one after it."""
        first = datetime.combine(self.start, time.min)
        after = datetime.combine(self.end + timedelta(days=1), time.min)
        return timezone.make_aware(first), timezone.make_aware(after)


@dataclass(frozen=True)
class Number:
    """One number: how many rows fulfil a condition, or an aggregate over them (then `digits` behind the point)."""

    name: str
    label: str
    condition: Q = field(default_factory=Q)
    aggregate: Aggregate | None = None
    digits: int = 0


@dataclass(frozen=True)
class Breakdown:
    """The whole, divided by a field: `names` tells what each of its values is called."""

    name: str
    heading: str
    path: str
    names: Callable[[list], dict]
    nothing: str = _("Not known")


@dataclass(frozen=True)
class Part:
    """One line of a breakdown; `share` of the largest part, 0 to 100, is the length of its bar."""

    value: object
    label: str
    count: int
    share: float

    @property
    def key(self) -> str:
        """The value, as an address has it."""
        return "" if self.value is None else str(self.value)


class FigureSet:
    """One kind of thing that is counted. Subclasses fill in what stands here."""

    name = ""  # in addresses
    heading = ""
    introduction = ""
    right = ""  # who may read the numbers; nobody is named by them
    rows_right = ""  # who may open the rows behind them
    numbers: list[Number] = []
    breakdowns: list[Breakdown] = []
    columns: list[tuple[str, Callable]] = []  # of the rows: (heading, what stands there)
    whole: Aggregate = Count("pk")  # what is counted of the rows

    def rows(self, span: Span) -> QuerySet:
        """Everything that falls into the span."""
        raise NotImplementedError

    def url_of(self, row) -> str:
        """The screen of one row, if it has one."""
        return ""

    # --- the same for every set

    def _count(self, rows: QuerySet, number: Number):
        value = rows.filter(number.condition).aggregate(value=number.aggregate or self.whole)["value"]
        if number.aggregate and value is not None:
            return round(float(value), number.digits) if number.digits else int(value)
        return value if number.aggregate else value or 0

    def count(self, span: Span) -> list[tuple[Number, int | float | None]]:
        """The numbers; None where there is nothing to take an average of."""
        rows = self.rows(span)
        return [(number, self._count(rows, number)) for number in self.numbers]

    def divide(self, breakdown: Breakdown, span: Span) -> list[Part]:
        """The parts of a breakdown, the largest first."""
        counted = self.rows(span).order_by().values_list(breakdown.path).annotate(n=self.whole)
        found = [(value, count) for value, count in counted if count]
        labels = self.labels(breakdown, [value for value, _n in found])
        most = max((count for _value, count in found), default=0)
        parts = [Part(value, labels[value], count, 100 * count / most) for value, count in found]
        return sorted(parts, key=lambda part: (-part.count, part.label))

    def labels(self, breakdown: Breakdown, values: list) -> dict:
        names = breakdown.names([value for value in values if value not in (None, "")])
        return {value: str(names.get(value, breakdown.nothing)) for value in values}

    def behind(self, span: Span, *, number: str = "", by: str = "", value: str = "") -> tuple[str, QuerySet]:
        """What a number stands for, in words, and its rows. Raises LookupError for what is not known."""
        rows = self.rows(span)
        if by:
            breakdown = next((known for known in self.breakdowns if known.name == by), None)
            part = breakdown and next((p for p in self.divide(breakdown, span) if p.key == value), None)
            if not part:
                raise LookupError
            # Nothing known may be kept as NULL or as an empty text.
            nothing = Q(**{f"{breakdown.path}__isnull": True})
            return f"{breakdown.heading}: {part.label}", rows.filter(
                Q(**{breakdown.path: part.value}) if part.value is not None else nothing
            )
        found = next((known for known in self.numbers if known.name == number), None)
        if not found:
            raise LookupError
        return str(found.label), rows.filter(found.condition)


# By its number, not its name: two states may have an agency of the same name.
BY_AGENCY = Breakdown("agency", _("Agency"), "agency", Agency.objects.in_bulk, _("Without an agency"))
BY_STATE = Breakdown("state", _("State"), "agency__state", lambda values: dict(STATES), _("Without an agency"))

_sets: list[FigureSet] = []


def figures(kind: type[FigureSet]) -> type[FigureSet]:
    """Add a set to the report."""
    _sets.append(kind())
    return kind


def sets_for(user) -> list[FigureSet]:
    return [known for known in _sets if user.has_perm(known.right)]


def set_named(name: str, user) -> FigureSet | None:
    return next((known for known in sets_for(user) if known.name == name), None)
