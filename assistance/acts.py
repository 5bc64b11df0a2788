"""The life of a case: which act is possible when, where it leads, and what it leaves behind.

Every act locks the case, asks who acts and whether the screen it was chosen on is still true, and writes one event.
Nothing else changes a case that was sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance import clocks
from assistance.cases import OPEN, Case, Status, looks_after
from assistance.kinds import Outcome, measures_of
from assistance.mail import tell
from assistance.timeline import Attachment, Event, EventKind, Message
from assistance.work import Milestone, Sending, Survey, TimeSpent
from members.models import User

__all__ = [
    "AGENCY_OUTCOMES",
    "MOVES",
    "NotNow",
    "StaleScreen",
    "add_milestone",
    "add_time",
    "answer_survey",
    "ask_agency",
    "assign",
    "claim",
    "close",
    "deliver",
    "match",
    "measure",
    "plan",
    "reach_milestone",
    "record_missed",
    "release",
    "reopen",
    "resume",
    "send",
    "settle",
    "submit",
    "withdraw",
    "write",
    "write_note",
]

# What an agency may say came of its own request.
AGENCY_OUTCOMES = (Outcome.MET, Outcome.PARTLY, Outcome.WITHDRAWN)


class NotNow(ValidationError):
    """The act is not possible where the case stands."""

    def __init__(self):
        super().__init__(_("This is not possible any more: the request has moved on. Nothing was changed."))


class StaleScreen(ValidationError):
    """Somebody did something in between; look again before acting."""

    def __init__(self):
        super().__init__(_("Somebody else has worked on this request meanwhile. Nothing was changed; look again."))


def _after_claim(case: Case) -> str:
    return Status.ASSIGNED if case.status == Status.NEW else case.status


def _back_to_work(case: Case) -> str:
    """In progress means matched; before the match a case is assigned, or new where nobody has it."""
    if case.matched_at:
        return Status.IN_PROGRESS
    return Status.ASSIGNED if case.owner_id else Status.NEW


def _stay(case: Case) -> str:
    return case.status


WORKED_ON = (Status.ASSIGNED, Status.WAITING, Status.IN_PROGRESS)

# The state machine: act → (from where, to where).
MOVES = {
    EventKind.SUBMIT: ((Status.DRAFT,), lambda case: Status.NEW),
    EventKind.CLAIM: (OPEN, _after_claim),
    EventKind.ASSIGN: (OPEN, _after_claim),
    EventKind.RELEASE: ((Status.ASSIGNED,), lambda case: Status.NEW),
    EventKind.ASK: ((Status.ASSIGNED, Status.IN_PROGRESS), lambda case: Status.WAITING),
    EventKind.RESUME: ((Status.WAITING,), _back_to_work),
    EventKind.MATCH: (WORKED_ON, lambda case: Status.IN_PROGRESS),
    EventKind.DELIVER: ((Status.IN_PROGRESS,), lambda case: Status.DELIVERED),
    EventKind.CLOSE: (OPEN, lambda case: Status.CLOSED),
    EventKind.REOPEN: ((Status.DELIVERED, Status.CLOSED), _back_to_work),
    EventKind.SURVEY: ((Status.CLOSED,), _stay),
    EventKind.NOTE: ((*OPEN, Status.CLOSED), _stay),
    EventKind.TIME: ((*OPEN, Status.CLOSED), _stay),
    EventKind.MEASURE: ((*OPEN, Status.CLOSED), _stay),
    **dict.fromkeys(
        [
            EventKind.MESSAGE, EventKind.PLAN, EventKind.SETTLE, EventKind.MILESTONE, EventKind.REACHED,
            EventKind.SEND, EventKind.ANSWER_LATE, EventKind.MATCH_LATE,
        ],
        (OPEN, _stay),
    ),
}  # fmt: skip


@dataclass
class Act:
    """One act while it is being done: what it finds, and what it adds to the event."""

    case: Case
    by: User
    now: datetime
    by_desk: bool
    data: dict = field(default_factory=dict)
    message: Message | None = None

    def say(self, text: str, files=(), *, is_internal: bool = False, submission: UUID | None = None) -> None:
        """Write down words and files. The desk's first words to the agency are the first answer."""
        self.message = Message.objects.create(
            case=self.case,
            by=self.by,
            by_desk=self.by_desk,
            is_internal=is_internal,
            text=text,
            submission=submission,
        )
        for upload in files:
            attach(self.case, upload, by=self.by, message=self.message)
        if self.by_desk and not is_internal:
            clocks.answered(self.case, self.now)


