"""What the program promises, in business days: a first answer within two, a match with help within ten.

The answer's clock never stands still. The match's clock pauses while the desk waits for the agency: it then gains as
many business days as began meanwhile. A promise that was broken is recorded once and stays recorded, whatever
happens later.
"""

from datetime import datetime

from assistance.cases import Case, Status
from assistance.timeline import EventKind
from content.holidays import holidays
from content.workdays import business_days_between, plus_business_days

__all__ = ["ANSWER_WITHIN", "MATCH_WITHIN", "answered", "find_missed", "go_on", "matched", "pause", "set_due", "start"]

ANSWER_WITHIN, MATCH_WITHIN = 2, 10  # business days


def start(case: Case, now: datetime) -> None:
    """Give the promises that were not kept yet: when a case is sent, and when it is opened again."""
    free = holidays()
    if not case.answered_at:
        case.answer_due_at = plus_business_days(now, ANSWER_WITHIN, free)
    if not case.matched_at:
        case.match_due_at = plus_business_days(now, MATCH_WITHIN, free)


def answered(case: Case, now: datetime) -> None:
    """The desk's first words to the agency."""
    if not case.answered_at:
        case.answered_at = now
        case.answer_days = business_days_between(case.submitted_at, now, holidays())


def matched(case: Case, now: datetime) -> None:
    """Whoever helps was found; the days on which the desk waited for the agency do not count."""
    go_on(case, now)
    if not case.matched_at:
        case.matched_at = now
        case.match_days = max(business_days_between(case.submitted_at, now, holidays()) - case.paused_days, 0)


def pause(case: Case, now: datetime) -> None:
    """Stop the match's clock."""
    if not case.matched_at:
        case.paused_at = now


def go_on(case: Case, now: datetime) -> None:
    """Let the match's clock run again, later by the business days that began meanwhile."""
    if case.paused_at:
        free = holidays()
        days = business_days_between(case.paused_at, now, free)
        case.match_due_at = plus_business_days(case.match_due_at, days, free)
        case.paused_days += days
        case.paused_at = None


def find_missed(case: Case, now: datetime) -> list[tuple[str, datetime]]:
    """Note the promises broken by now that were not noted before; returns (kind of event, when it was due)."""
    missed = []
    if not case.is_open:
        return missed
    if not case.answered_at and not case.answer_missed_at and case.answer_due_at < now:
        case.answer_missed_at = case.answer_due_at
        missed.append((EventKind.ANSWER_LATE, case.answer_due_at))
    is_running = not case.matched_at and case.status != Status.WAITING
    if is_running and not case.match_missed_at and case.match_due_at < now:
        case.match_missed_at = case.match_due_at
        missed.append((EventKind.MATCH_LATE, case.match_due_at))
    return missed


def set_due(case: Case) -> None:
    """Work out the nearest promise that still runs."""
    running = []
    if case.is_open and not case.answered_at:
        running.append(case.answer_due_at)
    if case.is_open and not case.matched_at and case.status != Status.WAITING:
        running.append(case.match_due_at)
    case.due_at = min(running, default=None)
