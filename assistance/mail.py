"""Who is told of what happened to a case. A subject names the number alone, and no letter repeats what was written."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from assistance.cases import LOOK_AFTER, Case
from assistance.timeline import Event, EventKind
from members.access import is_member
from members.authority import coordinators
from members.letters import post
from members.models import User

__all__ = ["agency_side", "desk", "desk_side", "tell"]

# What the agency is told of when the desk did it, and the desk when the agency did.
NEWS_FOR_AGENCY = {
    EventKind.CLAIM, EventKind.ASSIGN, EventKind.ASK, EventKind.MATCH, EventKind.DELIVER, EventKind.CLOSE,
    EventKind.REOPEN, EventKind.MESSAGE, EventKind.SEND, EventKind.PLAN,
}  # fmt: skip
NEWS_FOR_DESK = {EventKind.RESUME, EventKind.CLOSE, EventKind.REOPEN, EventKind.MESSAGE, EventKind.SURVEY}


def desk():
    """The people who look after assistance; where nobody does, the administrators."""
    people = User.objects.with_perm(LOOK_AFTER, include_superusers=False)
    return people if people.exists() else User.objects.filter(is_active=True, is_superuser=True)


def agency_side(case: Case) -> list[User]:
    """Whom the desk talks to: who asked, or, if they left, the coordinators of their agency."""
    return [case.requester] if is_member(case.requester) else list(coordinators(case.agency))


def desk_side(case: Case) -> list[User]:
    """Whom the agency talks to: who has the case, or everybody at the desk while nobody has it."""
    known = desk()
    owner = known.filter(pk=case.owner_id) if case.owner_id else known.none()
    return list(owner or known)


def _post(template: str, event: Event, person: User, view: str) -> None:
    """One letter to one person about one event, in their language."""
    case = event.case
    with translation.override(person.language):
        url = f"{settings.SITE_URL}{reverse(view, args=[case.pk])}"
        facts = {"name": person.first_name, "number": case.pk, "act": event.kind, "url": url}
        if event.kind == EventKind.CLOSE:
            facts["survey_url"] = f"{settings.SITE_URL}{reverse('assistance_survey', args=[case.pk])}"
    if due_at := event.data.get("due_at"):
        facts["due_at"] = due_at
    if event.kind == EventKind.SUBMIT and template == "assistance/received":
        facts["answer_due_at"] = case.answer_due_at.isoformat()
    key = f"{event.pk}:{person.pk}"
    post(template, key=key, to=person.email, language=person.language, time_zone=person.time_zone, **facts)


def tell(event: Event) -> None:
    """Write to whom an event concerns, but never to whoever did it."""
    case, kind = event.case, event.kind
    if kind == EventKind.SUBMIT:
        _post("assistance/received", event, case.requester, "assistance_case")
        for person in desk():
            _post("assistance/desk_new", event, person, "assistance_cases:case")
    elif kind in (EventKind.ANSWER_LATE, EventKind.MATCH_LATE):
        for person in desk_side(case):
            _post("assistance/desk_late", event, person, "assistance_cases:case")
    elif not event.by_desk:
        if kind in NEWS_FOR_DESK:
            for person in desk_side(case):
                _post("assistance/desk_news", event, person, "assistance_cases:case")
        if event.by_id != case.requester_id and kind in NEWS_FOR_AGENCY and is_member(case.requester):
            _post("assistance/news", event, case.requester, "assistance_case")
    else:
        if kind in NEWS_FOR_AGENCY:
            for person in agency_side(case):
                _post("assistance/news", event, person, "assistance_case")
        if kind == EventKind.ASSIGN and case.owner_id != event.by_id:
            _post("assistance/desk_assigned", event, case.owner, "assistance_cases:case")
