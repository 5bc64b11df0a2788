"""Calendars: files and feeds that two independent readers understand, at the right instant in every zone."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from content.zones import ZONES
from events.announcing import call_off
from events.calendars import _entry, calendar_of, google_url, outlook_url, uid_of
from events.models import CalendarAddress, Ledger
from events.times import instant, is_repeated, is_skipped, span, wall
from tests.builders import a_member, a_user, an_agency, restrict
from tests.events_builders import an_event, an_events_list, in_spanish

pytestmark = pytest.mark.django_db

FIVE_ZONES = ["America/New_York", "America/Denver", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"]
# Local times around both changes of clocks in 2027: March 14 and November 7.
AROUND = [
    datetime(2027, 3, 13, 13), datetime(2027, 3, 14, 1, 30), datetime(2027, 3, 14, 3, 30), datetime(2027, 7, 1, 9),
    datetime(2027, 11, 6, 13), datetime(2027, 11, 7, 3, 30), datetime(2027, 12, 1, 9),
]  # fmt: skip


def read_by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    for entry in calendar.walk("VEVENT"):
        yield str(entry["uid"]), entry.decoded("dtstart"), entry.decoded("dtend"), str(entry["status"])


def read_by_vobject(data):
    calendar = vobject.readOne(data.decode())
    for entry in calendar.contents.get("vevent", []):
        yield entry.uid.value, entry.dtstart.value, entry.dtend.value, entry.status.value


def entries(data, reader):
    return {uid: (start, end, status) for uid, start, end, status in reader(data)}


def test_an_evening_in_the_west_stays_on_its_day_in_every_view(client):
    starts_at = datetime(2030, 1, 5, 22, tzinfo=ZoneInfo("America/Los_Angeles"))
    event = an_event(title="Late shift", starts_at=starts_at, time_zone="America/Los_Angeles")
    text = client.get("/events/").content.decode()
    assert "<span>Jan</span> <b>5</b> <span>2030</span>" in text
    assert "10 p.m." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "<b>5</b> <span>Sat</span>" in client.get("/events/?view=agenda").content.decode()
    month = client.get("/events/?view=month&month=2030-01").content.decode()
    assert '<span class="month__time">10 p.m. PST</span>' in month
    assert month.index('datetime="2030-01-05"') < month.index(event.get_url()) < month.index('datetime="2030-01-06"')


@pytest.mark.parametrize("reader", [read_by_icalendar, read_by_vobject])
@pytest.mark.parametrize("zone", FIVE_ZONES)
def test_two_readers_find_the_right_instant_around_both_changes_of_clocks(client, reader, zone):
    events = {}
    for local in AROUND:
        starts_at = instant(local, ZoneInfo(zone))
        event = an_event(starts_at=starts_at, hours=26, time_zone=zone)
        events[uid_of(event)] = event
    data = client.get(f"{an_events_list().get_url()}calendar/").content
    found = entries(data, reader)
    assert set(found) == set(events)
    for uid, event in events.items():
        start, end, status = found[uid]
        assert start.astimezone(UTC) == event.starts_at
        assert end.astimezone(UTC) == event.ends_at
        assert status == "CONFIRMED"
        assert start.replace(tzinfo=None) == wall(event.starts_at, event.zone)
    assert f"DTSTART;TZID={zone}:".encode() in data
    assert f"BEGIN:VTIMEZONE\r\nTZID:{zone}".encode() in data


@settings(max_examples=120, derandomize=True, database=None, deadline=None)
@given(
    local=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 12, 31)),
    zone=st.sampled_from([name for name, _label in ZONES]),
    fold=st.sampled_from([0, 1]),
)
def test_every_local_time_is_an_instant_and_comes_back(local, zone, fold):
    zone = ZoneInfo(zone)
    if is_skipped(local, zone):
        with pytest.raises(ValueError, match="20"):
            instant(local, zone)
        return
    moment = instant(local, zone, fold)
    assert wall(moment, zone).replace(fold=0) == local
    if is_repeated(local, zone):
        assert instant(local, zone, 1) - instant(local, zone, 0) == timedelta(hours=1)


@settings(max_examples=40, derandomize=True, database=None, deadline=None)
@given(
    title=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60),
    venue=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60),
)
def test_no_title_or_place_breaks_the_file(title, venue):
    moment = datetime(2027, 5, 1, 12, tzinfo=UTC)

    class Event:
        translation_key, starts_at, ends_at, zone = "x", moment, moment + timedelta(hours=1), ZoneInfo("America/Denver")
        lead, is_online, takes_registrations, last_published_at = title, True, True, moment

        def get_full_url(self):
            return "http://localhost/events/x/"

    event = Event()
    event.title, event.venue = title, venue
    found = icalendar.Calendar.from_ical(_entry_alone(event)).walk("VEVENT")
    assert len(found) == 1
    assert str(found[0]["summary"]) == title
    assert len(vobject.readOne(_entry_alone(event).decode()).contents["vevent"]) == 1


def _entry_alone(event):
    from_model = icalendar.Calendar()
    from_model.add("prodid", "x")
    from_model.add("version", "2.0")
    from_model.add_component(_entry(event, None, False))
    return from_model.to_ical()


def test_the_file_keeps_its_identity_in_every_language_and_counts_changes():
    event = an_event()
    spanish = in_spanish(event)
    assert uid_of(event) == uid_of(spanish)
    before = Ledger.of(event).sequence
    event.refresh_from_db()
    event.save_revision().publish()
    assert Ledger.of(event).sequence == before
    event.venue = "Town hall"
    event.save_revision().publish()
    assert Ledger.of(event).sequence == before + 1
    assert f"SEQUENCE:{before + 1}".encode() in calendar_of([event])


def test_a_cancelled_event_is_told_as_cancelled():
    event = an_event()
    call_off(event, by=a_user(), reason="Snow.")
    for reader in (read_by_icalendar, read_by_vobject):
        ((_start, _end, status),) = entries(calendar_of([event]), reader).values()
        assert status == "CANCELLED"


def test_the_file_never_holds_the_link_to_join():
    event = an_event(starts=timedelta(minutes=5))
    assert b"secret-room" not in calendar_of([event])
    assert "secret-room" not in google_url(event) + outlook_url(event)


def test_links_to_calendars_on_the_web_name_the_instant():
    event = an_event(starts_at=datetime(2027, 7, 1, 17, tzinfo=UTC), time_zone="America/Chicago")
    assert parse_qs(urlsplit(google_url(event)).query)["dates"] == ["20270701T170000Z/20270701T180000Z"]
    assert parse_qs(urlsplit(outlook_url(event)).query)["startdt"] == ["2027-07-01T17:00:00Z"]


# --- the public feed


def test_the_public_feed_has_what_everybody_may_open_whoever_asks(client):
    public, members = an_event(), an_event(audience="members")
    restricted = an_event()
    restrict(restricted)
    client.force_login(a_member())
    data = client.get(f"{an_events_list().get_url()}calendar/").content
    assert set(entries(data, read_by_icalendar)) == {uid_of(public)}
    assert members.title.encode() not in data


def test_each_language_has_its_feed(client):
    event = an_event(title="Meeting")
    spanish = in_spanish(event, title="Reunión")
    data = client.get(f"{spanish.get_parent().get_url()}calendar/").content.decode()
    assert "Reunión" in data
    assert "Meeting" not in data


# --- the personal feed


@pytest.fixture
def own(client):
    def ask(address):
        return client.get(urlsplit(address).path)

    return ask


def test_a_members_own_feed_has_the_members_events(own):
    person, public, members = a_member(), an_event(), an_event(audience="members")
    answer = own(CalendarAddress.renew(person))
    assert set(entries(answer.content, read_by_vobject)) == {uid_of(public), uid_of(members)}
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_the_address_opens_nothing_else(client, own):
    event = an_event(audience="members")
    own(CalendarAddress.renew(a_member()))
    assert client.get(event.get_url()).status_code == 302
    assert client.get("/accounts/events/").status_code == 302


def test_a_new_address_ends_the_old_one(own):
    person = a_member()
    old, new = CalendarAddress.renew(person), CalendarAddress.renew(person)
    assert own(old).status_code == 404
    assert own(new).status_code == 200


def test_the_address_ends_when_it_is_switched_off_and_with_the_membership(client, own):
    person = a_member()
    address = CalendarAddress.renew(person)
    client.force_login(person)
    client.post("/accounts/events/", {"act": "revoke"})
    assert own(address).status_code == 404
    address = CalendarAddress.renew(person)
    person.agency.awards.update(ends_on=timezone.localdate())
    assert own(address).status_code == 404


def test_suspended_people_and_guesses_get_nothing(own, client):
    suspended = a_member(agency=an_agency(), membership_suspended_at=timezone.now())
    assert own(CalendarAddress.renew(suspended)).status_code == 404
    assert client.get(f"/calendars/{'a' * 22}.ics").status_code == 404


def test_the_secret_is_kept_nowhere():
    address = CalendarAddress.renew(a_member())
    assert CalendarAddress.objects.get().digest not in address


def test_a_person_gets_an_address_on_their_own_page(client):
    client.force_login(a_member())
    page = client.post("/accounts/events/", {"act": "renew"}).content.decode()
    assert "/calendars/" in page
    assert "webcal://" in page
    assert "/calendars/" not in client.get("/accounts/events/").content.decode()


def test_a_time_of_day_is_never_broken_between_two_lines():
    zone = ZoneInfo("America/New_York")
    words = span(*(instant(datetime(2027, 3, 9, hour), zone) for hour in (13, 14)), zone)
    assert words == "Tuesday, March 9, 2027, 1\N{NO-BREAK SPACE}p.m. to 2\N{NO-BREAK SPACE}p.m. EST"


def test_a_time_in_spanish_has_twelve_hours():
    zone = ZoneInfo("America/New_York")
    with translation.override("es"):
        words = span(*(instant(datetime(2027, 3, 9, hour), zone) for hour in (11, 13)), zone)
    assert words.replace("\N{NO-BREAK SPACE}", " ") == "martes, 9 de marzo de 2027, de 11:00 a.m. a 1:00 p.m. EST"
