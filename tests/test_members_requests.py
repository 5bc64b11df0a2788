"""Asking for access: anybody may, nobody learns from it who is here, and only the mailbox's owner sends it off."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from members.access import MEMBERS_GROUP
from members.joining import approve, ask_for_access, confirm, refuse
from members.letters import Letter
from members.models import AccessRequest
from tests.builders import a_member, a_request, a_user, an_agency, an_award

pytestmark = pytest.mark.django_db

ANSWERS = {
    "first_name": "Ada",
    "last_name": "Asker",
    "role": "officer",
    "agency_name": "Elsewhere Police",
    "state": "OH",
    "email": "ada@elsewhere.gov",
    "reason": "We begin a program.",
}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{constructor.constructor('alert(1)')()}}",
    "{% load static %}{{ settings.SECRET_KEY }}{% debug %}",
    "\u202e<img src=x onerror=alert(1)>\u202c",
    "＜script＞alert(1)＜/script＞",
    "=cmd|' /C calc'!A0",
    "Subject\nContent-Type: text/html\n\n<script>alert(1)</script>",
    "' OR 1=1; DROP TABLE members_user; --",
]


@pytest.fixture(autouse=True)
def commits(django_capture_on_commit_callbacks, monkeypatch):
    """Mail leaves when a change is safe; a test's own transaction never ends, so every request counts as an end."""
    send = Client.request

    def request(self, **environment):
        with django_capture_on_commit_callbacks(execute=True):
            return send(self, **environment)

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture
def office():
    return a_user("Membership staff", email="office@example.org")


def ask(client, language="en", address="203.0.113.5", **answers):
    with translation.override(language):
        path = reverse("request_access")
    return client.post(path, ANSWERS | answers, REMOTE_ADDR=address)


def words_of(response):
    return re.sub(r"csrfmiddlewaretoken\S+ value=\S+|csrftoken=\S+", "", response.content.decode())


def letters_to(address):
    return [message for message in mail.outbox if message.to == [address]]


def link_in(message):
    return re.search(r"^http://localhost(\S+/(?:confirm|invitation)/\S+)$", message.body, re.M)[1]


# --- the form


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_request_is_noted_and_a_link_goes_to_its_address_in_its_language(client, office, language):
    response = ask(client, language)
    assert response.status_code == 302
    assert response["Location"] == ("/es" if language == "es" else "") + "/request-access/sent/"
    request = AccessRequest.objects.get()
    assert (request.email, request.language, request.status) == ("ada@elsewhere.gov", language, "unconfirmed")
    (letter,) = mail.outbox
    assert letter.to == ["ada@elsewhere.gov"]
    assert link_in(letter).startswith("/es/" if language == "es" else "/request-access/")


def test_asking_shows_a_form_without_any_script_of_the_page_itself(client):
    page = client.get("/request-access/")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
    assert 'list="agencies"' in page.content.decode()


