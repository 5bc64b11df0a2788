"""Recordings: their pages, what belongs to them, who finds what, and what may be published."""

import re
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from events.models import EventPage
from library.models import (
    CaptionTrack,
    Chapter,
    Handout,
    RecordingPage,
    RecordingTopic,
    Speaker,
    Video,
    Watched,
)
from tests.builders import a_clip, a_member, a_recording, a_resource_center, a_user, a_video, home, restrict
from tests.publications import a_document, a_publication, a_topic, in_spanish
from tests.recordings import a_meeting, a_track, many_cues

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def clip():
    return a_clip(seconds=2)


@pytest.fixture
def recordings(clip):
    return a_resource_center()[1]


@pytest.fixture
def video(clip):
    return a_video(data=clip)


@pytest.fixture
def member(client):
    member = a_member()
    client.force_login(member)
    return member


def spanish(page, **fields):
    """The page in Spanish, published."""
    other = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    for name, value in ({"title": f"{page.title} (es)"} | fields).items():
        setattr(other, name, value)
    other.save_revision().publish()
    return type(other).objects.get(pk=other.pk)


# --- the page


def test_the_page_has_everything_that_belongs_to_a_recording(client, member, recordings, video):
    topic = a_topic("Dispatch", "Despacho")
    page = a_meeting(recordings, video=video, title="Meeting", topics=[topic], speakers=["Lt. Ana Ruiz"])
    Chapter.objects.create(page=page, locale=page.locale, start=1, title="Who goes first")
    text = client.get(page.url).content.decode()
    assert "Lt. Ana Ruiz" in text
    assert f'{recordings.url}?topic={topic.pk}">Dispatch' in text
    assert '<a href="?t=1#video"><span class="player__clock">0:01</span> Who goes first</a>' in text
    assert '<li data-start="500" data-end="1000"><a href="?t=0">0:00</a><p>Then the team went.</p></li>' in text
    assert re.search(r'<track kind="captions" src="/files/captions/\d+" srclang="en" label="English" default>', text)


def test_what_captions_say_is_never_markup_on_the_page(client, member, recordings, video):
    CaptionTrack.objects.all().delete()
    a_track(
        video, content='WEBVTT\n\n00:00.000 --> 00:01.000\n<v <b>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "x"\n'
    )
    text = client.get(a_recording(recordings, video=video).url).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;x&quot;" in text
    assert "<script>alert" not in text


def test_the_transcript_is_in_the_reader_s_language_and_in_the_other_when_asked(client, member, recordings, video):
    a_track(video, "es", "WEBVTT\n\n00:00.000 --> 00:01.000\nPrimero la llamada.\n")
    page = a_recording(recordings, video=video)
    assert "Primero" not in client.get(page.url).content.decode()
    text = client.get(page.url, {"words": "es", "t": "1"}).content.decode()
    assert "Primero la llamada." in text
    assert '<a href="?words=es&amp;t=0">0:00</a>' in text
    assert "Primero la llamada." in client.get(spanish(page).url).content.decode()
    assert client.get(page.url, {"words": "<x>"}).status_code == 200


def test_handouts_are_for_whoever_may_open_the_page(client, member, recordings, video):
    document = a_document(title="Slides of the day")
    page = a_recording(recordings, video=video)
    page.handouts = [Handout(document=document)]
    page.save_revision().publish()
    assert f'href="{document.url}"' in client.get(page.url).content.decode()
    assert client.get(document.url).status_code == 200
    client.logout()
    assert client.get(document.url).status_code == 302


# --- what it is tied to


@pytest.fixture
def event(monkeypatch):
    fields = {"title": "Spring meeting", "slug": "spring-meeting"}
    page = home().add_child(instance=_event(**fields, locale=home().locale))
    return page


def _event(**fields):
    """An event with what the events room asks of every one."""
    required = {}
    for field in EventPage._meta.get_fields():
        if field.name in ("starts_at", "ends_at"):
            required[field.name] = "2026-05-04T16:00:00Z" if field.name == "starts_at" else "2026-05-04T17:00:00Z"
    return EventPage(**required | fields)


def test_the_recording_leads_to_its_event_in_the_reader_s_language(client, member, recordings, video, event):
    page = a_recording(recordings, video=video, event=event)
    assert f'<a href="{event.url}">Spring meeting</a>' in client.get(page.url).content.decode()
    other = spanish(page)
    assert other.event == event
    assert "Spring meeting" not in client.get(other.url).content.decode()
    in_es = spanish(event, title="Reunión de primavera")
    assert f'<a href="{in_es.url}">Reunión de primavera</a>' in client.get(other.url).content.decode()


