"""What the program report says of assistance."""

from django.db.models import Avg, Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assistance.cases import LOOK_AFTER, OPEN, VIEW_FIGURES, Case, Status
from assistance.kinds import Kind, Outcome
from members.figures import BY_AGENCY, BY_STATE, Breakdown, FigureSet, Number, figures

__all__ = ["AssistanceFigures"]


def _days(values) -> dict:
    return {days: ngettext("%(count)s day", "%(count)s days", days) % {"count": days} for days in values}


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT") if moment else ""


ANSWERED, MATCHED = Q(answered_at__isnull=False), Q(matched_at__isnull=False)


@figures
class AssistanceFigures(FigureSet):
    """Requests by the day on which they were sent, whatever became of them since."""

    name = "assistance"
    heading = _("Technical assistance")
    introduction = _(
        "Requests that were sent between these days, and what has become of them until today. Business days leave out "
        "weekends and holidays; days to a match also those on which we waited for the agency."
    )
    right = VIEW_FIGURES
    rows_right = LOOK_AFTER
    numbers = [
        Number("received", _("Requests received")),
        Number("open", _("Open now"), Q(status__in=OPEN)),
        Number("closed", _("Closed"), Q(status=Status.CLOSED)),
        Number("answered", _("Answered"), ANSWERED),
        Number("answered_in_time", _("First answer within two business days"), ANSWERED & Q(answer_missed_at=None)),
        Number("answer_missed", _("First answer late"), Q(answer_missed_at__isnull=False)),
        Number("answer_days", _("Business days to first answer, on average"), ANSWERED, Avg("answer_days"), 1),
        Number("matched", _("Matched with help"), MATCHED),
        Number("matched_in_time", _("Match within ten business days"), MATCHED & Q(match_missed_at=None)),
        Number("match_missed", _("Match late"), Q(match_missed_at__isnull=False)),
        Number("match_days", _("Business days to match, on average"), MATCHED, Avg("match_days"), 1),
        Number(
            "milestones",
            _("Milestones reached"),
            aggregate=Count("milestones", filter=Q(milestones__reached_on__isnull=False)),
        ),
        Number("minutes", _("Minutes of work"), aggregate=Sum("time_spent__minutes", default=0)),
        Number("surveys", _("Surveys answered"), Q(survey__isnull=False)),
        Number("satisfied", _("Satisfied or very satisfied"), Q(survey__rating__gte=4)),
        Number("learned", _("Know more than before"), Q(survey__has_learned=True)),
    ]
    breakdowns = [
        Breakdown("kind", _("Kind of help"), "kind", lambda values: dict(Kind.choices)),
        Breakdown("outcome", _("Outcome"), "outcome", lambda values: dict(Outcome.choices), _("Not closed yet")),
        BY_STATE,
        BY_AGENCY,
        Breakdown("answer", _("Business days to first answer"), "answer_days", _days, _("Not answered yet")),
        Breakdown("match", _("Business days to match"), "match_days", _days, _("Not matched yet")),
    ]
    columns = [
        (_("Request"), str),
        (_("Received"), lambda case: _day(case.submitted_at)),
        (_("Agency"), lambda case: str(case.agency or "")),
        (_("Kind of help"), Case.get_kind_display),
        (_("Status"), Case.get_status_display),
        (_("Business days to first answer"), lambda case: case.answer_days),
        (_("Business days to match"), lambda case: case.match_days),
        (_("Promise broken"), lambda case: gettext("yes") if case.answer_missed_at or case.match_missed_at else ""),
        (_("Outcome"), Case.get_outcome_display),
    ]

    def rows(self, span):
        first, after = span.moments()
        sent = Case.objects.sent().filter(submitted_at__gte=first, submitted_at__lt=after)
        return sent.select_related("agency")

    def url_of(self, row):
        return reverse("assistance_cases:case", args=[row.pk])
