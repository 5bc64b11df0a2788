"""Noting who was there: by hand on the roster, or from the file that a meeting tool writes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.attendance import LONGEST, Attendance
from events.registrations import Mode, Registration, Status
from members.models import Agency, User
from members.spreadsheets import Unreadable, read_rows

__all__ = ["Line", "Noted", "from_signed", "match", "note", "read", "sign", "take_over", "walk_in"]

SALT = "events.attendance"
GOOD_FOR = 24 * 60 * 60  # seconds
# What the columns are called in the files of common meeting tools.
HEADINGS = {
    "name": ("name", "name (original name)", "name (user name)", "full name", "participant", "user name", "attendee"),
    "email": ("email", "user email", "email address", "e-mail", "participant id (upn)"),
    "minutes": (
        "duration (minutes)", "total duration (minutes)", "time in session (minutes)", "duration",
        "in-meeting duration", "attendance duration", "minutes",
    ),
}  # fmt: skip
HEADINGS_FROM = 30  # rows; some tools write about the meeting first
CLOCK = re.compile(
    r"(?:(\d{1,6})\s*h(?:ours?|r|rs)?)?\s*(?:(\d{1,6})\s*m(?:in(?:utes?)?)?)?\s*(?:(\d{1,6})\s*s(?:ec(?:onds?)?)?)?"
)


@dataclass
class Line:
    """One person of a file. `registration` or `person` is the number of the row they were matched to, by `how`."""

    number: int
    name: str
    email: str
    minutes: int
    registration: int | None = None
    person: int | None = None
    how: str = ""

    @property
    def is_matched(self) -> bool:
        return bool(self.registration or self.person)


@dataclass(frozen=True)
class Noted:
    """What is noted of one person."""

    is_present: bool
    mode: str
    minutes: int


def minutes_of(text: str) -> int:
    """Minutes, written as a number, as 1:05:30, or as 1h 5m 30s; 0 where it is none of these."""
    text = text.strip().lower()
    if re.fullmatch(r"\d{1,5}(\.\d+)?", text):
        return min(round(float(text)), LONGEST)
    if parts := re.fullmatch(r"(\d{1,3}):(\d\d)(?::(\d\d))?", text):
        hours, minutes, seconds = (int(part or 0) for part in parts.groups())
        return min(round(hours * 60 + minutes + seconds / 60), LONGEST)
    if text and (parts := CLOCK.fullmatch(text)):
        hours, minutes, seconds = (int(part or 0) for part in parts.groups())
        return min(round(hours * 60 + minutes + seconds / 60), LONGEST)
    return 0


def read(file) -> list[Line]:
    """The people of an uploaded file; whoever left and came back is one of them. Raises Unreadable."""
    rows = read_rows(file)
    start, columns = next(
        (
            (index, columns)
            for index, (_number, cells) in enumerate(rows[:HEADINGS_FROM])
            if (columns := _columns(cells)) and ("name" in columns or "email" in columns)
        ),
        (0, {}),
    )
    if not columns:
        raise Unreadable(_("No row names the columns. The file needs a column “Name” or “Email”, and “Duration”."))
    people = {}
    for number, cells in rows[start + 1 :]:
        facts = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
        name, email = facts.get("name", "")[:160], facts.get("email", "").lower()[:254]
        if not (name or email):
            continue
        line = people.setdefault(email or name.casefold(), Line(number, name, email, 0))
        line.minutes = min(line.minutes + minutes_of(facts.get("minutes", "")), LONGEST)
    if not people:
        raise Unreadable(_("The file has no rows below its headings."))
    return list(people.values())


def _columns(cells: list[str]) -> dict[str, int]:
    found = {}
    for place, cell in enumerate(cells):
        for name, headings in HEADINGS.items():
            if cell.strip().casefold() in headings:
                found.setdefault(name, place)
    return found


def match(event, lines: list[Line]) -> list[Line]:
    """Say for each line who it is: by address among the registered and all accounts, then by name if one has it."""
    rows = list(Registration.objects.of(event).filter(status=Status.REGISTERED).select_related("person"))
    by_email = {row.address.lower(): row for row in rows if row.address}
    accounts = dict(User.objects.filter(email__in=[line.email for line in lines]).values_list("email", "pk"))
    by_name = {}
    for row in rows:
        by_name.setdefault(_plain(row.display_name), []).append(row)
    taken = set()
    for line in lines:
        line.registration, line.person, line.how = None, None, ""
        if line.email and (row := by_email.get(line.email)):
            line.registration, line.how = row.pk, "email"
            taken.add(row.pk)
    for line in lines:
        if line.is_matched:
            continue
        if line.email in accounts:
            line.person, line.how = accounts[line.email], "email"
            continue
        found = [row for row in by_name.get(_plain(line.name), []) if row.pk not in taken]
        if len(found) == 1:
            line.registration, line.how = found[0].pk, "name"
            taken.add(found[0].pk)
    return lines


def _plain(name: str) -> str:
    """A name for comparing: letters alone, without what tools add in brackets."""
    return " ".join(re.sub(r"\(.*?\)|[^\w\s]", " ", name.casefold()).split())


def sign(lines: list[Line]) -> str:
    """The lines as a text that comes back unchanged or not at all."""
    return signing.dumps(
        [[line.number, line.name, line.email, line.minutes] for line in lines], salt=SALT, compress=True
    )


def from_signed(text: str) -> list[Line]:
    """Raises django.core.signing.BadSignature, after a day as well."""
    return [Line(*facts) for facts in signing.loads(text, salt=SALT, max_age=GOOD_FOR)]


def _write(event, noted: Noted, by, *, registration=None, person=None, **facts) -> None:
    values = asdict(noted) | {"noted_by": by, **facts}
    if registration:
        person = registration.person
        values |= {
            "event": event,
            "person": person,
            "agency": person.agency if person else registration.agency,
            "name": "" if person else registration.name,
            "email": "" if person else registration.email,
        }
        # Somebody may have been noted before they were found on the list.
        if person:
            Attendance.objects.filter(event=event, person=person, registration=None).update(registration=registration)
        Attendance.objects.update_or_create(registration=registration, defaults=values)
    elif person:
        Attendance.objects.update_or_create(event=event, person=person, defaults=values | {"agency": person.agency})
    else:
        # Two of one name may have come; a file speaks of the one who came its way.
        same = Attendance.objects.filter(event=event, registration=None, person=None, mode=noted.mode, **facts).first()
        Attendance.objects.update_or_create(pk=same and same.pk, defaults=values | {"event": event})


@transaction.atomic
def note(event, noted: Mapping[int, Noted], *, by) -> int:
    """Note who of the registered was there; `noted` goes by the number of the registration."""
    event = event.source
    rows = Registration.objects.of(event).filter(pk__in=list(noted)).select_related("person__agency")
    for row in rows:
        _write(event, noted[row.pk], by, registration=row)
    log(event, "events.attendance", user=by, data={"count": len(rows)})
    return len(rows)


@transaction.atomic
def walk_in(event, *, name: str, agency: Agency | None, mode: str, minutes: int, by) -> None:
    """Note somebody who came without being registered."""
    event = event.source
    Attendance.objects.create(
        event=event, name=name, agency=agency, mode=mode, minutes=minutes, is_present=True, noted_by=by
    )
    log(event, "events.attendance", user=by, data={"count": 1})


@transaction.atomic
def take_over(event, lines: Iterable[Line], choices: Mapping[int, tuple[str, str]], *, by) -> int:
    """Note everybody of a file who was matched, or whom `choices` says what to do with; returns how many.

    `choices` goes by the number of the line: ("registration number" or "walk-in" or "", "agency number" or "").
    """
    event, count = event.source, 0
    lines = match(event, list(lines))
    rows = Registration.objects.of(event).select_related("person__agency").in_bulk()
    people = User.objects.select_related("agency").in_bulk([line.person for line in lines if line.person])
    agencies = Agency.objects.in_bulk([int(number) for _who, number in choices.values() if number.isdecimal()])
    for line in lines:
        who, agency = choices.get(line.number, ("", ""))
        noted = Noted(True, Mode.ONLINE, line.minutes)
        registration = line.registration or (int(who) if who.isdecimal() else None)
        if registration in rows:
            _write(event, noted, by, registration=rows[registration])
        elif line.person:
            _write(event, noted, by, person=people[line.person])
        elif who == "walk-in":
            found = agencies.get(int(agency)) if agency.isdecimal() else None
            _write(event, noted, by, name=line.name or line.email, email=line.email, agency=found)
        else:
            continue
        count += 1
    log(event, "events.attendance", user=by, data={"count": count})
    return count
