"""Events are found by whom their pages admit, and nothing is found that only registered people may read."""

from datetime import UTC, datetime, time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.ledger import Ledger
from events.pages import EventPage, EventTopic
from search.models import IndexedPassage
from tests.builders import a_member, a_user, an_agency, restrict
from tests.events_builders import a_registration, an_event, an_events_list, in_spanish, questions
from tests.findings import asks, index_everything, titles_for
from tests.publications import a_topic

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_an_event_is_found_by_all_that_its_page_tells_everybody():
    item = {"day": 1, "starts": time(9), "ends": None, "title": "Osprey hour", "speakers": "Ada Tern", "text": "Gulls."}
    an_event(
        title="Heron meeting",
        slug="heron",
        lead="About pelicans.",
        venue="Ibis Hall",
        accommodations="Egret interpreters.",
        agenda=[("item", item)],
        body=[("text", "<p>Bring a <b>cormorant</b>.</p>")],
    )
    index_everything()
    for words in ("heron", "pelicans", "ibis hall", "egret", "osprey", "tern", "gulls", "cormorant"):
        assert titles_for(NOBODY, words) == ["Heron meeting"], words
    [result] = asks(NOBODY, "heron").results
    assert (result.kind.name, result.url, result.is_private) == ("event", "/events/heron/", False)


def test_nothing_that_only_registered_people_and_staff_read_is_in_the_index():
    event = an_event(
        title="Heron meeting",
        join_url="https://meet.example/osprey-room",
        questions=questions(("text", "Which pelican?", {"hint": "Cormorants count."})),
    )
    a_registration(event, email="gull@example.org", name="Ada Tern", answers={"x": "An egret."}, person=None)
    Ledger.of(event)
    Ledger.objects.update(cancellation_reason="Because of the stork.")
    index_everything()
    columns = ["title", "lead", "text", "names", "title_terms", "lead_terms", "text_terms"]
    indexed = " ".join(" ".join(row) for row in IndexedPassage.objects.values_list(*columns)).lower()
    assert "heron" in indexed
    for word in ("osprey", "meet.example", "pelican", "cormorant", "gull", "tern", "egret", "stork"):
        assert word not in indexed, word
        assert asks(a_user("Editors"), word, exactly="1").total == 0, word


def test_each_language_finds_its_own_page_and_one_event_is_one_result():
    event = an_event(title="Heron meeting", venue="Ibis Hall")
    in_spanish(event, title="Reunión de la garza", venue="Sala Ibis")
    index_everything()
    assert titles_for(NOBODY, "ibis") == ["Heron meeting"]
    assert titles_for(NOBODY, "ibis", "es") == ["Reunión de la garza"]
    [result] = asks(NOBODY, "garza", "en").results
    assert (result.is_foreign, result.url) == (True, EventPage.objects.get(title="Reunión de la garza").get_url())


def test_an_event_for_members_is_found_by_members_and_staff_alone_in_both_languages():
    event = an_event(title="Heron meeting", audience="members")
    in_spanish(event, title="Reunión heron")
    index_everything()
    for outsider in (NOBODY, a_user(), a_member(agency=an_agency(awarded=False))):
        for spoken in ("en", "es"):
            search = asks(outsider, "heron", spoken)
            assert (search.results, search.total, search.facets) == ([], 0, [])
    for person in (a_member(), a_user("Editors")):
        assert titles_for(person, "heron") == ["Heron meeting"]
        assert titles_for(person, "heron", "es") == ["Reunión heron"]


@pytest.mark.parametrize("fields", [None, ["audience"]])
def test_who_may_not_open_an_event_any_more_does_not_find_it_from_the_same_transaction_on(commit, fields):
    event = an_event(title="Heron meeting")
    in_spanish(event, title="Reunión heron")
    index_everything()
    assert asks(NOBODY, "heron").total == asks(NOBODY, "heron", "es").total == 1
    with commit(), transaction.atomic():
        event.audience = "members"
        event.save(update_fields=fields)
        for spoken in ("en", "es"):
            assert asks(NOBODY, "heron", spoken).total == 0
        assert titles_for(a_member(), "heron") == ["Heron meeting"]
    assert asks(NOBODY, "heron").total == 0
    with commit():
        event.audience = "public"
        event.save(update_fields=fields)
    assert titles_for(NOBODY, "heron") == ["Heron meeting"]
    assert titles_for(NOBODY, "heron", "es") == ["Reunión heron"]


def test_a_draft_that_opens_an_event_opens_nothing(commit):
    event = an_event(title="Heron meeting", audience="members")
    index_everything()
    event.audience, event.venue = "public", "Osprey Hall"
    with commit():
        event.save_revision()
    assert asks(NOBODY, "heron").total == 0
    assert asks(a_member(), "osprey").total == 0


def test_a_closed_branch_closes_its_events():
    an_event(an_events_list(), title="Heron meeting")
    index_everything()
    restrict(an_events_list(), "Moderators")
    assert asks(a_member(), "heron").total == 0
    assert titles_for(a_user("Moderators"), "heron") == ["Heron meeting"]


def test_past_and_cancelled_events_are_found_and_unpublished_ones_are_not(commit):
    event = an_event(title="Heron meeting", starts_at=datetime(2024, 3, 1, 3, tzinfo=UTC), time_zone="America/New_York")
    index_everything()
    row = Ledger.of(event)
    row.cancelled_at = event.starts_at
    row.save()
    [result] = asks(NOBODY, "heron").results
    assert str(result.dated_on) == "2024-02-29"  # where it is held, it was still the day before
    assert titles_for(NOBODY, "heron", year="2024") == ["Heron meeting"]
    event.unpublish()
    assert asks(NOBODY, "heron").total == 0


def test_a_new_day_and_a_new_topic_are_known_in_every_language(commit):
    event = an_event(title="Heron meeting")
    in_spanish(event, title="Reunión heron")
    topic = a_topic("Ponds", "Charcas")
    index_everything()
    with commit():
        event.starts_at, event.ends_at = datetime(2031, 5, 6, 15, tzinfo=UTC), datetime(2031, 5, 6, 16, tzinfo=UTC)
        event.save()
        EventTopic.objects.create(event=event, topic=topic)
    assert titles_for(NOBODY, "heron", year="2031") == ["Heron meeting"]
    assert titles_for(NOBODY, "heron", "es", year="2031") == ["Reunión heron"]
    assert titles_for(NOBODY, "heron", topic=str(topic.pk)) == ["Heron meeting"]


def test_the_number_of_queries_does_not_grow_with_the_events_found():
    member, counts = a_member(), []
    for number in (1, 9):
        for place in range(number):
            an_event(title=f"Heron meeting {place} of {number}")
        index_everything()
        asks(member, "heron")  # what is remembered from here on
        with CaptureQueriesContext(connection) as queries:
            assert asks(member, "heron").results
        counts.append(len(queries))
    assert counts[0] == counts[1]
