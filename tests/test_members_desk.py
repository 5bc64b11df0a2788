"""The desk: access requests are decided on one screen, agencies and invitations are looked after."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from members import joining
from members.access import is_member
from members.models import AccessRequest, Agency, Award, EmailDomain, Invitation, User
from members.work_list import work_of
from tests.builders import a_member, a_request, a_user, an_agency, an_award, an_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = a_user("Membership staff", first_name="Olive", last_name="Office")
    client.force_login(person)
    return person


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def decide(client, request, **data):
    return client.post(reverse("access_requests:decide", args=[request.pk]), data, follow=True)


def approve(client, request, **data):
    return decide(client, request, **({"approve": "1", "where": "known", "role": "officer"} | data))


def history(thing):
    return list(registry.get_logs_for_instance(thing).values_list("action", flat=True))


# --- the list


def test_whoever_waits_longest_stands_on_top(client, office):
    now = timezone.now()
    a_request(status="refused", last_name="Refused")
    a_request(last_name="Younger", confirmed_at=now - timedelta(days=1))
    a_request(last_name="Older", confirmed_at=now - timedelta(days=4))
    a_request(status="unconfirmed", last_name="Unconfirmed")
    page = text_of(client.get(reverse("access_requests:index")))
    assert page.index("Ada Older") < page.index("Ada Younger") < page.index("Ada Unconfirmed")
    assert page.index("Ada Younger") < page.index("Ada Refused")


def test_requests_are_filtered_and_searched(client, office):
    a_request(last_name="Here", state="TN", role="officer")
    a_request(last_name="Elsewhere", state="OH", role="dispatcher", status="refused")
    index = reverse("access_requests:index")
    for query in ("status=waiting", "state=TN", "role=officer", "q=here&state=TN"):
        page = text_of(client.get(f"{index}?{query}"))
        assert "Ada Here" in page, query
        assert "Ada Elsewhere" not in page, query


@pytest.mark.parametrize("name", ["access_requests", "agencies", "people", "invitations", "imports"])
def test_an_empty_list_says_so_kindly(client, office, name):
    page = client.get(reverse(f"{name}:index"))
    assert page.status_code == 200
    assert name == "people" or "yet" in text_of(page)


def fill_the_lists(count):
    for number in range(count):
        agency = an_agency(awarded=number % 2)
        a_member(agency=agency)
        a_request(agency)
        an_invitation(agency)


@pytest.mark.parametrize("name", ["access_requests", "agencies", "people", "invitations"])
def test_a_list_costs_the_same_with_one_row_and_with_fifty(
    client, office, name, django_assert_max_num_queries, monkeypatch
):
    index = reverse(f"{name}:index")
    fill_the_lists(1)
    client.get(index)
    with django_assert_max_num_queries(30) as one:
        client.get(index)
    fill_the_lists(49)
    with django_assert_max_num_queries(len(one)) as fifty:
        client.get(index)
    assert len(fifty) <= len(one)


# --- the screen


def test_everything_needed_is_in_view(client, office):
    agency = an_agency(name="Rivertown Police Department")
    EmailDomain.objects.create(agency=an_agency(name="Lakeside Police"), domain="lakeside.example.gov")
    a_member(agency=agency, first_name="Cora", last_name="Coordinator", is_coordinator=True)
    a_member(first_name="Ada", last_name="Twin")
    earlier = a_request(agency, status="refused", email="ada@lakeside.example.gov", refusal="Not the right address.")
    request = a_request(
        agency, email="ada@lakeside.example.gov", first_name="Ada", last_name="Twin", reason="We begin."
    )
    page = text_of(client.get(reverse("access_requests:decide", args=[request.pk])))
    for fact in (
        "We begin.", "ada@lakeside.example.gov", "Rivertown Police Department, TN", "Access until", "Cora Coordinator",
        "Proposed because of the domain", "Lakeside Police, TN", earlier.refusal, "Accounts of the same name",
    ):  # fmt: skip
        assert fact in page, fact


def test_what_the_domain_proposes_is_not_selected(client, office):
    agency = an_agency(name="Lakeside Police")
    EmailDomain.objects.create(agency=agency, domain="lakeside.example.gov")
    request = a_request(email="ada@lakeside.example.gov")
    html = client.get(reverse("access_requests:decide", args=[request.pk])).content.decode()
    assert f'<option value="{agency.pk}">' in html
    assert f'<option value="{agency.pk}" selected' not in html


def test_approving_invites_the_person(client, office, django_capture_on_commit_callbacks):
    agency = an_agency()
    request = a_request(agency)
    with django_capture_on_commit_callbacks(execute=True):
        page = approve(client, request, known=agency.pk, as_coordinator="on")
    assert "is approved for" in text_of(page)
    request.refresh_from_db()
    assert (request.status, request.decided_by) == ("approved", office)
    invitation = Invitation.objects.get(email=request.email)
    assert (invitation.agency, invitation.as_coordinator) == (agency, True)
    assert [letter.to for letter in mail.outbox] == [[request.email]]
    assert "members.approve" in history(request)


def test_approving_an_account_lets_it_in_at_once(client, office):
    agency = an_agency()
    account = a_user(email="known@example.org")
    approve(client, a_request(agency, email=account.email), known=agency.pk)
    assert is_member(User.objects.get(pk=account.pk))


def test_an_agency_can_be_made_on_the_spot(client, office):
    request = a_request()
    today = timezone.localdate()
    new = {
        "where": "new", "agency-name": "Newtown Police", "agency-kind": "municipal", "agency-state": "OH",
        "award-year": "2025", "award-number": "N-1", "award-starts_on": str(today - timedelta(days=9)),
        "award-ends_on": str(today + timedelta(days=99)),
    }  # fmt: skip
    approve(client, request, **new)
    agency = Agency.objects.get(name="Newtown Police")
    assert agency.awards.get().number == "N-1"
    assert Invitation.objects.get(email=request.email).agency == agency


@pytest.mark.parametrize("missing", ["agency-name", "agency-state", "award-number"])
def test_a_new_agency_needs_all_of_its_facts(client, office, missing):
    new = {
        "where": "new", "agency-name": "Newtown Police", "agency-kind": "municipal", "agency-state": "OH",
        "award-year": "2025", "award-number": "N-1", "award-starts_on": "2026-01-01", "award-ends_on": "2099-01-01",
    }  # fmt: skip
    request = a_request()
    page = approve(client, request, **(new | {missing: ""}))
    assert "not complete" in text_of(page)
    assert not Agency.objects.exists()
    assert AccessRequest.objects.waiting().count() == 1


def test_an_agency_without_a_current_award_is_warned_of_and_then_allowed(client, office):
    agency = an_agency(awarded=False)
    an_award(agency, starts=-400, ends=-1)
    request = a_request(agency)
    page = text_of(approve(client, request, known=agency.pk))
    assert "This agency has no current award" in page
    assert AccessRequest.objects.waiting().exists()
    approve(client, request, known=agency.pk, without_award="on")
    assert AccessRequest.objects.get().status == "approved"


def test_a_third_coordinator_is_not_named(client, office):
    agency = an_agency()
    for _number in range(2):
        a_member(agency=agency, is_coordinator=True)
    page = approve(client, a_request(agency), known=agency.pk, as_coordinator="on")
    assert "two coordinators already" in text_of(page)
    assert AccessRequest.objects.waiting().exists()


def test_a_refusal_needs_a_reason(client, office):
    page = decide(client, a_request(), refuse="1", common="", own="  ")
    assert "Give a reason" in text_of(page)
    assert AccessRequest.objects.waiting().exists()


def test_common_reasons_are_offered_in_the_persons_language(client, office):
    request = a_request(language="es")
    html = client.get(reverse("access_requests:decide", args=[request.pk])).content.decode()
    assert 'lang="es"' in html
    common = re.search(r'<select name="common".*?</select>', html, re.S)[0]
    assert common.count("<option") == 5


def test_the_refused_person_reads_the_reason(client, office, django_capture_on_commit_callbacks):
    request = a_request()
    with django_capture_on_commit_callbacks(execute=True):
        decide(client, request, refuse="1", common="", own="Please use your work address.")
    request.refresh_from_db()
    assert (request.status, request.refusal) == ("refused", "Please use your work address.")
    assert "Please use your work address." in mail.outbox[0].body


@pytest.mark.parametrize("answer", ["approve", "refuse"])
def test_the_second_to_decide_learns_who_was_first(client, office, answer):
    agency = an_agency()
    request = a_request(agency)
    other = a_user("Membership staff", first_name="Quick", last_name="Colleague")
    joining.refuse(request, by=other, reason="No.")
    if answer == "approve":
        page = approve(client, request, known=agency.pk)
    else:
        page = decide(client, request, refuse="1", own="No.")
    assert "Nothing was done: Quick Colleague decided on" in text_of(page)
    assert AccessRequest.objects.get().status == "refused"
    assert not Invitation.objects.exists()


def test_the_second_to_decide_leaves_no_agency_behind(client, office):
    request = a_request(status="refused", decided_at=timezone.now())
    new = {"agency-name": "Newtown", "agency-kind": "municipal", "agency-state": "OH"}
    approve(client, request, where="new", without_award="on", **new)
    assert not Agency.objects.exists()


def test_nobody_is_approved_before_the_address_is_confirmed(client, office):
    agency = an_agency()
    request = a_request(agency, status="unconfirmed")
    assert "not been confirmed yet" in text_of(approve(client, request, known=agency.pk))
    assert not Invitation.objects.exists()


def test_what_was_decided_is_read_only(client, office):
    request = a_request(status="refused", refusal="Not this time.", decided_at=timezone.now(), decided_by=office)
    html = client.get(reverse("access_requests:decide", args=[request.pk])).content.decode()
    assert "Not this time." in html
    assert 'name="approve"' not in html


# --- agencies


def agency_form(agency, awards=(), domains=()):
    fields = ("name", "kind", "size", "city", "state", "tribal_nation", "stage", "model")
    data = {name: getattr(agency, name) for name in fields}
    data |= {"awards": inline_formset(awards), "email_domains": inline_formset(domains)}
    return nested_form_data(data)


def test_an_agency_is_edited_with_its_awards_and_domains(client, office):
    agency = an_agency(awarded=False, name="Rivertown")
    award = {"year": "2024", "number": "R-1", "starts_on": "2024-10-01", "ends_on": "2099-09-30", "extended_to": ""}
    data = agency_form(agency, [award], [{"domain": "rivertown.example.gov"}]) | {"city": "Rivertown"}
    response = client.post(reverse("agencies:edit", args=[agency.pk]), data)
    assert response.status_code == 302, text_of(response)
    agency.refresh_from_db()
    assert (agency.city, agency.awards.get().number) == ("Rivertown", "R-1")
    assert agency.email_domains.get().domain == "rivertown.example.gov"
    assert "wagtail.edit" in history(agency)


def test_agencies_are_found_by_their_access(client, office):
    today = an_agency(name="Long yet")
    soon, past, never = (an_agency(awarded=False, name=name) for name in ("Soon over", "Bygone", "Never any"))
    an_award(soon, ends=59)
    an_award(past, ends=0)
    index = reverse("agencies:index")
    found = {
        access: {agency.name for agency in (today, soon, past, never) if agency.name in page}
        for access in ("current", "ending", "ended", "never")
        for page in [text_of(client.get(f"{index}?access={access}"))]
    }
    assert found == {
        "current": {"Long yet", "Soon over"},
        "ending": {"Soon over"},
        "ended": {"Bygone"},
        "never": {"Never any"},
    }


def test_an_agency_with_people_is_not_deleted(client, office):
    agency = a_member().agency
    for act in (client.get, client.post):
        page = act(reverse("agencies:delete", args=[agency.pk]), follow=True)
        assert page.status_code == 200
        assert "cannot be deleted" in text_of(page)
    assert Agency.objects.filter(pk=agency.pk).exists()


def test_an_agency_without_people_is_deleted(client, office):
    agency = an_agency()
    client.post(reverse("agencies:delete", args=[agency.pk]))
    assert not Agency.objects.exists()


def test_the_agencys_own_screen_shows_its_people(client, office):
    agency = a_member(first_name="Pat", last_name="Person").agency
    page = text_of(client.get(reverse("agencies:inspect", args=[agency.pk])))
    assert "Pat Person" in page
    assert "FY24 award" in page


def act_on(client, name, act, things, data=None):
    numbers = "&".join(f"id={thing if thing == 'all' else thing.pk}" for thing in things)
    address = f"{reverse(f'{name}:act', args=[act])}?{numbers}&next={reverse(f'{name}:index')}"
    assert client.get(address).status_code == 200
    return client.post(address, data or {"go": "1"}, follow=True)


def test_access_of_many_agencies_is_extended_at_once(client, office):
    good, early, none = an_agency(), an_agency(), an_agency(awarded=False)
    Award.objects.filter(agency=early).update(ends_on=timezone.localdate() + timedelta(days=900))
    until = timezone.localdate() + timedelta(days=500)
    page = text_of(act_on(client, "agencies", "extend", [good, early, none], {"until": str(until)}))
    assert "1 agency changed" in page
    assert f"{early} stays as it is" in page
    assert f"{none} stays as it is: it never had an award" in page
    assert Award.objects.get(extended_to=until).agency == good
    assert "members.extend" in history(good)


# --- invitations


def test_the_office_invites(client, office, django_capture_on_commit_callbacks):
    agency = an_agency()
    data = {"agency": agency.pk, "email": "New@Example.org", "role": "officer", "language": "es"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("invitations:add"), data)
    assert Invitation.objects.get().email == "new@example.org"
    assert mail.outbox[0].to == ["new@example.org"]


def test_a_second_invitation_to_the_same_address_is_an_error_on_the_form(client, office):
    invitation = an_invitation()
    data = {"agency": invitation.agency.pk, "email": invitation.email, "role": "officer", "language": "en"}
    page = client.post(reverse("invitations:add"), data)
    assert page.status_code == 200
    assert "has an invitation already" in text_of(page)
    data |= {"email": a_member(agency=invitation.agency).email}
    assert "belongs to the agency already" in text_of(client.post(reverse("invitations:add"), data))


def test_invitations_are_sent_again_and_withdrawn(client, office, django_capture_on_commit_callbacks):
    invitation = an_invitation(expires_at=timezone.now() - timedelta(days=1))
    resend = reverse("invitations:resend", args=[invitation.pk])
    assert client.get(resend).status_code == 200
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        client.post(resend)
    assert len(mail.outbox) == 1
    assert Invitation.objects.get().is_open
    withdraw = reverse("invitations:withdraw", args=[invitation.pk])
    client.post(withdraw)
    assert Invitation.objects.get().withdrawn_at
    assert "is withdrawn" in text_of(client.post(withdraw, follow=True))


def test_invitations_are_filtered_by_where_they_stand(client, office):
    now = timezone.now()
    an_invitation(first_name="Waiting")
    an_invitation(first_name="Accepted", accepted_at=now)
    an_invitation(first_name="Expired", expires_at=now)
    an_invitation(first_name="Withdrawn", withdrawn_at=now)
    names = {"Waiting", "Accepted", "Expired", "Withdrawn"}
    for name in names:
        html = client.get(f"{reverse('invitations:index_results')}?state={name.lower()}").content.decode()
        shown = {other for other in names if re.search(rf"_title\">{other}<", html)}
        assert shown == {name}


# --- the dashboard


def test_the_dashboard_leads_to_what_waits(client, office):
    a_request()
    an_award(an_agency(awarded=False), ends=30)
    steps = work_of(office)
    assert [step.text for step in steps[:2]] == [
        "access request waits for a decision",
        "agency’s access ends within 60 days",
    ]
    for step in steps[:2]:
        page = client.get(step.url)
        assert page.context["object_list"].count() == step.count == 1