@pytest.mark.parametrize("field", [name for name in ANSWERS if name != "state"])
@pytest.mark.parametrize("empty", ["", "   ", "\u2028"])
def test_nothing_may_be_left_empty(client, field, empty):
    response = ask(client, **{field: empty})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not AccessRequest.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "no address"},
        {"email": "a@b"},
        {"email": "ada@elsewhere.gov\nBcc: x@example.org"},
        {"email": f"{'a' * 300}@elsewhere.gov"},
        {"role": "sorcerer"},
        {"state": "XX"},
        {"first_name": "a" * 81},
        {"agency_name": "a" * 161},
        {"reason": "a" * 2001},
        {"first_name": "Win at http://evil.example"},
        {"last_name": "www.evil.example"},
        {"last_name": "evil.com"},
        {"website": "https://machine.example"},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_written_stays(client, wrong):
    response = ask(client, **wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "We begin a program." in response.content.decode() or "reason" in wrong
    assert not AccessRequest.objects.exists()
    assert not mail.outbox


def test_names_from_everywhere_are_names(client):
    for number, name in enumerate(["José María", "O’Brien-Smith", "J.R.", "Nguyễn", "李小龙", "Dr. Ada St. James"]):
        assert ask(client, email=f"p{number}@elsewhere.gov", last_name=name).status_code == 302
        assert AccessRequest.objects.get(email=f"p{number}@elsewhere.gov").last_name == name


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_are_kept_as_words(client, office, payload):
    ask(client, agency_name=payload, reason=payload)
    request = AccessRequest.objects.get()
    page = client.get(link_in(mail.outbox[0])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    confirm(request)
    assert all("\n" not in message.subject for message in mail.outbox)


def test_a_free_mail_address_is_accepted(client):
    assert ask(client, email="ada@gmail.com").status_code == 302


# --- the agency


def test_an_agency_that_is_named_is_found_by_name_and_state(client):
    tennessee, ohio = an_agency(name="Springfield Police"), an_agency(name="Springfield Police", state="OH")
    for number, (typed, state, found) in enumerate(
        [
            ("Springfield Police, TN", "", tennessee),
            ("springfield  police, oh", "", ohio),
            ("Springfield Police", "OH", ohio),
            ("Springfield Police", "TX", None),
        ]
    ):
        ask(client, email=f"p{number}@example.gov", agency_name=typed, state=state)
        assert AccessRequest.objects.get(email=f"p{number}@example.gov").agency == found, typed
    response = ask(client, agency_name="Springfield Police", state="")  # which of the two?
    assert "state" in response.context["form"].errors


def test_a_name_that_only_one_agency_has_needs_no_state(client):
    agency = an_agency(name="Springfield Police")
    ask(client, agency_name="Springfield Police", state="")
    request = AccessRequest.objects.get()
    assert (request.agency, request.state) == (agency, "TN")


def test_a_new_agency_needs_its_state(client):
    assert "state" in ask(client, state="").context["form"].errors


def test_suggestions_need_two_letters_and_are_at_most_eight(client):
    for number in range(12):
        an_agency(name=f"Springfield {number:02} Police")
    an_agency(name="West Springfield Police", state="OH")

    def found(typed):
        response = client.get("/request-access/agencies/", {"q": typed})
        assert response.status_code == 200
        return [agency["label"] for agency in response.json()["agencies"]]

    assert found("") == found("S") == found(" s ") == found("%%") == found("__") == []
    assert len(found("spring")) == 8
    assert found("west spring") == ["West Springfield Police, OH"]
    assert found("a" * 5000) == []


def test_suggestions_tell_names_and_states_and_nothing_else(client):
    an_agency(name="Springfield Police", city="Springfield", size="small", stage="new")
    answer = client.get("/request-access/agencies/", {"q": "spring"}).json()
    assert answer == {"agencies": [{"label": "Springfield Police, TN", "state": "TN"}]}


def test_suggestions_name_only_agencies_whose_award_is_public(client):
    for name, awards in [("Now", [(-9, 9)]), ("Once", [(-90, -9), (-300, -90)]), ("Soon", [(9, 90)]), ("Never", [])]:
        agency = an_agency(awarded=False, name=f"Springfield {name}")
        for starts, ends in awards:
            an_award(agency, starts=starts, ends=ends)
    answer = client.get("/request-access/agencies/", {"q": "spring"}).json()
    assert [agency["label"] for agency in answer["agencies"]] == ["Springfield Now, TN", "Springfield Once, TN"]


# --- nobody learns who is here


def every_kind_of_address():
    a_member(email="member@example.gov")
    a_user(email="account@example.gov")
    a_request(email="waiting@example.gov")
    a_request(email="asked@example.gov", status="unconfirmed")
    a_request(email="refused@example.gov", status="refused")
    a_member(email="suspended@example.gov", membership_suspended_at=timezone.now())
    return [f"{who}@example.gov" for who in ("nobody", "member", "account", "waiting", "asked", "refused", "suspended")]


def test_every_address_gets_the_same_answer_and_exactly_one_letter(client):
    answers = set()
    for email in every_kind_of_address():
        stranger = Client()
        response = ask(stranger, email=email)
        after = stranger.get(response["Location"])
        answers.add((response.status_code, response["Location"], response.content, words_of(after)))
        assert len(letters_to(email)) == 1, email
    assert len(answers) == 1


def test_a_form_with_a_mistake_tells_nothing_about_its_address(client):
    pages = {words_of(ask(Client(), email=email, reason="")).replace(email, "") for email in every_kind_of_address()}
    assert len(pages) == 1


def test_the_letter_tells_the_mailboxs_owner_where_they_stand(client):
    every_kind_of_address()
    subjects = {}
    for who in ("nobody", "member", "waiting"):
        ask(client, email=f"{who}@example.gov")
        subjects[who] = letters_to(f"{who}@example.gov")[0].subject
    assert subjects == {
        "nobody": "Confirm your request for access",
        "member": "You are a member already",
        "waiting": "We have your request already",
    }


# --- duplicates


def test_a_second_request_meets_the_first(client):
    ask(client)
    ask(client, email="ADA@Elsewhere.GOV", reason="Better words.")
    request = AccessRequest.objects.get()
    assert request.reason == "Better words."
    assert len(mail.outbox) == 1  # pressed twice, mailed once


def test_what_was_confirmed_is_not_changed_by_whoever_asks_next(client):
    asked = a_request(email="ada@elsewhere.gov", reason="Mine.")
    ask(client, reason="Somebody else’s.")
    asked.refresh_from_db()
    assert (asked.reason, asked.status) == ("Mine.", "waiting")


def test_a_mailbox_is_not_flooded_from_many_places(client):
    for number in range(12):
        assert ask(client, address=f"203.0.113.{number}").status_code == 302
        Letter.objects.filter(key__startswith="confirm_request").update(key=f"sent{number}")  # some minutes later
    assert len(mail.outbox) == 5


def test_how_many_letters_come_tells_nothing_about_the_address(client):
    a_member(email="member@example.gov")
    a_request(email="waiting@example.gov")
    for email in ("member@example.gov", "waiting@example.gov", "nobody@example.gov"):
        for number in range(8):
            for _pressed in range(2):  # twice in a minute
                ask(client, email=email, address=f"203.0.113.{number}")
            for letter in Letter.objects.filter(to=email).exclude(key__startswith="sent"):  # some minutes later
                Letter.objects.filter(pk=letter.pk).update(key=f"sent{letter.pk}")
        assert len(letters_to(email)) == 5, email


def test_somebody_refused_may_ask_again(client):
    a_request(email="ada@elsewhere.gov", status="refused")
    ask(client)
    assert AccessRequest.objects.filter(email="ada@elsewhere.gov").count() == 2


# --- limits


def test_too_many_requests_for_one_mailbox_are_stopped_and_nothing_written_is_lost(client):
    answers = [ask(client) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Wait an hour" in answers[-1].content.decode()
    assert "We begin a program." in answers[-1].content.decode()
    assert ask(client, email="colleague@elsewhere.gov").status_code == 302  # the rest of the office
    assert ask(client, address="198.51.100.7").status_code == 302  # the owner, elsewhere


def test_a_flood_from_one_network_is_stopped(client):
    statuses = [ask(client, email=f"p{number}@example.gov").status_code for number in range(61)]
    assert statuses == [302] * 60 + [429]


def test_suggestions_are_limited_too(client):
    statuses = {client.get("/request-access/agencies/", {"q": "xx"}).status_code for _time in range(241)}
    assert statuses == {200, 429}


# --- signed in


def test_a_member_is_told_that_they_are_one(client):
    client.force_login(a_member())
    response = client.get("/request-access/")
    assert "You are a member already" in response.content.decode()
    assert "You are a member already" in ask(client).content.decode()
    assert not AccessRequest.objects.exists()


def test_the_address_of_somebody_signed_in_is_their_own_and_counts_as_confirmed(client, office):
    account = a_user(email="ada@example.gov", first_name="Ada")
    client.force_login(account)
    page = client.get("/request-access/").content.decode()
    assert 'value="Ada"' in page
    response = ask(client, email="somebody.else@example.gov")
    assert response["Location"] == "/request-access/sent/"
    request = AccessRequest.objects.get()
    assert (request.email, request.status) == ("ada@example.gov", "waiting")
    assert {message.to[0] for message in mail.outbox} == {"ada@example.gov", office.email}
    assert "We have your request" in client.get("/request-access/").content.decode()


def test_somebody_whose_agencys_award_has_ended_may_ask_for_another_agency(client):
    old = an_agency(awarded=False)
    an_award(old, starts=-400, ends=-1)
    client.force_login(a_member(agency=old, email="moved@example.gov"))
    ask(client)
    assert AccessRequest.objects.get().status == "waiting"


def test_somebody_suspended_is_asked_to_write(client):
    client.force_login(a_member(membership_suspended_at=timezone.now()))
    assert "suspended" in ask(client).content.decode()
    assert not AccessRequest.objects.exists()


# --- confirming


@pytest.fixture
def link(client, office):
    ask(client)
    return link_in(mail.outbox.pop())


def version_of(page):
    return re.search(r'name="version" value="([^"]+)"', page.content.decode())[1]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_link_changes_nothing_however_often(client, link, method):
    for _time in range(3):
        getattr(client, method)(link)
    request = AccessRequest.objects.get()
    assert (request.status, request.confirmed_at) == ("unconfirmed", None)
    assert not mail.outbox


def test_pressing_the_button_sends_the_request_to_the_office(client, link, office):
    page = client.get(link)
    assert "We begin a program." in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    done = client.post(link, {"version": version_of(page)})
    assert "is confirmed" in done.content.decode()
    assert AccessRequest.objects.get().status == "waiting"
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@elsewhere.gov", "office@example.org"]


def test_a_used_link_says_so_and_sends_nothing(client, link):
    version = version_of(client.get(link))
    client.post(link, {"version": version})
    mail.outbox.clear()
    for response in (client.get(link), client.post(link, {"version": version})):
        assert "confirmed already" in response.content.decode()
    assert not mail.outbox


def test_an_old_link_says_so_and_offers_to_begin_anew(client, link):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AccessRequest, "CONFIRM_WITHIN", -1)
        response = client.get(link)
    assert response.status_code == 404
    assert 'href="/request-access/"' in response.content.decode()


def test_a_tampered_link_is_nothing(client, link):
    start, token = link.rsplit("/", 2)[:2]
    other = a_request(status="unconfirmed")
    for wrong in [token[:-1], token + "x", token.replace(":", ";"), f"{other.pk}", "x", "%00", "🙂", "a" * 3000]:
        assert client.post(f"{start}/{wrong}/", {"version": "x"}).status_code in (400, 404), wrong
    assert not AccessRequest.objects.waiting().exists()


def test_answers_that_changed_since_the_page_was_opened_are_shown_before_they_count(client, link):
    seen = version_of(client.get(link))
    ask(Client(), reason="Let my friend in, too.", address="198.51.100.9")
    response = client.post(link, {"version": seen})
    assert "Let my friend in, too." in response.content.decode()
    assert AccessRequest.objects.get().status == "unconfirmed"
    client.post(link, {"version": version_of(response)})
    assert AccessRequest.objects.get().status == "waiting"


def test_confirming_needs_the_token_of_the_form(link):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"version": "x"}).status_code == 403
    assert strict.post("/request-access/", ANSWERS).status_code == 403


