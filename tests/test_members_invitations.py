"""Invitations: one place for one address, taken once, by nobody else."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from members.access import is_member
from members.joining import AlreadyDecided, accept, approve, invite, remove, resend, withdraw
from members.models import AccessRequest, Invitation, Letter, User
from tests.builders import a_member, a_request, a_user, an_agency, an_invitation

pytestmark = pytest.mark.django_db

PASSWORD = "three strands meet here"
NEW = {"first_name": "Ada", "last_name": "Guest", "password1": PASSWORD, "password2": PASSWORD}


def fresh(user):
    return User.objects.get(pk=user.pk)


# --- a new account


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_guest_opens_an_account_and_is_in(client, language):
    agency = an_agency()
    with translation.override(language):
        invitation = an_invitation(agency, role="clinician", invited_by=a_user(first_name="Cora", last_name="Chief"))
        url = invitation.url
    page = client.get(url)
    assert "Cora Chief" in page.content.decode()
    assert str(agency) in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    response = client.post(url, NEW)
    assert response["Location"] == ("/es" if language == "es" else "") + "/welcome/"
    account = User.objects.get(email=invitation.email)
    assert is_member(account)
    assert (account.agency, account.role, account.language) == (agency, "clinician", language)
    assert account.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(account.pk)
    follow = client.get(response["Location"], follow=True).content.decode()
    assert f"<a href='{url.split('/invitation/')[0]}/accounts/second-factor/'>" in follow  # the offer
    assert Client().login(request=None, email=account.email, password=PASSWORD)


def test_the_new_account_may_set_up_its_second_step_without_giving_the_password_again(client):
    client.post(an_invitation().url, NEW)
    assert client.get("/accounts/second-factor/totp/activate/").status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, method):
    invitation = an_invitation()
    for _time in range(3):
        assert getattr(client, method)(invitation.url).status_code == 200
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"password1": "short", "password2": "short"},
        {"password1": "password1234", "password2": "password1234"},
        {"password1": "926400317552", "password2": "926400317552"},
        {"password2": "three strands meet where"},
        {"password1": "", "password2": ""},
        {"first_name": ""},
        {"last_name": "  "},
        {"first_name": "a" * 500},
        {"first_name": "http://evil.example"},
        {"first_name": "Bartholomew", "password1": "Bartholomew1", "password2": "Bartholomew1"},
    ],
)
def test_a_bad_answer_opens_no_account(client, wrong):
    invitation = an_invitation()
    response = client.post(invitation.url, NEW | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_password_like_the_address_is_refused(client):
    invitation = an_invitation(email="bartholomew.guest@example.org")
    response = client.post(invitation.url, NEW | {"password1": "bartholomew.guest", "password2": "bartholomew.guest"})
    assert "password1" in response.context["form"].errors


def test_the_address_and_rights_of_the_account_are_not_the_guests_to_choose(client):
    invitation = an_invitation()
    client.post(
        invitation.url,
        NEW | {"email": "other@example.org", "is_superuser": "on", "is_coordinator": "on", "agency": an_agency().pk},
    )
    account = User.objects.get(email=invitation.email)
    assert not account.is_superuser
    assert not account.is_coordinator
    assert account.agency == invitation.agency


def test_a_script_for_a_name_stays_a_name(client):
    invitation = an_invitation(
        first_name="<img src=x onerror=alert(1)>", agency=an_agency(name="<script>alert(1)</script>")
    )
    page = client.get(invitation.url).content.decode()
    assert "<img src=x" not in page
    assert "<script>alert" not in page


# --- an account that exists


def test_somebody_with_an_account_signs_in_and_comes_back(client):
    account = a_user()
    invitation = an_invitation(email=account.email)
    page = client.get(invitation.url).content.decode()
    (door,) = re.findall(r'href="(/accounts/login/\?next=[^"]+)"', page)
    assert "password1" not in page
    response = client.post(door, {"login": account.email, "password": "a long enough password"})
    assert response["Location"] == invitation.url
    assert ">Join<" in client.get(invitation.url).content.decode()
    assert client.post(invitation.url)["Location"] == "/welcome/"
    assert is_member(fresh(account))
    assert fresh(account).check_password("a long enough password")


def test_nobody_sets_a_new_password_for_an_account_by_an_invitation(client):
    account = a_user()
    invitation = an_invitation(email=account.email)
    client.post(invitation.url, NEW)
    assert fresh(account).check_password("a long enough password")
    assert "_auth_user_id" not in client.session
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_somebody_else_who_is_signed_in_is_told_so_and_takes_nothing(client):
    other = a_member(first_name="Olga", last_name="Other")
    before = other.agency
    client.force_login(other)
    invitation = an_invitation()
    page = client.get(invitation.url).content.decode()
    assert "Olga Other" in page
    assert f'name="next" value="{invitation.url}"' in page
    client.post(invitation.url, NEW)
    assert fresh(other).agency == before
    assert not User.objects.filter(email=invitation.email).exists()
    assert client.post("/accounts/logout/", {"next": invitation.url})["Location"] == invitation.url


def test_somebody_who_moves_is_told_and_leaves_the_old_agency(client):
    old = an_agency(name="Old Police")
    person = a_member(agency=old, is_coordinator=True)
    client.force_login(person)
    invitation = an_invitation(email=person.email)
    assert "Old Police, TN now" in client.get(invitation.url).content.decode()
    client.post(invitation.url)
    person = fresh(person)
    assert (person.agency, person.is_coordinator) == (invitation.agency, False)
    assert ModelLogEntry.objects.for_instance(old).filter(action="members.move").exists()


def test_a_closed_account_is_not_opened_by_an_invitation(client):
    account = a_user(is_active=False)
    invitation = an_invitation(email=account.email)
    assert "is closed" in client.get(invitation.url).content.decode()
    client.post(invitation.url, NEW)
    assert not fresh(account).is_active
    assert not fresh(account).groups.exists()


def test_a_suspension_outlives_an_invitation(client):
    person = a_member(membership_suspended_at=timezone.now())
    client.force_login(person)
    invitation = an_invitation(email=person.email)
    page = client.post(invitation.url, follow=True)
    assert "suspended" in page.content.decode()
    assert fresh(person).agency != invitation.agency


# --- over


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"accepted_at": timezone.now()}, "was accepted"),
        ({"withdrawn_at": timezone.now()}, "was withdrawn"),
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "has expired"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_over_says_so_and_opens_nothing(client, fields, words, method):
    invitation = an_invitation(**fields)
    response = getattr(client, method)(invitation.url, NEW)
    assert response.status_code == 410
    assert words in response.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_tampered_link_is_nothing(client):
    invitation, request = an_invitation(), a_request(status="unconfirmed")
    token = invitation.url.split("/")[2]
    confirming = request.confirmation_url.split("/")[3]
    for wrong in [token[:-1], token + "x", token.lower(), str(invitation.pk), "x", "🙂", "a" * 3000, confirming]:
        response = client.post(f"/invitation/{wrong}/", NEW)
        assert response.status_code == 404, wrong
        assert "not one of ours" in response.content.decode()
    assert client.get(f"/request-access/confirm/{token}/").status_code == 404


def test_a_link_sent_again_is_the_same_link(client):
    coordinator = a_member(is_coordinator=True)
    invitation = an_invitation(coordinator.agency, expires_at=timezone.now() - timedelta(days=1))
    url = invitation.url
    assert client.get(url).status_code == 410
    resend(invitation, by=coordinator)
    assert invitation.url == url
    assert client.get(url).status_code == 200


# --- the services


def test_a_coordinator_acts_for_their_agency_alone_and_only_as_a_member():
    agency, other = an_agency(), an_agency()
    coordinator = a_member(agency=agency, is_coordinator=True)
    invite(agency=agency, by=coordinator, email="a@example.org")
    theirs, place = a_member(agency=other), an_invitation(other)
    for act in (
        lambda: invite(agency=other, by=coordinator, email="b@example.org"),
        lambda: approve(a_request(other), by=coordinator, agency=other),
        lambda: approve(a_request(other), by=coordinator, agency=agency),
        lambda: approve(a_request(), by=coordinator, agency=agency),
        lambda: remove(theirs, by=coordinator),
        lambda: resend(place, by=coordinator),
        lambda: withdraw(place, by=coordinator),
    ):
        with pytest.raises(PermissionDenied):
            act()
    coordinator.membership_suspended_at = timezone.now()
    with pytest.raises(PermissionDenied):
        invite(agency=agency, by=coordinator, email="c@example.org")


def test_who_coordinates_is_the_offices_to_say():
    agency, office = an_agency(), a_user("Membership staff")
    one, two = a_member(agency=agency, is_coordinator=True), a_member(agency=agency, is_coordinator=True)
    place = an_invitation(agency, as_coordinator=True)
    for act in (
        lambda: remove(two, by=one),
        lambda: withdraw(place, by=one),
        lambda: invite(agency=agency, by=one, email="a@example.org", as_coordinator=True),
        lambda: approve(a_request(agency), by=one, agency=agency, as_coordinator=True),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(ValidationError, match="two coordinators"):
        invite(agency=agency, by=office, email="a@example.org", as_coordinator=True)
    remove(two, by=office)
    assert not is_member(fresh(two))
    assert invite(agency=agency, by=office, email="a@example.org", as_coordinator=True).as_coordinator


def test_an_account_closed_meanwhile_does_not_come_back():
    account = a_user()
    place = an_invitation(email=account.email)
    User.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="closed"):
        accept(place, account=account)
    assert not fresh(account).groups.exists()


def test_who_was_suspended_does_not_come_back_by_being_removed_and_invited():
    office, person = a_user("Membership staff"), a_member(membership_suspended_at=timezone.now())
    remove(person, by=office)
    with pytest.raises(ValidationError, match="suspended"):
        accept(an_invitation(email=person.email), account=person)
    with pytest.raises(ValidationError, match="suspended"):
        approve(a_request(email=person.email), by=office, agency=an_agency())


def test_an_agency_never_has_three_coordinators_whatever_was_promised():
    agency = an_agency()
    a_member(agency=agency, is_coordinator=True)
    joined = [accept(an_invitation(agency, as_coordinator=True), password=PASSWORD) for _time in range(2)]
    assert [person.is_coordinator for person in joined] == [True, False]


def test_one_address_has_one_invitation_of_an_agency():
    coordinator = a_member(is_coordinator=True)
    first = invite(agency=coordinator.agency, by=coordinator, email="A@example.org")
    with pytest.raises(ValidationError, match="invitation already"):
        invite(agency=coordinator.agency, by=coordinator, email="a@EXAMPLE.org")
    withdraw(first, by=coordinator)
    invite(agency=coordinator.agency, by=coordinator, email="a@example.org")
    with pytest.raises(ValidationError, match="belongs to the agency"):
        invite(agency=coordinator.agency, by=coordinator, email=coordinator.email)


def test_approving_somebody_who_is_invited_already_uses_that_invitation():
    agency, office = an_agency(), a_user("Membership staff")
    place = an_invitation(agency, as_coordinator=True)
    approve(a_request(agency, email=place.email), by=office, agency=agency)
    (place,) = Invitation.objects.filter(email=place.email)
    assert place.as_coordinator
    assert place.request.status == "approved"


def test_an_invitation_that_is_accepted_answers_the_request_for_the_same_place():
    agency = an_agency()
    place = an_invitation(agency)
    same, other = a_request(agency, email=place.email), a_request(an_agency())
    accept(place, password=PASSWORD)
    assert AccessRequest.objects.get(pk=same.pk).status == "approved"
    assert AccessRequest.objects.get(pk=other.pk).status == "waiting"


def test_what_was_answered_cannot_be_answered_again():
    coordinator = a_member(is_coordinator=True)
    place = an_invitation(coordinator.agency)
    accept(place, password=PASSWORD)
    for act in (lambda: resend(place, by=coordinator), lambda: withdraw(place, by=coordinator), lambda: accept(place)):
        with pytest.raises(AlreadyDecided):
            act()


def test_who_was_removed_has_an_account_and_no_place(django_capture_on_commit_callbacks):
    coordinator = a_member(is_coordinator=True)
    person = a_member(agency=coordinator.agency, access_extended_to=timezone.localdate() + timedelta(days=9))
    with django_capture_on_commit_callbacks(execute=True):
        remove(person, by=coordinator)
    person = fresh(person)
    assert (person.agency, person.is_active, is_member(person)) == (None, True, False)
    assert person.access_extended_to is None
    assert [message.subject for message in mail.outbox] == ["Your access has ended"]
    with pytest.raises(AlreadyDecided):
        remove(person, by=coordinator)
    with pytest.raises(PermissionDenied):
        remove(coordinator, by=coordinator)


def test_who_was_removed_does_not_walk_back_in_by_an_invitation_that_was_left_open():
    coordinator, account = a_member(is_coordinator=True), a_user()
    agency = coordinator.agency
    place, elsewhere = an_invitation(agency, email=account.email), an_invitation(email=account.email)
    approve(a_request(agency, email=account.email), by=coordinator, agency=agency)
    place.refresh_from_db()
    assert place.withdrawn_at  # they are in, and need it no more
    later = an_invitation(agency, email=account.email)
    remove(fresh(account), by=coordinator)
    for invitation in (place, later):
        with pytest.raises(AlreadyDecided):
            accept(invitation, account=fresh(account))
    assert not is_member(fresh(account))
    accept(elsewhere, account=fresh(account))  # another agency's offer is not theirs to take back
    assert fresh(account).agency == elsewhere.agency


def test_who_accepts_has_accepted_and_nothing_was_withdrawn():
    place = an_invitation()
    accept(place, password=PASSWORD)
    place.refresh_from_db()
    assert place.accepted_at
    assert not place.withdrawn_at


def test_who_lost_their_approval_comes_back_as_a_colleague_and_not_as_coordinator():
    agency, office = an_agency(), a_user("Membership staff")
    former = a_user(agency=agency, is_coordinator=True)
    approve(a_request(agency, email=former.email), by=office, agency=agency)
    assert is_member(fresh(former))
    assert not fresh(former).is_coordinator
    ended = a_member(agency=agency, is_coordinator=True)
    accept(an_invitation(agency, email=ended.email), account=ended)
    assert fresh(ended).is_coordinator  # approved all the time


def test_a_mailbox_is_not_flooded_with_invitations(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(8):
            coordinator = a_member(is_coordinator=True)
            place = invite(agency=coordinator.agency, by=coordinator, email="victim@example.org")
        other = invite(agency=coordinator.agency, by=coordinator, email="other@example.org")
    assert [message.to for message in mail.outbox] == [["victim@example.org"]] * 5 + [["other@example.org"]]
    place.refresh_from_db()
    assert (place.sent_at, bool(other.sent_at)) == (None, True)
    Letter.objects.update(created_at=timezone.now() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        resend(place, by=coordinator)
    assert len(mail.outbox) == 7


def test_every_act_is_logged_for_the_agency_in_words():
    coordinator = a_member(is_coordinator=True)
    agency = coordinator.agency
    place = invite(agency=agency, by=coordinator, email="a@example.org", first_name="Ada")
    resend(place, by=coordinator)
    withdraw(place, by=coordinator)
    approve(a_request(agency), by=coordinator, agency=agency)
    person = accept(an_invitation(agency), password=PASSWORD)
    remove(person, by=coordinator)
    entries = ModelLogEntry.objects.for_instance(agency).order_by("pk")
    assert [entry.action for entry in entries] == [
        f"members.{act}" for act in ("invite", "resend", "withdraw", "approve", "accept", "remove")
    ]
    for entry in entries:
        assert "%" not in str(entry.message)
        assert len(str(entry.message)) > 15
    assert "Ada" in str(entries[0].message)
