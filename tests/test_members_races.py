"""Two people at once: whatever they do to the same request, invitation or place, it ends in one result.

Each race is run a second time without its guard, to show that the test would notice.
"""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.log_actions import registry

from members import authority, inviting, joining
from members.joining import AlreadyDecided, accept, approve, ask_for_access, confirm, invite, remove
from members.letters import Letter
from members.models import AccessRequest, Invitation, User
from tests.builders import a_member, a_request, a_user, an_agency, an_invitation
from tests.races import Meeting, at_once, copy, db, kinds, unguarded  # noqa: F401 (two are fixtures)

PASSWORD = "three strands meet here"


def only_looked_at(model, is_done):
    """A check that reads without a lock, as careless code would."""

    def check(row):
        found = model.objects.get(pk=row.pk)
        if is_done(found):
            raise AlreadyDecided
        return found

    return check


def acts_on(thing, action):
    return registry.get_logs_for_instance(thing).filter(action=action)


# --- two of the office decide


def two_decide(service=approve):
    agency = an_agency()
    asked = a_request(agency)
    one, two = a_user("Membership staff"), a_user("Membership staff")
    results = at_once(
        lambda: service(asked, by=one, agency=agency),
        lambda: service(asked, by=two, agency=agency),
    )
    return asked, results


def test_two_who_approve_at_once_let_the_person_in_once(monkeypatch):
    monkeypatch.setattr(joining, "_waiting", Meeting().after(joining._waiting))
    asked, results = two_decide()
    assert kinds(results) == ["AccessRequest", "AlreadyDecided"]
    assert acts_on(asked, "members.approve").count() == 1
    assert Invitation.objects.filter(email=asked.email).count() == 1
    assert sum(message.to == [asked.email] for message in mail.outbox) == 1


def test_without_the_lock_both_would_have_decided(monkeypatch):
    look = only_looked_at(AccessRequest, lambda row: row.status != "waiting")
    monkeypatch.setattr(joining, "_waiting", Meeting().after(look))
    # What stands between them then is the constraint on invitations alone, and the log says it twice.
    monkeypatch.setattr(joining.Invitation.objects.all().__class__, "select_for_update", lambda rows, **options: rows)
    asked, _results = two_decide(unguarded(approve))
    assert acts_on(asked, "members.approve").count() == 2


def test_one_approves_while_the_other_declines(monkeypatch):
    monkeypatch.setattr(joining, "_waiting", Meeting().after(joining._waiting))
    agency = an_agency()
    asked, office, coordinator = (
        a_request(agency),
        a_user("Membership staff"),
        a_member(agency=agency, is_coordinator=True),
    )
    results = at_once(
        lambda: approve(asked, by=office, agency=agency),
        lambda: joining.refuse(asked, by=coordinator, reason="No."),
    )
    assert kinds(results) == ["AccessRequest", "AlreadyDecided"]
    asked.refresh_from_db()
    assert asked.decided_by in (office, coordinator)
    assert sum(message.to == [asked.email] for message in mail.outbox) == 1


# --- a form sent twice


def answers(email):
    return {
        "email": email,
        "language": "en",
        "first_name": "Ada",
        "last_name": "Asker",
        "role": "officer",
        "agency": None,
        "agency_name": "Elsewhere Police",
        "state": "OH",
        "reason": "Because.",
    }


def test_a_form_sent_twice_is_one_request_and_one_letter():
    email = "twice@example.gov"
    results = at_once(*[lambda: ask_for_access(**answers(email))] * 4)
    assert results == [None] * 4
    assert AccessRequest.objects.filter(email=email).count() == 1
    assert Letter.objects.filter(to=email).count() == 1
    assert sum(message.to == [email] for message in mail.outbox) == 1


def test_without_meeting_the_first_the_second_would_have_failed():
    results = at_once(*[lambda: AccessRequest.objects.create(**answers("crash@example.gov"))] * 2)
    assert kinds(results) == ["AccessRequest", "IntegrityError"]


def test_a_request_confirmed_twice_is_told_once():
    office = a_user("Membership staff")
    asked = a_request(status="unconfirmed")
    assert sorted(at_once(*[lambda: confirm(AccessRequest.objects.get(pk=asked.pk))] * 3)) == [False, False, True]
    assert acts_on(asked, "members.confirm").count() == 1
    assert sum(message.to == [office.email] for message in mail.outbox) == 1


@pytest.mark.parametrize("number", range(5))
def test_new_answers_do_not_undo_a_confirmation(number):
    """What was confirmed is what its owner saw; what came in between waits for another click."""
    seen = a_request(status="unconfirmed")
    is_confirmed, _asked = at_once(lambda: confirm(seen), lambda: ask_for_access(**answers(seen.email)))
    left = AccessRequest.objects.get(pk=seen.pk)
    expected = ("waiting", "We begin a program.") if is_confirmed else ("unconfirmed", "Because.")
    assert (left.status, left.reason) == expected


# --- one invitation, used twice


def two_accept(service=accept):
    place = an_invitation()
    results = at_once(*[lambda: service(place, password=PASSWORD, first_name="Ada")] * 2)
    return place, results


def test_one_invitation_used_twice_opens_one_account(monkeypatch):
    monkeypatch.setattr(inviting, "_unanswered", Meeting().after(inviting._unanswered))
    place, results = two_accept()
    assert kinds(results) == ["AlreadyDecided", "User"]
    assert User.objects.filter(email=place.email).count() == 1
    assert acts_on(place.agency, "members.accept").count() == 1