def test_the_coordinators_of_the_agency_are_told_and_nobody_elses(client, office):
    agency = an_agency(name="Springfield Police")
    coordinator = a_member(agency=agency, is_coordinator=True, language="es")
    a_member(is_coordinator=True)
    a_member(agency=agency)
    ask(client, agency_name="Springfield Police, TN")
    request = AccessRequest.objects.get()
    link = link_in(mail.outbox.pop())
    client.post(link, {"version": request.created_at.isoformat()})
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"ada@elsewhere.gov", office.email, coordinator.email}
    assert f"http://localhost/es/my-agency/requests/{request.pk}/" in told[coordinator.email].body
    assert "/cms/" in told[office.email].body


# --- decisions, and where a person stands


def test_a_matching_domain_grants_nothing(client):
    agency = an_agency(name="Springfield Police")
    agency.email_domains.create(domain="springfield.gov")
    ask(client, email="ada@springfield.gov")
    assert AccessRequest.objects.get().agency is None


def test_an_account_that_is_approved_joins_at_once(office):
    agency, account = an_agency(), a_user(email="ada@example.gov")
    approve(a_request(agency, email=account.email), by=office, agency=agency)
    account = type(account).objects.get(pk=account.pk)
    assert account.agency == agency
    assert list(account.groups.values_list("name", flat=True)) == [MEMBERS_GROUP]


