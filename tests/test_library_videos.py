"""Videos, their captions, and who may fetch the files."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from library.media import examine_videos_left
from library.models import CaptionTrack, RecordingPage, Video
from tests.builders import a_clip, a_member, a_recording, a_resource_center, a_user, a_video
from tests.recordings import a_sound, a_talking_clip, a_track, an_embed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def clip():
    return a_clip(seconds=2)


@pytest.fixture
def recording(clip):
    _center, recordings = a_resource_center()
    return a_recording(recordings, title="Meeting", slug="meeting", video=a_video(data=clip, captions=("en", "es")))


def addresses(video):
    tracks = video.captions.all()
    files = [video.url, video.poster_url, *(track.url for track in tracks)]
    return [*files, *(track.transcript_url for track in tracks)]


def test_a_video_knows_its_length_size_and_first_picture(clip):
    video = a_video(data=clip)
    assert (video.duration, video.width, video.height, video.length()) == (2, 64, 36, "0:02")
    assert video.poster.read()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("content", [b"", b"not a video", b"\x00" * 5000, b"<svg onload=alert(1)></svg>"])
def test_something_that_is_no_video_is_refused_with_a_reason(content):
    video = Video(title="x")
    video.file = ContentFile(content, "x.mp4")
    with pytest.raises(ValidationError) as caught:
        video.full_clean()
    assert "file" in caught.value.error_dict
    assert not Video.objects.exists()


def test_a_video_cut_short_is_found_damaged(clip):
    video = a_video(data=clip[:400], captions=())
    assert video.state == Video.State.BROKEN


def test_a_file_with_another_ending_is_refused(clip):
    video = Video(title="x")
    video.file = ContentFile(clip, "x.exe")
    with pytest.raises(ValidationError):
        video.full_clean()


def test_the_readers_language_leads_the_captions(recording):
    with translation.override("es"):
        assert [track.language for track in recording.caption_tracks] == ["es", "en"]
    with translation.override("en"):
        assert recording.transcript.language == "en"
        assert recording.transcript.cues.first().text == "The dispatcher heard the word first."


def test_a_language_has_one_caption_track(recording):
    with pytest.raises(ValidationError):
        CaptionTrack(video=recording.video, language="en", file=recording.video.captions.first().file).full_clean()


def test_members_and_staff_get_every_file_and_may_seek(client, recording):
    for person in (a_member(), a_user("Editors")):
        client.force_login(person)
        for address in addresses(recording.video):
            response = client.get(address, headers={"Range": "bytes=0-1"})
            is_made = "/transcript/" in address  # a text made on the spot has no ranges
            assert (response.status_code, len(response.getvalue())) == (206, 2) or is_made
            assert response["Cache-Control"] == "private, no-store"


def test_strangers_are_asked_to_sign_in_whether_the_file_exists_or_not(client, recording):
    names = ("video", "sound", "poster", "captions", "transcript")
    unknown = [reverse(f"library:{name}", args=[987654]) for name in names]
    for address in [*addresses(recording.video), *unknown]:
        for headers in ({}, {"Range": "bytes=0-1"}):
            response = client.get(address, headers=headers)
            assert (response.status_code, response.content) == (302, b"")
            assert response["Location"].startswith("/accounts/login/")
        assert client.head(address).status_code == 302
        assert client.post(address).status_code == 405


def test_an_account_without_membership_is_refused_whether_the_file_exists_or_not(client, recording):
    client.force_login(a_user())
    for address in [*addresses(recording.video), reverse("library:video", args=[987654])]:
        assert client.get(address).status_code == 403


def test_a_video_on_no_published_page_is_for_staff_only(client, recording):
    recording.unpublish()
    client.force_login(a_member())
    assert client.get(recording.video.url).status_code == 404
    client.force_login(a_user("Editors"))
    assert client.get(recording.video.url).status_code == 200


def test_the_files_have_no_address_under_media(client, recording):
    client.force_login(a_member())
    for name in (
        recording.video.file.name,
        recording.video.poster.name,
        f"../private/{recording.video.file.name}",
    ):
        assert client.get(f"/media/{name}").status_code == 404


def test_a_huge_number_in_an_address_is_not_found(client):
    client.force_login(a_member())
    assert client.get("/files/video/" + "9" * 30, follow=True).status_code == 404


def saved(name, content):
    video = Video(title="x")
    video.file = ContentFile(content, name)
    video.full_clean()
    video.save()
    return video


def test_what_was_never_looked_into_is_looked_into_later(clip):
    video = saved("x.mp4", clip)
    assert video.state == Video.State.WAITING
    assert examine_videos_left() == 1
    video.refresh_from_db()
    assert (video.state, video.duration) == (Video.State.READ, 2)
    assert examine_videos_left() == 0


def test_saving_a_video_looks_into_it_by_itself(clip, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        video = saved("x.mp4", clip)
    video.refresh_from_db()
    assert (video.state, bool(video.poster)) == (Video.State.READ, True)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        video.save()
    assert callbacks == []


def test_the_sound_is_taken_out_for_slow_networks(client, clip):
    video = a_video(data=a_talking_clip())
    _center, recordings = a_resource_center()
    page = a_recording(recordings, video=video)
    client.force_login(a_member())
    answer = client.get(video.sound_url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/mp4")
    assert b"ftypM4A" in answer.getvalue()[:20]
    assert f'src="{video.sound_url}"' in client.get(page.url, {"sound": "1"}).content.decode()
    silent = a_video(data=clip)
    a_recording(recordings, video=silent)
    assert client.get(silent.sound_url).status_code == 404
    assert not silent.has_sound


def test_a_sound_alone_is_a_recording_too(client):
    video = saved("talk.mp3", a_sound())
    examine_videos_left()
    video.refresh_from_db()
    assert (video.state, video.duration, video.width, bool(video.poster)) == (Video.State.READ, 2, 0, False)
    a_track(video)
    _center, recordings = a_resource_center()
    page = a_recording(recordings, video=video)
    client.force_login(a_member())
    text = client.get(page.url).content.decode()
    assert 'type="audio/mpeg"' in text
    assert 'poster="/art/' in text


def test_a_video_is_a_file_or_an_address_not_both_and_not_neither(clip):
    for fields in ({}, {"embed_url": "https://vimeo.com/123"}):
        video = Video(title="x", **fields)
        if fields:
            video.file = ContentFile(clip, "x.mp4")
        with pytest.raises(ValidationError, match="one of the two"):
            video.full_clean()
    with pytest.raises(ValidationError, match="YouTube and Vimeo"):
        Video(title="x", embed_url="https://evil.example.com/watch?v=abcdefghijk").full_clean()


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?start=75"),
        ("https://vimeo.com/1234567", "https://player.vimeo.com/video/1234567?dnt=1#t=75s"),
    ],
)
def test_a_video_elsewhere_begins_at_the_moment_and_has_its_transcript(client, url, player):
    video = an_embed(embed_url=url)
    a_track(video, content="WEBVTT\n\n01:10.000 --> 01:19.500\nFar away.\n")
    _center, recordings = a_resource_center()
    page = a_recording(recordings, video=video)
    client.force_login(a_member())
    text = client.get(page.url, {"t": "1m15s"}).content.decode()
    assert player in text
    assert '<a href="?t=70">1:10</a>' in text
    assert "<video" not in text
    assert Video.objects.get(pk=video.pk).duration == 80
    assert client.get(video.url).status_code == 404


def test_the_transcript_can_be_kept_as_text_and_as_captions(client, recording):
    client.force_login(a_member())
    track = recording.video.captions.get(language="en")
    answer = client.get(track.transcript_url)
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.en.txt"'
    assert answer.content.decode().splitlines()[:3] == ["Meeting", "", "0:00  The dispatcher heard the word first."]
    assert client.get(f"{track.url}?download=1")["Content-Disposition"].startswith("attachment")
    assert client.get(track.url).getvalue().startswith(b"WEBVTT")


def test_a_recording_of_a_damaged_video_is_not_published(clip):
    video = a_video(data=clip)
    Video.objects.filter(pk=video.pk).update(state=Video.State.BROKEN)
    _center, recordings = a_resource_center()
    with pytest.raises(ValidationError, match="cannot be played"):
        a_recording(recordings, video=Video.objects.get(pk=video.pk))
    assert not RecordingPage.objects.exists()
