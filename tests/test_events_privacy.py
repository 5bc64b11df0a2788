"""Events for members are nowhere to be found by anybody else: in no language, list, feed, file or address."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

from events.models import Attendance, EventPage, Ledger
from members.access import is_private, may_open, visible_to
from members.carriers import may_have
from members.links import address_of
from tests.builders import a_member, a_recording, a_resource_center, a_user, a_video
from tests.events_builders import a_registration, an_event, an_events_list, in_spanish, questions
from tests.publications import a_publication

pytestmark = pytest.mark.django_db

STRANGER = AnonymousUser()


@pytest.fixture
def closed():
    return an_event(audience="members", title="Closed meeting")


def test_a_member_opens_it_and_a_stranger_is_asked_to_sign_in(client, closed):
    answer = client.get(closed.get_url())
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
    client.force_login(a_user())
    assert client.get(closed.get_url()).status_code == 403
    client.force_login(a_member())
    answer = client.get(closed.get_url())
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_stranger_cannot_tell_it_from_an_address_that_is_nobodys(client, closed):
    real, draft = closed.get_url(), an_event(title="Draft")
    draft.unpublish()
    unreal = real.replace(closed.slug, "no-such-event")
    answers = [client.get(path) for path in (real, unreal, real.replace(closed.slug, draft.slug))]
    assert [answer.status_code for answer in answers] == [302] * 3
    client.force_login(a_member())
    assert client.get(unreal).status_code == 404


@pytest.mark.parametrize("path", ["register/", "calendar/", "cancel/", "accept/", "join/"])
def test_nothing_below_it_answers_a_stranger(client, closed, path):
    for method in (client.get, client.post):
        answer = method(closed.get_url() + path)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]
        assert "Closed meeting" not in answer.content.decode()


def test_it_is_in_no_list_sitemap_or_link(client, closed):
    an_event(title="Open meeting")
    for path in ("events/", "events/?view=agenda", "events/?view=month", "events/calendar/", "sitemap-pages.xml"):
        text = client.get(f"/{path}").content.decode()
        assert "Closed meeting" not in text
        assert closed.slug not in text
    assert not visible_to(STRANGER, Page.objects.filter(pk=closed.pk)).exists()
    assert address_of(closed) == f"/page/{closed.pk}"


@pytest.mark.parametrize("view", ["", "?view=agenda", "?view=month"])
def test_members_have_it_in_their_list(client, closed, view):
    client.force_login(a_member())
    month = f"&month={closed.starts_at:%Y-%m}" if "month" in view else ""
    assert "Closed meeting" in client.get(f"/events/{view}{month}").content.decode()


def test_an_empty_month_leads_to_the_nearest_event_that_the_reader_may_open(client, closed):
    ago = an_event(title="Open meeting", starts=-timedelta(days=90))
    link = 'href="/events/?view=month&amp;month={0:%Y-%m}">'.format
    empty = "/events/?view=month&month=2090-05"
    assert f"{link(ago.starts_at)}Go to" in client.get(empty).content.decode()
    for month in (closed.starts_at - timedelta(days=45), closed.starts_at):
        text = client.get(f"/events/?view=month&month={month:%Y-%m}").content.decode()
        assert "No event in this month." in text
        assert f"{link(ago.starts_at)}Go to" in text
    client.force_login(a_member())
    early = ago.starts_at + timedelta(days=45)
    assert f"{link(closed.starts_at)}Go to" in client.get(f"/events/?view=month&month={early:%Y-%m}").content.decode()
    assert "Go to" not in client.get(f"/events/?view=month&month={closed.starts_at:%Y-%m}").content.decode()


def test_its_handouts_are_for_members(closed):
    document = get_document_model().objects.create(title="Notes", file=ContentFile(b"x", "notes.txt"))
    closed.handouts = [("document", document)]
    closed.save_revision().publish()
    assert not may_have(STRANGER, document)
    assert may_have(a_member(), document)
    closed.audience = "public"
    closed.save_revision().publish()
    assert may_have(STRANGER, document)


def test_english_says_for_all_languages_who_may_open_it_at_the_same_moment():
    event = an_event()
    spanish = in_spanish(event)
    assert may_open(STRANGER, spanish)
    event.audience = "members"
    event.save_revision().publish()
    assert is_private(Page.objects.get(pk=spanish.pk))
    assert not may_open(STRANGER, spanish)
    event.audience = "public"
    event.save_revision().publish()
    assert may_open(STRANGER, Page.objects.get(pk=spanish.pk))


def test_a_translation_cannot_open_what_english_closes(closed):
    spanish = in_spanish(closed)
    spanish.audience = "public"
    spanish.save_revision().publish()
    assert not may_open(STRANGER, Page.objects.get(pk=spanish.pk))
    EventPage.objects.filter(pk=spanish.pk).update(audience="public")
    closed.save()
    assert EventPage.objects.get(pk=spanish.pk).audience == "members"


def test_a_new_translation_or_alias_is_closed_from_its_first_moment(closed):
    copy = closed.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True, alias=True)
    alias = closed.create_alias(parent=an_events_list(), update_slug="alias")
    for page in (copy, alias):
        assert not may_open(STRANGER, Page.objects.get(pk=page.pk))
    closed.audience = "public"
    closed.save_revision().publish()
    closed.audience = "members"
    closed.save_revision().publish()
    for page in (copy, alias):
        assert not may_open(STRANGER, Page.objects.get(pk=page.pk))


def test_a_draft_does_not_change_who_may_open_it(closed):
    closed.audience = "public"
    closed.save_revision()
    assert not may_open(STRANGER, Page.objects.get(pk=closed.pk))


def test_moving_it_opens_nothing(closed):
    closed.move(an_events_list("es"), pos="last-child")
    assert not may_open(STRANGER, Page.objects.get(pk=closed.pk))


def test_a_public_event_shows_only_the_recordings_and_publications_that_its_reader_may_open(client):
    _center, recordings = a_resource_center()
    event = an_event()
    a_recording(recordings, title="What was recorded", event=event, video=a_video())
    rows = type(event).publication_rows.rel.related_model
    for title, access in [("Open guide", "public"), ("Closed guide", "members")]:
        rows.objects.create(event=event, publication=a_publication(title=title, access=access))
    page = client.get(event.get_url()).content.decode()
    assert "Open guide" in page
    assert "Closed guide" not in page
    assert "What was recorded" not in page
    client.force_login(a_member())
    page = client.get(event.get_url()).content.decode()
    assert "Closed guide" in page
    assert "What was recorded" in page


def test_search_engines_are_told_of_public_events_alone(client, closed):
    text = client.get(an_event().get_url()).content.decode()
    assert '"@type": "Event"' in text
    client.force_login(a_member())
    assert '"@type": "Event"' not in client.get(closed.get_url()).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_events(client, django_assert_max_num_queries):
    an_event()
    client.get("/events/")
    for path in ("/events/", "/events/?view=agenda", "/events/?view=month", "/events/?when=past"):
        with django_assert_max_num_queries(60) as few:
            client.get(path)
        counted = len(few)
        for number in range(8):
            an_event(title=f"More {number}")
        with django_assert_max_num_queries(counted + 1):
            client.get(path)


def test_a_guest_of_an_event_that_was_closed_meets_it_no_more(client):
    event = an_event(is_open_to_public=True, title="Once open", starts=timedelta(minutes=5))
    row = a_registration(event, email="guest@example.org")
    path = f"/event-registrations/{row.token}/"
    assert "Once open" in client.get(path).content.decode()
    event.audience, event.is_open_to_public = "members", False
    event.save_revision().publish()
    for address in (path, f"{path}join/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Once open" not in answer.content.decode()


def test_what_we_know_about_you_tells_nothing_new_of_an_event_that_was_closed(client):
    event = an_event(title="Open once", questions=questions(("text", "Shift?", {})))
    other = an_event(title="Open still")
    person = a_user()
    answers = {event.questions[0].id: "Nights"}
    for row in (event, other):
        a_registration(row, person=person, agency=None, answers=answers if row == event else {})
        Attendance.objects.create(event=row, person=person, is_present=True)
    client.force_login(person)
    addresses = ["/accounts/data/", "/accounts/data.json"]
    for address in addresses:
        assert "Open once" in client.get(address).content.decode()
    assert "Shift? Nights" in client.get("/accounts/data/").content.decode()
    event.audience, event.title = "members", "Raid on Heron Street"
    event.save_revision().publish()
    for address in addresses:
        text = client.get(address).content.decode()
        assert "Heron" not in text
        assert "Shift?" not in text
        assert "Nights" in text
        assert text.count("an event that you can no longer open") == 2
        assert text.count("Open still") == 2


def test_looking_at_an_event_writes_nothing(client):
    event = an_event()
    Ledger.objects.all().delete()
    assert client.get(event.get_url()).status_code == 200
    assert client.get("/events/").status_code == 200
    assert not Ledger.objects.exists()
