"""Asking for help: kept step by step, sent when it is whole, and followed by those whose business it is."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from assistance import acts, drafts, views
from assistance.models import Attachment, Case, Status, Survey
from assistance.uploads import checked
from content.storage import private_storage
from members.closing import close_account
from members.personal_data import collect
from tests.assistance_builders import (
    PDF,
    a_case,
    a_colleague,
    a_docx,
    a_door,
    a_draft,
    a_file,
    an_upload,
    case_at,
)
from tests.builders import a_member, a_user, an_agency, an_image

pytestmark = pytest.mark.django_db

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def step(case, number):
    return reverse("assistance_draft", args=[case.pk, number])


def page(case):
    return reverse("assistance_case", args=[case.pk])


@pytest.fixture
def member(client):
    a_door()
    person = a_member(agency=an_agency(stage="planning"))
    client.force_login(person)
    return person


def begun(client):
    client.post(reverse("assistance_begin"))
    return Case.objects.latest("pk")


# --- the draft


def test_what_is_begun_is_kept_step_by_step_and_sent_whole(client, member):
    draft = begun(client)
    assert (draft.status, draft.stage, draft.agency) == ("draft", "planning", member.agency)
    topic = a_draft().topic
    answers = {"subject": "How?", "topic": topic.pk, "stage": "new", "need": "All of it.", "go": "next"}
    assert client.post(step(draft, 1), answers).url == step(draft, 2)
    assert client.post(step(draft, 2), {"tried": "", "kind": "call", "go": "next"}).url == step(draft, 3)
    assert client.post(step(draft, 3), {"urgency": "soon", "go": "next"}).url == step(draft, 4)
    files = {"letter": a_file(), "papers": [a_file("one.docx", a_docx()), a_file("two.pdf")], "go": "next"}
    assert client.post(step(draft, 4), files).url == reverse("assistance_review", args=[draft.pk])
    assert client.post(reverse("assistance_review", args=[draft.pk])).url == page(draft)
    draft.refresh_from_db()
    assert draft.status == "new"
    assert draft.attachments.filter(is_support_letter=True).get().name == "letter.pdf"
    assert draft.attachments.count() == 3


def test_a_second_beginning_meets_the_empty_draft(client, member):
    assert begun(client) == begun(client)
    assert Case.objects.count() == 1


def test_an_eleventh_draft_is_refused_with_a_word(client, member):
    for _number in range(10):
        a_draft(member)
    response = client.post(reverse("assistance_begin"), follow=True)
    assert "ten drafts" in response.content.decode()
    assert Case.objects.count() == 10


@pytest.mark.parametrize("go", ["next", "back", "later"])
def test_half_a_step_is_kept_whichever_way_it_is_left(client, member, go):
    draft = begun(client)
    client.post(step(draft, 1), {"subject": "Only this", "go": go})
    draft.refresh_from_db()
    assert draft.subject == "Only this"


def test_what_is_wrong_is_said_and_the_rest_is_kept(client, member):
    draft = a_draft(member, good_times="", needed_on=None)
    answers = {"urgency": "soon", "needed_on": "2020-01-01", "good_times": "Mornings", "go": "next"}
    response = client.post(step(draft, 3), answers)
    assert "This day has passed" in response.content.decode()
    draft.refresh_from_db()
    assert (draft.good_times, draft.needed_on) == ("Mornings", None)


def test_what_is_cleared_is_cleared(client, member):
    draft = a_draft(member)
    client.post(step(draft, 2), {"tried": "", "kind": "", "go": "back"})
    draft.refresh_from_db()
    assert (draft.tried, draft.kind) == ("", "")


@pytest.mark.parametrize(("gap", "number"), [("need", 1), ("topic", 1), ("kind", 2), ("urgency", 3)])
def test_sending_leads_back_to_the_step_with_the_gap(client, member, gap, number):
    draft = a_draft(member, **{gap: None if gap == "topic" else ""})
    response = client.post(reverse("assistance_review", args=[draft.pk]))
    assert response.url == f"{step(draft, number)}?check=1"
    assert "field--error" in client.get(response.url).content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_day_that_passed_since_is_asked_for_again(client, member):
    draft = a_draft(member, needed_on=timezone.localdate() - timedelta(days=1))
    assert client.post(reverse("assistance_review", args=[draft.pk])).url == f"{step(draft, 3)}?check=1"


def test_a_draft_is_sent_once_and_closed_to_its_steps_then(client, member):
    draft = a_draft(member)
    review = reverse("assistance_review", args=[draft.pk])
    client.post(review)
    assert client.post(review).url == page(draft)
    response = client.post(step(draft, 1), {"subject": "Changed", "need": draft.need, "go": "next"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "This request was sent meanwhile." in html
    assert "Changed</textarea>" in html
    assert client.post(step(draft, 4), {"go": "next"}).url == page(draft)
    assert client.get(step(draft, 1)).url == page(draft)
    draft.refresh_from_db()
    assert draft.subject != "Changed"
    assert draft.events.count() == 1


@pytest.mark.parametrize(
    ("address", "answers", "status"),
    [
        ("review", {}, 302),
        ("review", {"discard": "1"}, 302),
        ("draft", {"need": "Typed much more here.", "go": "next"}, 409),
        ("draft", {"remove": "1"}, 302),
    ],
)
def test_what_is_sent_while_somebody_clicks_again_is_shown_as_sent(
    client, member, monkeypatch, address, answers, status
):
    draft = a_draft(member)
    stand = views._stand

    def sent_by_the_first_click(request, title):  # after the second one has looked, before it locks
        stand(request, title)
        if request.method == "POST":
            drafts.send_draft(Case.objects.get(pk=draft.pk), by=member)

    monkeypatch.setattr(views, "_stand", sent_by_the_first_click)
    numbers = [draft.pk, 1] if address == "draft" else [draft.pk]
    response = client.post(reverse(f"assistance_{address}", args=numbers), answers)
    assert response.status_code == status
    if status == 302:
        assert response.url == page(draft)
        response = client.get(response.url)
    html = response.content.decode()
    assert ("This request was sent meanwhile." in html) == bool(answers)
    assert ("Typed much more here.</textarea>" in html) == ("need" in answers)
    assert draft.events.count() == 1


def test_what_is_discarded_while_somebody_clicks_again_leads_to_the_door(client, member, monkeypatch):
    draft = a_draft(member)
    stand = views._stand

    def discarded_by_the_first_click(request, title):  # after the second one has looked, before it locks
        stand(request, title)
        if request.method == "POST":
            drafts.discard(Case.objects.get(pk=draft.pk))

    monkeypatch.setattr(views, "_stand", discarded_by_the_first_click)
    response = client.post(reverse("assistance_review", args=[draft.pk]), {"discard": "1"}, follow=True)
    assert "The draft is discarded." in response.content.decode()
    assert response.redirect_chain[0][0].endswith("/technical-assistance/")


def test_discarding_a_draft_deletes_its_files_too(client, member, django_capture_on_commit_callbacks):
    draft = a_draft(member)
    acts.attach(draft, an_upload(), by=member)
    name = draft.attachments.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("assistance_review", args=[draft.pk]), {"discard": "1"})
    assert not Case.objects.exists()
    assert not private_storage().exists(name)


def test_a_file_is_removed_from_a_draft_and_only_from_ones_own(client, member):
    draft, other = a_draft(member), a_draft()
    mine = acts.attach(draft, an_upload(), by=member)
    theirs = acts.attach(other, an_upload(), by=other.requester)
    for pk in (mine.pk, theirs.pk, 10**17, "x", "9" * 40):
        client.post(step(draft, 4), {"remove": pk})
    assert list(Attachment.objects.all()) == [theirs]


@pytest.mark.parametrize("number", [0, 5, 9])
def test_there_are_four_steps(client, member, number):
    assert client.get(step(a_draft(member), number)).status_code == 404


# --- files


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("plan.pdf", PDF, ("plan.pdf", "application/pdf")),
        ("plan.exe", PDF, ("plan.pdf", "application/pdf")),  # named after what it is
        ("..\\..\\etc/plan.pdf", PDF, ("plan.pdf", "application/pdf")),
        ("a\r\nb.docx", a_docx(), ("a b.docx", DOCX)),
        (".pdf", PDF, ("pdf.pdf", "application/pdf")),
        (f"{'x' * 300}.pdf", PDF, (f"{'x' * 80}.pdf", "application/pdf")),
    ],
)  # fmt: skip
def test_a_file_is_told_by_its_content(name, data, kept):
    file = a_file("x", data)
    file._name = name  # as a browser may send it; Django itself keeps the last part only
    upload = checked(file)
    assert (upload.name, upload.content_type) == kept


def test_a_picture_is_taken():
    with an_image().file.open("rb") as file:
        assert checked(a_file("photo", file.read())).content_type == "image/png"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00 program",
        b"<html><script>alert(1)</script></html>",
        b"PK\x03\x04 no archive",
        b"\x89PNG\r\n\x1a\nbroken",
        a_docx("word/vbaProject.bin"),
        b"just words",
    ],
)
def test_anything_else_is_refused_with_a_word(client, member, data):
    draft = a_draft(member)
    response = client.post(step(draft, 4), {"letter": a_file("letter.pdf", data), "go": "next"})
    assert response.status_code == 200
    assert "letter.pdf" in response.content.decode()
    assert not draft.attachments.exists()


def test_a_file_over_ten_megabytes_is_refused():
    with pytest.raises(ValidationError, match="10 MB"):
        checked(a_file("big.pdf", PDF + b" " * 10 * 1024 * 1024))


def test_a_request_carries_ten_files_at_most(client, member):
    draft = a_draft(member)
    for number in (1, 2):
        client.post(step(draft, 4), {"papers": [a_file(f"{number}{n}.pdf") for n in range(5)], "go": "stay"})
    response = client.post(step(draft, 4), {"letter": a_file(), "go": "stay"})
    assert "At most ten files" in response.content.decode()
    six = client.post(step(a_draft(member), 4), {"papers": [a_file(f"{n}.pdf") for n in range(6)], "go": "stay"})
    assert "At most five files" in six.content.decode()
    assert draft.attachments.count() == 10


# --- following it


def test_the_requester_sees_where_it_stands_and_no_note(client, member):
    desk = a_colleague(first_name="Priya", last_name="Raman")
    case = case_at("waiting", desk, member)
    acts.write_note(case, by=desk, text="Between us.")
    acts.plan(case, by=desk, version=case.version, next_step="A call", promised_on=timezone.localdate())
    html = client.get(page(case)).content.decode()
    for words in ("Waiting for the agency", "Priya Raman", "A call", "We wait for your answer"):
        assert words in html
    assert "Between us." not in html
    assert "Internal note" not in html


def test_an_answer_ends_the_waiting_and_brings_its_files(client, member):
    case = case_at("waiting", requester=member)
    answer = {"text": "Nights.", "files": [a_file("shifts.pdf")]}
    client.post(reverse("assistance_message", args=[case.pk]), answer)
    case.refresh_from_db()
    assert case.status == Status.ASSIGNED
    file = case.attachments.get()
    response = client.get(reverse("assistance_file", args=[case.pk, file.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


def test_a_message_that_is_sent_twice_is_written_once_with_its_files(client, member):
    case = case_at("waiting", requester=member)
    address = reverse("assistance_message", args=[case.pk])

    def mark():
        return re.search(r'name="submission" value="([0-9a-f-]{36})"', client.get(page(case)).content.decode())[1]

    def sends(**answers):
        return client.post(address, {"text": "Nights.", "files": [a_file("shifts.pdf")]} | answers)

    first = mark()
    for _click in range(2):
        assert sends(submission=first).url == page(case)
    assert [case.messages.filter(by_desk=False).count(), case.attachments.count()] == [1, 1]
    assert case.events.filter(kind__in=["message", "resume"]).count() == 1
    assert first not in repr([*case.messages.values_list()])
    sends(submission=mark())
    assert case.messages.filter(by_desk=False).count() == 2
    answer = sends(submission=first, text="")
    assert answer.status_code == 400
    assert first in answer.content.decode()
    assert sends(submission="nonsense").status_code == 400
    other = case_at("waiting", requester=member)
    acts.write(other, by=member, by_desk=False, text="The same form elsewhere.", submission=UUID(first))
    assert other.messages.filter(by_desk=False).count() == 1


def test_words_shown_again_are_words_and_no_mark_of_a_form(client, member):
    case = case_at("in_progress", requester=member)
    acts.close(case, by=a_colleague(), version=case.version, outcome="met", text="Goodbye.")
    mark = str(uuid4())
    answer = client.post(reverse("assistance_message", args=[case.pk]), {"text": "A story.", "submission": mark})
    assert answer.status_code == 409
    assert "A story.</textarea>" in answer.content.decode()
    assert mark not in answer.content.decode()


def test_closing_on_a_stale_screen_changes_nothing_and_keeps_what_was_typed(client, member):
    case = case_at("delivered", requester=member)
    old = case.version
    acts.write(case, by=a_colleague(), by_desk=True, text="One more thing.")
    answers = {"version": old, "outcome": "met", "text": "It helped a lot."}
    response = client.post(reverse("assistance_close", args=[case.pk]), answers)
    assert response.status_code == 409
    html = response.content.decode()
    assert "It helped a lot." in html
    assert '<details class="case__act" open>' in html
    case.refresh_from_db()
    assert case.status == "delivered"


@pytest.mark.parametrize(
    ("act", "before", "answers"),
    [
        ("message", "in_progress", {}),
        ("message", "in_progress", {"files": "wrong"}),
        ("close", "in_progress", {"outcome": "met"}),
        ("close", "in_progress", {"outcome": "nonsense"}),
        ("reopen", "delivered", {}),
        ("survey", "closed", {"rating": 5, "is_need_met": "yes", "has_learned": "True"}),
    ],
)
def test_words_for_a_request_that_has_moved_on_are_shown_again(client, member, act, before, answers):
    desk = a_colleague()
    case = case_at(before, desk, member)
    old = case.version
    if before == "in_progress":
        acts.close(case, by=desk, version=old, outcome="met", text="Goodbye.")
    else:
        acts.reopen(case, by=desk, by_desk=True, version=old, text="We go on.")
    events = case.events.count()
    if "files" in answers:
        answers = {"files": [a_file("letter.pdf", b"just words")]}
    words = {"text": "A long\r\nstory.", "comment": "A long\r\nstory.", "version": old}
    response = client.post(reverse(f"assistance_{act}", args=[case.pk]), words | answers)
    html = response.content.decode().replace("\r", "")
    assert response.status_code == 409
    assert "Your words, not sent" in html
    assert "A long\nstory.</textarea>" in html
    assert "has moved on" in html or "Somebody else has worked" in html
    assert case.events.count() == events


def test_close_rate_and_open_again(client, member):
    case = case_at("delivered", requester=member)
    client.post(reverse("assistance_close", args=[case.pk]), {"version": case.version, "outcome": "met"})
    answers = {"rating": 5, "is_need_met": "yes", "has_learned": "True", "comment": "Thanks."}
    assert client.post(reverse("assistance_survey", args=[case.pk]), answers).url == page(case)
    assert Survey.objects.get().has_learned is True
    case.refresh_from_db()
    again = {"version": case.version, "text": "One more."}
    client.post(reverse("assistance_reopen", args=[case.pk]), again)
    case.refresh_from_db()
    assert (case.status, case.outcome) == (Status.IN_PROGRESS, "")


@pytest.mark.parametrize("act", ["message", "close", "reopen", "survey"])
@pytest.mark.parametrize("answers", [{}, {"text": "", "version": "x", "outcome": "nonsense", "rating": 9}])
def test_nonsense_gets_a_word_and_changes_nothing(client, member, act, answers):
    case = case_at("closed" if act in ("reopen", "survey") else "delivered", requester=member)
    events = case.events.count()
    response = client.post(reverse(f"assistance_{act}", args=[case.pk]), answers)
    assert response.status_code == 400
    assert "Something needs your attention" in response.content.decode()
    assert case.events.count() == events


def test_the_door_lists_my_requests_and_the_resource_centers_first_page_the_open_ones(client, member):
    mine = case_at("waiting", requester=member, subject="About nights")
    closed = case_at("closed", requester=member, subject="About days")
    other = a_case(subject="About others")
    from_door = client.get("/resource-center/technical-assistance/").content.decode()
    home = client.get("/resource-center/").content.decode()
    assert mine.subject in from_door
    assert closed.subject in from_door
    assert mine.subject in home
    assert closed.subject not in home
    assert other.subject not in from_door + home
    assert f"#{mine.pk}" in home


# --- whose business it is


def test_requester_coordinator_and_desk_see_it_and_nobody_else(client):
    agency = an_agency()
    requester = a_member(agency=agency)
    case = case_at("assigned", requester=requester)
    draft = a_draft(requester)
    file = acts.attach(draft, an_upload(), by=requester)
    people = {
        "requester": (requester, True, True),
        "coordinator": (a_member(agency=agency, is_coordinator=True), True, False),
        "desk": (a_colleague(), True, False),
        "administrator": (a_user(is_superuser=True), True, False),
        "colleague": (a_member(agency=agency), False, False),
        "other coordinator": (a_member(is_coordinator=True), False, False),
        "editor": (a_user("Editors"), False, False),
        "membership": (a_user("Membership staff"), False, False),
        "funder": (a_user("Funder"), False, False),
        "suspended": (a_member(agency=agency, membership_suspended_at=timezone.now()), False, False),
    }  # fmt: skip
    for name, (person, sees_case, sees_draft) in people.items():
        client.force_login(person)
        assert (client.get(page(case)).status_code == 200) == sees_case, name
        assert (client.get(step(draft, 1)).status_code == 200) == sees_draft, name
        address = reverse("assistance_file", args=[draft.pk, file.pk])
        assert (client.get(address).status_code == 200) == sees_draft, name


def test_files_of_notes_are_the_desks(client):
    desk = a_colleague()
    case = case_at("assigned", desk)
    acts.write_note(case, by=desk, text="See this.", files=[an_upload("note.pdf")])
    address = reverse("assistance_file", args=[case.pk, case.attachments.get().pk])
    client.force_login(case.requester)
    assert client.get(address).status_code == 404
    client.force_login(desk)
    assert client.get(address).status_code == 200


def test_a_file_is_found_at_its_own_case_only(client):
    one, other = a_case(), a_case()
    file = acts.attach(one, an_upload(), by=one.requester)
    client.force_login(other.requester)
    assert client.get(reverse("assistance_file", args=[other.pk, file.pk])).status_code == 404


def test_who_may_not_act_does_nothing_by_posting(client):
    case = case_at("delivered")
    for person in (a_member(), a_colleague()):  # the desk acts at its desk
        client.force_login(person)
        for act in ("message", "close", "reopen", "survey"):
            answers = {"text": "x", "version": case.version, "outcome": "met", "rating": 5, "is_need_met": "yes"}
            answers["has_learned"] = "True"
            assert client.post(reverse(f"assistance_{act}", args=[case.pk]), answers).status_code == 404
    case.refresh_from_db()
    assert case.status == "delivered"
    assert not Survey.objects.exists()


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "x"])
def test_numbers_that_nobody_has_are_not_found(client, member, number):
    assert client.get(f"/assistance/{number}/").status_code == 404


def test_staff_who_are_no_members_do_not_ask(client):
    client.force_login(a_colleague())
    assert client.post(reverse("assistance_begin")).status_code == 403
    assert not Case.objects.exists()


def test_the_door_costs_the_same_with_one_request_and_with_fifty(client, member, django_assert_max_num_queries):
    a_draft(member)
    client.get("/resource-center/technical-assistance/")
    with django_assert_max_num_queries(60) as few:
        client.get("/resource-center/technical-assistance/")
    for _number in range(49):
        a_draft(member)
    with django_assert_max_num_queries(len(few)):
        client.get("/resource-center/technical-assistance/")


def test_a_timeline_costs_the_same_with_many_entries(client, member, django_assert_max_num_queries):
    case, desk = case_at("assigned", requester=member), a_colleague()
    acts.write(case, by=desk, by_desk=True, text="One.", files=[an_upload()])
    client.get(page(case))
    with django_assert_max_num_queries(60) as few:
        client.get(page(case))
    for number in range(20):
        acts.write(case, by=desk, by_desk=True, text=f"{number}", files=[an_upload()])
    with django_assert_max_num_queries(len(few)):
        client.get(page(case))


# --- what is known about a person


def test_a_person_reads_what_they_asked_and_leaves_without_a_trace_of_their_name(client):
    case = case_at("closed", requester=a_member(first_name="Ines", last_name="Marimba"), good_times="555-0101")
    person = case.requester
    acts.answer_survey(case, by=person, rating=5, is_need_met="yes", has_learned=True, comment="Call me, Ines.")
    draft = a_draft(person)
    known = collect(person)
    assert {row["number"] for row in known["assistance_requests"]} == {case.pk, draft.pk}
    assert known["assistance_surveys"][0]["comment"] == "Call me, Ines."
    close_account(person)
    case.refresh_from_db()
    assert not Case.objects.filter(pk=draft.pk).exists()
    assert (case.good_times, case.survey.comment, str(case.requester)) == ("", "", "Former member")
    assert case.survey.rating == 5
    client.force_login(a_colleague())
    html = client.get(reverse("assistance_cases:case", args=[case.pk])).content.decode()
    assert "Marimba" not in html
    assert "Former member" in html


def test_drafts_are_sent_by_their_writer_alone():
    agency = an_agency()
    draft = a_draft(a_member(agency=agency))
    with pytest.raises(PermissionDenied):
        drafts.send_draft(draft, by=a_member(agency=agency, is_coordinator=True))