def test_an_event_that_the_reader_may_not_open_is_not_named(client, member, recordings, video, event):
    page = a_recording(recordings, video=video, event=event)
    restriction = restrict(event, "Moderators")
    assert "Spring meeting" not in client.get(page.url).content.decode()
    restriction.delete()
    event.unpublish()
    assert "Spring meeting" not in client.get(page.url).content.decode()


def test_recordings_and_publications_lead_to_each_other_in_the_reader_s_language(client, member, recordings, video):
    guide = a_publication(title="A guide", access="members")
    draft = a_publication(title="A draft", live=False)
    page = a_meeting(recordings, video=video, title="Meeting", cites=[draft, guide])
    text = client.get(page.url).content.decode()
    assert guide.get_absolute_url() in text
    assert "A draft" not in text
    assert "Recordings that cite it" in client.get(guide.get_absolute_url()).content.decode()
    guia = in_spanish(guide, title="Una guía", access="members")
    other = spanish(page, title="Reunión")
    assert [row.publication for row in other.cited_rows.all()] == [draft, guide]
    with translation.override("es"):
        address = guia.get_absolute_url()
        assert "Una guía" in client.get(other.url).content.decode()
        assert "Reunión" in client.get(address).content.decode()


def test_the_public_page_of_a_publication_names_no_recording(client, recordings, video):
    guide = a_publication(title="A guide")
    a_meeting(recordings, video=video, title="Meeting behind doors", cites=[guide])
    text = client.get(guide.get_absolute_url()).content.decode()
    assert "Recordings that cite it" not in text
    assert "Meeting behind doors" not in text


# --- translation


def test_a_translation_shares_the_video_and_translates_the_chapters(recordings, video):
    topic = a_topic("Dispatch", "Despacho")
    page = a_meeting(recordings, video=video, title="Meeting", topics=[topic], speakers=["Ana Ruiz"])
    page.chapters = [Chapter(start=1, title="Beginning", locale=page.locale)]
    page.save_revision().publish()
    page = RecordingPage.objects.get(pk=page.pk)
    source, _ = TranslationSource.get_or_create_from_instance(page)
    strings = {segment.string.data for segment in source.stringsegment_set.all()}
    assert {"Meeting", "Beginning"} <= strings
    assert "Ana Ruiz" not in strings
    job = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="es"))
    source.create_or_update_translation(job.target_locale, publish=False, copy_parent_pages=True, fallback=True)
    other = job.get_target_instance()
    assert (other.video, [row.topic for row in other.topic_rows.all()]) == (video, [topic])
    assert [row.name for row in other.speaker_rows.all()] == ["Ana Ruiz"]
    assert [(row.start, row.title) for row in other.chapters.all()] == [(1, "Beginning")]
    assert page.chapters.get().translation_key == other.chapters.get().translation_key


# --- nothing without captions


@pytest.fixture
def silent(clip):
    return a_video("Silent", captions=(), data=clip)


def editing(page, **changes):
    """The editor's form for a page, filled in as it stands."""
    formsets = {}
    for name in ("speaker_rows", "chapters", "cited_rows", "handouts", "comments"):
        formsets |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0, f"{name}-MIN_NUM_FORMS": 0}
    return {
        "title": page.title, "slug": page.slug, "lead": "", "kind": "meeting", "held_on": "2026-05-04",
        "video": page.video_id or "", "about": "null", "event": "", "topics": [], **formsets, **changes,
    }  # fmt: skip


def post(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), editing(page, **changes))


def test_a_draft_may_lack_captions_but_is_not_published(client, recordings, silent):
    page = a_recording(recordings, video=silent, live=False)
    client.force_login(a_user("Moderators"))
    assert post(client, page, lead="Half done").status_code == 302
    assert RecordingPage.objects.get(pk=page.pk).get_latest_revision_as_object().lead == "Half done"
    answer = post(client, page, **{"action-publish": "action-publish"})
    assert "This video has no captions yet." in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_no_other_way_publishes_without_captions_either(recordings, silent):
    page = a_recording(recordings, video=silent, live=False)
    with pytest.raises(ValidationError, match="no captions yet"):
        page.save_revision()
    revision = page.save_revision(clean=False)
    with pytest.raises(ValidationError, match="no captions yet"):
        revision.publish()
    page.refresh_from_db()
    assert not page.live