def test_without_the_lock_both_would_have_got_in_as_far_as_the_account(monkeypatch):
    done = only_looked_at(Invitation, lambda row: row.accepted_at)
    monkeypatch.setattr(inviting, "_unanswered", Meeting().after(done))
    monkeypatch.setattr(inviting, "join", unguarded_join)
    _place, results = two_accept(unguarded(accept))
    assert kinds(results) == ["User", "ValidationError"]  # only the unique address stopped the second


def test_one_account_uses_an_invitation_twice_and_joins_once(monkeypatch):
    monkeypatch.setattr(inviting, "_unanswered", Meeting().after(inviting._unanswered))
    account = a_user()
    place = an_invitation(email=account.email)
    results = at_once(*[lambda: accept(place, account=User.objects.get(pk=account.pk))] * 2)
    assert kinds(results) == ["AlreadyDecided", "User"]
    assert acts_on(place.agency, "members.accept").count() == 1


def test_two_agencies_invite_one_person_who_opens_both_links_at_once():
    places = [an_invitation(email="wanted@example.org"), an_invitation(email="wanted@example.org")]
    results = at_once(*[lambda place=place: accept(place, password=PASSWORD) for place in places])
    assert kinds(results) == ["User", "ValidationError"]
    assert User.objects.filter(email="wanted@example.org").count() == 1


def test_an_invitation_withdrawn_while_it_is_accepted_ends_one_way(monkeypatch):
    monkeypatch.setattr(inviting, "_unanswered", Meeting().after(inviting._unanswered))
    coordinator = a_member(is_coordinator=True)
    place = an_invitation(coordinator.agency)
    results = at_once(lambda: accept(place, password=PASSWORD), lambda: inviting.withdraw(place, by=coordinator))
    assert "AlreadyDecided" in kinds(results)
    place.refresh_from_db()
    assert bool(place.accepted_at) != bool(place.withdrawn_at)
    assert User.objects.filter(email=place.email).exists() == bool(place.accepted_at)


def test_one_address_invited_twice_at_once_has_one_invitation():
    coordinator = a_member(is_coordinator=True)
    agency = coordinator.agency
    results = at_once(
        *[lambda: invite(agency=agency, by=User.objects.get(pk=coordinator.pk), email="new@example.org")] * 3
    )
    assert kinds(results) == ["Invitation", "ValidationError", "ValidationError"]
    assert sum(message.to == ["new@example.org"] for message in mail.outbox) == 1


def test_an_address_invited_while_its_request_is_approved_has_one_invitation():
    office, coordinator = a_user("Membership staff"), a_member(is_coordinator=True)
    agency = coordinator.agency
    asked = a_request(agency)
    results = at_once(
        lambda: approve(asked, by=office, agency=agency),
        lambda: invite(agency=agency, by=coordinator, email=asked.email),
    )
    assert kinds(results) in (["AccessRequest", "Invitation"], ["AccessRequest", "ValidationError"])
    assert Invitation.objects.filter(email=asked.email).count() == 1


# --- at most two coordinators


def three_coordinators_come(service=accept):
    agency = an_agency()
    a_member(agency=agency, is_coordinator=True)
    places = [an_invitation(agency, as_coordinator=True) for _time in range(2)]
    results = at_once(*[lambda place=place: service(place, password=PASSWORD) for place in places])
    assert kinds(results) == ["User", "User"]
    return agency.people.filter(is_coordinator=True).count()


def test_two_who_become_coordinators_at_once_leave_two(monkeypatch):
    monkeypatch.setattr(inviting, "has_room_for_coordinator", Meeting().after(authority.has_room_for_coordinator))
    assert three_coordinators_come() == 2


def test_without_the_agencys_lock_there_would_be_three(monkeypatch):
    def looks_free(agency, but=None):
        return User.objects.filter(agency=agency, is_coordinator=True).count() < authority.COORDINATORS

    done = only_looked_at(Invitation, lambda row: row.accepted_at)
    monkeypatch.setattr(inviting, "_unanswered", done)
    monkeypatch.setattr(inviting, "has_room_for_coordinator", Meeting().after(looks_free))
    monkeypatch.setattr(inviting, "join", unguarded_join)
    assert three_coordinators_come(unguarded(accept)) == 3


def unguarded_join(account, agency, *, role, as_coordinator):
    User.objects.filter(pk=account.pk).update(agency=agency, is_coordinator=as_coordinator)
    return account


# --- removing


def test_a_colleague_removed_twice_at_once_leaves_once():
    office = a_user("Membership staff")
    person = a_member()
    agency = person.agency
    results = at_once(*[lambda: remove(person, by=User.objects.get(pk=office.pk))] * 2)
    assert kinds(results) == ["AlreadyDecided", "NoneType"]
    assert acts_on(agency, "members.remove").count() == 1


def test_somebody_who_joins_while_they_are_removed_ends_one_way_and_nothing_hangs():
    office = a_user("Membership staff")
    person = a_member()
    place = an_invitation(email=person.email, as_coordinator=True)
    results = at_once(
        lambda: accept(place, account=User.objects.get(pk=person.pk)),
        lambda: remove(person, by=office),
    )
    assert not any(isinstance(result, IntegrityError | ValidationError) for result in results)
    person.refresh_from_db()
    assert person.is_coordinator == bool(person.agency_id)
    assert person.groups.exists() == bool(person.agency_id)
