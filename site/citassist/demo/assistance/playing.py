"""From what was asked to requests with a history: the clocks run as they would have, only faster."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from assistance import clocks
from assistance.models import Attachment, Case, Event, EventKind, Message, Milestone, Reply, Status, Survey, TimeSpent
from citassist.demo.accounts import ACCOUNTS, account
from citassist.demo.assistance.asked import ASKED, REPLIES, WORDS, Asked
from citassist.demo.pdf import Document, write_pdf
from citassist.demo.topics import topic
from content.holidays import holidays
from content.workdays import plus_business_days
from members.models import User

__all__ = ["PATHS", "make"]

# What happens on each path after a request was sent, in order.
WORK = ["claim", "answer", "keep_note"]
PATHS = {
    "draft": [],
    "new": [],
    "assigned": WORK,
    "waiting": [*WORK, "ask"],
    "in_progress": [*WORK, "match", "plan"],
    "delivered": [*WORK, "match", "plan", "deliver"],
    "closed": [*WORK, "match", "deliver", "thanks", "close"],
    "withdrawn": ["claim", "answer", "withdraw"],
    "reopened": [*WORK, "match", "deliver", "close", "reopen"],
}
SIGN_INS = {known.name for known in ACCOUNTS}


class Play:
    """One request as it happened. Rows are collected and written together with those of the others."""

    def __init__(self, asked: Asked, requester: User, desk: User, number: int):
        self.asked, self.desk, self.number = asked, desk, number
        self.words = WORDS[asked.language]
        self.messages, self.events, self.milestones, self.time, self.survey = [], [], [], [], None
        day = timezone.localdate() - timedelta(days=asked.days)
        self.now = timezone.make_aware(datetime.combine(day, time(8 + number % 9, number * 7 % 60)))
        if asked.days == 0:
            self.now = timezone.now() - timedelta(hours=3)
        self.case = Case(
            requester=requester,
            agency=requester.agency,
            language=asked.language,
            subject=asked.subject,
            topic=topic(asked.topic),
            stage=requester.agency.stage,
            need=asked.need,
            tried=asked.tried,
            kind=asked.kind,
            urgency=asked.urgency,
        )

    def run(self) -> "Play":
        if self.asked.path != "draft":
            self.case.submitted_at = self.now
            clocks.start(self.case, self.now)
            self.note(EventKind.SUBMIT, self.case.requester, Status.NEW)
            for act in PATHS[self.asked.path]:
                getattr(self, act)()
            self.later(timezone.now())
        clocks.set_due(self.case)
        self.case.version = len([event for event in self.events if event.by])
        return self

    def later(self, moment: datetime) -> None:
        """Go on to a moment, but never into the future; what fell due meanwhile is noted as the job would."""
        moment = min(moment, timezone.now())
        for kind, due_at in clocks.find_missed(self.case, moment):
            self.events.append(self.event(kind, None, self.case.status, due_at, {"due_at": due_at.isoformat()}))
        self.now = max(self.now, moment)

    def after(self, days: int) -> None:
        self.later(plus_business_days(self.now, days, holidays()) + timedelta(minutes=13))

    def event(self, kind, by, before, moment, data=None, message=None, by_desk=False) -> Event:
        return Event(
            case=self.case, kind=kind, by=by, by_desk=by_desk, happened_at=moment, from_status=before,
            to_status=self.case.status, data=data or {}, message=message,
        )  # fmt: skip

    def note(self, kind, by, status="", text="", data=None) -> None:
        """One event, with words where there are any."""
        before, by_desk, message = self.case.status, by == self.desk, None
        self.case.status = status or before
        if text:
            is_internal = kind == EventKind.NOTE
            message = Message(case=self.case, by=by, by_desk=by_desk, text=text, is_internal=is_internal)
            message.created_at = self.now
            self.messages.append(message)
            if by_desk and not is_internal:
                clocks.answered(self.case, self.now)
        self.events.append(self.event(kind, by, before, self.now, data, message, by_desk))

    # --- acts, named as in PATHS

    def claim(self):
        self.after(max(self.asked.answer_after - 1, 0))
        self.case.owner = self.desk
        self.note(EventKind.CLAIM, self.desk, Status.ASSIGNED)

    def answer(self):
        self.after(min(self.asked.answer_after, 1))
        self.note(EventKind.MESSAGE, self.desk, text=self.words["answer"])

    def keep_note(self):
        self.note(EventKind.NOTE, self.desk, text=self.words["note"])

    def ask(self):
        self.after(2)
        self.note(EventKind.ASK, self.desk, Status.WAITING, self.words["ask"])
        clocks.pause(self.case, self.now)

    def match(self):
        self.after(self.asked.match_after)
        self.case.matched_with = helper = self.words["helpers"][self.number % len(self.words["helpers"])]
        clocks.matched(self.case, self.now)
        data = {"matched_with": helper}
        self.note(EventKind.MATCH, self.desk, Status.IN_PROGRESS, self.words["match"], data)
        first, second = self.words["milestones"]
        today = timezone.localdate(self.now)
        self.milestones.append(Milestone(case=self.case, name=first, due_on=today, reached_on=today))
        self.milestones.append(Milestone(case=self.case, name=second, due_on=today + timedelta(days=12)))
        self.note(EventKind.MILESTONE, self.desk, data={"name": second})
        self.time.append(TimeSpent(case=self.case, by=self.desk, spent_on=today, minutes=30 + 15 * (self.number % 4)))
        self.note(EventKind.TIME, self.desk, data={"minutes": self.time[-1].minutes})

    def plan(self):
        # One of them has passed without anybody having noticed: the queue shows it as late.
        promised = timezone.localdate() + timedelta(days=self.number % 9 - 1)
        self.case.next_step, self.case.promised_on = self.words["plan"], promised
        data = {"next_step": self.words["plan"], "promised_on": promised.isoformat()}
        self.note(EventKind.PLAN, self.desk, data=data)

    def deliver(self):
        self.after(7)
        self.case.delivered_at = self.now
        self.case.next_step, self.case.promised_on = "", None
        self.note(EventKind.DELIVER, self.desk, Status.DELIVERED, self.words["deliver"])

    def thanks(self):
        self.after(1)
        self.note(EventKind.MESSAGE, self.case.requester, text=self.words["thanks"])

    def end(self, by: User, outcome: str, text: str):
        self.after(1)
        self.case.outcome, self.case.closed_at = outcome, self.now
        self.note(EventKind.CLOSE, by, Status.CLOSED, text, {"outcome": outcome})

    def close(self):
        outcome = {2: "not_met", 3: "partly"}.get(self.asked.rating, "met")
        self.case.measures = {"people": 4 + self.number, "hours": 2} if self.asked.kind in ("training", "visit") else {}
        self.end(self.desk, outcome, self.words["close"])
        if self.asked.rating:
            self.survey = Survey(
                case=self.case,
                rating=self.asked.rating,
                is_need_met={2: "no", 3: "partly"}.get(self.asked.rating, "yes"),
                has_learned=self.asked.rating > 2,
                comment=self.words["comments"][self.number % len(self.words["comments"])],
            )
            self.note(EventKind.SURVEY, self.case.requester)

    def withdraw(self):
        self.end(self.case.requester, "withdrawn", self.words["withdraw"])

    def reopen(self):
        self.after(10)
        data = {"outcome": self.case.outcome}
        self.case.outcome, self.case.closed_at, self.case.delivered_at = "", None, None
        self.note(EventKind.REOPEN, self.case.requester, Status.IN_PROGRESS, self.words["reopen"], data)


def _requester(asked: Asked) -> User:
    if asked.agency in SIGN_INS:
        return account(asked.agency)
    people = User.objects.filter(agency__name=asked.agency, agency__is_demonstration=True).select_related("agency")
    return people.order_by("-is_coordinator", "pk").first()


def _letter_of_support(case: Case) -> Attachment:
    text = Document(
        "Letter of support", "letter", "en-US",
        [
            ("H1", "Letter of support"),
            ("P", f"{case.agency.name} stands behind this request, and will free the officers for whom it is meant."),
            ("P", "Invented, to show how the site works."),
        ],
    )  # fmt: skip
    data = write_pdf(text)
    row = Attachment(
        case=case, by=case.requester, is_support_letter=True, name="letter of support.pdf",
        content_type="application/pdf", size=len(data),
    )  # fmt: skip
    row.file.save(row.name, ContentFile(data), save=False)
    return row


def make(report) -> None:
    """Make the requests and replies that are missing. A request is known by who asks and by its question."""
    for name, english, spanish in REPLIES:
        Reply.objects.get_or_create(name=name, defaults={"english": english, "spanish": spanish})
    there = set(Case.objects.values_list("requester", "subject"))
    desk = account("assistance")
    plays = []
    for number, asked in enumerate(ASKED):
        requester = _requester(asked)
        if requester and requester.agency and (requester.pk, asked.subject) not in there:
            plays.append(Play(asked, requester, desk, number).run())
    Case.objects.bulk_create(play.case for play in plays)
    for play in plays:  # bulk_create has set them to this moment
        play.case.created_at = play.case.submitted_at or play.now
    Case.objects.bulk_update([play.case for play in plays], ["created_at"])
    messages = [message for play in plays for message in play.messages]
    moments = [message.created_at for message in messages]
    Message.objects.bulk_create(messages)
    for message, moment in zip(messages, moments, strict=True):
        message.created_at = moment
    Message.objects.bulk_update(messages, ["created_at"])
    Event.objects.bulk_create(event for play in plays for event in play.events)
    Milestone.objects.bulk_create(row for play in plays for row in play.milestones)
    TimeSpent.objects.bulk_create(row for play in plays for row in play.time)
    Survey.objects.bulk_create(play.survey for play in plays if play.survey)
    wishing = [play.case for play in plays if play.asked.kind == "visit" and play.asked.path != "draft"]
    Attachment.objects.bulk_create(_letter_of_support(case) for case in wishing)
    report(f"  {len(plays)} requests for assistance")