def attach(case: Case, upload, *, by: User, message: Message | None = None, is_support_letter: bool = False):
    """Keep a file that was looked into (assistance.uploads)."""
    row = Attachment(
        case=case,
        message=message,
        by=by,
        is_support_letter=is_support_letter,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
    )
    row.file.save(upload.name, upload.file, save=True)
    return row


def _note(case: Case, kind: str, *, now: datetime, before: str, **facts) -> None:
    """Write the event, and tell whom it concerns."""
    tell(
        Event.objects.create(case=case, kind=kind, happened_at=now, from_status=before, to_status=case.status, **facts)
    )


def _note_missed(case: Case, now: datetime) -> int:
    """Record the promises broken by now; returns how many."""
    missed = clocks.find_missed(case, now)
    for kind, due_at in missed:
        _note(case, kind, now=now, before=case.status, data={"due_at": due_at.isoformat()})
    return len(missed)


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


@contextmanager
def _acting(kind: str, case: Case, *, by: User, by_desk: bool, version: int | None = None) -> Iterator[Act]:
    """Lock the case, check, let the caller change it, move it on, save it and write the event.

    Raises PermissionDenied, StaleScreen or NotNow before anything is changed.
    """
    with transaction.atomic():
        row = _locked(case)
        if by_desk:
            allowed = looks_after(by) and row.status != Status.DRAFT
        else:
            allowed = Case.objects.of(by).filter(pk=row.pk).exists()
        if not allowed:
            raise PermissionDenied
        if version is not None and version != row.version:
            raise StaleScreen
        sources, target = MOVES[kind]
        if row.status not in sources:
            raise NotNow
        now, before = timezone.now(), row.status
        _note_missed(row, now)
        act = Act(row, by, now, by_desk)
        yield act
        row.status = target(row)
        clocks.set_due(row)
        row.version += 1
        row.save()
        facts = {"by": by, "by_desk": by_desk, "message": act.message, "data": act.data}
        _note(row, kind, now=now, before=before, **facts)
    case.refresh_from_db()


# --- the agency


def submit(case: Case, *, by: User) -> None:
    """Send a draft. Whether it is complete, its forms have checked (assistance.drafts)."""
    with _acting(EventKind.SUBMIT, case, by=by, by_desk=False) as act:
        act.case.submitted_at = act.now
        act.case.agency_id = by.agency_id
        clocks.start(act.case, act.now)


def withdraw(case: Case, *, by: User, version: int | None, outcome: str, text: str = "") -> None:
    """The agency closes its request, and says what came of it."""
    if outcome not in AGENCY_OUTCOMES:
        raise ValidationError(_("Say what came of the request."))
    with _acting(EventKind.CLOSE, case, by=by, by_desk=False, version=version) as act:
        _end(act, outcome, text)


def answer_survey(case: Case, *, by: User, rating: int, is_need_met: str, has_learned: bool, comment: str = "") -> None:
    """The requester rates a closed case; a second answer replaces the first."""
    with _acting(EventKind.SURVEY, case, by=by, by_desk=False) as act:
        if act.case.requester_id != by.pk:
            raise PermissionDenied
        answers = {"rating": rating, "is_need_met": is_need_met, "has_learned": has_learned, "comment": comment}
        Survey.objects.update_or_create(case=act.case, defaults=answers)