def test_the_request_of_somebody_refused_says_why(office, django_capture_on_commit_callbacks):
    asked = a_request(language="es")
    with django_capture_on_commit_callbacks(execute=True):
        refuse(asked, by=office, reason="No award.")
    assert "No award." in mail.outbox[0].body
    assert AccessRequest.objects.get().refusal == "No award."


def test_asking_raises_for_no_address():
    for email in every_kind_of_address():
        answers = ANSWERS | {"email": email, "agency": None}
        ask_for_access(language="en", **answers)
        ask_for_access(language="en", is_confirmed=True, **answers)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (lambda: a_user(), ['href="/request-access/"', "does not belong"]),
        (lambda: a_user(email=a_request().email), ["waits for a decision"]),
        (lambda: a_member(membership_suspended_at=timezone.now()), ["membership is suspended"]),
        (lambda: a_member(agency=None), ["belongs to no agency"]),
        (lambda: a_member(agency=an_agency(awarded=False, name="Late Police")), ["Late Police, TN has no current one"]),
    ],
)
def test_who_is_not_let_in_reads_where_they_stand(client, person, words):
    client.force_login(person())
    page = client.get("/welcome/")
    assert page.status_code == 403
    for word in words:
        assert word in page.content.decode()


def test_somebody_whose_award_has_ended_reads_whose_and_when(client):
    agency = an_agency(awarded=False, name="Late Police")
    ended = an_award(agency, starts=-400, ends=-3)
    client.force_login(a_member(agency=agency))
    page = client.get("/welcome/").content.decode()
    assert "Late Police, TN ended" in page
    assert str((timezone.localdate() - timedelta(days=3)).day) in page
    assert ended.closes_on < timezone.localdate()
    assert 'href="/request-access/"' in page


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/signup/"])
def test_the_way_in_is_where_a_visitor_looks(client, path):
    assert 'href="/request-access/"' in client.get(path).content.decode()
