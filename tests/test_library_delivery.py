"""How files are handed out in parts: a table of what is asked and what comes back (RFC 9110, section 14)."""

import pytest
from django.core.files.base import ContentFile

from library.models import Video
from tests.builders import a_member, a_recording, a_resource_center

SIZE = 1000
DATA = bytes(number % 251 for number in range(SIZE))

# Range → (status, Content-Range, first and last byte sent)
TABLE = {
    "": (200, None, 0, 999),
    "bytes=0-1": (206, "bytes 0-1/1000", 0, 1),  # how Safari asks before it plays anything
    "bytes=0-": (206, "bytes 0-999/1000", 0, 999),
    "bytes=0-0": (206, "bytes 0-0/1000", 0, 0),
    "bytes=100-199": (206, "bytes 100-199/1000", 100, 199),
    "bytes=500-": (206, "bytes 500-999/1000", 500, 999),
    "bytes=999-": (206, "bytes 999-999/1000", 999, 999),
    "bytes=999-999": (206, "bytes 999-999/1000", 999, 999),
    "bytes=900-5000": (206, "bytes 900-999/1000", 900, 999),
    "bytes=-1": (206, "bytes 999-999/1000", 999, 999),
    "bytes=-300": (206, "bytes 700-999/1000", 700, 999),
    "bytes=-1000": (206, "bytes 0-999/1000", 0, 999),
    "bytes=-99999": (206, "bytes 0-999/1000", 0, 999),
    "bytes = 5-9": (206, "bytes 5-9/1000", 5, 9),
    "bytes=1000-": (416, "bytes */1000", None, None),
    "bytes=1000-2000": (416, "bytes */1000", None, None),
    "bytes=99999999999-": (416, "bytes */1000", None, None),
    "bytes=-0": (416, "bytes */1000", None, None),
    # What the standard lets a server ignore: then the whole file comes.
    "bytes=9-5": (200, None, 0, 999),
    "bytes=0-1,5-6": (200, None, 0, 999),
    "bytes=-": (200, None, 0, 999),
    "bytes=a-b": (200, None, 0, 999),
    "seconds=0-1": (200, None, 0, 999),
    "bytes=" + "9" * 40 + "-": (200, None, 0, 999),
}


@pytest.fixture
def video(db):
    video = Video(title="Clip", state=Video.State.READ, duration=10)
    video.file.save("clip.mp4", ContentFile(DATA), save=False)
    video.save()
    return video


@pytest.fixture
def member(client, video):
    _center, recordings = a_resource_center()
    a_recording(recordings, video=video, no_captions_reason="A test.")
    client.force_login(a_member())
    return client


@pytest.mark.parametrize("asked", TABLE)
@pytest.mark.parametrize("method", ["get", "head"])
def test_every_range_is_answered_as_the_standard_says(member, video, asked, method):
    status, content_range, first, last = TABLE[asked]
    answer = getattr(member, method)(video.url, headers={"Range": asked} if asked else {})
    body = answer.getvalue()
    assert answer.status_code == status
    assert answer.get("Content-Range") == content_range
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Cache-Control"] == "private, no-store"
    if first is None:
        assert body == b""
    else:
        assert int(answer["Content-Length"]) == last - first + 1
        assert body == (DATA[first : last + 1] if method == "get" else b"")


def test_a_part_is_sent_only_while_the_file_is_the_same(member, video):
    etag = member.get(video.url)["ETag"]
    modified = member.get(video.url)["Last-Modified"]
    for condition, status in [(etag, 206), (modified, 206), ('"another"', 200), ("Tue, 01 Jan 2019 00:00:00 GMT", 200)]:
        answer = member.get(video.url, headers={"Range": "bytes=0-9", "If-Range": condition})
        assert (answer.status_code, len(answer.getvalue())) == (status, 10 if status == 206 else SIZE)


def test_behind_nginx_the_site_only_gives_its_word(member, video, settings):
    settings.X_ACCEL_PREFIX = "/protected/"
    answer = member.get(video.url, headers={"Range": "bytes=0-1"})
    assert answer["X-Accel-Redirect"] == f"/protected/private/{video.file.name}"
    assert answer.content == b""
    member.logout()
    assert "X-Accel-Redirect" not in member.get(video.url)
