"""What waits for whom, on the first screen of the admin and by mail: once a day, and never for nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assistance import acts
from assistance.models import Case
from members.desk.failures import failed_letters
from members.letters import Letter
from members.work_list import send_work_lists, work_of
from tests.assistance_builders import a_case, a_colleague, case_at
from tests.builders import a_request, a_user, a_video

pytestmark = pytest.mark.django_db


def letters():
    return list(Letter.objects.filter(template="work_list").order_by("pk"))


@pytest.fixture
def clock(monkeypatch):
    def turn_to(*parts, zone="America/New_York"):
        moment = datetime(*parts, tzinfo=ZoneInfo(zone))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return turn_to


def texts_of(person):
    return {work.text: work.count for work in work_of(person)}


def test_each_role_sees_what_waits_for_it_and_nothing_else():
    a_request()
    a_video(captions=())
    a_case()
    desk = a_colleague()
    assert texts_of(desk) == {"assistance request waits for somebody": 1}
    assert texts_of(a_user("Membership staff")) == {"access request waits for a decision": 1}
    assert "video has no captions" in texts_of(a_user("Editors"))
    assert texts_of(a_user("Funder")) == {}


def test_every_count_of_assistance_is_what_its_screen_lists(client):
    desk = a_colleague()
    a_case()
    mine = case_at("waiting", desk)
    acts.write(mine, by=mine.requester, by_desk=False, text="Nights.")
    late = case_at("in_progress", desk)
    Case.objects.filter(pk=late.pk).update(promised_on="2026-01-05")
    client.force_login(desk)
    work = work_of(desk)
    assert [row.count for row in work] == [1, 1, 1, 2]
    for row in work:
        assert client.get(row.url).context["object_list"].count() == row.count


def test_what_can_be_claimed_is_claimed_from_the_first_screen(client):
    case, desk = a_case(), a_colleague()
    client.force_login(desk)
    work = work_of(desk)[0]
    form = client.get("/cms/").content.decode().partition(f'action="{work.claim_url}"')[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert client.post(work.claim_url).url == reverse("assistance_cases:case", args=[case.pk])
    assert not [row for row in work_of(desk) if row.claim_url]


def test_a_letter_a_day_tells_what_waits_and_none_comes_for_nothing(clock):
    clock(2026, 3, 2, 7, 0)
    desk = a_colleague(first_name="Priya")
    assert send_work_lists() == 0
    a_case()
    assert send_work_lists() == 1
    assert send_work_lists() == 0
    mail = letters()[0].message()
    assert "1 assistance request waits for somebody" in mail.body
    assert "/cms/" in mail.body
    clock(2026, 3, 3, 7, 0)
    assert send_work_lists() == 1
    assert {letter.to for letter in letters()} == {desk.email}


def test_the_letter_is_in_the_persons_language(clock):
    clock(2026, 3, 2, 7, 0)
    a_colleague(language="es")
    a_case()
    send_work_lists()
    assert letters()[0].message().subject == "Lo que le espera hoy"


@pytest.mark.parametrize(
    ("zone", "hour", "is_sent"),
    [
        ("America/New_York", 6, False),
        ("America/New_York", 7, True),
        ("America/New_York", 11, True),  # a run that comes late
        ("America/New_York", 12, False),
        ("Pacific/Honolulu", 7, False),  # it is two there
        ("Pacific/Honolulu", 12, True),  # it is seven there
    ],
)
def test_it_comes_in_the_morning_wherever_the_person_is(clock, zone, hour, is_sent):
    clock(2026, 1, 5, hour, 0)
    a_colleague(time_zone=zone)
    a_case()
    assert send_work_lists() == is_sent


@pytest.mark.parametrize("day", [(2026, 3, 7), (2026, 11, 26)])
def test_none_comes_on_weekends_and_holidays(clock, day):
    clock(*day, 8, 0)
    a_colleague()
    a_case()
    assert send_work_lists() == 0


def test_what_only_lies_about_is_not_mailed(clock):
    clock(2026, 3, 2, 8, 0)
    desk = a_colleague()
    case_at("in_progress", desk)
    assert work_of(desk)
    assert send_work_lists() == 0


# --- failed jobs


def a_failed_letter():
    long_ago = timezone.now() - timedelta(hours=1)
    return Letter.objects.create(
        key="x:1", template="request_waiting", to="ada@example.org", language="en",
        context={"received": "2026-03-02"}, attempts=3, claimed_at=long_ago,
    )  # fmt: skip


def test_failed_mail_and_tasks_are_listed_to_administrators_and_tried_again(client, mailoutbox):
    letter = a_failed_letter()
    DBTaskResult.objects.create(
        status="FAILED", task_path="library.reading.read", exception_class_path="ValueError",
        args_kwargs={"args": [], "kwargs": {}}, run_after=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip
    administrator = a_user(is_superuser=True)
    client.force_login(administrator)
    work = next(row for row in work_of(administrator) if "failed" in row.text)
    assert work.count == 2
    html = client.get(work.url).content.decode()
    assert letter.to in html
    assert "library.reading.read" in html
    client.post(work.url)
    assert [mail.to for mail in mailoutbox] == [[letter.to]]
    client.post(work.url, {"forget": "1"})
    assert not DBTaskResult.objects.exists()
    assert not failed_letters().exists()


@pytest.mark.parametrize("role", ["Membership staff", "Editors", "Assistance staff", "Funder"])
def test_other_roles_see_no_failures(client, role):
    a_failed_letter()
    client.force_login(a_user(role))
    assert client.get("/cms/reports/failures/").status_code == 302
    assert client.post("/cms/reports/failures/").status_code == 302