# --- both sides


def write(case: Case, *, by: User, by_desk: bool, text: str, files=(), submission: UUID | None = None) -> None:
    """Say something to the other side. What the agency says while the desk waits for it ends the waiting.

    No screen is too old to write on: nothing that somebody wrote is lost. `submission` is the mark of the form; sent
    once more, it writes nothing.
    """
    with transaction.atomic():
        row = _locked(case)
        if submission:
            submission = uuid5(submission, f"{row.pk} {by.pk}")  # so that nobody else's form meets it
            if Message.objects.filter(submission=submission).exists():
                return
        is_answer = not by_desk and row.status == Status.WAITING
        kind = EventKind.RESUME if is_answer else EventKind.MESSAGE
        with _acting(kind, case, by=by, by_desk=by_desk) as act:
            act.say(text, files, submission=submission)
            if is_answer:
                clocks.go_on(act.case, act.now)


def reopen(case: Case, *, by: User, by_desk: bool, version: int | None, text: str) -> None:
    """Take up again what was delivered or closed. What the outcome was stays in the timeline."""
    with _acting(EventKind.REOPEN, case, by=by, by_desk=by_desk, version=version) as act:
        act.data = {"outcome": act.case.outcome}
        act.case.outcome, act.case.closed_at, act.case.delivered_at = "", None, None
        act.say(text)
        clocks.start(act.case, act.now)


# --- the desk


def claim(case: Case, *, by: User, version: int | None) -> None:
    """Take over a case that nobody has, or somebody who is not at the desk any more."""
    with _acting(EventKind.CLAIM, case, by=by, by_desk=True, version=version) as act:
        owner = act.case.owner
        if owner and owner != by and looks_after(owner):
            raise StaleScreen
        act.case.owner = by


def assign(case: Case, *, by: User, version: int | None, to: User) -> None:
    """Give a case to somebody of the desk."""
    with _acting(EventKind.ASSIGN, case, by=by, by_desk=True, version=version) as act:
        if not looks_after(to):
            raise ValidationError(_("This person does not look after assistance requests."))
        act.case.owner = to
        act.data = {"owner": to.pk}


def release(case: Case, *, by: User, version: int | None) -> None:
    """Put a case back that was not begun."""
    with _acting(EventKind.RELEASE, case, by=by, by_desk=True, version=version) as act:
        act.case.owner = None


def ask_agency(case: Case, *, by: User, version: int | None, text: str, files=()) -> None:
    """Ask for something without which the work cannot go on."""
    with _acting(EventKind.ASK, case, by=by, by_desk=True, version=version) as act:
        act.say(text, files)
        clocks.pause(act.case, act.now)


def resume(case: Case, *, by: User, version: int | None) -> None:
    """Go on although the agency has not answered here, because it did on the telephone for example."""
    with _acting(EventKind.RESUME, case, by=by, by_desk=True, version=version) as act:
        clocks.go_on(act.case, act.now)


def match(case: Case, *, by: User, version: int | None, matched_with: str, text: str) -> None:
    """Say who helps. From here on a case is in progress."""
    with _acting(EventKind.MATCH, case, by=by, by_desk=True, version=version) as act:
        act.say(text)
        act.case.matched_with = matched_with
        act.data = {"matched_with": matched_with}
        clocks.matched(act.case, act.now)


def deliver(case: Case, *, by: User, version: int | None, text: str, files=()) -> None:
    """The help was given; the agency may say so by closing, or open it again."""
    with _acting(EventKind.DELIVER, case, by=by, by_desk=True, version=version) as act:
        act.say(text, files)
        act.case.delivered_at = act.now
        act.case.next_step, act.case.promised_on = "", None


def _end(act: Act, outcome: str, text: str) -> None:
    if text:
        act.say(text)
    clocks.go_on(act.case, act.now)
    act.case.outcome, act.case.closed_at = outcome, act.now
    act.case.next_step, act.case.promised_on = "", None
    act.data = {"outcome": outcome}


