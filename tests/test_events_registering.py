"""Registering for an event: one step, a fair line, nothing given away twice or to the wrong person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.due import forget_unconfirmed_registrations, move_waiting_lists
from events.models import RecipientList, Registration
from events.registering import Refused, accept, ask, cancel, confirm, register
from members.letters import Letter
from tests.builders import a_member, a_user
from tests.events_builders import a_registration, an_event, in_spanish, questions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent_at_once(django_capture_on_commit_callbacks):
    """Letters leave as they do in life: when the change is safe."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


def statuses(event):
    return list(Registration.objects.of(event).order_by("pk").values_list("status", flat=True))


def letters_to(person):
    return list(Letter.objects.filter(to=person.email).order_by("pk").values_list("template", flat=True))


def a_guest(event, email="guest@example.org"):
    ask(event, email=email, language="en", name="Gil Guest", organization="", time_zone="America/Chicago")
    return Registration.objects.get(email=email)


def test_a_member_registers_in_one_step(client):
    event, person = an_event(), a_member()
    client.force_login(person)
    page = client.get(event.get_url()).content.decode()
    assert "Register</button>" in page
    answer = client.post(f"{event.get_url()}register/")
    assert answer.status_code == 302
    assert "You are registered." in client.get(event.get_url()).content.decode()
    assert letters_to(person) == ["events/registered"]


def test_whoever_registers_twice_has_one_seat_and_one_letter():
    event, person = an_event(), a_member()
    assert register(event, person=person) == register(event, person=person)
    assert letters_to(person) == ["events/registered"]


def test_a_registration_made_in_spanish_is_for_the_same_event():
    event = an_event(capacity=1)
    spanish = in_spanish(event)
    first, second = a_member(language="es"), a_member()
    register(spanish, person=first)
    assert register(event, person=second).status == "waiting"
    assert set(Registration.objects.values_list("event", flat=True)) == {event.pk}


def test_who_comes_when_all_seats_are_taken_waits_in_order():
    event = an_event(capacity=1)
    people = [a_member() for _number in range(3)]
    rows = [register(event, person=person) for person in people]
    assert statuses(event) == ["registered", "waiting", "waiting"]
    assert list(Registration.objects.of(event).in_line()) == rows[1:]


def test_a_seat_given_back_is_offered_to_who_is_next_and_held_for_a_day():
    event = an_event(capacity=1)
    first, second, third = (a_member() for _number in range(3))
    rows = [register(event, person=person) for person in (first, second, third)]
    assert cancel(rows[0])
    assert statuses(event) == ["cancelled", "offered", "waiting"]
    offered = Registration.objects.get(pk=rows[1].pk)
    assert timedelta(hours=23) < offered.offered_until - timezone.now() <= timedelta(hours=24)
    assert letters_to(second) == ["events/waiting", "events/offer"]
    assert accept(offered)
    assert statuses(event) == ["cancelled", "registered", "waiting"]
    assert letters_to(second)[-1] == "events/registered"


def test_an_offer_that_nobody_takes_goes_to_the_next():
    event = an_event(capacity=1)
    first, second, third = (a_member() for _number in range(3))
    rows = [register(event, person=person) for person in (first, second, third)]
    cancel(rows[0])
    Registration.objects.filter(pk=rows[1].pk).update(offered_until=timezone.now() - timedelta(minutes=1))
    assert not accept(rows[1])
    assert move_waiting_lists() == 1
    assert move_waiting_lists() == 0
    assert statuses(event) == ["cancelled", "cancelled", "offered"]
    assert letters_to(second)[-1] == "events/offer_over"


def test_close_to_the_start_an_offer_holds_for_half_of_what_is_left():
    event = an_event(starts=timedelta(hours=4), capacity=1)
    rows = [register(event, person=a_member()) for _number in range(2)]
    cancel(rows[0])
    held = Registration.objects.get(pk=rows[1].pk).offered_until - timezone.now()
    assert timedelta(minutes=110) < held <= timedelta(hours=2)