def test_an_editor_does_not_give_the_reason_an_administrator_does_and_it_is_kept(client, recordings, silent):
    page = a_recording(recordings, video=silent, live=False)
    publish = {"action-publish": "action-publish", "no_captions_reason": "The recorder failed; notes are attached."}
    client.force_login(a_user("Moderators"))
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "no_captions_reason" not in text
    assert "no captions yet" in post(client, page, **publish).content.decode()
    administrator = a_user(is_superuser=True, is_staff=True)
    client.force_login(administrator)
    assert post(client, page, **publish).status_code == 302
    page.refresh_from_db()
    assert (page.live, page.no_captions_reason) == (True, "The recorder failed; notes are attached.")
    entry = PageLogEntry.objects.get(action="library.waive_captions")
    assert (entry.user, entry.data["reason"]) == (administrator, page.no_captions_reason)
    assert "notes are attached" in client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    page.save_revision(user=administrator).publish()
    assert PageLogEntry.objects.filter(action="library.waive_captions").count() == 1


def test_the_translation_of_what_has_a_reason_has_it_too(recordings, silent):
    page = a_recording(recordings, video=silent, no_captions_reason="The recorder failed.")
    assert spanish(page).no_captions_reason == "The recorder failed."


def captions_form(video, **changes):
    track = video.captions.first()
    rows = {"captions-0-id": track.pk, "captions-0-language": "en"} if track else {}
    count = len(rows) // 2
    return {
        "title": video.title, "embed_url": "", "captions-TOTAL_FORMS": count, "captions-INITIAL_FORMS": count,
        "captions-MIN_NUM_FORMS": 0, **rows, **changes,
    }  # fmt: skip


def test_the_last_captions_of_what_is_published_stay(client, recordings, video):
    page = a_recording(recordings, video=video, title="Published meeting")
    client.force_login(a_user("Editors"))
    address = reverse("videos:edit", args=[video.pk])
    gone = {"captions-0-DELETE": "on"}
    answer = client.post(address, captions_form(video, **gone))
    assert "These pages play it and may not be without captions: Published meeting" in answer.content.decode()
    assert video.captions.exists()
    page.unpublish()
    assert client.post(address, captions_form(video, **gone)).status_code == 302
    assert not video.captions.exists()


def test_the_editor_names_the_line_that_is_wrong_in_captions(client, silent, tmp_path):
    client.force_login(a_user("Editors"))
    file = tmp_path / "talk.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:02,000\nFine.\n\n2\n00:00:03,000 --> soon\nNot.\n")
    with file.open("rb") as content:
        answer = client.post(
            reverse("videos:edit", args=[silent.pk]),
            captions_form(silent)
            | {"captions-TOTAL_FORMS": 1, "captions-0-language": "en", "captions-0-file": content},
        )
    text = answer.content.decode()
    assert "Line 6: these are not two times" in text
    assert "00:00:03,000 --&gt; soon" in text
    assert not silent.captions.exists()


def test_the_desk_lists_and_shows_videos(client, video):
    client.force_login(a_user("Editors"))
    assert "Ready" in client.get(reverse("videos:index")).content.decode()
    text = client.get(reverse("videos:edit", args=[video.pk])).content.decode()
    assert f'src="{video.url}"' in text
    assert "js/upload.js" in text
    Video.objects.update(state=Video.State.UNPLAYABLE)
    assert "Browsers cannot play this file." in client.get(reverse("videos:edit", args=[video.pk])).content.decode()
    assert client.get(reverse("videos:add")).status_code == 200


# --- the list


def titles(client, recordings, **query):
    return [recording.title for recording in client.get(recordings.url, query).context["listing"].object_list]


@pytest.fixture
def shelf(recordings, video, clip):
    """Three recordings that differ in everything the list asks for."""
    dispatch, youth = a_topic("Dispatch", "Despacho"), a_topic("Youth", "Jóvenes")
    first, both = video, a_video(captions=("en", "es"), data=clip)
    for title, kind, day, video, topics, speakers in [
        ("One", "meeting", "2024-03-01", first, [dispatch], ["Ana Ruiz"]),
        ("Two", "webinar", "2025-03-01", both, [dispatch, youth], ["Ana Ruiz", "Bo Li"]),
        ("Three", "webinar", "2025-06-01", a_video(data=clip), [], ["Cy Dow"]),
    ]:
        a_meeting(recordings, title=title, kind=kind, held_on=day, video=video, topics=topics, speakers=speakers)
    return {"dispatch": dispatch, "youth": youth, "videos": [first, both]}


