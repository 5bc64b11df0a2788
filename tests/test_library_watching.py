"""The watched share: what was really played, once, however many windows are open; and the views for the funder."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from library import segments
from library.models import Video, View, Watched
from library.own_data import Watching
from library.recording_list import unfinished
from library.watching import FASTEST, SPARE, TICKET, Report, count, note_watched, opened_at, ticket
from members.closing import close_account
from tests.builders import a_clip, a_member, a_recording, a_resource_center, a_user, a_video, an_agency

NOON = datetime(2026, 5, 4, 16, tzinfo=UTC)
quick = settings(derandomize=True, database=None, deadline=None, max_examples=200)

stretches = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


def moments(found):
    return {moment for start, end in found for moment in range(start, end)}


# --- stretches


@given(stretches)
@quick
def test_stretches_put_together_hold_the_same_moments_apart_and_in_order(given_ones):
    united = segments.unite(given_ones)
    assert moments(united) == moments(given_ones)
    assert segments.length(united) == len(moments(given_ones))
    assert all(start < end for start, end in united)
    assert all(one[1] < other[0] for one, other in pairwise(united))


@given(stretches, st.integers(-3, 70))
@quick
def test_what_is_taken_is_the_beginning_and_never_more_than_allowed(given_ones, most):
    united = segments.unite(given_ones)
    taken = segments.take(united, most)
    assert segments.length(taken) == min(max(most, 0), segments.length(united))
    assert moments(taken) == set(sorted(moments(united))[: max(most, 0)])


@given(stretches, st.integers(0, 50))
@quick
def test_nothing_lies_outside_of_the_recording(given_ones, duration):
    assert moments(segments.clean(given_ones, duration)) == {m for m in moments(given_ones) if 0 <= m < duration}


def test_endless_jumping_keeps_the_longest_stretches():
    many = [(n * 10, n * 10 + 1 + n % 5) for n in range(5_000)]
    united = segments.unite(many)
    assert len(united) == 500
    assert {end - start for start, end in united} == {5}


# --- reports


def a_watched(duration=60):
    return Watched(video=Video(duration=duration), segments=[], first_at=NOON, last_at=NOON)


reports = st.lists(
    st.tuples(
        st.integers(0, 40_000),  # milliseconds since the report before
        st.integers(0, 1),  # which of two windows
        st.lists(st.tuples(st.integers(-1_000, 70_000), st.integers(-1_000, 70_000)), max_size=5),
        st.integers(0, 99),
    ),
    max_size=12,
)


@given(reports, st.tuples(st.integers(0, 20_000), st.integers(0, 20_000)))
@quick
def test_nobody_is_credited_with_more_than_the_recording_or_than_time_allows(told, opened):
    watched, now, credited = a_watched(), NOON, 0
    for wait, window, played, position in told:
        now += timedelta(milliseconds=wait)
        before = {tuple(segment) for segment in watched.segments}
        credited += count(watched, Report(played, position, NOON - timedelta(milliseconds=opened[window])), now)
        after = [tuple(segment) for segment in watched.segments]
        assert moments(before) <= moments(after)
        assert after == segments.unite(after)
        assert watched.seconds == segments.length(after) // 1000 <= 60
        assert 0 <= watched.position <= 60
        assert watched.counted_to <= now
    elapsed = (now - NOON).total_seconds() + max(opened) / 1000 if told else 0
    assert segments.length([tuple(segment) for segment in watched.segments]) <= elapsed * 1000 * FASTEST + 1
    assert credited <= elapsed * FASTEST + len(told)  # rounded once a report


@given(
    st.lists(st.tuples(st.integers(0, 55), st.integers(1, 5)), min_size=1, max_size=15),
    st.randoms(use_true_random=False),
)
@quick
def test_order_and_repetition_of_reports_change_nothing(stretches, random):
    told = [[(start * 1000, (start + length) * 1000)] for start, length in stretches]
    results = []
    for order in (told, random.sample(told, len(told)), [*told, *told]):
        watched, now = a_watched(), NOON
        for played in order:
            now += timedelta(minutes=1)
            count(watched, Report(played, 0, NOON), now)
        results.append(watched.segments)
    assert results[0] == results[1] == results[2]


def test_skipping_to_the_end_earns_nothing():
    watched = a_watched(3600)
    assert count(watched, Report([], 3600, NOON), NOON + timedelta(seconds=30)) == 0
    assert (watched.seconds, watched.position) == (0, 3600)


def test_whoever_claims_it_all_gets_twice_what_the_clock_says():
    watched = a_watched(3600)
    assert count(watched, Report([(0, 3_600_000)], 3600, NOON), NOON + timedelta(seconds=30)) == 60
    assert watched.segments == [[0, 60_000]]


def test_the_same_report_again_and_again_earns_nothing_more():
    watched, now = a_watched(3600), NOON + timedelta(seconds=30)
    first = count(watched, Report([(0, 30_000)], 30, NOON), now)
    again = sum(count(watched, Report([(0, 30_000)], 30, NOON), now + timedelta(milliseconds=n)) for n in range(200))
    assert first == 30
    assert again <= SPARE.total_seconds() * FASTEST + FASTEST
    assert watched.seconds == 30


def test_a_pause_of_an_hour_does_not_pile_up_time():
    watched = a_watched(36_000)
    count(watched, Report([(0, 10_000)], 10, NOON), NOON + timedelta(hours=1))
    count(watched, Report([(10_000, 9_000_000)], 10, NOON), NOON + timedelta(hours=1, seconds=1))
    assert watched.seconds <= 10 + (SPARE.total_seconds() + 1) * FASTEST


def test_somebody_who_plays_at_double_speed_gets_it_all():
    watched, now = a_watched(3600), NOON
    for part in range(100):
        now += timedelta(seconds=15)
        count(watched, Report([(part * 30_000, part * 30_000 + 30_000)], 0, NOON), now)
    assert watched.seconds == 3000


# --- on the site


@pytest.fixture(scope="module")
def clip():
    return a_clip(seconds=2)


@pytest.fixture
def recording(clip, db):
    _center, recordings = a_resource_center()
    page = a_recording(recordings, title="Meeting", slug="meeting", video=a_video(data=clip))
    Video.objects.update(duration=3600)
    page.video.refresh_from_db()
    return page


def an_hour_ago_ticket(user, video):
    moment = int((timezone.now() - timedelta(hours=1)).timestamp())
    return signing.dumps([user.pk, video.pk, moment], salt=TICKET)


def tell(client, user, video, played, position=0, changes=None):
    data = {"ticket": an_hour_ago_ticket(user, video), "played": json.dumps(played), "position": position}
    return client.post(reverse("library:watched", args=[video.pk]), data | (changes or {}))


def test_a_page_carries_a_ticket_of_its_own(recording):
    member, other = a_member(), a_member()
    text = ticket(member, recording.video)
    assert abs(opened_at(text, member, recording.video) - timezone.now()) < timedelta(seconds=5)
    assert opened_at(text, other, recording.video) is None
    assert opened_at(text + "x", member, recording.video) is None
    assert opened_at(text, member, a_video(data=a_clip(), captions=())) is None


def test_a_member_s_report_is_kept_and_counted_as_a_view_of_the_agency(client, recording):
    member = a_member()
    client.force_login(member)
    assert tell(client, member, recording.video, [[0, 30_000], [600_000, 610_000]], 610).status_code == 204
    watched = Watched.objects.get()
    assert (watched.user, watched.seconds, watched.position, watched.share) == (member, 40, 610, 1)
    view = View.objects.get()
    assert (view.user, view.agency, view.day) == (member, member.agency, timezone.localdate())
    assert view.seconds == 40
    tell(client, member, recording.video, [[0, 5_000]], 5)
    assert View.objects.get().seconds <= 45
    assert list(View.objects.counted()) == [View.objects.get()]


def test_a_few_seconds_are_no_view(client, recording):
    member = a_member()
    client.force_login(member)
    tell(client, member, recording.video, [[0, 9_000]])
    assert View.objects.count() == 1
    assert not View.objects.counted().exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"ticket": ""}, {"ticket": "x:y:z"}, {"played": ""}, {"played": "null"}, {"played": "[[1]]"},
        {"played": "[[0, 1e99]]"}, {"played": '[["0", 5]]'}, {"played": "[[0, true]]"}, {"played": "{}x"},
        {"played": "[" * 9_000}, {"played": "[[0,1]," * 9_000}, {"position": "-1"}, {"position": "9999999"},
        {"position": "x"}, {"position": "١"}, {"played": f"[[0, {10**30}]]"},
    ],
)  # fmt: skip
def test_a_report_that_is_none_is_refused_and_changes_nothing(client, recording, changes):
    member = a_member()
    client.force_login(member)
    assert tell(client, member, recording.video, [[0, 1000]], changes=changes).status_code == 400
    assert not Watched.objects.exists()


def test_only_whoever_may_open_the_recording_can_report(client, recording):
    address = reverse("library:watched", args=[recording.video.pk])
    assert client.post(address)["Location"].startswith("/accounts/login/")
    outsider = a_user()
    client.force_login(outsider)
    assert tell(client, outsider, recording.video, [[0, 1000]]).status_code == 403
    member = a_member()
    client.force_login(member)
    recording.unpublish()
    assert tell(client, member, recording.video, [[0, 1000]]).status_code == 404
    assert client.get(address).status_code == 405
    assert not Watched.objects.exists()


def test_the_page_goes_on_where_the_member_stopped_on_any_device(client, recording):
    member = a_member()
    client.force_login(member)
    assert "#t=" not in client.get(recording.url).content.decode()
    tell(client, member, recording.video, [[0, 30_000]], 754)
    text = client.get(recording.url).content.decode()
    assert f'src="{recording.video.url}#t=754"' in text
    assert "You stopped at 12:34" in text
    assert f'src="{recording.video.url}#t=62"' in client.get(recording.url, {"t": "1m2s"}).content.decode()
    assert f'src="{recording.video.url}"' in client.get(recording.url, {"t": "0"}).content.decode()
    assert f'src="{recording.video.url}#t=754"' in client.get(recording.url, {"t": "<x>"}).content.decode()
    tell(client, member, recording.video, [], 3590)
    assert f'src="{recording.video.url}"' in client.get(recording.url).content.decode()
    other = a_member()
    client.force_login(other)
    assert "You stopped" not in client.get(recording.url).content.decode()


def test_what_is_begun_waits_on_the_first_page_until_it_is_finished(client, recording):
    member = a_member()
    client.force_login(member)
    center = recording.get_parent().get_parent()
    assert "Continue watching" not in client.get(center.url).content.decode()
    tell(client, member, recording.video, [[0, 30_000]], 30)
    assert [page.title for page in unfinished(member)] == ["Meeting"]
    text = client.get(center.url).content.decode()
    assert "Continue watching" in text
    assert '<progress class="recording-item__share" max="100" value="0"' in text
    Watched.objects.update(seconds=3300)
    assert unfinished(member) == []
    Watched.objects.update(seconds=300)
    recording.unpublish()
    assert unfinished(member) == []


def test_members_see_and_export_what_they_watched_and_nobody_else_s(client, recording):
    member, other = a_member(), a_member()
    for user in (member, other):
        client.force_login(user)
        tell(client, user, recording.video, [[0, 1_800_000]], 1800)
        assert "50 percent" in client.get(reverse("watched")).content.decode()
    Watched.objects.filter(user=other).update(seconds=1)
    client.force_login(member)
    answer = client.get(reverse("watched_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:5] == ["Recording", "Held on", "Length", "Watched", "Percent"]
    assert rows[1][0] == "Meeting"
    assert rows[1][2:5] == ["1:00:00", "30:00", "50"]
    assert len(rows) == 2
    recording.title = "=cmd()"
    recording.save()
    assert "'=cmd()" in client.get(reverse("watched_csv")).content.decode()
    recording.unpublish()
    assert "cmd" not in client.get(reverse("watched_csv")).content.decode()
    assert "no longer here" in client.get(reverse("watched")).content.decode()


def test_a_list_of_fifty_costs_as_many_queries_as_a_list_of_one(client, recording):
    member = a_member()
    client.force_login(member)
    tell(client, member, recording.video, [[0, 30_000]])
    client.get(reverse("watched"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("watched"))
    videos = Video.objects.bulk_create(Video(title=f"{n}", file="x.mp4", duration=60) for n in range(49))
    Watched.objects.bulk_create(Watched(user=member, video=video, seconds=5) for video in videos)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("watched"))
    assert len(many) == len(one)


def test_the_data_download_tells_what_was_watched_and_closing_keeps_only_the_agency(client, recording):
    member = a_member()
    agency = member.agency
    client.force_login(member)
    tell(client, member, recording.video, [[0, 30_000]], 30)
    (fact,) = client.get("/accounts/data.json").json()["watched"]
    assert (fact["recording"], fact["watched"], fact["position"]) == ("Meeting", "0:30", 30)
    assert fact["views"] == [str(timezone.localdate())]
    assert "Meeting" in client.get("/accounts/data/").content.decode()
    close_account(member)
    assert not Watched.objects.exists()
    view = View.objects.get()
    assert (view.user, view.agency, view.seconds) == (None, agency, 30)
    assert Watching().collect(member) == []


def test_views_of_people_who_left_stay_apart(recording):
    member = a_member()
    for name in range(3):
        View.objects.create(
            user=None, agency=member.agency, video=recording.video, day=timezone.localdate(), seconds=name
        )
    assert View.objects.count() == 3


def test_midnight_makes_two_views(recording):
    member = a_member()
    eve = datetime(2026, 5, 5, 3, 59, 50, tzinfo=UTC)  # ten seconds before midnight in New York
    for now in (eve, eve + timedelta(seconds=20)):
        report = Report([(0, 20_000)], 20, eve - timedelta(seconds=20))
        note_watched(user=member, video=recording.video, report=report, now=now)
    assert [str(day) for day in View.objects.order_by("day").values_list("day", flat=True)] == [
        "2026-05-04",
        "2026-05-05",
    ]


def test_the_report_counts_views_by_agency_without_names(client, recording):
    agency, other = an_agency(name="Harlan Ridge"), an_agency(name="Port Wendell")
    day = timezone.localdate()
    for user, place, seconds in [
        (a_member(agency=agency), agency, 600),
        (a_member(agency=agency), agency, 60),
        (None, agency, 60),
        (a_member(agency=other), other, 5),
    ]:
        View.objects.create(user=user, agency=place, video=recording.video, day=day, seconds=seconds)
    client.force_login(a_user("Editors"))
    text = client.get(reverse("views_report"), {"export": "csv"}).getvalue().decode()
    assert text.splitlines()[1:] == ["Clip,Harlan Ridge,3,12"]
    assert "Harlan Ridge" in client.get(reverse("views_report")).content.decode()
    assert client.get(reverse("views_report"), {"q": "harlan"}).status_code == 200
    client.force_login(a_user("Translators"))
    assert client.get(reverse("views_report")).status_code == 302


@pytest.mark.django_db
def test_one_clock_counts_for_all_recordings_that_play_at_once():
    member, now = a_member(), timezone.now()
    half_an_hour = Report([(0, 1_800_000)], 1800, now - timedelta(minutes=30))
    for number in range(5):
        video = Video.objects.create(title=f"Clip {number}", file="clip.mp4", duration=1800, state=Video.State.READ)
        note_watched(user=member, video=video, report=half_an_hour, now=now)
    played = sum(View.objects.filter(user=member).values_list("seconds", flat=True))
    assert 1800 <= played <= 2 * 1800  # nobody plays faster than twice
