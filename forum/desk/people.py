"""Forum → Suspensions, and the log of the moderators' acts."""

from datetime import timedelta

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput

from forum import moderating
from forum.boards import MODERATE
from forum.moderation import Act, PostingSuspension
from members.desk.lists import DeskList, without
from members.desk.rights import RightsPolicy

__all__ = ["LogViewSet", "SuspensionViewSet"]

LONGEST = timedelta(days=3653)  # of a suspension that ends by itself


class SuspensionForm(forms.ModelForm):
    """Whom, how long and why."""

    email = forms.EmailField(
        label=_("Email address of the person"),
        help_text=_(
            "In the queue, the link “Suspend the author from posting” beside a post enters it for you. "
            "A post that is not there yet comes there when you report it."
        ),
    )

    class Meta:
        model = PostingSuspension
        fields = ["until_at", "reason"]
        widgets = {"until_at": AdminDateTimeInput, "reason": forms.Textarea(attrs={"rows": 3})}

    field_order = ["email", "until_at", "reason"]

    def clean_until_at(self):
        until, now = self.cleaned_data["until_at"], timezone.now()
        if until and not now < until < now + LONGEST:
            raise forms.ValidationError(
                _("Choose a moment that is still to come, within ten years, or leave this empty.")
            )
        return until

    def clean_email(self):
        person = get_user_model().objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if not person:
            raise forms.ValidationError(_("No account has this address."))
        self.person = person
        return person.email


class SuspendView(generic.CreateView):
    page_title = _("Suspend from posting")
    submit_button_label = _("Suspend")
    success_message = None

    def get_initial(self):
        return {"email": self.request.GET.get("email", "")[:254]}

    def form_valid(self, form):
        answers = form.cleaned_data
        moderating.suspend(form.person, by=self.request.user, reason=answers["reason"], until=answers["until_at"])
        words = gettext("%(person)s cannot write in the forum now, and is told why.")
        messages.success(self.request, words % {"person": form.person})
        return redirect("forum_suspensions:index")


class SuspensionIndexView(DeskList):
    add_item_label = _("Suspend somebody")
    nothing = _("Nobody was ever suspended from posting.")

    @cached_property
    def list_display(self):
        return [
            Column("person", label=_("Person"), sort_key="person__last_name"),
            Column("reason", label=_("Reason")),
            Column("by", label=_("By")),
            DateColumn("created_at", label=_("Since"), sort_key="created_at"),
            DateColumn("until_at", label=_("Until"), sort_key="until_at"),
            StatusTagColumn(
                "state",
                label=_("Status"),
                accessor=lambda row: gettext("Suspended") if row.is_current else gettext("Over"),
                primary=lambda row: row.is_current,
            ),
        ]

    def get_base_queryset(self):
        return PostingSuspension.objects.select_related("person", "by")

    def get_list_more_buttons(self, instance):
        if not instance.is_current:
            return []
        url = reverse("forum_suspensions:lift", args=[instance.pk])
        return [MenuItem(_("End it"), url=url, icon_name="resubmit", priority=10)]


class LiftView(generic.DeleteView):
    """Asks, then ends a suspension. The row stays."""

    template_name = "forum/admin/lift.html"
    permission_required = "change"
    page_title = _("End the suspension")

    def get_object(self, queryset=None):
        """Asked for before the permission is, so it asks itself: numbers that exist answer like all others."""
        if not self.user_has_permission(self.permission_required):
            raise PermissionDenied
        return get_object_or_404(PostingSuspension, pk=self.kwargs["pk"])

    def form_valid(self, form):
        moderating.lift(self.object, by=self.request.user)
        messages.success(self.request, gettext("%(person)s can write again.") % {"person": self.object})
        return redirect("forum_suspensions:index")


class SuspensionViewSet(ModelViewSet):
    model = PostingSuspension
    name = "forum_suspensions"
    icon = "no-view"
    menu_label = _("Suspensions")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = SuspensionIndexView
    add_view_class = SuspendView
    search_fields = ["person__email", "person__first_name", "person__last_name"]
    search_backend_name = None
    permission_policy = RightsPolicy(PostingSuspension, view=MODERATE, add=MODERATE, change=MODERATE)

    def get_form_class(self, for_update=False):
        return SuspensionForm

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["edit_url_name", "delete_url_name", "usage_url_name", "history_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def get_urlpatterns(self):
        kept = without(super().get_urlpatterns(), "edit", "delete", "usage", "history", "history_results")
        return [*kept, path("lift/<int:pk>/", self.construct_view(LiftView), name="lift")]


class DaysField(DateRangeField):
    """From one day to another. The last days of the calendar have no moment in every time zone."""

    def clean(self, value):
        days = super().clean(value)
        if days and any(day and not 1 < day.year < 9999 for day in (days.start, days.stop)):
            raise forms.ValidationError(_("Choose days after the year 1 and before the year 9999."))
        return days


class Days(django_filters.DateFromToRangeFilter):
    field_class = DaysField


class LogFilterSet(WagtailFilterSet):
    what = django_filters.ChoiceFilter(label=_("Act"), choices=Act.What.choices, empty_label=_("All"))
    at = Days(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = Act
        fields = []


class LogIndexView(DeskList):
    nothing = _("No moderator has done anything yet.")
    page_title = _("Log of the moderators")

    @cached_property
    def list_display(self):
        return [
            DateColumn("at", label=_("When"), sort_key="at"),
            Column("by", label=_("By")),
            Column("get_what_display", label=_("Act"), sort_key="what"),
            Column("topic", label=_("Topic")),
            Column("about", label=_("Person")),
            Column("reason", label=_("Reason")),
            Column("detail", label=_("Detail")),
        ]

    def get_base_queryset(self):
        return Act.objects.select_related("by", "topic", "about")

    def get_list_more_buttons(self, instance):
        return []


class LogViewSet(ModelViewSet):
    model = Act
    name = "forum_log"
    icon = "history"
    menu_label = _("Log")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = LogIndexView
    filterset_class = LogFilterSet
    search_fields = ["reason", "topic__title", "by__last_name"]
    search_backend_name = None
    exclude_form_fields = []
    list_export = ["at", "by", "get_what_display", "topic", "about", "reason", "detail"]
    export_headings = {"get_what_display": _("Act")}
    export_filename = "forum-log"
    permission_policy = RightsPolicy(Act, view=MODERATE)

    def get_common_view_kwargs(self, **kwargs):
        names = ("add", "edit", "delete", "usage", "history")
        return super().get_common_view_kwargs(**{**{f"{name}_url_name": None for name in names}, **kwargs})

    def get_urlpatterns(self):
        return without(super().get_urlpatterns(), "add", "edit", "delete", "usage", "history", "history_results")
