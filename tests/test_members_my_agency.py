"""My agency: its people for its members, and for its coordinators everything they decide."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log

from members.access import is_member
from members.models import AccessRequest, Invitation, User
from members.views import my_agency
from tests.builders import a_member, a_request, a_user, an_agency, an_award, an_invitation

pytestmark = pytest.mark.django_db

GUEST = {"email": "guest@example.org", "first_name": "Gus", "last_name": "Guest", "role": "peer", "language": "es"}


@pytest.fixture
def agency():
    return an_agency(name="Springfield Police")


@pytest.fixture
def coordinator(agency):
    return a_member(agency=agency, is_coordinator=True, first_name="Cora", last_name="Chief")


@pytest.fixture
def desk(client, coordinator):
    """The coordinator's browser."""
    client.force_login(coordinator)
    return client


def text(response):
    return response.content.decode()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def fresh(user):
    return User.objects.get(pk=user.pk)


# --- who sees what


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_members_see_their_agency_its_awards_and_people(agency, coordinator, prefix):
    an_award(agency, year=2022)
    colleague = a_member(agency=agency, first_name="Ada", last_name="Colleague")
    stranger = a_member(first_name="Sam", last_name="Stranger")
    page = text(signed_in(colleague).get(f"{prefix}/my-agency/"))
    for words in ("Springfield Police", "Cora Chief", "Ada Colleague", "2022", "2024"):
        assert words in page
    for words in ("Sam Stranger", 'name="email"', "/my-agency/invite/", "/remove/"):
        assert words not in page
    assert stranger.email not in page


def test_strangers_sign_in_first_and_others_learn_what_is_missing(client, agency):
    assert client.get("/my-agency/")["Location"].startswith("/accounts/login/")
    for person in (a_user(), a_user("Editors"), a_member(agency=an_agency(awarded=False))):
        assert signed_in(person).get("/my-agency/").status_code == 403
    without = a_member(agency=None, access_extended_to=timezone.localdate() + timedelta(days=9))
    assert is_member(without)
    assert signed_in(without).get("/my-agency/").status_code == 404


def test_what_a_person_keeps_to_themselves_stays_so(agency, coordinator, desk):
    shy = a_member(
        agency=agency,
        first_name="Shy",
        last_name="Person",
        listing_audience="staff",
        email_audience="staff",
        role="peer",
    )
    shy.role_audience = "staff"
    shy.save()
    colleague = signed_in(a_member(agency=agency))
    assert "Shy Person" not in text(colleague.get("/my-agency/"))
    page = text(desk.get("/my-agency/"))
    assert "Shy Person" in page  # a coordinator knows whom they look after
    assert shy.email not in page


def test_a_person_without_a_name_is_not_named_by_their_address(agency, desk):
    nameless = a_member(agency=agency, email_audience="staff")
    page = text(desk.get("/my-agency/"))
    assert nameless.email not in page
    assert nameless.email not in text(desk.get(f"/my-agency/people/{nameless.pk}/remove/"))


def test_the_page_costs_the_same_with_few_people_and_with_many(
    agency, coordinator, desk, django_assert_max_num_queries
):
    def fill(number):
        for _time in range(number):
            a_member(agency=agency)
            an_invitation(agency, invited_by=coordinator)
            a_request(agency)
            log(agency, "members.invite", user=coordinator, data={"person": "x", "email": "y"})

    fill(2)
    desk.get("/my-agency/")
    with django_assert_max_num_queries(40) as few:
        desk.get("/my-agency/")
    fill(60)
    with django_assert_max_num_queries(len(few)):
        page = desk.get("/my-agency/")
    assert len(page.context["acts"]) == 50


# --- invitations


