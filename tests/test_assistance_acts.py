"""The life of a request: every way through it leaves a chain of events in which nothing is lost and nobody jumps."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from assistance import acts
from assistance.cases import OPEN, Status
from assistance.models import Case, Event, EventKind, Message
from members.letters import Letter
from tests.assistance_builders import a_case, a_colleague, a_draft, an_upload, case_at
from tests.builders import a_member, a_user, an_agency

pytestmark = pytest.mark.django_db

# Written down once more, by hand: from where each act may go where.
LEGAL = {
    "submit": {("draft", "new")},
    "claim": {("new", "assigned"), *((status, status) for status in OPEN if status != "new")},
    "assign": {("new", "assigned"), *((status, status) for status in OPEN if status != "new")},
    "release": {("assigned", "new")},
    "ask": {("assigned", "waiting"), ("in_progress", "waiting")},
    "resume": {("waiting", "assigned"), ("waiting", "in_progress")},
    "match": {("assigned", "in_progress"), ("waiting", "in_progress"), ("in_progress", "in_progress")},
    "deliver": {("in_progress", "delivered")},
    "close": {(status, "closed") for status in OPEN},
    "reopen": {(old, new) for old in ("delivered", "closed") for new in ("new", "assigned", "in_progress")},
}


class LifeOfACase(RuleBasedStateMachine):
    """Two members of an agency and two of the desk do whatever comes to their minds, on fresh and on stale screens."""

    def __init__(self):
        super().__init__()
        agency = an_agency()
        self.desk = [a_colleague(), a_colleague()]
        self.agency = [a_member(agency=agency), a_member(agency=agency, is_coordinator=True)]
        self.stranger = a_member()
        self.case = a_draft(self.agency[0])
        self.said, self.seen_events = [], 0

    def attempt(self, act, **facts):
        """Do it; what is refused changes nothing at all."""
        before = self.picture()
        try:
            act(Case.objects.get(pk=self.case.pk), **facts)
        except (ValidationError, PermissionDenied):
            assert self.picture() == before
            return False
        return True

    def picture(self):
        case = Case.objects.filter(pk=self.case.pk).values().get()
        return case, Event.objects.filter(case=self.case).count(), Message.objects.filter(case=self.case).count()

    def version(self, is_stale):
        return Case.objects.get(pk=self.case.pk).version - is_stale

    def say(self, text, act, **facts):
        if self.attempt(act, text=text, **facts):
            self.said.append(text)

    who = st.integers(0, 1)
    stale = st.booleans()
    words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)

    @rule(who=who)
    def submit(self, who):
        self.attempt(acts.submit, by=self.agency[who])

    @rule(who=who, text=words)
    def agency_writes(self, who, text):
        self.say(text, acts.write, by=self.agency[who], by_desk=False)

    @rule(who=who, text=words)
    def desk_writes(self, who, text):
        self.say(text, acts.write, by=self.desk[who], by_desk=True)

    @rule(who=who, text=words)
    def desk_notes(self, who, text):
        self.say(text, acts.write_note, by=self.desk[who])

    @rule(who=who, stale=stale, act=st.sampled_from([acts.claim, acts.release, acts.resume]))
    def desk_acts(self, who, stale, act):
        self.attempt(act, by=self.desk[who], version=self.version(stale))

    @rule(who=who, stale=stale)
    def assign(self, who, stale):
        self.attempt(acts.assign, by=self.desk[who], version=self.version(stale), to=self.desk[1 - who])

    @rule(who=who, stale=stale, text=words, act=st.sampled_from([acts.ask_agency, acts.deliver]))
    def desk_acts_with_words(self, who, stale, text, act):
        self.say(text, act, by=self.desk[who], version=self.version(stale))

    @rule(who=who, stale=stale, text=words)
    def match(self, who, stale, text):
        self.say(text, acts.match, by=self.desk[who], version=self.version(stale), matched_with="Alba")

    @rule(who=who, stale=stale, text=words, outcome=st.sampled_from(["met", "referred", "nonsense"]))
    def close(self, who, stale, text, outcome):
        self.say(text, acts.close, by=self.desk[who], version=self.version(stale), outcome=outcome)

    @rule(who=who, stale=stale, text=words, outcome=st.sampled_from(["met", "withdrawn", "referred"]))
    def withdraw(self, who, stale, text, outcome):
        self.say(text, acts.withdraw, by=self.agency[who], version=self.version(stale), outcome=outcome)

    @rule(who=who, stale=stale, text=words, by_desk=st.booleans())
    def reopen(self, who, stale, text, by_desk):
        by = self.desk[who] if by_desk else self.agency[who]
        self.say(text, acts.reopen, by=by, by_desk=by_desk, version=self.version(stale))

    @rule(who=who)
    def survey(self, who):
        self.attempt(acts.answer_survey, by=self.agency[who], rating=4, is_need_met="yes", has_learned=True)

    @precondition(lambda self: self.case)
    @rule(text=words, by_desk=st.booleans())
    def a_stranger_gets_nowhere(self, text, by_desk):
        assert not self.attempt(acts.write, by=self.stranger, by_desk=by_desk, text=text)
        assert not self.attempt(acts.claim, by=self.stranger, version=None)
        assert not self.attempt(acts.withdraw, by=self.stranger, version=None, outcome="met")

    @invariant()
    def nothing_that_was_said_is_lost(self):
        messages = Message.objects.filter(case=self.case)
        assert [message.text for message in messages] == self.said
        assert all(message.event.case_id == self.case.pk for message in messages)

    @invariant()
    def the_events_are_one_legal_chain_that_ends_where_the_case_stands(self):
        events = list(Event.objects.filter(case=self.case).order_by("pk"))
        at = Status.DRAFT
        for event in events:
            assert event.from_status == at
            assert (event.from_status, event.to_status) in LEGAL.get(event.kind, {(at, at)})
            assert event.by_id
            assert event.happened_at
            at = event.to_status
        case = Case.objects.get(pk=self.case.pk)
        assert case.status == at
        assert case.version == len(events)

    @invariant()
    def a_status_means_what_it_says(self):
        case = Case.objects.get(pk=self.case.pk)
        if case.status in (Status.IN_PROGRESS, Status.DELIVERED):
            assert case.matched_at
        if case.status == Status.ASSIGNED:
            assert case.owner_id
        assert bool(case.outcome) == (case.status == Status.CLOSED)
        assert bool(case.paused_at) == (case.status == Status.WAITING and not case.matched_at)


def test_whatever_people_do_no_word_is_lost_nobody_jumps_and_every_change_is_on_record():
    run_state_machine_as_test(
        LifeOfACase,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("kind", EventKind.values)
@pytest.mark.parametrize("status", Status.values)
def test_the_machine_allows_what_is_written_and_nothing_else(kind, status):
    sources, target = acts.MOVES[kind]
    if kind in LEGAL:
        assert (status in sources) == any(old == status for old, _new in LEGAL[kind])
        if status in sources:
            for owner, matched in [(None, None), (1, None), (1, "then")]:
                case = Case(status=status, owner_id=owner, matched_at=matched)
                assert (status, target(case)) in LEGAL[kind] or (kind == "resume" and not owner)
    elif status in sources:
        assert target(Case(status=status)) == status


def test_the_first_words_of_the_desk_are_the_answer_and_a_note_is_not():
    case, desk = a_case(), a_colleague()
    acts.write_note(case, by=desk, text="Looks like the one of last year.")
    assert not case.answered_at
    acts.write(case, by=case.requester, by_desk=False, text="And one more thing.")
    assert not case.answered_at
    acts.write(case, by=desk, by_desk=True, text="Thank you, we look into it.")
    assert case.answered_at
    assert case.answer_days == 0


def test_the_second_of_two_who_claim_is_told_and_changes_nothing():
    case, first, second = a_case(), a_colleague(), a_colleague()
    seen = case.version
    acts.claim(case, by=first, version=seen)
    with pytest.raises(acts.StaleScreen):
        acts.claim(case, by=second, version=seen)
    with pytest.raises(acts.StaleScreen):  # even with a fresh screen: somebody has it
        acts.claim(case, by=second, version=case.version)
    case.refresh_from_db()
    assert case.owner == first


def test_words_come_through_on_the_oldest_screen():
    case, desk = case_at("assigned"), a_colleague()
    acts.write(case, by=desk, by_desk=True, text="One.")
    old = Case.objects.get(pk=case.pk)
    old.version = 0
    acts.write(old, by=case.requester, by_desk=False, text="Two.")
    assert list(case.messages.values_list("text", flat=True)) == ["One.", "Two."]


def test_only_the_requester_rates_and_only_what_is_closed():
    agency = an_agency()
    coordinator = a_member(agency=agency, is_coordinator=True)
    case = case_at("delivered", requester=a_member(agency=agency))
    answers = {"rating": 5, "is_need_met": "yes", "has_learned": True}
    with pytest.raises(acts.NotNow):
        acts.answer_survey(case, by=case.requester, **answers)
    acts.withdraw(case, by=coordinator, version=case.version, outcome="met")
    with pytest.raises(PermissionDenied):
        acts.answer_survey(case, by=coordinator, **answers)
    acts.answer_survey(case, by=case.requester, **answers)
    acts.answer_survey(case, by=case.requester, **answers | {"rating": 2})
    assert case.survey.rating == 2


def test_an_act_that_fails_leaves_neither_words_nor_files_nor_letters():
    case, desk = a_case(), a_colleague()
    letters = Letter.objects.count()
    with pytest.raises(acts.NotNow):
        acts.deliver(case, by=desk, version=case.version, text="Too early.", files=[an_upload()])
    assert not case.messages.exists()
    assert not case.attachments.exists()
    assert Letter.objects.count() == letters


def test_a_case_is_given_only_to_somebody_of_the_desk():
    case, desk = case_at("assigned"), a_colleague()
    with pytest.raises(ValidationError):
        acts.assign(case, by=desk, version=case.version, to=a_user("Editors"))


def test_measures_of_another_kind_are_dropped():
    case, desk = case_at("in_progress", kind="training"), a_colleague()
    values = {"hours": 8, "people": 24, "pages": 3, "sessions": None}
    acts.measure(case, by=desk, version=case.version, values=values)
    assert case.measures == {"hours": 8, "people": 24}


def test_a_milestone_is_reached_once():
    case, desk = case_at("in_progress"), a_colleague()
    acts.add_milestone(case, by=desk, name="First call", due_on=None)
    milestone = case.milestones.get()
    acts.reach_milestone(case, by=desk, milestone=milestone.pk)
    with pytest.raises(acts.NotNow):
        acts.reach_milestone(case, by=desk, milestone=milestone.pk)


# --- mail


def letters_to(person):
    return list(Letter.objects.filter(to=person.email, template__startswith="assistance/").order_by("pk"))


def names_of(person):
    return [letter.template.removeprefix("assistance/") for letter in letters_to(person)]


def test_each_step_is_told_to_the_other_side_in_its_language():
    desk, other = a_colleague(), a_colleague(language="es")
    requester = a_member(language="es", first_name="Inés")
    case = a_case(requester)
    acts.claim(case, by=desk, version=case.version)
    acts.ask_agency(case, by=desk, version=case.version, text="Which shift?")
    acts.write(case, by=requester, by_desk=False, text="Nights.")
    acts.assign(case, by=desk, version=case.version, to=other)
    acts.match(case, by=other, version=case.version, matched_with="Alba", text="She calls.")
    acts.plan(case, by=other, version=case.version, next_step="A call", promised_on=None)
    acts.deliver(case, by=other, version=case.version, text="It was a good call.")
    acts.reopen(case, by=requester, by_desk=False, version=case.version, text="One more.")
    acts.close(case, by=other, version=case.version, outcome="met", text="Goodbye.")
    acts.answer_survey(case, by=requester, rating=5, is_need_met="yes", has_learned=True)
    acts.write_note(case, by=other, text="A good one.")
    assert names_of(requester) == ["received", *["news"] * 7]
    assert names_of(desk) == ["desk_new", "desk_news"]
    assert names_of(other) == ["desk_new", "desk_assigned", "desk_news", "desk_news"]
    assert {letter.language for letter in letters_to(requester)} == {"es"}
    assert "/es/assistance/" in letters_to(requester)[-1].message().body
    assert "/survey/" in letters_to(requester)[-1].message().body


def test_no_letter_tells_what_is_confidential_least_of_all_in_its_subject():
    secrets = ["Zanzibar", "Quokka", "Xylophone", "Marimba"]
    requester = a_member(first_name="Inés", last_name="Marimba")
    desk = a_colleague()
    case = a_case(requester, subject="Zanzibar", need="Quokka")
    acts.claim(case, by=desk, version=case.version)
    acts.match(case, by=desk, version=case.version, matched_with="Xylophone", text="Zanzibar")
    acts.write(case, by=requester, by_desk=False, text="Quokka")
    acts.close(case, by=desk, version=case.version, outcome="met", text="Zanzibar")
    for letter in Letter.objects.filter(template__startswith="assistance/"):
        mail = letter.message()
        assert f"#{case.pk}" in mail.subject
        assert not [word for word in secrets if word in mail.subject + mail.body]


def test_what_a_coordinator_does_is_told_to_the_requester_and_after_them_the_coordinator_is_told():
    agency = an_agency()
    coordinator = a_member(agency=agency, is_coordinator=True)
    requester = a_member(agency=agency)
    case, desk = case_at("assigned", requester=requester), a_colleague()
    acts.write(case, by=coordinator, by_desk=False, text="I add this.")
    assert names_of(requester)[-1] == "news"
    requester.groups.clear()  # no member any more
    acts.write(case, by=desk, by_desk=True, text="We go on.")
    assert names_of(coordinator) == ["news"]


def test_without_a_desk_the_administrators_are_told():
    administrator = a_user(is_superuser=True)
    a_case()
    assert names_of(administrator) == ["desk_new"]
