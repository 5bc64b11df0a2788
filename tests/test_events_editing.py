"""Editors and the desk: local times, the next meeting, rosters, attendance, messages."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events import attending
from events.attending import minutes_of
from events.models import Attendance, EventPage, Ledger, Message, RecipientList, Registration
from events.series import copy_event
from members.letters import Letter
from members.spreadsheets import Unreadable
from tests.builders import a_member, a_user, an_agency
from tests.events_builders import a_registration, an_event, an_events_list, in_spanish, questions
from tests.publications import a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    """Somebody who looks after events."""
    person = a_user("Events staff")
    client.force_login(person)
    return person


@pytest.fixture
def moderator(client):
    person = a_user("Moderators")
    client.force_login(person)
    return person


# --- local times


def form_data(event, **fields):
    """What the editor sends for an event."""
    form_class = type(event).get_edit_handler().get_form_class()
    form = form_class(instance=event, for_user=a_user(is_superuser=True))
    data = {}
    for name in form.fields:
        value = form[name].value()
        if name in ("agenda", "handouts", "questions", "body"):
            data[name] = streamfield([])
        elif isinstance(value, datetime):
            data[name] = value.strftime("%Y-%m-%d %H:%M")
        elif value is True:
            data[name] = "on"
        elif value not in (None, False):
            data[name] = value
    data |= {"publication_rows-TOTAL_FORMS": "0", "publication_rows-INITIAL_FORMS": "0"}
    data |= {"publication_rows-MIN_NUM_FORMS": "0", "publication_rows-MAX_NUM_FORMS": "1000"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    data |= {"comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    return nested_form_data(data | fields)


def filled_in(event, **fields):
    form_class = type(event).get_edit_handler().get_form_class()
    return form_class(form_data(event, **fields), instance=event, for_user=a_user(is_superuser=True))


@pytest.mark.parametrize(
    ("zone", "hour"), [("America/New_York", 17), ("America/Phoenix", 20), ("Pacific/Honolulu", 23), ("Pacific/Guam", 3)]
)
def test_an_editor_types_what_clocks_show_in_the_events_zone(zone, hour):
    form = filled_in(an_event(), time_zone=zone, starts_at="2027-07-01 13:00", ends_at="2027-07-01 14:00")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_at"].hour == hour
    event = form.save(commit=False)
    assert event.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime(2027, 7, 1, 13)


def test_the_form_shows_the_local_time_again_whatever_zone_the_office_is_in():
    event = an_event(starts_at=datetime(2027, 7, 1, 20, tzinfo=UTC), time_zone="America/Phoenix")
    form = type(event).get_edit_handler().get_form_class()(instance=event, for_user=a_user(is_superuser=True))
    assert form["starts_at"].value() == datetime(2027, 7, 1, 13)


def test_a_time_that_clocks_never_show_is_refused():
    form = filled_in(an_event(), starts_at="2027-03-14 02:30", ends_at="2027-03-14 05:00")
    assert "jump over" in str(form.errors["starts_at"])


def test_a_time_that_comes_twice_is_asked_about():
    times = {"starts_at": "2027-11-07 01:30", "ends_at": "2027-11-07 05:00"}
    form = filled_in(an_event(), **times)
    assert "twice" in str(form.errors["starts_at"])
    moments = []
    for answer in ("0", "1"):
        form = filled_in(an_event(), **times, repeated_hour=answer)
        assert form.is_valid(), form.errors
        moments.append(form.cleaned_data["starts_at"])
    assert moments[1] - moments[0] == timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"starts_at": "2027-07-01 13:00", "ends_at": "2027-07-01 13:00"}, "ends_at"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"audience": "members", "is_open_to_public": "on"}, "is_open_to_public"),
        ({"is_online": "", "venue": ""}, "venue"),
        ({"capacity": "0"}, "capacity"),
        ({"time_zone": "Europe/Berlin"}, "time_zone"),
    ],
)
def test_what_cannot_be_is_refused_with_words(fields, where):
    form = filled_in(an_event(), **fields)
    assert where in form.errors


def test_an_event_is_written_in_the_editor_with_topics(client, moderator):
    topic = a_topic("Crisis")
    event = an_event()
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])
    assert client.get(address).status_code == 200
    data = form_data(event, title="Renamed") | {"topics": [str(topic.pk)], "action-publish": "1"}
    assert client.post(address, data).status_code == 302
    event = EventPage.objects.get(pk=event.pk)
    assert (event.title, [row.topic for row in event.topic_rows.all()]) == ("Renamed", [topic])


def test_a_new_time_holds_in_every_language_at_once_and_a_draft_in_none():
    event = an_event()
    spanish = in_spanish(event)
    event.starts_at += timedelta(hours=1)
    event.ends_at += timedelta(hours=2)
    event.save_revision()
    assert EventPage.objects.get(pk=spanish.pk).starts_at < event.starts_at
    event.get_latest_revision().publish()
    assert EventPage.objects.get(pk=spanish.pk).starts_at == event.starts_at
    spanish.starts_at -= timedelta(days=1)
    spanish.save_revision().publish()
    assert EventPage.objects.get(pk=spanish.pk).starts_at == event.starts_at


# --- the next one


def test_next_quarters_meeting_is_made_in_one_step_at_the_same_local_time(client, moderator):
    # Thirteen weeks later clocks have changed.
    event = an_event(title="Meeting", starts_at=datetime(2027, 1, 13, 18, tzinfo=UTC), capacity=30)
    a_registration(event)
    answer = client.post(reverse("event_desk:next", args=[event.pk]))
    copy = EventPage.objects.exclude(pk=event.pk).get(title="Meeting")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert not copy.live
    assert copy.starts_at == datetime(2027, 4, 14, 17, tzinfo=UTC)
    assert (copy.capacity, copy.join_url, copy.translation_key != event.translation_key) == (30, "", True)
    assert not Registration.objects.of(copy).exists()
    draft = copy.get_latest_revision_as_object()
    assert draft.starts_at == copy.starts_at


def test_an_event_for_members_is_copied_as_one_for_members():
    assert copy_event(an_event(audience="members"), by=a_user()).audience == "members"


def test_whoever_may_not_add_pages_makes_no_copy(client, staff):
    event = an_event()
    assert client.post(reverse("event_desk:next", args=[event.pk])).status_code in (302, 403)
    assert EventPage.objects.count() == 1


def test_the_desk_offers_what_its_people_may_do_now(client, staff):
    event = an_event(title="Meeting")
    roster, edit = (reverse(name, args=[event.pk]) for name in ("event_desk:roster", "wagtailadmin_pages:edit"))
    follow_up, call_off = (reverse(f"event_desk:{name}", args=[event.pk]) for name in ("next", "call_off"))
    for screen in (roster, reverse("event_desk:index")):
        page = client.get(screen).content.decode()
        assert (call_off in page, follow_up in page, edit in page) == (True, False, False)
    client.post(call_off, {"reason": "Snow."})
    page = client.get(roster).content.decode()
    assert "Meeting – cancelled: Snow." in page
    assert call_off not in page
    client.force_login(a_user("Events staff", "Moderators"))
    page = client.get(roster).content.decode()
    assert follow_up in page
    assert edit in page


# --- the desk


SCREENS = ["roster", "roster_results", "attendance", "upload", "message", "next", "call_off"]


@pytest.mark.parametrize("name", SCREENS)
def test_the_desk_is_for_staff_of_events_alone(client, name):
    event = an_event()
    a_registration(event)
    address = reverse(f"event_desk:{name}", args=[event.pk])
    for group in ("Events staff", "Moderators"):
        client.force_login(a_user(group))
        assert client.get(address).status_code == 200, group
    for group in ("Editors", "Translators", "Membership staff", "Funder", "Members"):
        client.force_login(a_user(group))
        assert client.get(address).status_code in (302, 403), group
        assert client.post(address, {"reason": "x"}).status_code in (302, 403, 405), group
    assert not Ledger.of(event).cancelled_at


def test_the_list_of_rosters_counts(client, staff):
    event = an_event(title="Counted", capacity=5)
    a_registration(event)
    a_registration(event, "waiting")
    a_registration(event, "cancelled")
    page = client.get(reverse("event_desk:index")).content.decode()
    assert "Counted" in page
    assert "1 of 5" in page
    assert client.get(reverse("event_desk:index") + "?when=past").status_code == 200
    assert client.get(reverse("event_desk:index") + "?q=Counted&kind=meeting").status_code == 200


def test_the_roster_filters_and_exports_without_formulas(client, staff):
    rows = questions(("text", "What do you need?", {}))
    event = an_event(questions=rows)
    answers = {event.questions[0].id: "=HYPERLINK(1)"}
    a_registration(event, person=a_member(first_name="Ada", last_name="Comes"), answers=answers)
    a_registration(event, "waiting", person=a_member(first_name="Will", last_name="Waits"))
    a_registration(event, "unconfirmed", email="nobody@example.org")
    address = reverse("event_desk:roster", args=[event.pk])
    page = client.get(address).content.decode()
    assert "Ada Comes" in page
    assert "Will Waits" in page
    assert "nobody@example.org" not in page
    page = client.get(f"{address}?status=waiting").content.decode()
    assert "Ada Comes" not in page
    assert "Will Waits" in page
    answer = client.get(f"{address}?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_staff_take_somebody_off_the_list_who_is_told(client, staff):
    event = an_event(capacity=1)
    row, next_one = a_registration(event), a_registration(event, "waiting")
    client.post(reverse("event_desk:unregister", args=[event.pk, row.pk]))
    assert list(Registration.objects.order_by("pk").values_list("status", flat=True)) == ["cancelled", "offered"]
    assert Letter.objects.filter(to=row.person.email, template="events/unregistered").exists()
    assert Letter.objects.filter(to=next_one.person.email, template="events/offer").exists()


def test_a_registration_of_another_event_is_not_reached_through_this_one(client, staff):
    row = a_registration(an_event())
    assert client.post(reverse("event_desk:unregister", args=[an_event().pk, row.pk])).status_code == 404


@pytest.mark.parametrize("number", [0, 10**17])
def test_an_event_that_is_not_there_is_not_found(client, staff, number):
    assert client.get(reverse("event_desk:roster", args=[number])).status_code == 404


def test_cancelling_needs_a_reason_and_shows_it(client, staff):
    event = an_event()
    address = reverse("event_desk:call_off", args=[event.pk])
    assert client.post(address, {"reason": " "}).status_code == 200
    assert not Ledger.of(event).cancelled_at
    assert client.post(address, {"reason": "The room is flooded."}).status_code == 302
    page = client.get(event.get_url()).content.decode()
    assert "The room is flooded." in page
    assert "does not take place" in page


def test_publishing_a_draft_does_not_bring_a_cancelled_event_back(client, staff):
    event = an_event()
    client.post(reverse("event_desk:call_off", args=[event.pk]), {"reason": "Snow."})
    event.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).state == "cancelled"


# --- messages


def test_a_message_is_looked_at_then_sent_once_to_each_and_logged(client, staff):
    event = an_event()
    there, absent, waits = a_registration(event), a_registration(event), a_registration(event, "waiting")
    Attendance.objects.create(event=event, registration=there, person=there.person)
    address = reverse("event_desk:message", args=[event.pk])
    facts = {"to": "absent", "subject": "We missed you", "body": "The notes are online."}
    preview = client.post(address, facts).content.decode()
    assert "1 person" in preview
    assert not Message.objects.exists()
    client.post(address, facts | {"send": "1"})
    assert [letter.to for letter in Letter.objects.filter(template="events/message")] == [absent.person.email]
    client.post(address, facts | {"to": "waiting", "send": "1"})
    assert Letter.objects.filter(to=waits.person.email).exists()
    log = client.get(address).content.decode()
    assert log.count("We missed you") == 2


def test_a_message_cannot_carry_the_link_to_join(client, staff):
    event = an_event()
    a_registration(event)
    facts = {"to": "registered", "subject": "Join", "body": f"Here: {event.join_url}", "send": "1"}
    client.post(reverse("event_desk:message", args=[event.pk]), facts)
    assert not Message.objects.exists()


# --- attendance


def upload(text, name="report.csv"):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


ZOOM = (
    "Meeting ID,Topic\n123,Quarterly meeting\n\n"
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n"
    "Ada Lovelace,ADA@example.gov,13:00,13:40,40,No\n"
    "Ada Lovelace,ada@example.gov,13:45,14:15,30,No\n"
    "Grace Hopper (she),,13:00,14:30,90,No\n"
    "Somebody's iPhone,,13:05,13:10,5,Yes\n"
)
TEAMS = "Name\tFirst Join\tIn-Meeting Duration\tEmail\nAda Lovelace\t1/1\t1h 5m 30s\tada@example.gov\n".encode("utf-16")


def test_a_meeting_tools_file_is_read_and_whoever_came_back_is_one_person():
    lines = attending.read(upload(ZOOM))
    assert [(line.name, line.email, line.minutes) for line in lines] == [
        ("Ada Lovelace", "ada@example.gov", 70),
        ("Grace Hopper (she)", "", 90),
        ("Somebody's iPhone", "", 5),
    ]
    assert attending.read(upload(TEAMS))[0].minutes == 66


@pytest.mark.parametrize(
    "text", ["", "x", "a,b\n1,2\n", "Name,Duration\n", b"\x00\x01", b"PK\x03\x04broken", 'Name\n"open']
)
def test_a_file_that_is_none_is_refused_with_words(client, staff, text):
    with pytest.raises(Unreadable):
        attending.read(upload(text))
    event = an_event()
    answer = client.post(reverse("event_desk:upload", args=[event.pk]), {"file": upload(text)})
    assert answer.status_code == 200
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45), ("45.6", 46), ("1:05:30", 66), ("0:45", 45), ("1h 5m 30s", 66), ("2 hours", 120), ("", 0), ("x", 0),
        ("9" * 30, 0), ("-5", 0),
    ],
)  # fmt: skip
def test_minutes_are_read_however_they_are_written(text, minutes):
    assert minutes_of(text) == minutes


def test_the_file_is_matched_by_address_then_by_name_and_the_rest_is_decided_on_one_screen(client, staff):
    event, agency = an_event(starts=timedelta(hours=-3)), an_agency(name="Harbor Police")
    ada = a_registration(event, person=a_member(email="ada@example.gov"))
    grace = a_registration(event, person=a_member(first_name="Grace", last_name="Hopper"))
    address = reverse("event_desk:upload", args=[event.pk])
    answer = client.post(address, {"file": upload(ZOOM)})
    assert [line.how for line, _name in answer.context["matched"]] == ["email", "name"]
    (unmatched,) = answer.context["unmatched"]
    assert not Attendance.objects.exists()
    choice = {f"who-{unmatched.number}": "walk-in", f"agency-{unmatched.number}": str(agency.pk)}
    for _time in range(2):  # sent twice
        client.post(address, {"lines": answer.context["signed"], **choice})
    rows = Attendance.objects.order_by("minutes").values_list("registration", "agency", "minutes")
    assert list(rows) == [(None, agency.pk, 5), (ada.pk, ada.agency_id, 70), (grace.pk, grace.agency_id, 90)]


def test_whoever_has_an_account_and_came_unregistered_counts_for_their_agency():
    event, person = an_event(), a_member(email="ada@example.gov")
    lines = attending.match(event, attending.read(upload("Email,Duration\nada@example.gov,30\n")))
    attending.take_over(event, lines, {}, by=a_user())
    assert Attendance.objects.get().agency == person.agency


def test_two_people_of_one_name_are_not_guessed():
    event = an_event()
    for _number in range(2):
        a_registration(event, person=a_member(first_name="Grace", last_name="Hopper"))
    (line,) = attending.match(event, attending.read(upload("Name,Duration\nGrace Hopper,30\n")))
    assert not line.is_matched


def test_what_was_not_signed_here_is_not_taken_over(client, staff):
    event = an_event()
    client.post(reverse("event_desk:upload", args=[event.pk]), {"lines": "forged"})
    assert not Attendance.objects.exists()


def test_attendance_is_noted_by_hand(client, staff):
    event = an_event(starts=timedelta(hours=-3))
    row, other = a_registration(event), a_registration(event)
    address = reverse("event_desk:attendance", args=[event.pk])
    facts = {
        f"row-{row.pk}-is_present": "on", f"row-{row.pk}-mode": "online", f"row-{row.pk}-minutes": "50",
        f"row-{other.pk}-mode": "in_person", f"row-{other.pk}-minutes": "0",
    }  # fmt: skip
    assert client.post(address, facts).status_code == 302
    assert list(Attendance.objects.order_by("pk").values_list("is_present", "minutes")) == [(True, 50), (False, 0)]
    assert client.post(address, facts | {f"row-{row.pk}-minutes": "many"}).status_code == 200
    walk_in = {"walk_in": "1", "walk-in-name": "Wanda Walker", "walk-in-mode": "in_person", "walk-in-minutes": "60"}
    client.post(address, walk_in)
    assert "Wanda Walker" in client.get(address).content.decode()


def test_an_event_that_was_counted_is_not_deleted(client):
    client.force_login(a_user(is_superuser=True))
    event = an_event()
    a_registration(event)
    client.post(reverse("wagtailadmin_pages:delete", args=[event.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[an_events_list().pk]))
    assert EventPage.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(("addresses", "is_right"), [("a@example.org\nB@example.org", True), ("nobody", False)])
def test_recipient_lists_hold_addresses(client, staff, addresses, is_right):
    client.post(reverse("recipient_lists:add"), {"name": "Interpreters", "addresses": addresses})
    assert RecipientList.objects.exists() == is_right


def test_the_role_exists_and_editors_read_no_rosters():
    rights = Group.objects.get(name="Events staff").permissions.values_list("codename", flat=True)
    assert set(rights) == {"access_admin", "open_resource_center", "manage_events", "view_figures"}
    assert not a_user("Editors").has_perm("events.manage_events")