def test_nobody_overtakes_the_line_while_a_seat_is_offered():
    event = an_event(capacity=2)
    rows = [register(event, person=a_member()) for _number in range(3)]
    cancel(rows[0])
    assert register(event, person=a_member()).status == "waiting"


def test_more_seats_are_offered_to_who_waits_as_soon_as_they_are_published():
    event = an_event(capacity=1)
    for _number in range(3):
        register(event, person=a_member())
    event.capacity = 2
    event.save_revision().publish()
    assert statuses(event) == ["registered", "offered", "waiting"]


def test_whoever_gave_a_seat_back_may_come_again_at_the_end_of_the_line():
    event = an_event(capacity=1)
    first, second = a_member(), a_member()
    row = register(event, person=first)
    register(event, person=second)
    cancel(row)
    assert register(event, person=first).status == "waiting"
    assert Registration.objects.of(event).count() == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"starts": timedelta(hours=-3)}, "over"),
        ({"starts": timedelta(minutes=-5)}, "closed"),
        ({"takes_registrations": False}, "No registration"),
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, "not opened"),
        ({"registration_closes_at": timezone.now() - timedelta(days=1)}, "closed"),
    ],
)
def test_nobody_registers_when_it_is_not_open(client, fields, why):
    event, person = an_event(**fields), a_member()
    with pytest.raises(Refused, match=why):
        register(event, person=person)
    client.force_login(person)
    assert client.post(f"{event.get_url()}register/").status_code == 409
    assert not Registration.objects.exists()


def test_only_members_register_for_what_is_for_members(client):
    event, stranger = an_event(audience="members"), a_user()
    with pytest.raises(Refused):
        register(event, person=stranger)
    client.force_login(stranger)
    assert client.post(f"{event.get_url()}register/").status_code == 403


# --- without an account


def test_a_guest_has_a_seat_only_after_a_click_on_the_link_and_the_button(client):
    event = an_event(is_open_to_public=True)
    address = f"{event.get_url()}register/"
    facts = {"name": "Gil Guest", "email": "Guest@Example.org", "time_zone": "America/Chicago", "organization": ""}
    assert client.post(address, facts).status_code == 200
    row = Registration.objects.get(email="guest@example.org")
    assert row.status == "unconfirmed"
    path = row.manage_url.removeprefix("http://localhost")
    assert client.get(path).status_code == 200
    assert statuses(event) == ["unconfirmed"]
    client.post(path, {"act": "confirm"})
    assert statuses(event) == ["registered"]


def test_a_guest_learns_nothing_about_an_address(client):
    event = an_event(is_open_to_public=True)
    person = a_member()
    register(event, person=person)
    answers = []
    for email in (person.email, "nobody@example.org"):
        facts = {"name": "Gil Guest", "email": email, "time_zone": "America/Chicago"}
        response = client.post(f"{event.get_url()}register/", facts)
        answers.append((response.status_code, response.content))
    assert answers[0] == answers[1]
    assert letters_to(person) == ["events/registered", "events/already"]


def test_a_guest_whose_address_is_an_accounts_registers_that_account():
    event, person = an_event(is_open_to_public=True), a_member()
    row = confirm(a_guest(event, person.email))
    assert (row.person, row.email, row.status) == (person, "", "registered")


def test_a_guest_is_not_asked_where_the_event_is_for_people_with_an_account(client):
    event = an_event()
    answer = client.post(f"{event.get_url()}register/", {"name": "x", "email": "guest@example.org"})
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    with pytest.raises(Refused):
        a_guest(event)


def test_one_mailbox_is_not_filled():
    event = an_event(is_open_to_public=True)
    for _number in range(9):
        a_guest(event)
    assert Letter.objects.filter(to="guest@example.org").count() <= 5


def test_what_is_not_confirmed_is_forgotten_after_three_days():
    event = an_event(is_open_to_public=True)
    row = a_guest(event)
    assert forget_unconfirmed_registrations() == 0
    Registration.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=4))
    assert forget_unconfirmed_registrations() == 1


