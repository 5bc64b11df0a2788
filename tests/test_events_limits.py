"""Who may no longer come hears nothing and holds nothing; what is said and uploaded has its limits."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from content.models import SiteDocument
from events import attending
from events.announcing import call_off
from events.attendance import Attendance
from events.due import move_waiting_lists, remind
from events.messages import Message, To
from events.messaging import send
from events.models import EventPage
from events.registering import Refused, accept, cancel, register
from members.models import Letter
from tests.builders import a_member, a_user
from tests.events_builders import a_registration, an_event
from tests.findings import asks, index_everything

pytestmark = pytest.mark.django_db


def suspend(member):
    member.membership_suspended_at = timezone.now()
    member.save()


def letters(about):
    return Letter.objects.filter(key__startswith=f"events/{about}:")


# --- people who may not come


@pytest.mark.parametrize("make", [a_user, a_member])
def test_an_account_that_is_no_members_registers_only_where_everybody_may(make):
    person = make()
    if make is a_member:
        suspend(person)
    with pytest.raises(Refused):
        register(an_event(), person=person)
    assert register(an_event(is_open_to_public=True), person=person).status == "registered"


def test_the_link_to_join_closes_with_the_membership(client):
    event = an_event(starts=timedelta(minutes=10), hours=1)
    member = a_member()
    a_registration(event, person=member)
    client.force_login(member)
    assert client.get(f"{event.url}join/").status_code == 200
    suspend(member)
    assert client.get(f"{event.url}join/").status_code == 404


def test_an_event_closed_to_its_guests_offers_and_tells_them_nothing_more():
    event = an_event(starts=timedelta(days=6), capacity=2, is_open_to_public=True)
    a_registration(event, email="guest@example.org", name="Guest")
    guest = a_registration(event, "waiting", email="waits@example.org", name="Waits")
    member = a_registration(event, "waiting", person=a_member(), queued_at=timezone.now() + timedelta(seconds=5))
    event = EventPage.objects.get(pk=event.pk)
    event.audience, event.is_open_to_public = "members", False
    event.save_revision().publish()
    remind()
    move_waiting_lists()
    guest.refresh_from_db()
    member.refresh_from_db()
    assert (guest.status, member.status) == ("waiting", "offered")
    assert not Letter.objects.filter(to__in=["guest@example.org", "waits@example.org"]).exists()


def test_nothing_is_offered_for_an_event_that_was_taken_from_the_site():
    event = an_event(starts=timedelta(days=6), capacity=1)
    first, second = a_registration(event), a_registration(event, "waiting")
    event.unpublish()
    cancel(first)
    second.refresh_from_db()
    assert second.status == "waiting"


def test_a_suspended_member_in_line_is_passed_over():
    event = an_event(starts=timedelta(days=6), capacity=1, audience="members")
    taken, waiting = a_registration(event), a_registration(event, "waiting", person=(member := a_member()))
    suspend(member)
    cancel(taken)
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    assert register(event, person=a_member()).status == "registered"  # and holds nobody up


def test_a_seat_of_a_cancelled_event_cannot_be_taken():
    event = an_event(capacity=1)
    row = a_registration(event, "offered", offered_until=timezone.now() + timedelta(hours=5))
    call_off(event, by=a_member(), reason="Snow.")
    assert not accept(row)
    assert not letters("registered").exists()


# --- words


@pytest.mark.parametrize(
    ("subject", "body"),
    [("Come to https://meetings.example.org/room", "Words."), ("Words", "See https://MEETINGS.example.org/room/")],
)
def test_no_message_holds_the_link_to_join(subject, body):
    event = an_event(join_url="https://meetings.example.org/room")
    a_registration(event)
    with pytest.raises(ValueError, match=r"^(Come|Words)"):
        send(event, by=a_user(), to=To.REGISTERED, subject=subject, body=body)
    assert not Message.objects.exists()


def test_a_message_sent_twice_at_once_is_one():
    event, staff = an_event(), a_user()
    a_registration(event)
    sent = {send(event, by=staff, to=To.REGISTERED, subject="Room", body="It is B12.").pk for _press in range(2)}
    assert len(sent) == letters("message").count() == 1


def test_a_handout_in_a_closed_collection_is_not_named_to_who_may_not_have_it(client):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    file = SimpleUploadedFile("sheet.txt", b"words")
    document = SiteDocument.objects.create(title="Heron handout", file=file, collection=closed)
    event = an_event(handouts=[{"type": "document", "value": document.pk}])
    assert "Heron handout" not in client.get(event.url).content.decode()
    client.force_login(a_member())
    assert "Heron handout" in client.get(event.url).content.decode()


def test_ones_own_event_is_listed_in_every_language(client):
    member = a_member(language="es")
    event = an_event(title="Only in English")
    a_registration(event, person=member)
    client.force_login(member)
    assert "Only in English" in client.get("/es/accounts/events/").content.decode()


# --- search


def test_the_search_tells_strangers_neither_words_nor_counts_of_members_events():
    an_event(title="Zebrafish evening", audience="members")
    index_everything()
    assert asks(AnonymousUser(), "zebrafish").total == 0
    assert asks(a_member(), "zebrafish").total == 1


def test_an_event_closed_later_is_closed_to_the_search_at_once():
    event = an_event(title="Zebrafish evening")
    index_everything()
    assert asks(AnonymousUser(), "zebrafish").total == 1
    EventPage.objects.filter(pk=event.pk).update(audience="members")  # the index was not told
    assert asks(AnonymousUser(), "zebrafish").total == 0


# --- uploads and times


@pytest.mark.parametrize("duration", ["9" * 400 + "s", "9" * 5000 + "h", "9" * 30])
def test_a_duration_without_measure_is_none(duration):
    [line] = attending.read(SimpleUploadedFile("a.csv", f"Name,Duration\nAna Ruiz,{duration}\n".encode()))
    assert line.minutes == 0


def test_namesakes_noted_by_hand_stay_when_a_file_brings_another():
    event, staff = an_event(starts=timedelta(days=-2)), a_user()
    for _person in range(2):
        attending.walk_in(event, name="Ana Ruiz", agency=None, mode="in_person", minutes=200, by=staff)
    [line] = attending.read(SimpleUploadedFile("a.csv", b"Name,Duration\nAna Ruiz,5\n"))
    for _upload in range(2):
        attending.take_over(event, [line], {line.number: ("walk-in", "")}, by=staff)
    noted = Attendance.objects.filter(event=event).values_list("mode", "minutes")
    assert sorted(noted) == [("in_person", 200), ("in_person", 200), ("online", 5)]
