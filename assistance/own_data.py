"""What this room holds about a person: requests, what they wrote, and what they answered."""

from django.utils.translation import gettext_lazy as _

from assistance.cases import Case, Status
from assistance.drafts import discard
from assistance.timeline import Attachment, Message
from assistance.work import Survey
from members.personal_data import PersonalData, register

__all__ = ["AssistanceMessages", "AssistanceRequests", "AssistanceSurveys"]


@register
class AssistanceRequests(PersonalData):
    name, heading = "assistance_requests", _("Requests for technical assistance")
    deleted = _("Drafts of requests for assistance, with their files, and when you can be reached.")
    kept = _("Requests for assistance that you sent for your agency, and what came of them, without your name.")
    model = Case
    labels = {"number": _("Number"), "topic": _("Topic"), "files": _("Files")}

    def collect(self, user):
        names = [
            "created_at", "submitted_at", "language", "subject", "stage", "need", "tried", "kind", "urgency",
            "needed_on", "good_times", "status", "answered_at", "matched_at", "delivered_at", "closed_at", "outcome",
        ]  # fmt: skip
        cases = Case.objects.filter(requester=user).select_related("topic").order_by("pk")
        return [
            {"number": case.pk, "topic": case.topic_name}
            | {name: getattr(case, name) for name in names}
            | {"files": [file.name for file in Attachment.objects.filter(case=case, by=user)]}
            for case in cases
        ]

    def on_closing(self, user):
        for draft in Case.objects.filter(requester=user, status=Status.DRAFT):
            discard(draft)
        Case.objects.filter(requester=user).update(good_times="")


@register
class AssistanceMessages(PersonalData):
    name, heading = "assistance_messages", _("Messages about requests for assistance")
    former = _("Your messages and files stay with a request for assistance, and name a “former member” instead of you.")
    model = Message
    labels = {"request": _("Request"), "created_at": _("Written")}

    def collect(self, user):
        written = Message.objects.filter(by=user).order_by("pk")
        return [{"request": row.case_id, "created_at": row.created_at, "text": row.text} for row in written]


@register
class AssistanceSurveys(PersonalData):
    name, heading = "assistance_surveys", _("Surveys about assistance")
    kept = _("How you rated the help for your agency, without your comment.")
    model = Survey
    labels = {"request": _("Request"), "answered_at": _("Answered")}

    def collect(self, user):
        names = ["answered_at", "rating", "is_need_met", "has_learned", "comment"]
        answered = Survey.objects.filter(case__requester=user).order_by("pk")
        return [{"request": row.case_id} | {name: getattr(row, name) for name in names} for row in answered]

    def on_closing(self, user):
        Survey.objects.filter(case__requester=user).update(comment="")