@pytest.mark.parametrize("token", ["x", "MQ:x:y", "1" * 400])
def test_a_broken_link_is_told_so(client, token):
    assert client.get(f"/event-registrations/{token}/").status_code == 404
    assert client.post(f"/event-registrations/{token}/", {"act": "confirm"}).status_code == 404
    assert client.get(f"/event-registrations/{token}/join/").status_code == 404


# --- questions


def test_answers_stay_with_the_registration_and_go_to_their_list(client):
    people = RecipientList.objects.create(name="Interpreters", addresses="signs@example.org")
    rows = questions(
        ("text", "What do you need?", {"recipients": str(people.pk)}),
        ("choice", "Lunch?", {"choices": ["Meat", "Plants"], "is_required": True}),
        ("yes_no", "First time?", {}),
    )
    event, person = an_event(questions=rows), a_member()
    text, lunch, first = (f"question-{block.id}" for block in event.questions)
    client.force_login(person)
    assert client.post(f"{event.get_url()}register/", {text: "ASL"}).status_code == 200  # lunch is missing
    client.post(f"{event.get_url()}register/", {text: "ASL, please", lunch: "1", first: "yes"})
    row = Registration.objects.get(person=person)
    assert set(row.answers.values()) == {"ASL, please", "1", "yes"}
    letter = Letter.objects.get(to="signs@example.org").message()
    assert "ASL, please" in letter.body
    assert "Plants" not in letter.body


@pytest.mark.parametrize("value", ["7", "x", "-1", "9" * 30])
def test_an_answer_that_nobody_offered_is_refused(client, value):
    event = an_event(questions=questions(("choice", "Lunch?", {"choices": ["Meat", "Plants"]})))
    client.force_login(a_member())
    name = f"question-{event.questions[0].id}"
    assert client.post(f"{event.get_url()}register/", {name: value}).status_code == 200
    assert not Registration.objects.exists()


# --- the link to join


def test_the_link_to_join_shows_to_the_registered_alone_and_from_a_quarter_of_an_hour_before(client):
    event = an_event(starts=timedelta(minutes=14))
    row = a_registration(event)
    client.force_login(row.person)
    page = client.get(event.get_url()).content.decode()
    assert "secret-room" not in page
    answer = client.get(f"{event.get_url()}join/")
    assert "secret-room" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    client.force_login(a_member())
    assert client.get(f"{event.get_url()}join/").status_code == 302


@pytest.mark.parametrize("starts", [timedelta(minutes=20), timedelta(days=1), timedelta(hours=-2)])
def test_before_and_after_that_time_the_link_is_nowhere(client, starts):
    event = an_event(starts=starts)
    row = a_registration(event)
    client.force_login(row.person)
    for path in ("", "join/", "calendar/", "register/"):
        assert "secret-room" not in client.get(event.get_url() + path, follow=True).content.decode()


@pytest.mark.parametrize("status", ["waiting", "offered", "cancelled"])
def test_whoever_has_no_seat_has_no_link(client, status):
    event = an_event(starts=timedelta(minutes=5))
    row = a_registration(event, status, offered_until=timezone.now() + timedelta(minutes=2))
    client.force_login(row.person)
    assert "secret-room" not in client.get(f"{event.get_url()}join/", follow=True).content.decode()


def test_a_guest_joins_through_the_link_of_their_own_mail(client):
    event = an_event(starts=timedelta(minutes=5), is_open_to_public=True)
    row = a_registration(event, email="guest@example.org")
    path = f"/event-registrations/{row.token}/join/"
    assert "secret-room" in client.get(path).content.decode()


def test_whoever_leaves_the_waiting_list_is_told_of_no_seat(client):
    event = an_event(capacity=1)
    register(event, person=a_member())
    person = a_member()
    register(event, person=person)
    client.force_login(person)
    asked = client.get(f"{event.get_url()}cancel/").content.decode()
    assert "Leave the waiting list?" in asked
    assert "seat" not in asked[asked.index("<main") : asked.index("</main>")]
    answer = client.post(f"{event.get_url()}cancel/", follow=True).content.decode()
    assert "You are no longer on the waiting list." in answer
    assert statuses(event) == ["registered", "cancelled"]
