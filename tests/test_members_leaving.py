"""Leaving: everything the site holds about a person is theirs to read, and goes when they go."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, ModelLogEntry

from content.models import Topic
from members import personal_data
from members.closing import close_account
from members.joining import accept, approve, invite, refuse, remove
from members.letters import post
from members.models import AccessRequest, ImportRun, Invitation, Letter, SpokenLanguage, User
from members.traces import forget_addresses_of_last_letters
from tests.builders import a_member, a_request, a_user, an_agency, an_invitation

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
MARK = "Quilfeather"  # stands nowhere but in what is about the person


@pytest.fixture
def person():
    """Somebody about whom everything is known that the site can know."""
    agency = an_agency()
    fields = {
        "first_name": f"Ona-{MARK}", "last_name": f"Náñez-{MARK}", "title": f"Major {MARK}", "phone": f"555 {MARK}",
        "biography": f"{MARK} plays.", "role": "officer", "email": f"ona.{MARK}@example.org".lower(),
    }  # fmt: skip
    person = a_member(agency=agency, is_coordinator=True, **fields)
    person.photo.save("x.webp", ContentFile(b"photo"))
    person.expertise.add(Topic.objects.create(name="Youth", locale=Locale.get_default()))
    SpokenLanguage.objects.create(person=person, language="vi")
    TOTP.activate(person, generate_totp_secret())
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    request = a_request(agency, email=person.email, first_name=f"O. {MARK}", last_name=MARK, reason=f"I am {MARK}.")
    approve(request, by=a_user("Membership staff"), agency=agency)
    a_request(agency, email=person.email, reason=MARK)
    invitation = an_invitation(agency, email=person.email, first_name=f"O. {MARK}", last_name=MARK)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save()
    an_invitation(email=person.email, first_name=MARK)
    an_invitation(agency, email="colleague@example.org", invited_by=person)
    log(agency, "members.invite", user=person, data={"email": person.email, "person": person.get_full_name()})
    log(request, "members.refuse", user=person, data={"reason": f"Because {MARK}"})
    log(person, "wagtail.edit", user=person)
    cells = {"email": person.email, "first_name": f"Ona-{MARK}", "last_name": f"Náñez-{MARK}"}
    ImportRun.objects.create(kind="people", file_name="people.csv", rows=[cells], changes=[{"now": cells}])
    post("removed", key=f"{person.pk}:once", to=person.email, language="en", agency=str(agency))
    return User.objects.get(pk=person.pk)


def with_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def every_word():
    """All that stands in the tables of people, of their letters, logs and sessions."""
    for model in [
        *apps.get_app_config("members").get_models(),
        ModelLogEntry,
        EmailAddress,
        UserSession,
        Authenticator,
    ]:
        for row in model.objects.values_list():
            yield from (f"{model.__name__}: {json.dumps(value, default=str, ensure_ascii=False)}" for value in row)


def holding(word):
    return [text for text in every_word() if word.lower() in text.lower()]


# --- my data


def test_the_file_holds_everything_and_no_secret(person):
    client = Client()
    client.force_login(person)
    client.get(reverse("profile"))
    response = client.get(reverse("my_data_json"))
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"].startswith("attachment")
    data = json.loads(response.content)
    assert {"account", "profile", "access_requests", "invitations", "log", "sessions", "second_factors"} <= set(data)
    assert data["account"]["email"] == person.email
    assert data["account"]["agency"] == str(person.agency)
    assert data["profile"]["biography"] == f"{MARK} plays."
    assert data["profile"]["expertise"] == ["Youth"]
    assert data["profile"]["spoken_languages"] == ["Vietnamese"]
    assert [row["reason"] for row in data["access_requests"]] == [MARK, f"I am {MARK}."]
    assert len(data["invitations"]) == 3
    assert data["sessions"][0]["ip"] == "127.0.0.1"
    assert [row["type"] for row in data["second_factors"]] == ["totp"]
    assert data["letters"][-1]["key"].startswith("removed:")
    assert any(row["about_me"] for row in data["log"])
    text = response.content.decode()
    assert "colleague@example.org" not in text  # that is somebody else's
    secret = Authenticator.objects.get(user=person).data["secret"]
    assert secret not in text
    assert person.password not in text
    assert Session.objects.first().session_key not in text


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_page_tells_the_same_to_read(person, language):
    client = Client()
    client.force_login(person)
    html = client.get(f"{language}/accounts/data/").content.decode()
    for words in (person.email, f"{MARK} plays.", f"I am {MARK}.", "127.0.0.1"):
        assert words in html
    assert "colleague@example.org" not in html


def test_it_is_ones_own_data_only(person):
    assert Client().get(reverse("my_data_json"))["Location"].startswith("/accounts/login/")
    other = Client()
    other.force_login(a_user())
    assert MARK not in other.get(reverse("my_data_json")).content.decode()
    assert MARK not in other.get(reverse("my_data")).content.decode()


# Where a row points at a person: the part of their data that tells of it and forgets it.
PART_OF = {
    "account.EmailAddress.user": "account",
    "assistance.Attachment.by": "assistance_messages",
    "assistance.Case.requester": "assistance_requests",
    "assistance.Event.by": "assistance_requests",
    "assistance.Message.by": "assistance_messages",
    "assistance.TimeSpent.by": "log",
    "events.Attendance.noted_by": "log",
    "events.Attendance.person": "event_attendance",
    "events.CalendarAddress.person": "calendar_address",
    "events.Ledger.cancelled_by": "log",
    "events.Message.sent_by": "log",
    "events.Registration.person": "event_registrations",
    "forum.Act.about": "forum_moderation",
    "forum.Act.by": "forum_moderation",
    "forum.AnonymousAuthor.person": "forum_posts",
    "forum.BoardChoice.person": "forum_following",
    "forum.BoardRead.person": "forum_following",
    "forum.Draft.person": "forum_posts",
    "forum.Helpful.person": "forum_posts",
    "forum.Mention.person": "forum_following",
    "forum.Post.author": "forum_posts",
    "forum.PostRevision.editor": "forum_posts",
    "forum.PostingSuspension.by": "forum_moderation",
    "forum.PostingSuspension.person": "forum_moderation",
    "forum.Preferences.person": "forum_following",
    "forum.ReadMarker.person": "forum_following",
    "forum.Report.reporter": "forum_moderation",
    "forum.Review.claimed_by": "forum_moderation",
    "forum.Review.decided_by": "forum_moderation",
    "forum.Topic.author": "forum_posts",
    "forum.TopicFollow.person": "forum_following",
    "library.View.user": "watched",
    "library.Watched.user": "watched",
    "members.AccessRequest.decided_by": "log",
    "members.ImportRun.created_by": "log",
    "members.Invitation.accepted_by": "invitations",
    "members.Invitation.invited_by": "invitations",
    "members.SpokenLanguage.person": "profile",
    "members.User_expertise.user": "profile",
    "members.User_groups.user": "account",
    "members.User_user_permissions.user": "account",
    "mfa.Authenticator.user": "second_factors",
    "usersessions.UserSession.user": "sessions",
}


def test_every_row_that_points_at_a_person_belongs_to_a_part_of_their_data():
    """Beside the traces of work in the admin, whose people cannot leave this way."""
    work = {"locked_by", "owner", "uploaded_by_user", "last_translated_by"}
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is User and field.name not in work and not model._meta.app_label.startswith("wagtail")
    }
    assert found == set(PART_OF)
    assert set(PART_OF.values()) <= {part.name for part in personal_data.parts()}


# --- closing


def test_the_page_says_what_goes_what_becomes_nameless_and_what_stays(person):
    client = Client()
    client.force_login(person)
    html = client.get(reverse("close_account")).content.decode()
    for part in personal_data.parts():
        for words in filter(None, [part.deleted, part.former, part.kept]):
            assert str(words) in html
    assert "Nobody else does" in html
    a_member(agency=person.agency, is_coordinator=True, first_name="Cora", last_name="Second")
    assert "Cora Second goes on alone" in client.get(reverse("close_account")).content.decode()


def test_closing_leaves_nothing_that_names_the_person(person, django_capture_on_commit_callbacks):
    photo, email, pk = person.photo, person.email, person.pk
    elsewhere, client = Client(), Client()
    for browser in (elsewhere, client):
        browser.force_login(person)
        browser.get(reverse("profile"))
    assert holding(MARK)
    with_password(client)
    keys = [browser.session.session_key for browser in (client, elsewhere)]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("close_account"), {"is_sure": "on"})
    assert response.status_code == 302
    assert holding(MARK) == []
    assert not photo.storage.exists(photo.name)

    person = User.objects.get(pk=pk)
    assert str(person) == "Former member"
    assert person.closed_at
    assert not person.is_active
    assert not person.has_usable_password()
    assert person.email == f"former-{pk}@closed.invalid"
    assert (person.agency, person.is_coordinator, person.groups.count()) == (None, False, 0)
    assert not person.expertise.exists()
    assert not person.spoken_languages.exists()
    assert not Authenticator.objects.filter(user=person).exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert not Session.objects.filter(session_key__in=keys)
    for browser in (client, elsewhere):
        assert "/accounts/login/" in browser.get(reverse("profile"))["Location"]

    (letter,) = mail.outbox
    assert letter.to == [email]
    assert "account is closed" in letter.subject
    assert not Letter.objects.filter(to=email).exists()


def test_what_the_award_requires_stays(person):
    agency = person.agency
    requests = set(AccessRequest.objects.exclude(decided_at=None).values_list("pk", "agency", "status", "decided_at"))
    entries = ModelLogEntry.objects.count()
    close_account(person)
    kept = AccessRequest.objects.filter(agency=agency)
    assert set(kept.values_list("pk", "agency", "status", "decided_at")) == requests
    assert {(row.name, row.reason) for row in kept} == {("", "")}
    assert ModelLogEntry.objects.count() >= entries
    accepted = Invitation.objects.get(accepted_by=person)
    assert (accepted.agency, accepted.name) == (agency, "")
    assert not Invitation.objects.filter(email__startswith="former").unanswered().exists()
    assert Invitation.objects.get(email="colleague@example.org").invited_by == person


def test_what_is_about_others_stays_as_it_is(person):
    other = a_request(person.agency, first_name="Ona", last_name="Other", reason="Mine.")
    log(other, "members.confirm", data={"email": other.email})
    letter = Letter.objects.create(key="x:1", template="x", to=other.email, language="en")
    close_account(person)
    other.refresh_from_db()
    letter.refresh_from_db()
    assert (other.reason, letter.to) == ("Mine.", other.email)
    assert ModelLogEntry.objects.filter(action="members.confirm").latest("timestamp").data == {"email": other.email}


def test_a_name_that_others_have_too_is_theirs():
    office, agency = a_user("Membership staff"), an_agency()
    namesake = a_request(agency, first_name="Rival", last_name="Person")
    refuse(namesake, by=office, reason="Forged letter")
    invite(agency=agency, by=office, email="rival@example.org", first_name="Rival", last_name="Person")
    entries = ModelLogEntry.objects.order_by("pk").values()
    before = list(entries)
    leaver = a_member(first_name="Rival", last_name="Person")
    a_request(agency, email=leaver.email, first_name="Rival", last_name="Person")  # anybody may name an agency
    close_account(leaver)
    assert list(entries) == before


def test_what_was_decided_about_somebody_loses_their_name_wherever_it_was_noted(django_capture_on_commit_callbacks):
    office, agency = a_user("Membership staff"), an_agency()
    refused = a_request(agency, first_name=MARK, last_name="Refused", email="q@example.org")
    refuse(refused, by=office, reason="They drink.")
    person = accept(
        an_invitation(agency, email="q@example.org"), password=PASSWORD, first_name=MARK, last_name="Refused"
    )
    remove(person, by=office)
    log(agency, "members.remove", data={"person": f"{MARK} Refused", "agency": str(agency)})  # by its agency alone
    with django_capture_on_commit_callbacks(execute=True):
        close_account(User.objects.get(pk=person.pk))
    Letter.objects.filter(template="refused").delete()
    assert holding(MARK) == holding("They drink") == []
    assert ModelLogEntry.objects.filter(action="members.refuse").count() == 2


def test_a_reason_that_is_about_others_stays():
    agency = an_agency()
    person = a_member(agency=agency, first_name=MARK, last_name="Asks")
    log(agency, "members.refuse", data={"person": "Somebody Else", "reason": f"{MARK} Asks says no."})
    close_account(person)
    assert ModelLogEntry.objects.get(action="members.refuse").data == {
        "person": "Somebody Else", "reason": f"former-{person.pk} says no.",
    }  # fmt: skip


def test_closing_asks_who_it_is_and_whether_they_are_sure():
    plain, client = a_member(), Client()
    client.force_login(plain)  # no password given lately
    assert "is_sure" in client.post(reverse("close_account")).context["form"].errors
    response = client.post(reverse("close_account"), {"is_sure": "on"})
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    plain.refresh_from_db()
    assert not plain.closed_at
    client.post(response["Location"], {"password": "wrong"})
    plain.refresh_from_db()
    assert not plain.closed_at
    client.post(response["Location"], {"password": PASSWORD, "next": reverse("close_account")})  # and it goes on
    plain.refresh_from_db()
    assert plain.closed_at


def test_an_account_with_a_passkey_alone_confirms_with_it():
    person = a_member()
    person.set_unusable_password()
    person.save()
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}})
    client = Client()
    client.force_login(person)
    response = client.post(reverse("close_account"), {"is_sure": "on"})
    assert response["Location"].startswith("/accounts/second-factor/")
    assert not User.objects.get(pk=person.pk).closed_at


@pytest.mark.parametrize("role", ["Editors", "Membership staff", "Funder"])
def test_people_who_work_here_ask_a_colleague(role):
    person = a_user(role)
    client = Client()
    client.force_login(person)
    assert "Ask a colleague" in client.get(reverse("close_account")).content.decode()
    assert client.post(reverse("close_account"), {"is_sure": "on"}).status_code == 403
    with pytest.raises(PermissionDenied):
        close_account(person)
    assert not User.objects.get(pk=person.pk).closed_at


def test_pressed_twice_it_happens_once(person, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert close_account(person) is True
        moment = User.objects.get(pk=person.pk).closed_at
        assert close_account(person) is False
    assert User.objects.get(pk=person.pk).closed_at == moment
    assert len(mail.outbox) == 1


def test_the_same_person_may_come_back(person):
    email = person.email
    close_account(person)
    assert a_member(email=email, agency=person.agency).pk != person.pk


def test_a_last_letter_that_could_not_be_sent_keeps_its_address_until_it_is(person):
    close_account(person)  # nothing is committed in this test, so nothing was sent
    letter = Letter.objects.get(template="account_closed")
    assert letter.to == person.email
    assert forget_addresses_of_last_letters() == 0
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now() - timedelta(hours=1))
    assert forget_addresses_of_last_letters() == 1
    letter.refresh_from_db()
    assert letter.to == "former@closed.invalid"


def test_an_app_adds_its_own_part(person, monkeypatch):
    monkeypatch.setattr(personal_data, "_parts", personal_data.parts())
    seen = []

    @personal_data.register
    class Posts(personal_data.PersonalData):
        name, heading, former = "posts", "Posts", "Your posts."

        def collect(self, user):
            return [{"text": "Hello"}]

        def on_closing(self, user):
            seen.append(user.email)

    client = Client()
    client.force_login(person)
    assert json.loads(client.get(reverse("my_data_json")).content)["posts"] == [{"text": "Hello"}]
    assert "Your posts." in client.get(reverse("close_account")).content.decode()
    email = person.email
    close_account(person)
    assert seen == [email]  # it still met the person as they were
