"""The index follows what is saved, and can be made again at any time."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction

from home.models import AdvisoryBoardPage
from library.models import CaptionTrack, DocumentPage, PublicationTopic
from library.reading import record
from search.indexing import rebuild
from search.keeping import keep_up_with_time, paused
from search.models import IndexedPassage, Word
from tests.builders import a_board_member, a_member, a_page, a_recording, a_resource_center, a_video
from tests.findings import asks, index_everything, titles_for
from tests.publications import a_document, a_publication, a_topic

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_page_is_found_when_it_is_published_and_by_what_is_published(commit):
    with commit():
        page = a_page(title="First words", live=False)
    assert asks(NOBODY, "first").total == 0
    with commit():
        page.save_revision().publish()
    assert titles_for(NOBODY, "first words") == ["First words"]
    page.title = "Draft heron"
    with commit():
        revision = page.save_revision()
    assert asks(NOBODY, "heron").total == 0
    with commit():
        revision.publish()
    assert titles_for(NOBODY, "heron") == ["Draft heron"]
    assert asks(NOBODY, "first words", exactly="1").total == 0


def test_a_publication_follows_its_file_its_topics_and_its_successor(commit):
    topic = a_topic("Pelicans", "Pelícanos")
    document = a_document()
    with commit():
        old = a_publication(title="Old guide", document=document)
    with commit():
        record(document, "hash", {"outcome": "read", "pages": ["The heron page."]})
    assert titles_for(NOBODY, "heron") == ["Old guide"]
    with commit():
        PublicationTopic.objects.create(publication=old, topic=topic)
    assert titles_for(NOBODY, "pelicans") == ["Old guide"]
    with commit():
        topic.name = "Cormorants"
        topic.save()
    assert titles_for(NOBODY, "cormorant") == ["Old guide"]
    with commit():
        new = a_publication(title="New guide")
        old.replaced_by = new
        old.save()
    assert titles_for(NOBODY, "guide") == ["New guide"]
    with commit():
        new.live = False
        new.save()
    assert titles_for(NOBODY, "guide") == ["Old guide"]


def test_a_recording_follows_its_captions(commit):
    _center, recordings = a_resource_center()
    video = a_video(captions=())
    with commit():
        a_recording(recordings, title="Meeting", video=video, no_captions_reason="To come.")
    with commit():
        track = CaptionTrack(video=video, language="en")
        track.file.save("a.vtt", ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe heron spoke.\n"), save=False)
        track.save()
    assert titles_for(a_member(), "heron spoke") == ["Meeting"]
    with commit():
        track.delete()
    assert asks(a_member(), "heron spoke").total == 0


def test_lost_captions_do_not_keep_a_recording_from_being_found():
    _center, recordings = a_resource_center()
    video = a_video()
    a_recording(recordings, title="Meeting", video=video)
    track = video.captions.get()
    track.file.storage.delete(track.file.name)
    index_everything()
    assert titles_for(a_member(), "meeting") == ["Meeting"]


def test_what_is_rolled_back_was_never_there(commit):
    with commit(), transaction.atomic():
        a_page(title="Undone heron")
        transaction.set_rollback(True)
    assert asks(NOBODY, "heron").total == 0
    with commit():
        a_page(title="Done heron")
    assert titles_for(NOBODY, "heron") == ["Done heron"]


def test_many_changes_are_indexed_once(commit, django_assert_max_num_queries):
    with commit() as callbacks:
        page = a_page(title="One")
        for number in range(20):
            page.title = f"Heron {number}"
            page.save()
        assert not IndexedPassage.objects.exists()
    assert callbacks
    assert titles_for(NOBODY, "heron") == ["Heron 19"]


def test_an_index_made_again_is_the_same_and_leaves_nothing_behind(capsys):
    document = a_document("The heron page.")
    publication = a_publication(title="Guide", document=document)
    a_page(title="Page")
    rebuild(lambda *progress: None)
    columns = ["kind", "object_id", "language", "locator", "title_terms", "text_terms"]
    before = sorted(IndexedPassage.objects.values_list(*columns))
    progress = []
    rebuild(lambda *step: progress.append(step))
    assert sorted(IndexedPassage.objects.values_list(*columns)) == before
    assert ("publication", 1, 1) in progress
    type(publication).objects.filter(pk=publication.pk).delete()
    DocumentPage.objects.all().delete()
    IndexedPassage.objects.filter(kind="publication").update(object_id=publication.pk)
    call_command("rebuild_search")
    assert "passages can be found" in capsys.readouterr().out
    assert not IndexedPassage.objects.filter(kind="publication").exists()
    assert not Word.objects.filter(word="heron").exists()


def test_the_hourly_job_repairs_what_was_missed_and_follows_the_days():
    with paused():
        a_page(title="Missed page")
        a_page(AdvisoryBoardPage, title="Board")
    assert asks(NOBODY, "missed").total == 0
    keep_up_with_time()
    assert titles_for(NOBODY, "missed") == ["Missed page"]
    with paused():
        a_board_member(name="Ada Heron")
    keep_up_with_time()
    assert titles_for(NOBODY, "heron") == ["Board"]
