"""Private files are handed out byte by byte as RFC 9110 has it."""

import pytest
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.test import RequestFactory

from content.storage import private_storage
from library.models import Video
from members.files import byte_range, deliver

SIZE = 1000
BODY = bytes(number % 251 for number in range(SIZE))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-1", (0, 1)),  # the first thing Safari asks
        ("bytes=0-0", (0, 0)),
        ("bytes=999-999", (999, 999)),
        ("bytes=500-", (500, 999)),
        ("bytes=0-99999", (0, 999)),
        ("bytes=-1", (999, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes = 10-20", (10, 20)),
    ],
)
def test_a_range_is_read_as_first_and_last_byte(header, expected):
    assert byte_range(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "lines=0-1",
        "bytes=1-2-3",
        "bytes=" + "9" * 40 + "-",
    ],
)
def test_nonsense_means_the_whole_file(header):
    assert byte_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=999999999999-"])
def test_a_range_outside_the_file_is_refused(header):
    with pytest.raises(ValueError, match="bytes"):
        byte_range(header, SIZE)


@pytest.fixture
def file():
    return FieldFile(
        Video(), Video._meta.get_field("file"), private_storage().save("videos/talk.mp4", ContentFile(BODY))
    )


def ask(file, method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    response = deliver(request, file, content_type="video/mp4")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response, body


def test_the_whole_file_comes_with_its_length_and_says_that_ranges_work(file):
    response, body = ask(file)
    assert (response.status_code, body) == (200, BODY)
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/mp4"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "inline" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("header", "first", "last"), [("bytes=0-1", 0, 1), ("bytes=-10", 990, 999), ("bytes=7-", 7, 999)]
)
def test_a_range_comes_as_206_with_exactly_those_bytes(file, header, first, last):
    response, body = ask(file, Range=header)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body == BODY[first : last + 1]


def test_a_range_outside_is_416_and_names_the_size(file):
    response, body = ask(file, Range="bytes=5000-")
    assert (response.status_code, body) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_head_answers_like_get_without_the_bytes(file):
    response, body = ask(file, "head", Range="bytes=0-99")
    assert (response.status_code, response["Content-Length"], body) == (206, "100", b"")


def test_a_range_of_a_file_that_has_changed_is_sent_whole(file):
    etag = ask(file)[0]["ETag"]
    assert ask(file, **{"Range": "bytes=0-1", "If-Range": etag})[0].status_code == 206
    assert ask(file, **{"Range": "bytes=0-1", "If-Range": '"another"'})[0].status_code == 200
    modified = ask(file)[0]["Last-Modified"]
    assert ask(file, **{"Range": "bytes=0-1", "If-Range": modified})[0].status_code == 206


def test_a_file_that_is_gone_is_not_found(file):
    file.storage.delete(file.name)
    with pytest.raises(Http404):
        ask(file)


def test_a_private_file_has_no_public_address(file):
    with pytest.raises(NotImplementedError):
        file.url  # noqa: B018
