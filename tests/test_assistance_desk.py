"""The desk: the queue in the order of promises, one screen a case, and nothing said to the wrong side."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, ReferenceIndex

from assistance import acts
from assistance.desk.queue import CaseViewSet
from assistance.models import Case, Event, Reply, Status
from content.models import Holiday
from members.letters import Letter
from members.models import User
from tests.assistance_builders import PDF, a_case, a_colleague, a_door, a_file, case_at
from tests.builders import a_member, a_recording, a_resource_center, a_user, a_video, an_agency, know_the_rows
from tests.publications import a_publication

pytestmark = pytest.mark.django_db

QUEUE = "/cms/assistance_cases/"


@pytest.fixture
def desk(client):
    person = a_colleague(first_name="Priya", last_name="Raman")
    client.force_login(person)
    return person


def screen(case):
    return reverse("assistance_cases:case", args=[case.pk])


def do(client, case, act, **values):
    return client.post(screen(case), {"act": act, "version": case.version} | values, follow=True)


def listed(client, query=""):
    html = client.get(f"{QUEUE}{query}").content.decode()
    return [case.pk for case in sorted(Case.objects.all(), key=lambda case: html.find(f"#{case.pk} "))
            if f"#{case.pk} " in html]  # fmt: skip


# --- the queue


def test_the_queue_puts_what_is_late_first_and_what_is_closed_last(client, desk):
    closed, fresh, old = case_at("closed"), a_case(), a_case()
    Case.objects.filter(pk=old.pk).update(due_at="2026-01-02T12:00Z")
    assert listed(client) == [old.pk, fresh.pk, closed.pk]
    html = client.get(QUEUE).content.decode()
    assert html.count("Late") >= 1


def test_the_queue_is_filtered_by_what_the_desk_asks(client, desk):
    tennessee = a_member(agency=an_agency(state="TN"))
    mine = case_at("assigned", desk, tennessee, kind="visit")
    ohio = a_case(a_member(agency=an_agency(state="OH")), kind="call")
    done = case_at("closed", desk, kind="visit")
    Case.objects.filter(pk=ohio.pk).update(due_at="2026-01-02T12:00Z", answer_missed_at="2026-01-02T12:00Z")
    acts.write(mine, by=tennessee, by_desk=False, text="Hello?")
    everything = {mine.pk, ohio.pk, done.pk}
    for query, found in {
        "": everything,
        "?status=open": {mine.pk, ohio.pk},
        "?status=closed": {done.pk},
        "?owner=me": {mine.pk},
        "?owner=nobody": {ohio.pk},
        f"?owner={desk.pk}": {mine.pk, done.pk},
        "?kind=visit": {mine.pk, done.pk},
        "?state=OH": {ohio.pk},
        f"?agency={ohio.agency_id}": {ohio.pk},
        "?late=yes": {ohio.pk},
        "?late=ever": {ohio.pk},
        "?news=yes": {mine.pk},
        "?owner=nonsense&kind=nonsense": everything,
    }.items():
        assert set(listed(client, query)) == found, query


def test_drafts_are_nobodys_business_at_the_desk(client, desk):
    draft = Case.objects.create(requester=a_member(), language="en", subject="Not yet")
    assert "Not yet" not in client.get(QUEUE).content.decode()
    assert client.get(screen(draft)).status_code == 404


def test_the_queue_costs_the_same_with_one_case_and_with_fifty(client, desk, django_assert_max_num_queries):
    case = a_case()
    know_the_rows()
    client.get(QUEUE)
    with django_assert_max_num_queries(40) as few:
        client.get(QUEUE)
    facts = {"agency": case.agency, "requester": case.requester, "submitted_at": timezone.now(), "status": "new"}
    Case.objects.bulk_create(
        Case(subject=f"Number {n}", language="en", answer_due_at=timezone.now(), **facts) for n in range(49)
    )
    know_the_rows()
    with django_assert_max_num_queries(len(few)):
        client.get(QUEUE)


def test_the_queue_is_exported_without_words_of_the_agency_and_safe_to_open(client, desk):
    a_case(a_member(agency=an_agency(name="=1+1")), subject="Zanzibar")
    text = client.get(f"{QUEUE}?export=csv").getvalue().decode()
    assert "'=1+1" in text
    assert "Zanzibar" not in text


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators", "Membership staff", "Funder", "Members"])
def test_other_roles_have_no_desk(client, role):
    case = a_case()
    client.force_login(a_user(role))
    for address in (QUEUE, screen(case), "/cms/assistance_replies/", "/cms/assistance_holidays/"):
        response = client.get(address)
        assert response.status_code == 302
        assert case.subject not in client.get(address, follow=True).content.decode()
    client.post(screen(case), {"act": "claim", "version": case.version})
    client.post(reverse("assistance_cases:claim_next"))
    case.refresh_from_db()
    assert case.owner is None


# --- one case


def test_a_case_goes_from_claim_to_outcome_on_one_screen(client, desk):
    case = a_case()
    for act, values, status in [
        ("claim", {}, "assigned"),
        ("message", {"text": "Thank you.", "files": a_file("guide.pdf")}, "assigned"),
        ("ask", {"text": "Which shift?"}, "waiting"),
        ("resume", {}, "assigned"),
        ("match", {"matched_with": "Sergeant Alba", "text": "She calls you."}, "in_progress"),
        ("plan", {"next_step": "A call", "promised_on": timezone.localdate().isoformat()}, "in_progress"),
        ("milestone", {"name": "First call"}, "in_progress"),
        ("time", {"minutes": "45", "spent_on": timezone.localdate().isoformat()}, "in_progress"),
        ("settle", {"kind": "training", "priority": "3"}, "in_progress"),
        ("measure", {"hours": "8", "people": "20", "sessions": ""}, "in_progress"),
        ("deliver", {"text": "It was a good course."}, "delivered"),
        ("close", {"text": "Goodbye.", "outcome": "met"}, "closed"),
        ("reopen", {"text": "Something is left."}, "in_progress"),
    ]:
        response = do(client, case, act, **values)
        case.refresh_from_db()
        assert "Done. The timeline has it." in response.content.decode(), act
        assert case.status == status, act
    assert case.measures == {"hours": 8, "people": 20}
    assert case.events.count() == 14
    response = client.post(screen(case), {"act": f"reached-{case.milestones.get().pk}"}, follow=True)
    assert case.milestones.get().reached_on == timezone.localdate()


def test_only_what_is_possible_now_is_offered(client, desk):
    offers = {
        "new": {"claim", "note", "close"},
        "waiting": {"resume", "match", "message"},
        "delivered": {"reopen", "close"},
        "closed": {"reopen", "note"},
    }
    for status, some in offers.items():
        context = client.get(screen(case_at(status, desk))).context
        names = {offer["name"] for offer in [*context["offers"], *context["writing"]]}
        assert some <= names, status
        assert not names & ({"deliver"} | ({"close"} if status == "closed" else set()))


@pytest.mark.parametrize("act", ["close", "match", "deliver", "plan", "assign", "time", "message", "note", "send"])
def test_an_empty_form_gets_a_word_and_changes_nothing(client, desk, act):
    case = case_at("in_progress", desk)
    events = case.events.count()
    response = do(client, case, act)
    assert response.status_code == 400
    assert case.events.count() == events
    assert "w-field__errors" in response.content.decode() or "help-warning" in response.content.decode()


def test_no_case_is_closed_without_an_outcome(client, desk):
    case = case_at("delivered", desk)
    do(client, case, "close", text="Goodbye.")
    do(client, case, "close", text="Goodbye.", outcome="nonsense")
    case.refresh_from_db()
    assert case.status == "delivered"


@pytest.mark.parametrize("version", ["", "x", "0", "9" * 30])
def test_a_stale_screen_changes_nothing_and_keeps_what_was_typed(client, desk, version):
    case = case_at("in_progress", desk)
    response = client.post(screen(case), {"act": "deliver", "version": version, "text": "A long report."})
    assert response.status_code == 409
    assert "A long report." in response.content.decode()
    case.refresh_from_db()
    assert case.status == "in_progress"


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("message", {}),
        ("message", {"insert": "1"}),
        ("message", {"reply": "nonsense"}),
        ("ask", {}),
        ("deliver", {}),
        ("close", {"outcome": "met"}),
        ("match", {"matched_with": "Alba"}),
    ],
)
def test_words_for_a_case_that_was_closed_meanwhile_are_shown_again(client, desk, act, values):
    case = case_at("in_progress", desk)
    old = case.version
    acts.withdraw(case, by=case.requester, version=old, outcome="met")
    events = case.events.count()
    answers = {"act": act, "version": old, "text": "A long report."} | values
    response = client.post(screen(case), answers)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Your words, not sent" in html
    assert "A long report.</textarea>" in html
    assert "has moved on" in html or "Somebody else has worked" in html
    assert values.get("matched_with", "") in html
    assert case.events.count() == events


@pytest.mark.parametrize("field", ["publication", "page"])
@pytest.mark.parametrize("value", ["9" * 18, "9" * 19, "9" * 30, "9" * 5000, "x", "-1"])
def test_what_nobody_could_have_chosen_from_the_library_gets_a_word(client, desk, field, value):
    case = case_at("in_progress", desk)
    response = do(client, case, "send", text="Read this.", **{field: value})
    assert response.status_code == 400
    assert "Choose a publication or a recording" in response.content.decode()
    assert not case.sendings.exists()


def test_days_at_the_end_of_time_are_kept_and_shown(client, desk):
    case = case_at("in_progress", desk)
    for act, values in [
        ("plan", {"next_step": "A call", "promised_on": "9999-12-31"}),
        ("milestone", {"name": "A call", "due_on": "9999-12-31"}),
        ("milestone", {"name": "A visit", "due_on": "0001-01-01"}),
    ]:
        case.refresh_from_db()
        assert "Done." in do(client, case, act, **values).content.decode()
    case.refresh_from_db()
    assert do(client, case, "time", minutes="5", spent_on="9999-12-31").status_code == 400
    for day in ("0001-01-01", "9999-12-31"):
        client.post("/cms/assistance_holidays/new/", {"name": day, "day": day})
    assert Holiday.objects.filter(name__in=["0001-01-01", "9999-12-31"]).count() == 2
    for address in (screen(case), QUEUE, f"{QUEUE}?export=xlsx", "/cms/assistance_holidays/"):
        assert client.get(address).status_code == 200
    client.force_login(case.requester)
    assert "9999" in client.get(reverse("assistance_case", args=[case.pk])).content.decode()


@pytest.mark.parametrize("act", ["", "nonsense", "reached-x", "reached-" + "9" * 30, "submit"])
def test_an_act_that_does_not_exist_is_not_found(client, desk, act):
    assert client.post(screen(case_at("in_progress", desk)), {"act": act}).status_code == 404


def test_notes_are_told_from_messages_and_never_reach_the_agency(client, desk):
    case = case_at("assigned", desk)
    letters = Letter.objects.filter(to=case.requester.email).count()
    do(client, case, "note", text="Between us: Zanzibar.", files=a_file("zanzibar.pdf"))
    html = client.get(screen(case)).content.decode()
    assert "case-story__entry--note" in html
    assert "Internal note: only the desk reads it" in html
    assert Letter.objects.filter(to=case.requester.email).count() == letters
    client.force_login(case.requester)
    assert "anzibar" not in client.get(reverse("assistance_case", args=[case.pk])).content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Welcome."), ("es", "Le damos la bienvenida.")])
def test_a_canned_reply_is_put_behind_what_was_written_in_the_agencys_language(client, desk, language, words):
    reply = Reply.objects.create(name="Welcome", english="Welcome.", spanish="Le damos la bienvenida.")
    case = case_at("assigned", desk, language=language)
    values = {"act": "message", "reply": reply.pk, "text": "First this.", "insert": "1"}
    html = client.post(screen(case), values).content.decode()
    assert f"First this.\n\n{words}" in html
    assert not case.messages.exists()


def test_publications_and_recordings_are_sent_if_the_agency_may_open_them(client, desk):
    center, recordings = a_resource_center()
    case = case_at("in_progress", desk, language="es")
    spanish = Locale.objects.get(language_code="es")
    publication = a_publication(title="A guide", access="members")
    translated = publication.copy_for_translation(spanish)
    translated.title, translated.live = "Una guía", True
    translated.save()
    recording = a_recording(recordings, title="A meeting", video=a_video())
    draft = a_publication(title="A draft", live=False)
    do(client, case, "send", publication=publication.pk, text="Read this.")
    do(client, case, "send", page=recording.pk, text="Watch this.")
    for wrong in (
        {"publication": draft.pk},
        {"publication": publication.pk, "page": recording.pk},
        {"page": center.pk},
    ):
        assert do(client, case, "send", text="x", **wrong).status_code == 400
    assert [str(row) for row in case.sendings.all()] == ["Una guía", "A meeting"]
    client.force_login(case.requester)
    html = client.get(reverse("assistance_case", args=[case.pk])).content.decode()
    for sending in case.sendings.all():
        with translation.override("en"):
            assert f'href="{sending.url}"' in html
        assert client.get(sending.url, follow=True).status_code == 200


def test_a_file_of_the_agency_is_handed_to_the_desk(client, desk):
    case = case_at("waiting", desk)
    acts.write(case, by=case.requester, by_desk=False, text="Here.", files=[])
    client.force_login(case.requester)
    client.post(reverse("assistance_message", args=[case.pk]), {"text": "Here.", "files": [a_file()]})
    client.force_login(desk)
    address = reverse("assistance_file", args=[case.pk, case.attachments.get().pk])
    assert b"".join(client.get(address).streaming_content) == PDF


def test_claiming_the_most_pressing_leads_to_its_screen(client, desk):
    a_case()
    late_one = a_case()
    Case.objects.filter(pk=late_one.pk).update(due_at="2026-01-02T12:00Z")
    response = client.post(reverse("assistance_cases:claim_next"))
    assert response.url == screen(late_one)
    late_one.refresh_from_db()
    assert (late_one.owner, late_one.status) == (desk, Status.ASSIGNED)
    assert client.get(reverse("assistance_cases:claim_next")).status_code == 405


@pytest.mark.parametrize("is_active", [False, True])
def test_what_somebody_left_behind_waits_for_somebody_and_is_claimed(client, desk, is_active):
    gone = a_colleague()
    case, mine = case_at("in_progress", gone), case_at("in_progress", desk)
    assert not Case.objects.unclaimed().exists()
    User.objects.filter(pk=gone.pk).update(is_active=is_active)
    if is_active:
        gone.groups.clear()  # works elsewhere now
    assert list(Case.objects.unclaimed()) == [case]
    assert listed(client, "?owner=nobody") == [case.pk]
    assert "claim" in {offer["name"] for offer in client.get(screen(case)).context["offers"]}
    assert "claim" not in {offer["name"] for offer in client.get(screen(mine)).context["offers"]}
    assert client.post(reverse("assistance_cases:claim_next")).url == screen(case)
    case.refresh_from_db()
    assert (case.owner, case.status) == (desk, Status.IN_PROGRESS)
    assert not Case.objects.unclaimed().exists()


def test_no_address_tells_whether_a_draft_exists(client, desk):
    draft = Case.objects.create(requester=a_member(), language="en", subject="Not yet")
    for pattern in CaseViewSet().get_urlpatterns():
        if "pk" in pattern.pattern.converters:
            known, unknown = (reverse(f"assistance_cases:{pattern.name}", args=[pk]) for pk in (draft.pk, 10**6))
            assert client.get(known).status_code == client.get(unknown).status_code == 404, pattern.name


def test_nothing_left_to_claim_is_said(client, desk):
    response = client.post(reverse("assistance_cases:claim_next"), follow=True)
    assert "Nothing waits" in response.content.decode()


def test_replies_and_holidays_are_kept_by_the_desk(client, desk):
    values = {"name": "Hello", "english": "Hello.", "spanish": "Hola."}
    assert client.post("/cms/assistance_replies/new/", values).status_code == 302
    assert Reply.objects.get().words("es") == "Hola."
    assert client.post("/cms/assistance_holidays/new/", {"name": "Snow", "day": "2026-02-03"}).status_code == 302
    again = client.post("/cms/assistance_holidays/new/", {"name": "Ice", "day": "2026-02-03"})
    assert "This day is on the list already." in again.content.decode()
    assert Holiday.objects.filter(day="2026-02-03").count() == 1


def test_cases_leave_no_trace_in_logs_and_indexes_that_others_read():
    a_door()
    case_at("closed")
    for model in (Case, Event):
        content_type = ContentType.objects.get_for_model(model)
        assert not ReferenceIndex.objects.filter(base_content_type=content_type).exists()
