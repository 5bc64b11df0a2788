"""Reports → Searches: what is asked and not found, and the way to answer it from there."""

import django_filters
from django.db.models import Max, OuterRef, Subquery, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.views.settings import CreateView as PromotionCreateView
from wagtail.permission_policies import ModelPermissionPolicy

from content.columns import CalendarColumn
from members.spreadsheets import SafeExportMixin
from search.models import AskedFor, Synonym

__all__ = ["PromoteView", "SearchesReport"]

LANGUAGES = AskedFor._meta.get_field("language").choices


class SearchesFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Days"), widget=DateRangePickerWidget)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=LANGUAGES, empty_label=_("All"))
    outcome = django_filters.ChoiceFilter(
        label=_("Results"),
        choices=[("none", _("Nothing found")), ("few", _("One to three"))],
        empty_label=_("All"),
        method="by_outcome",
    )

    class Meta:
        model = AskedFor
        fields = []

    def by_outcome(self, queryset, name, value):
        return queryset.filter(results=0) if value == "none" else queryset.filter(results__range=(1, 3))


class AnswersColumn(Column):
    """What can be done about a search."""

    cell_template_name = "search/admin/answers_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        query = urlencode({"words": instance["words"], "language": instance["language"]})
        return super().get_cell_context_data(instance, parent_context) | {
            "synonym_url": f"{reverse('synonyms:add')}?{query}",
            "promote_url": f"{reverse('promote_search')}?{query}",
        }


class SearchesReport(SafeExportMixin, ReportView):
    """What was searched for at least three times, most often first. Nobody is noted with it."""

    model = AskedFor
    permission_policy = ModelPermissionPolicy(Synonym)
    any_permission_required = ["add", "change", "delete"]
    page_title = _("Searches")
    header_icon = "search"
    index_url_name = "searches_report"
    index_results_url_name = "searches_report_results"
    results_template_name = "search/admin/searches_results.html"
    filterset_class = SearchesFilterSet
    is_searchable = True
    search_fields = ["words"]
    default_ordering = "-times"
    verbose_name_plural = _("searches")
    columns = [
        Column("words", label=_("Searched for"), sort_key="words"),
        Column("language", label=_("Language"), accessor=lambda row: dict(LANGUAGES)[row["language"]]),
        NumberColumn("times", label=_("Times"), sort_key="times"),
        NumberColumn("results", label=_("Results"), sort_key="results"),
        CalendarColumn("last_on", label=_("Last asked"), sort_key="last_on"),
        AnswersColumn("answers", label=_("Answer it")),
    ]
    list_export = ["words", "language", "times", "results", "last_on"]
    export_headings = {
        "words": _("Searched for"),
        "language": _("Language"),
        "times": _("Times"),
        "results": _("Results"),
        "last_on": _("Last asked"),
    }
    export_filename = "searches"

    def get_base_queryset(self):
        same = AskedFor.objects.filter(words=OuterRef("words"), language=OuterRef("language")).order_by("-day")
        rows = AskedFor.objects.exclude(words="").values("words", "language")
        return rows.annotate(
            times=Sum("count"), results=Subquery(same.values("found")[:1]), last_on=Max("day")
        ).order_by()

    def get_filtered_queryset(self):
        return self.get_queryset()  # filtered already; what a search found cannot be filtered again


class PromoteView(PromotionCreateView):
    """Wagtail's own screen for promotions, with the words filled in that somebody searched for."""

    def get_initial(self):
        return {"query_string": self.request.GET.get("words", "")[:100]}
