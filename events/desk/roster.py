"""Events → Rosters → one event: who comes, who waits, what they answered; safe to export."""

import django_filters
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.log_actions import log

from events.desk.screens import EventScreen, OfOneEvent
from events.questions import answers_in_words
from events.registering import cancel
from events.registrations import Mode, Registration, Status
from members.desk.lists import DeskList

__all__ = ["RosterView", "UnregisterView"]


class RosterFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("All"))
    mode = django_filters.ChoiceFilter(label=_("Takes part"), choices=Mode.choices, empty_label=_("All"))
    was_there = django_filters.ChoiceFilter(
        label=_("Was there"), choices=[("yes", _("Yes")), ("no", _("No"))], empty_label=_("All"), method="by_presence"
    )

    class Meta:
        model = Registration
        fields = []

    def by_presence(self, queryset, name, value):
        there = queryset.filter(attendance__is_present=True)
        return there if value == "yes" else queryset.exclude(pk__in=there.values("pk"))


class RosterView(OfOneEvent, DeskList):
    """The list of one event."""

    model = Registration
    filterset_class = RosterFilterSet
    page_title = _("Roster")
    header_icon = "group"
    template_name = "wagtailadmin/generic/index.html"
    search_fields = ["name", "email", "organization", "person__first_name", "person__last_name", "person__email"]
    search_backend_name = None
    default_ordering = "queued_at"
    paginate_by = 100
    nothing = _("Nobody has registered yet.")
    list_export = [
        "display_name", "address", "agency_name", "get_status_display", "get_mode_display", "language", "queued_at",
        "registered_at", "said", "was_there", "minutes",
    ]  # fmt: skip
    export_headings = {
        "display_name": _("Name"),
        "address": _("Email"),
        "agency_name": _("Agency"),
        "get_status_display": _("Status"),
        "get_mode_display": _("Takes part"),
        "queued_at": _("In line since"),
        "registered_at": _("Registered"),
        "said": _("Answers"),
        "was_there": _("Was there"),
        "minutes": _("Minutes"),
    }
    export_filename = "roster"

    def get_index_url(self):
        return reverse("event_desk:roster", args=[self.event.pk])

    def get_index_results_url(self):
        return reverse("event_desk:roster_results", args=[self.event.pk])

    @cached_property
    def list_display(self):
        person = self.title_column(_("Person"), accessor=lambda row: row.display_name)
        person.width = "24%"
        return [
            person,
            Column("agency", label=_("Agency"), accessor=self.agency_of, sort_key="agency__name"),
            StatusTagColumn(
                "status",
                label=_("Status"),
                accessor="get_status_display",
                sort_key="status",
                primary=lambda row: row.status == Status.REGISTERED,
            ),
            Column("mode", label=_("Takes part"), accessor="get_mode_display", sort_key="mode"),
            Column("answers", label=_("Answers"), accessor=self.said),
            DateColumn("queued_at", label=_("In line since"), sort_key="queued_at"),
            Column("there", label=_("Was there"), accessor=self.was_there),
        ]

    @staticmethod
    def agency_of(row) -> str:
        return str(row.agency or row.organization or "")

    def said(self, row) -> str:
        return "; ".join(
            f"{question} {answer}" for question, answer, _list in answers_in_words(self.event, row.answers)
        )

    @staticmethod
    def was_there(row) -> str:
        attendance = getattr(row, "attendance", None)
        if attendance is None:
            return ""
        return gettext("yes") if attendance.is_present else gettext("no")

    def get_base_queryset(self):
        rows = Registration.objects.of(self.event).exclude(status=Status.UNCONFIRMED)
        return rows.select_related("person", "agency", "attendance")

    def get_edit_url(self, instance):
        return None

    def get_list_more_buttons(self, instance):
        if instance.status == Status.CANCELLED:
            return []
        url = reverse("event_desk:unregister", args=[self.event.pk, instance.pk])
        return [MenuItem(_("Take off the list"), url=url, icon_name="cross", priority=10)]

    def to_row_dict(self, item):
        attendance = getattr(item, "attendance", None)
        item.agency_name, item.said, item.was_there = self.agency_of(item), self.said(item), self.was_there(item)
        item.minutes = attendance.minutes if attendance else ""
        return super().to_row_dict(item)


class UnregisterView(EventScreen):
    """Take one person off the list; they are told."""

    template_name = "events/admin/unregister.html"
    page_title = _("Take off the list")
    header_icon = "cross"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Registration.objects.of(self.event), pk=kwargs["registration"])

    def post(self, request, *args, **kwargs):
        name = self.object.display_name
        if cancel(self.object, by_staff=True):
            log(self.event, "events.unregister", user=request.user)
            words = gettext("%(name)s is off the list, and is told by mail. The seat goes to who is next.")
            messages.success(request, words % {"name": name})
        return redirect("event_desk:roster", self.event.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"row": self.object}
