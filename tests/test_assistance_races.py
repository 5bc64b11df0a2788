"""Two at once on one request: one of them claims it, both are heard, and the timeline is one chain all the same."""

from contextlib import nullcontext
from itertools import pairwise
from types import SimpleNamespace

from assistance import acts
from assistance.models import Case, Event
from tests.assistance_builders import a_case, a_colleague, a_draft, case_at
from tests.races import Meeting, at_once, copy, db, kinds  # noqa: F401 (the first two are fixtures)


def is_one_chain(case):
    events = list(Event.objects.filter(case=case).order_by("pk"))
    return all(one.to_status == two.from_status for one, two in pairwise(events))


def two_claim(case):
    one, two = a_colleague(), a_colleague()
    mine, yours = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    return at_once(
        lambda: acts.claim(mine, by=one, version=case.version),
        lambda: acts.claim(yours, by=two, version=case.version),
    )


def test_of_two_who_claim_at_once_one_has_it(monkeypatch):
    case = a_case()
    monkeypatch.setattr(acts, "_locked", Meeting().after(acts._locked))
    results = two_claim(case)
    assert kinds(results) == ["NoneType", "StaleScreen"]
    assert case.events.filter(kind="claim").count() == 1
    assert is_one_chain(case)


def test_without_the_lock_both_would_have_claimed_it(monkeypatch):
    case = a_case()
    monkeypatch.setattr(acts, "_locked", Meeting().after(lambda case: Case.objects.get(pk=case.pk)))
    monkeypatch.setattr(acts, "transaction", SimpleNamespace(atomic=nullcontext))
    results = two_claim(case)
    assert kinds(results) == ["NoneType", "NoneType"]
    assert case.events.filter(kind="claim").count() == 2


def test_words_of_both_sides_are_kept_however_they_meet(monkeypatch):
    desk = a_colleague()
    case = case_at("waiting", desk)
    monkeypatch.setattr(acts, "_locked", Meeting().after(acts._locked))
    rows = [Case.objects.select_related("requester").get(pk=case.pk) for _number in range(2)]
    results = at_once(
        lambda: acts.write(rows[0], by=rows[0].requester, by_desk=False, text="From the agency."),
        lambda: acts.write(rows[1], by=desk, by_desk=True, text="From the desk."),
    )
    assert results == [None, None]
    texts = set(case.messages.values_list("text", flat=True))
    assert {"From the agency.", "From the desk."} <= texts
    case.refresh_from_db()
    assert case.status == "assigned"
    assert is_one_chain(case)


def test_a_draft_that_is_sent_twice_at_once_is_sent_once(monkeypatch):
    draft = a_draft()
    monkeypatch.setattr(acts, "_locked", Meeting().after(acts._locked))
    rows = [Case.objects.select_related("requester").get(pk=draft.pk) for _number in range(2)]
    results = at_once(*[lambda row=row: acts.submit(row, by=row.requester) for row in rows])
    assert kinds(results) == ["NoneType", "NotNow"]
    assert draft.events.count() == 1


def test_a_breach_is_recorded_once_though_two_jobs_run(monkeypatch):
    case = a_case()
    Case.objects.filter(pk=case.pk).update(answer_due_at="2026-01-02T12:00Z", due_at="2026-01-02T12:00Z")
    monkeypatch.setattr(acts, "_locked", Meeting().after(acts._locked))
    results = at_once(acts.record_missed, acts.record_missed)
    assert sorted(results) == [0, 1]
    assert case.events.filter(kind="answer_late").count() == 1
