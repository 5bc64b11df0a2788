"""Assistance → Requests: what is about to be late comes first."""

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet

from assistance.acts import claim
from assistance.cases import LOOK_AFTER, Case, Status, looks_after
from assistance.desk.case import CaseScreen
from assistance.kinds import Kind, Priority
from assistance.mail import desk
from content.columns import CalendarColumn
from content.places import STATES
from members.agencies import Agency
from members.desk.lists import DeskList, without
from members.desk.rights import RightsPolicy

__all__ = ["CaseViewSet"]


def _owners(request):
    names = [(str(person.pk), str(person)) for person in desk()]
    return [("me", _("Me")), ("nobody", _("Nobody")), *names]


class CaseFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("open", _("All open")), *(choice for choice in Status.choices if choice[0] != Status.DRAFT)],
        empty_label=_("All"),
        method="by_status",
    )
    owner = django_filters.ChoiceFilter(label=_("Looked after by"), empty_label=_("All"), method="by_owner")
    late = django_filters.ChoiceFilter(
        label=_("Late"), choices=[("yes", _("Late now")), ("ever", _("A promise was broken"))], empty_label=_("All"),
        method="by_late",
    )  # fmt: skip
    news = django_filters.ChoiceFilter(
        label=_("Last word"), choices=[("yes", _("From the agency"))], empty_label=_("All"), method="by_news"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of help"), choices=Kind.choices, empty_label=_("All"))
    priority = django_filters.ChoiceFilter(label=_("Priority"), choices=Priority.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="agency__state", choices=STATES, empty_label=_("All")
    )
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=Agency.objects.filter(cases__isnull=False).distinct(), empty_label=_("All")
    )

    class Meta:
        model = Case
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["owner"].extra["choices"] = _owners(self.request)

    def by_status(self, queryset, name, value):
        return queryset.open() if value == "open" else queryset.filter(status=value)

    def by_owner(self, queryset, name, value):
        """“Me” and “nobody” are about work that is left; a name is about everything somebody did."""
        if value == "me":
            return queryset.open().filter(owner=self.request.user)
        return queryset.unclaimed() if value == "nobody" else queryset.filter(owner=value)

    def by_late(self, queryset, name, value):
        if value == "yes":
            return queryset.late()
        return queryset.exclude(answer_missed_at=None, match_missed_at=None)

    def by_news(self, queryset, name, value):
        return queryset.open().filter(has_news=True)


def due_words(case: Case) -> str:
    """What is promised next, in a word before the moment in the next column."""
    if case.is_late:
        return gettext("Late")
    if not case.is_open or not case.due_at:
        return ""
    return gettext("First answer") if case.due_at == case.answer_due_at else gettext("Match")


def due_moment(case: Case):
    """When that is: a moment of the clocks, or the day promised last."""
    return case.due_at or case.promised_on


class PromiseColumn(Column):
    """What is promised next; what is late stands out by color, icon and word."""

    cell_template_name = "assistance/admin/promise_cell.html"


class QueueView(DeskList):
    nothing = _("Nobody has asked for assistance yet. Members ask in the Resource Center.")

    @cached_property
    def list_display(self):
        title = self.title_column(_("Request"), accessor=lambda case: f"#{case.pk} {case.subject}", sort_key="pk")
        title.width = "24%"
        return [
            title,
            Column("agency", label=_("Agency"), sort_key="agency__name"),
            Column("get_kind_display", label=_("Kind of help"), sort_key="kind"),
            StatusTagColumn(
                "get_status_display",
                label=_("Status"),
                sort_key="status",
                primary=lambda case: case.status == Status.NEW,
            ),
            PromiseColumn("promise", label=_("Promise"), accessor=due_words),
            CalendarColumn("due", label=_("Due"), accessor=due_moment, sort_key="due_on"),
            Column(
                "owner",
                label=_("Looked after by"),
                accessor=lambda case: case.owner or "–",
                sort_key="owner__last_name",
            ),
            Column("get_priority_display", label=_("Priority"), sort_key="priority"),
            Column(
                "news", label="", accessor=lambda case: gettext("New message") if case.is_open and case.has_news else ""
            ),
        ]

    def get_base_queryset(self):
        cases = Case.objects.visible_to(self.request.user).sent()
        return cases.select_related("agency", "owner").with_news().with_due_day()

    def order_queryset(self, queryset):
        if self.ordering:
            return super().order_queryset(queryset)
        is_over = F("closed_at").asc(nulls_first=True)
        pressing = queryset.most_pressing_first()
        return pressing.order_by(is_over, *pressing.query.order_by)

    def get_list_more_buttons(self, instance):
        return []  # the title leads to the one screen

    def to_row_dict(self, item):
        return super().to_row_dict(item) | {"agency": str(item.agency or ""), "owner": str(item.owner or "")}


@require_POST
def claim_next(request):
    """Take over the most pressing case that nobody has, and lead to its screen."""
    if not looks_after(request.user):
        raise PermissionDenied
    for case in Case.objects.unclaimed().most_pressing_first()[:5]:
        try:
            claim(case, by=request.user, version=case.version)
        except ValidationError:  # somebody was quicker
            continue
        messages.success(request, gettext("Request #%(number)s is yours.") % {"number": case.pk})
        return redirect("assistance_cases:case", case.pk)
    messages.info(request, gettext("Nothing waits for somebody any more."))
    return redirect("assistance_cases:index")


class CaseViewSet(ModelViewSet):
    """Cases are never made or deleted here; everything else happens on one screen."""

    model = Case
    name = "assistance_cases"
    menu_label = _("Requests")
    icon = "help"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = QueueView
    filterset_class = CaseFilterSet
    search_fields = ["subject", "need", "agency__name", "requester__last_name"]
    search_backend_name = None
    list_export = [
        "pk", "agency", "agency.state", "get_kind_display", "get_status_display", "owner", "submitted_at",
        "answered_at", "answer_days", "answer_missed_at", "matched_at", "match_days", "match_missed_at", "closed_at",
        "get_outcome_display",
    ]  # fmt: skip
    export_headings = {
        "pk": _("Request"),
        "agency.state": _("State"),
        "get_kind_display": _("Kind of help"),
        "get_status_display": _("Status"),
        "get_outcome_display": _("Outcome"),
    }
    export_filename = "assistance"
    list_per_page = 50
    form_fields = ["priority"]  # a viewset asks for a form; this one has no screen to show it on

    @property
    def permission_policy(self):
        return RightsPolicy(Case, **dict.fromkeys(["view", "change"], LOOK_AFTER))

    def get_url_name(self, view_name):
        return super().get_url_name("case" if view_name == "edit" else view_name)

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["add_url_name", "delete_url_name", "usage_url_name", "history_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def get_urlpatterns(self):
        return [
            *without(super().get_urlpatterns(), "add", "edit", "case", "delete", "usage", "history", "history_results"),
            path("case/<int:pk>/", self.construct_view(CaseScreen), name="case"),
            path("claim-next/", claim_next, name="claim_next"),
        ]
