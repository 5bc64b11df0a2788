"""Recording views in the program report: on demand, without names; where live views are counted is said."""

from collections import Counter
from datetime import date, timedelta

import pytest

from library.models import View
from tests.builders import a_member, a_recording, a_resource_center, a_user, an_agency, know_the_rows
from tests.forum_builders import in_spanish
from tests.recordings import an_embed

pytestmark = pytest.mark.django_db

REPORT = "/cms/reports/figures/views/"
SPAN = {"start": "2026-03-01", "end": "2026-03-31"}
WITHOUT_CAPTIONS = {"no_captions_reason": "They are elsewhere."}


@pytest.fixture
def recordings():
    return a_resource_center()[1]


@pytest.fixture
def world(recordings):
    """Three videos, of which one plays on pages in two languages and one on none."""
    meeting, webinar, alone = (an_embed(title=title) for title in ("Meeting", "Webinar", "Alone"))
    in_spanish(a_recording(recordings, video=meeting, kind="meeting", **WITHOUT_CAPTIONS))
    a_recording(recordings, video=webinar, kind="webinar", **WITHOUT_CAPTIONS)
    ohio, texas = an_agency(state="OH"), an_agency(state="TX")
    first, second, third = (a_member(agency=agency, first_name="Zanzibar") for agency in (ohio, ohio, texas))
    for person, agency, video, day, seconds in [
        (first, ohio, meeting, "2026-03-01", 600),
        (first, ohio, meeting, "2026-03-02", 10),
        (second, ohio, webinar, "2026-03-31", 3600),
        (third, texas, meeting, "2026-03-15", 1800),
        (None, texas, alone, "2026-03-15", 60),
        (None, None, webinar, "2026-03-16", 90),
        (third, texas, webinar, "2026-03-15", 9),  # too short to be a view
        (first, ohio, meeting, "2026-02-28", 500),
        (first, ohio, meeting, "2026-04-01", 500),
    ]:
        View.objects.create(user=person, agency=agency, video=video, day=day, seconds=seconds)
    return {meeting.pk: "meeting", webinar.pk: "webinar", alone.pk: None}


def test_every_number_of_views_equals_an_independent_count_and_its_rows(client, world):
    client.force_login(a_user("Membership staff"))
    context = client.get(REPORT, SPAN).context
    views = [row for row in View.objects.all() if row.seconds >= 10 and row.day.month == 3]
    assert len(views) == 6
    assert {number.name: value for number, value, _url in context["numbers"]} == {
        "views": len(views),
        "recordings": len({row.video_id for row in views}),
        "agencies": len({row.agency_id for row in views} - {None}),
        "hours": round(sum(row.seconds for row in views) / 3600, 1),
    }
    charts = {chart["breakdown"].name: chart["parts"] for chart in context["charts"]}
    assert {name: {part.value: part.count for part, _url in parts} for name, parts in charts.items()} == {
        "kind": Counter(world[row.video_id] for row in views),
        "recording": Counter(row.video_id for row in views),
        "state": Counter(row.agency and row.agency.state for row in views),
        "agency": Counter(row.agency_id for row in views),
    }
    rows = {number.name: client.get(url).context["listing"].paginator.count for number, _n, url in context["numbers"]}
    assert rows == {"views": 6, "recordings": 6, "agencies": 5, "hours": 6}
    for name, parts in charts.items():
        for part, url in parts:
            assert client.get(url).context["listing"].paginator.count == part.count, (name, part.label)


def test_the_rows_of_views_name_no_person(client, world):
    client.force_login(a_user("Membership staff"))
    address, query = f"{REPORT}rows/", SPAN | {"number": "views"}
    text = client.get(address, query | {"export": "csv"}).content.decode()
    assert "Webinar" in text
    assert "Zanzibar" not in text + client.get(address, query).content.decode()


@pytest.mark.parametrize("role", ["Funder", "Assistance staff"])
def test_others_read_the_numbers_of_views_and_no_rows(client, world, role):
    client.force_login(a_user(role))
    html = client.get(REPORT, SPAN).content.decode()
    assert "Views on demand" in html
    assert "/rows/" not in html
    assert client.get(f"{REPORT}rows/?number=views").status_code == 302


@pytest.mark.parametrize("role", ["Events staff", "Editors", "Forum moderators", "Members"])
def test_other_roles_read_no_figures_of_views(client, role):
    client.force_login(a_user(role))
    for address in (REPORT, f"{REPORT}rows/?number=views", f"{REPORT}?export=csv"):
        assert client.get(address).status_code in (302, 404)


def test_the_report_says_where_live_views_are_counted(client):
    client.force_login(a_user("Funder"))
    html = client.get(REPORT, SPAN).content.decode()
    assert "they are the attendees online under “Attendance at events”" in html
    assert "Nothing was counted between these days." in html
    assert "Attendees online are the live views" in client.get("/cms/reports/figures/attendance/").content.decode()


def test_the_report_costs_the_same_with_one_view_and_with_fifty(client, recordings, django_assert_max_num_queries):
    client.force_login(a_user("Membership staff"))
    video = an_embed()
    addresses = [REPORT, f"{REPORT}rows/?number=views"]

    def watch(number):
        agency, first = an_agency(), date(2026, 3, 1)
        View.objects.bulk_create(
            View(agency=agency, video=video, day=first + timedelta(days=day % 30), seconds=60) for day in range(number)
        )
        know_the_rows()

    for address in addresses:
        watch(1)
        client.get(address, SPAN)
        with django_assert_max_num_queries(60) as few:
            client.get(address, SPAN)
        watch(50)
        with django_assert_max_num_queries(len(few)):
            client.get(address, SPAN)