def test_the_list_is_filtered_by_everything_and_newest_first(client, member, recordings, shelf):
    assert titles(client, recordings) == ["Three", "Two", "One"]
    assert titles(client, recordings, kind="webinar") == ["Three", "Two"]
    assert titles(client, recordings, topic=shelf["youth"].pk) == ["Two"]
    assert titles(client, recordings, speaker="Ana Ruiz") == ["Two", "One"]
    assert titles(client, recordings, year="2025", speaker="Ana Ruiz") == ["Two"]
    assert titles(client, recordings, captions="es") == ["Two"]


def test_the_list_knows_what_the_member_has_watched(client, member, recordings, shelf):
    for video, seconds in zip(shelf["videos"], (1, 2), strict=True):
        Watched.objects.create(user=member, video=video, seconds=seconds)
    Watched.objects.create(user=a_member(), video=Video.objects.last(), seconds=2)
    assert titles(client, recordings, watched="no") == ["Three"]
    assert titles(client, recordings, watched="begun") == ["One"]
    assert titles(client, recordings, watched="yes") == ["Two"]
    assert 'value="50" aria-label="Share watched"' in client.get(recordings.url).content.decode()


@pytest.mark.parametrize(
    "query",
    [{"kind": "x"}, {"topic": "0"}, {"topic": "9" * 30}, {"speaker": "Nobody"}, {"year": "1e3"}, {"year": "٢٠٢٥"},
     {"captions": "fr"}, {"watched": "x"}, {"page": "9" * 18}, {"speaker": "x" * 5000}, {"kind": ["a", "b"]}],
)  # fmt: skip
def test_an_answer_that_no_list_offers_is_ignored(client, member, recordings, shelf, query):
    assert titles(client, recordings, **query) == ["Three", "Two", "One"]


def test_every_count_is_the_number_of_recordings_found_by_choosing_it(client, member, recordings, shelf):
    Watched.objects.create(user=member, video=shelf["videos"][0], seconds=1)
    for query in ({}, {"kind": "webinar"}, {"topic": shelf["dispatch"].pk}, {"watched": "no"}):
        asked = client.get(recordings.url, query).context["shelf"]
        for facet in asked.facets:
            for choice in facet.choices:
                found = titles(client, recordings, **query | {facet.name: choice.value})
                assert choice.count == len(found), (query, facet.name, choice)


def test_htmx_gets_only_what_changes(client, member, recordings, shelf):
    answer = client.get(recordings.url, {"kind": "webinar"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="shelf-results"' in text
    assert 'id="facet-speaker"' in text
    assert answer["HX-Push-Url"] == f"{recordings.url}?kind=webinar"


def test_the_list_costs_as_many_queries_for_fifty_as_for_one(client, member, recordings, video):
    topic = a_topic("Dispatch", "Despacho")
    a_meeting(recordings, video=video, topics=[topic], speakers=["Ana Ruiz"])
    Watched.objects.create(user=member, video=video, seconds=1)
    client.get(recordings.url)
    with CaptureQueriesContext(connection) as one:
        client.get(recordings.url)
    for number in range(49):
        a_recording(recordings, video=video, title=f"Meeting {number}")
    pages = RecordingPage.objects.exclude(topic_rows__topic=topic)
    RecordingTopic.objects.bulk_create(RecordingTopic(page=page, topic=topic) for page in pages)
    Speaker.objects.bulk_create(Speaker(page=page, name=f"Speaker {page.pk}") for page in pages)
    with CaptureQueriesContext(connection) as many:
        client.get(recordings.url)
    assert len(many) == len(one)
    assert len(one) < 60


# --- twenty thousand lines


def test_a_page_of_twenty_thousand_lines_costs_as_many_queries_as_one_of_two(client, member, recordings, video):
    page = a_recording(recordings, video=video)
    client.get(page.url)
    with CaptureQueriesContext(connection) as few:
        client.get(page.url)
    many_cues(video.captions.get(), 20_000)
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as many:
        text = client.get(page.url).content.decode()
    assert len(many) == len(few)
    assert text.count("<li data-start=") == 20_000
    assert len(text) < 3_500_000
    assert time.perf_counter() - begun < 5
