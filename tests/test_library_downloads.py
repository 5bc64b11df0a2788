"""Files are counted by publication, agency and day: people once a visit, programs never, nobody by name."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from library import downloads
from library.models import Download
from tests.builders import a_member, a_user
from tests.publications import a_document, a_publication, in_spanish

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def guide():
    return a_publication(title="Guide", slug="guide", document=a_document())


@pytest.fixture
def reader():
    return Client(headers={"User-Agent": BROWSER})


def rows():
    return sorted((row.agency_id or 0, row.count) for row in Download.objects.all())


FILE = "/publications/guide/file/"


def test_a_file_is_handed_out_and_counted_for_the_day_without_an_agency(reader, guide):
    response = reader.get(FILE)
    assert response.getvalue().startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert "no-store" in response["Cache-Control"]
    row = Download.objects.get()
    assert (row.publication, row.agency, row.day, row.count) == (guide, None, timezone.localdate(), 1)


def test_anonymous_visitors_get_no_cookie_and_each_opening_counts(reader, guide):
    for _time in range(3):
        assert not reader.get(FILE).cookies
    assert rows() == [(0, 3)]


def test_a_member_counts_for_their_agency_once_in_five_minutes_and_nobody_is_noted(reader, guide, monkeypatch):
    member = a_member()
    reader.force_login(member)
    cookie = reader.get(FILE).cookies["opened"]
    assert cookie["path"] == FILE
    assert cookie["httponly"]
    assert cookie.value.startswith("yes:")
    reader.get(FILE)
    assert rows() == [(member.agency_id, 1)]
    assert "guide" not in str(Session.objects.get().get_decoded())
    monkeypatch.setattr(downloads, "SAME_VISIT", -1)  # five minutes later
    reader.get(FILE)
    assert rows() == [(member.agency_id, 2)]


def test_a_cookie_somebody_made_up_does_not_hide_an_opening(reader, guide):
    reader.force_login(a_member())
    reader.cookies["opened"] = "1"
    reader.get(FILE)
    assert [count for _agency, count in rows()] == [1]


def test_colleagues_count_together_and_other_agencies_apart(guide):
    first, other = a_member(), a_member()
    for user in (first, a_member(agency=first.agency), other):
        visitor = Client(headers={"User-Agent": BROWSER})
        visitor.force_login(user)
        visitor.get(FILE)
    assert rows() == sorted([(first.agency_id, 2), (other.agency_id, 1)])


def test_somebody_signed_in_who_is_no_member_counts_for_no_agency(reader, guide):
    reader.force_login(a_user())
    reader.get(FILE)
    assert rows() == [(0, 1)]


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": "Mozilla/5.0 HeadlessChrome/140.0"},
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
        {"Range": "bytes=5-"},
        {"Range": "bytes=10-20"},
        {"Range": "bytes=-5"},
        {"Range": "bytes=99999-"},
    ],
)
def test_programs_looks_ahead_and_later_parts_are_not_counted(guide, headers):
    assert Client(headers={"User-Agent": BROWSER} | headers).get(FILE).status_code in (200, 206, 416)
    assert not rows()


def test_the_first_part_counts_and_asking_for_the_headers_does_not(reader, guide):
    assert reader.head(FILE).status_code == 200
    assert not rows()
    assert reader.get(FILE, headers={"Range": "bytes=0-9"}).status_code == 206
    assert rows() == [(0, 1)]


def test_nothing_is_counted_where_nothing_is_handed_out(reader):
    a_publication(slug="bare")
    a_publication(slug="closed", access="members", document=a_document())
    for path in ("bare", "closed", "none"):
        assert reader.get(f"/publications/{path}/file/").status_code in (302, 404)
    assert not rows()


def test_each_language_has_its_own_row(reader, guide):
    in_spanish(guide, document=guide.document)
    reader.get(FILE)
    reader.get(f"/es{FILE}")
    assert rows() == [(0, 1), (0, 1)]


def test_a_row_that_somebody_makes_in_between_is_counted_on(guide, monkeypatch):
    downloads.add_download(guide, None)
    real, calls = QuerySet.update, []

    def update(rows, **changes):
        calls.append(changes)
        return 0 if len(calls) == 1 else real(rows, **changes)  # at first there was no row yet

    monkeypatch.setattr(QuerySet, "update", update)
    downloads.add_download(guide, None)
    assert len(calls) == 2
    assert rows() == [(0, 2)]


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_all_count(django_db_serialized_rollback):
    guide = a_publication(document=a_document())

    def open_it(_number):
        try:
            downloads.add_download(guide, None)
        finally:
            connection.close()

    with ThreadPoolExecutor(8 if connection.vendor == "postgresql" else 1) as pool:
        list(pool.map(open_it, range(24)))
    assert rows() == [(0, 24)]