def close(case: Case, *, by: User, version: int | None, outcome: str, text: str) -> None:
    """End a case, with its outcome and last words to the agency."""
    if outcome not in Outcome.values:
        raise ValidationError(_("Say what came of the request."))
    with _acting(EventKind.CLOSE, case, by=by, by_desk=True, version=version) as act:
        _end(act, outcome, text)


def write_note(case: Case, *, by: User, text: str, files=()) -> None:
    """Write down what only the desk reads."""
    with _acting(EventKind.NOTE, case, by=by, by_desk=True) as act:
        act.say(text, files, is_internal=True)


def plan(case: Case, *, by: User, version: int | None, next_step: str, promised_on: date | None) -> None:
    """Tell the agency what comes next, and by when."""
    with _acting(EventKind.PLAN, case, by=by, by_desk=True, version=version) as act:
        act.case.next_step, act.case.promised_on = next_step, promised_on
        act.data = {"next_step": next_step, "promised_on": promised_on.isoformat() if promised_on else ""}


def settle(case: Case, *, by: User, version: int | None, kind: str, priority: int) -> None:
    """Say what kind of help it is and how important. Measures of another kind stay until new ones are noted."""
    with _acting(EventKind.SETTLE, case, by=by, by_desk=True, version=version) as act:
        act.data = {"kind": kind, "priority": priority, "was": [act.case.kind, act.case.priority]}
        act.case.kind, act.case.priority = kind, priority


def send(case: Case, *, by: User, publication=None, page=None, title: str, text: str) -> None:
    """Send a publication or a recording; whether the agency may open it, the form has checked."""
    with _acting(EventKind.SEND, case, by=by, by_desk=True) as act:
        row = Sending.objects.create(case=act.case, publication=publication, page=page)
        act.say(text)
        act.data = {"title": title, "sending": row.pk}


def add_milestone(case: Case, *, by: User, name: str, due_on: date | None) -> None:
    with _acting(EventKind.MILESTONE, case, by=by, by_desk=True) as act:
        Milestone.objects.create(case=act.case, name=name, due_on=due_on)
        act.data = {"name": name}


def reach_milestone(case: Case, *, by: User, milestone: int) -> None:
    """Tick a milestone off, once."""
    with _acting(EventKind.REACHED, case, by=by, by_desk=True) as act:
        row = act.case.milestones.filter(pk=milestone, reached_on=None).first()
        if not row:
            raise NotNow
        row.reached_on = timezone.localdate(act.now)
        row.save()
        act.data = {"name": row.name}


def add_time(case: Case, *, by: User, minutes: int, spent_on: date, what: str = "") -> None:
    with _acting(EventKind.TIME, case, by=by, by_desk=True) as act:
        TimeSpent.objects.create(case=act.case, by=by, minutes=minutes, spent_on=spent_on, what=what)
        act.data = {"minutes": minutes}


def measure(case: Case, *, by: User, version: int | None, values: dict[str, int]) -> None:
    """Note what the kind of help is measured by; numbers of other kinds are dropped."""
    with _acting(EventKind.MEASURE, case, by=by, by_desk=True, version=version) as act:
        names = {known.name for known in measures_of(act.case.kind)}
        act.case.measures = {name: value for name, value in values.items() if name in names and value is not None}
        act.data = {"measures": act.case.measures}


# --- the clocks


def record_missed() -> int:
    """Record broken promises on which nobody acts; returns how many. Safe to run at any time, twice too."""
    now, count = timezone.now(), 0
    for pk in Case.objects.with_unrecorded_breach(now).values_list("pk", flat=True):
        with transaction.atomic():
            case = _locked(Case(pk=pk))
            if missed := _note_missed(case, now):
                case.save(update_fields=["answer_missed_at", "match_missed_at"])
                count += missed
    return count
