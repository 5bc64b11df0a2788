"""Reports → Views: how often recordings were watched on demand, by people of which agency. No names."""

import django_filters
from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from library.videos import Video
from library.watching import View
from members.agencies import Agency
from members.spreadsheets import SafeExportMixin

__all__ = ["ViewsReport"]


class ViewFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Days"), widget=DateRangePickerWidget)
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=lambda request: Agency.objects.order_by("name"), empty_label=_("All")
    )

    class Meta:
        model = View
        fields = []


class ViewsReport(SafeExportMixin, ReportView):
    """A member who played at least ten seconds of a recording on one day is one view."""

    model = View
    permission_policy = ModelPermissionPolicy(Video)
    any_permission_required = ["add", "change", "delete"]
    page_title = _("Views")
    header_icon = "media"
    index_url_name = "views_report"
    index_results_url_name = "views_report_results"
    filterset_class = ViewFilterSet
    is_searchable = True
    search_fields = ["video__title", "agency__name"]
    default_ordering = "-times"
    verbose_name_plural = _("views")
    columns = [
        Column("video__title", label=_("Recording"), sort_key="video__title"),
        Column("agency_name", label=_("Agency"), sort_key="agency_name"),
        NumberColumn("times", label=_("Views"), sort_key="times"),
        NumberColumn("minutes", label=_("Minutes played"), sort_key="minutes"),
    ]
    list_export = ["video__title", "agency_name", "times", "minutes"]
    export_headings = {
        "video__title": _("Recording"),
        "agency_name": _("Agency"),
        "times": _("Views"),
        "minutes": _("Minutes played"),
    }
    export_filename = "views"

    def get_filtered_queryset(self):
        return self.get_queryset()  # filtered already; what a search found cannot be filtered again

    def get_base_queryset(self):
        rows = View.objects.counted().values("video", "video__title")
        return rows.annotate(
            agency_name=Coalesce("agency__name", Value(gettext("No agency"))),
            times=Count("pk"),
            minutes=Sum(F("seconds")) / 60,
        )
