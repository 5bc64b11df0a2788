"""Two at once in the library: what two windows played counts once, and two records of one title both stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from library.models import Publication, Video, View, Watched
from library.watching import Report, note_watched
from tests.builders import a_member
from tests.publications import a_publication
from tests.races import Meeting, at_once, copy, db  # noqa: F401 (fixtures)


@pytest.mark.parametrize("played", [([(0, 20_000)], [(10_000, 30_000)]), ([(0, 20_000)], [(0, 20_000)])])
def test_two_windows_lose_nothing_and_count_nothing_twice(played):
    member = a_member()
    video = Video.objects.create(title="Clip", file="clip.mp4", duration=60, state=Video.State.READ)
    now = timezone.now()
    reports = [Report(stretches, 30, now - timedelta(minutes=5)) for stretches in played]
    results = at_once(*(lambda told=told: note_watched(user=member, video=video, report=told) for told in reports))
    assert not [result for result in results if isinstance(result, Exception)], results
    watched = Watched.objects.get(user=member)
    united = max(end for stretches in played for _start, end in stretches)
    assert watched.segments == [[0, united]]
    view = View.objects.get(user=member)
    assert 20 <= view.seconds <= 40


def test_two_records_of_one_title_get_an_address_each(monkeypatch):
    monkeypatch.setattr(Publication, "free_slug", Meeting().after(Publication.free_slug))
    results = at_once(*(lambda: a_publication(title="The same heron") for _number in range(2)))
    assert not [result for result in results if isinstance(result, Exception)], results
    found = Publication.objects.filter(title="The same heron").values_list("slug", flat=True)
    assert sorted(found) == ["the-same-heron", "the-same-heron-2"]
