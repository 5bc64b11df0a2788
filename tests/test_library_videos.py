"""Videos, their captions, and who may fetch the files."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from library.probe import probe
from library.videos import CaptionTrack, Video, read_webvtt
from tests.builders import a_clip, a_member, a_recording, a_resource_center, a_user, a_video

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def clip():
    return a_clip(seconds=2)


@pytest.fixture
def recording(clip):
    _center, recordings = a_resource_center()
    return a_recording(recordings, title="Meeting", slug="meeting", video=a_video(data=clip, captions=("en", "es")))


def addresses(video):
    return [video.url, video.poster_url, *(track.url for track in video.captions.all())]


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


def test_a_video_cut_short_is_refused(clip):
    with pytest.raises(ValidationError, match=r"damaged or cut short|not an mp4"):
        probe(ContentFile(clip[:400]))


def test_a_file_with_another_ending_is_refused(clip):
    video = Video(title="x")
    video.file = ContentFile(clip, "x.exe")
    with pytest.raises(ValidationError):
        video.full_clean()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "WebVTT"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "WebVTT"),
        (b"WEBVTT\n\n", "no captions"),
        (b"WEBVTT\n\n00:01.000 --> nonsense\nHello\n", "WebVTT"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nSí\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_captions_that_no_player_could_show_are_refused_with_a_reason(content, reason):
    with pytest.raises(ValidationError, match=reason):
        read_webvtt(ContentFile(content))


def test_captions_may_begin_with_a_byte_order_mark_and_end_lines_as_they_like():
    content = "\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.500\r\n¿Cómo está?\r\n".encode()
    (cue,) = read_webvtt(ContentFile(content))
    assert (cue.start, cue.end, cue.text) == (1.0, 2.5, "¿Cómo está?")


def test_the_readers_language_leads_the_captions(recording):
    with translation.override("es"):
        assert [track.language for track in recording.caption_tracks] == ["es", "en"]
    with translation.override("en"):
        assert recording.transcript.language == "en"
        assert recording.transcript.cues[0].text == "The dispatcher heard the word first."


def test_a_language_has_one_caption_track(recording):
    with pytest.raises(ValidationError):
        CaptionTrack(video=recording.video, language="en", file=recording.video.captions.first().file).full_clean()


def test_members_and_staff_get_every_file_and_may_seek(client, recording):
    for person in (a_member(), a_user("Editors")):
        client.force_login(person)
        for address in addresses(recording.video):
            response = client.get(address, headers={"Range": "bytes=0-1"})
            assert (response.status_code, len(response.getvalue())) == (206, 2)
            assert response["Cache-Control"] == "private, no-store"


def test_strangers_are_asked_to_sign_in_whether_the_file_exists_or_not(client, recording):
    unknown = [reverse(f"library:{name}", args=[987654]) for name in ("video", "poster", "captions")]
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


def test_the_recordings_are_listed_for_members_and_filtered_by_kind(client, recording):
    parent = recording.get_parent()
    a_recording(parent, title="Webinar", slug="webinar", kind="webinar", video=recording.video)
    client.force_login(a_member())

    def titles(**query):
        return [page.title for page in client.get(parent.url, query).context["listing"]]

    assert titles() == ["Webinar", "Meeting"]
    assert titles(kind="webinar") == ["Webinar"]
    assert titles(kind="nonsense") == ["Webinar", "Meeting"]


def test_a_list_of_fifty_recordings_costs_as_many_queries_as_a_list_of_one(
    client, recording, django_assert_max_num_queries
):
    parent = recording.get_parent()
    client.force_login(a_member())
    client.get(parent.url)
    with django_assert_max_num_queries(40) as few:
        client.get(parent.url)
    for _number in range(11):
        a_recording(parent, video=recording.video)
    with django_assert_max_num_queries(40) as many:
        client.get(parent.url)
    assert len(many) == len(few)