def test_a_coordinator_invites(desk, agency, coordinator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post("/my-agency/invite/", GUEST)["Location"] == "/my-agency/"
    invitation = Invitation.objects.get()
    assert (invitation.agency, invitation.email, invitation.invited_by) == (agency, "guest@example.org", coordinator)
    (letter,) = mail.outbox
    assert letter.to == ["guest@example.org"]
    assert "/es/invitation/" in letter.body
    page = text(desk.get("/my-agency/"))
    assert "guest@example.org" in page
    assert "Invited Gus Guest" in page


def test_an_invitation_pressed_twice_is_one(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/my-agency/invite/", GUEST)
        again = desk.post("/my-agency/invite/", GUEST | {"email": "GUEST@example.org"})
    assert "invitation already" in text(again)
    assert len(mail.outbox) == Invitation.objects.count() == 1


def test_invitations_are_limited_and_nothing_written_is_lost(desk, monkeypatch):
    monkeypatch.setitem(my_agency.LIMITS, "invite", "2/h/user")
    answers = [desk.post("/my-agency/invite/", GUEST | {"email": f"g{number}@example.org"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "g2@example.org" in text(answers[-1])
    assert Invitation.objects.count() == 2


def test_sending_again_is_limited_together_with_inviting(desk, agency, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setitem(my_agency.LIMITS, "invite", "2/h/user")
    desk.post("/my-agency/invite/", GUEST)
    places = [an_invitation(agency) for _number in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        pages = [
            text(desk.post(f"/my-agency/invitations/{place.pk}/", {"act": "resend"}, follow=True)) for place in places
        ]
    assert ["on its way once more" in page for page in pages] == [True, False]
    assert "Wait an hour" in pages[1]
    assert len(mail.outbox) == 1
    desk.post(f"/my-agency/invitations/{places[1].pk}/", {"act": "withdraw"})  # that needs no letter
    assert Invitation.objects.unanswered().count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "no address"},
        {"email": "a@example.org\nBcc: b@example.org"},
        {"role": "sorcerer"},
        {"language": "xx"},
        {"first_name": "a" * 81},
        {"first_name": "http://evil.example"},
        {"last_name": "<script>alert(1)</script>"},
    ],
)
def test_a_wrong_invitation_is_explained_and_not_sent(desk, wrong):
    response = desk.post("/my-agency/invite/", GUEST | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "<script>alert" not in text(response)
    assert not Invitation.objects.exists()


def test_a_coordinator_cannot_name_a_coordinator_or_another_agency(desk, agency):
    other = an_agency()
    desk.post("/my-agency/invite/", GUEST | {"as_coordinator": "on", "agency": other.pk, "accepted_at": "2026-01-01"})
    invitation = Invitation.objects.get()
    assert (invitation.agency, invitation.as_coordinator, invitation.accepted_at) == (agency, False, None)


def test_an_invitation_is_sent_again_or_withdrawn(desk, agency, django_capture_on_commit_callbacks):
    place = an_invitation(agency, expires_at=timezone.now())
    address = f"/my-agency/invitations/{place.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"act": "resend"})
    place.refresh_from_db()
    assert place.is_open
    assert len(mail.outbox) == 1
    desk.post(address, {"act": "withdraw"})
    place.refresh_from_db()
    assert place.withdrawn_at
    for act in ("resend", "withdraw"):
        assert "Nothing was changed" in text(desk.post(address, {"act": act}, follow=True))
    assert desk.post(address, {"act": "explode"}).status_code == 404
    assert desk.get(address).status_code == 405


# --- requests


def test_a_request_that_names_the_agency_is_read_and_approved(desk, agency, coordinator):
    asked = a_request(agency, reason="<script>alert(1)</script> Because.")
    assert asked.name in text(desk.get("/my-agency/"))
    page = text(desk.get(f"/my-agency/requests/{asked.pk}/"))
    assert "Because." in page
    assert "<script>alert" not in page
    assert desk.post(f"/my-agency/requests/{asked.pk}/", {"act": "approve"})["Location"] == "/my-agency/"
    asked.refresh_from_db()
    assert (asked.status, asked.decided_by) == ("approved", coordinator)
    assert Invitation.objects.get().email == asked.email
    assert f"Approved {asked.name}" in text(desk.get("/my-agency/"))


def test_declining_needs_a_reason(desk, agency):
    asked = a_request(agency)
    address = f"/my-agency/requests/{asked.pk}/"
    for reason in ("", "   ", "a" * 1001):
        response = desk.post(address, {"act": "decline", "reason": reason})
        assert "reason" in response.context["form"].errors
    asked.refresh_from_db()
    assert asked.status == "waiting"
    desk.post(address, {"act": "decline", "reason": "Not one of us."})
    asked.refresh_from_db()
    assert (asked.status, asked.refusal) == ("refused", "Not one of us.")


@pytest.mark.parametrize("act", ["approve", "decline"])
def test_a_decision_that_somebody_else_was_faster_with_changes_nothing(desk, agency, act):
    asked = a_request(agency, status="refused", decided_at=timezone.now())
    response = desk.post(f"/my-agency/requests/{asked.pk}/", {"act": act, "reason": "x"}, follow=True)
    assert response.status_code == 200
    assert "Somebody else has decided" in text(response)
    assert not Invitation.objects.exists()


def test_opening_a_request_decides_nothing(desk, agency):
    asked = a_request(agency)
    for _time in range(2):
        desk.get(f"/my-agency/requests/{asked.pk}/?act=approve")
        desk.head(f"/my-agency/requests/{asked.pk}/")
        desk.post(f"/my-agency/requests/{asked.pk}/")
    asked.refresh_from_db()
    assert asked.status == "waiting"


# --- people


def test_removing_a_colleague_asks_once_more(desk, agency):
    person = a_member(agency=agency, first_name="Ada", last_name="Leaver")
    address = f"/my-agency/people/{person.pk}/remove/"
    assert "Remove Ada Leaver?" in text(desk.get(address))
    assert is_member(fresh(person))
    assert "no longer belongs" in text(desk.post(address, follow=True))
    assert not is_member(fresh(person))
    assert desk.post(address).status_code == 404
    assert signed_in(person).get("/my-agency/").status_code == 403


def test_coordinators_are_removed_by_the_office_alone(desk, agency, coordinator):
    second = a_member(agency=agency, is_coordinator=True)
    assert f"/people/{second.pk}/remove/" not in text(desk.get("/my-agency/"))
    for person in (second, coordinator):
        assert desk.post(f"/my-agency/people/{person.pk}/remove/").status_code == 404
        assert is_member(fresh(person))


# --- nobody else's


def addresses_of(agency):
    asked, place, person = a_request(agency), an_invitation(agency), a_member(agency=agency)
    return [
        (f"/my-agency/requests/{asked.pk}/", {"act": "approve"}),
        (f"/my-agency/requests/{asked.pk}/", {"act": "decline", "reason": "x"}),
        (f"/my-agency/invitations/{place.pk}/", {"act": "withdraw"}),
        (f"/my-agency/invitations/{place.pk}/", {"act": "resend"}),
        (f"/my-agency/people/{person.pk}/remove/", {}),
        ("/my-agency/invite/", GUEST),
    ]


def test_guessed_numbers_are_not_found_and_change_nothing(desk):
    other = an_agency()
    for address, data in addresses_of(other)[:-1]:
        assert desk.get(address).status_code in (404, 405)
        assert desk.post(address, data).status_code == 404, address
    for number in (0, 10**17, 10**30):
        assert desk.get(f"/my-agency/requests/{number}/").status_code == 404
    assert AccessRequest.objects.waiting().count() == 1
    assert other.people.count() == other.invitations.unanswered().count() == 1


def test_requests_that_are_not_confirmed_or_name_no_agency_are_nobodys_yet(desk, agency):
    for asked in (a_request(agency, status="unconfirmed"), a_request()):
        assert desk.get(f"/my-agency/requests/{asked.pk}/").status_code == 404
        assert asked.name not in text(desk.get("/my-agency/"))


def test_colleagues_who_do_not_coordinate_and_coordinators_without_access_do_nothing(agency):
    waiting = addresses_of(agency)
    lapsed = an_agency(awarded=False)
    cases = [
        (a_member(agency=agency), waiting, {404}),
        (a_member(agency=agency, is_coordinator=True, membership_suspended_at=timezone.now()), waiting, {403}),
        (a_member(agency=lapsed, is_coordinator=True), addresses_of(lapsed), {403}),
        (a_user("Editors"), waiting, {403}),
    ]
    for person, addresses, expected in cases:
        client = signed_in(person)
        assert {client.post(address, data).status_code for address, data in addresses} == expected
    assert AccessRequest.objects.waiting().count() == 2


def test_every_act_needs_the_token_of_its_form(agency, coordinator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    assert {strict.post(address, data).status_code for address, data in addresses_of(agency)} == {403}
    assert AccessRequest.objects.waiting().count() == 1
