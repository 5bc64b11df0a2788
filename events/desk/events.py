"""Events → Rosters: every event with who comes, and the way to its screens."""

import django_filters
from django.db.models import Case, Count, DateTimeField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet

from events.attendance import Attendance
from events.desk.acts import CallOffView, MessageView, NextView
from events.desk.attendance import AttendanceView, UploadView
from events.desk.roster import RosterView, UnregisterView
from events.desk.screens import buttons_of
from events.pages import EventPage, Kind
from events.recipients import RecipientList
from events.registrations import Registration
from events.times import span
from members.desk.lists import DeskList, without
from members.desk.rights import RightsPolicy

__all__ = ["EventDeskViewSet", "RecipientListViewSet"]

MANAGE = "events.manage_events"


class EventFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("coming", _("Coming up")), ("past", _("Past")), ("unattended", _("Past, without attendance yet"))],
        empty_label=_("All"),
        method="by_time",
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("All"))

    class Meta:
        model = EventPage
        fields = []

    def by_time(self, queryset, name, value):
        if value == "unattended":
            return queryset.filter(pk__in=EventPage.objects.without_attendance().order_by().values("pk"))
        now = timezone.now()
        return queryset.filter(ends_at__gt=now) if value == "coming" else queryset.filter(ends_at__lte=now)


def state_of(event) -> str:
    words = {
        "cancelled": gettext("Cancelled"),
        "live": gettext("Happening now"),
        "past": gettext("Past"),
        "upcoming": gettext("Coming up"),
    }
    return words[event.state] if event.live else gettext("Draft")


class EventIndexView(DeskList):
    model = EventPage
    nothing = _("There are no events yet. Add them as pages below “Events” in the page tree.")
    search_fields = ["title", "venue"]
    search_backend_name = None

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Event")),
            Column(
                "when", label=_("When"), accessor=lambda e: span(e.starts_at, e.ends_at, e.zone), sort_key="starts_at"
            ),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column("registered", label=_("Registered"), accessor=self.seats, sort_key="registered"),
            Column("waiting", label=_("Waiting"), sort_key="waiting"),
            Column("attended", label=_("Was there"), sort_key="attended"),
            StatusTagColumn(
                "state", label=_("Status"), accessor=state_of, primary=lambda e: e.state in ("upcoming", "live")
            ),
        ]

    @staticmethod
    def seats(event) -> str:
        if event.capacity is None:
            return str(event.registered)
        return gettext("%(count)d of %(seats)d") % {"count": event.registered, "seats": event.capacity}

    def get_base_queryset(self):
        def number(model, condition):
            rows = model.objects.filter(condition, event=OuterRef("pk")).order_by().values("event")
            return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)

        return (
            EventPage.objects.in_default_language()
            .with_ledger()
            .annotate(
                registered=number(Registration, Q(status="registered")),
                waiting=number(Registration, Q(status__in=["waiting", "offered"])),
                attended=number(Attendance, Q(is_present=True)),
            )
        )

    def order_queryset(self, queryset):
        """What is coming up first, the next on top; then what is past, the last on top."""
        if self.ordering:
            return super().order_queryset(queryset)
        is_coming = Q(ends_at__gt=timezone.now())
        return queryset.order_by(
            Case(When(is_coming, then=Value(0)), default=Value(1), output_field=IntegerField()),
            Case(When(is_coming, then=F("starts_at")), output_field=DateTimeField()),
            "-starts_at",
        )

    def get_edit_url(self, instance):
        return reverse("event_desk:roster", args=[instance.pk])

    def get_list_more_buttons(self, instance):
        return [
            MenuItem(button.label, url=button.url, icon_name=button.icon_name, priority=order)
            for order, button in enumerate(buttons_of(instance, self.request.user))
        ]


class EventDeskViewSet(ModelViewSet):
    """Not a viewset of the pages themselves: these are edited in the page tree."""

    model = Registration
    name = "event_desk"
    icon = "group"
    menu_label = _("Rosters")
    menu_order = 100
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    exclude_form_fields = []
    permission_policy = RightsPolicy(Registration, view=MANAGE, change=MANAGE)

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(
            **{"model": EventPage, "page_title": _("Rosters"), "search_fields": ["title", "venue"], **kwargs}
        )

    def get_common_view_kwargs(self, **kwargs):
        names = ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        return super().get_common_view_kwargs(**{**dict.fromkeys(names), **kwargs})

    def screen(self, view):
        return self.construct_view(view, **{"permission_policy": self.permission_policy})

    def get_urlpatterns(self):
        roster = {"permission_policy": self.permission_policy, "any_permission_required": ["view"]}
        return [
            *without(super().get_urlpatterns(), "add", "edit", "delete", "history", "history_results", "usage"),
            path("<int:pk>/", RosterView.as_view(**roster), name="roster"),
            path("<int:pk>/results/", RosterView.as_view(**roster, results_only=True), name="roster_results"),
            path("<int:pk>/remove/<int:registration>/", self.screen(UnregisterView), name="unregister"),
            path("<int:pk>/attendance/", self.screen(AttendanceView), name="attendance"),
            path("<int:pk>/upload/", self.screen(UploadView), name="upload"),
            path("<int:pk>/message/", self.screen(MessageView), name="message"),
            path("<int:pk>/next/", self.screen(NextView), name="next"),
            path("<int:pk>/cancel/", self.screen(CallOffView), name="call_off"),
        ]


class RecipientListViewSet(ModelViewSet):
    model = RecipientList
    name = "recipient_lists"
    icon = "mail"
    menu_label = _("Recipient lists")
    menu_order = 200
    add_to_reference_index = False
    copy_view_enabled = False
    search_fields = ["name", "addresses"]
    search_backend_name = None
    list_display = ["name", "addresses"]
    permission_policy = RightsPolicy(RecipientList, view=MANAGE, add=MANAGE, change=MANAGE, delete=MANAGE)
