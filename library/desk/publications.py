"""Library → Publications: the list, its filters and exports; the way to the other screens."""

import django_filters
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from content.models import Topic
from library.desk.adding import AddFromFilesView, CompleteDraftsView
from library.desk.imports import ImportView
from library.publications import Access, Kind, Language, Publication
from library.records import COLUMNS, Records
from members.spreadsheets import SafeExportMixin

__all__ = ["PublicationViewSet"]

YES_NO = [("1", _("Yes")), ("0", _("No"))]


class PublicationFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("All"))
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=lambda request: Topic.objects.in_english(),
        field_name="topic_rows__topic",
        empty_label=_("All"),
    )
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All"))
    language = django_filters.ChoiceFilter(
        label=_("Language of the publication"), choices=Language.choices, empty_label=_("All")
    )
    access = django_filters.ChoiceFilter(label=_("Who may open it"), choices=Access.choices, empty_label=_("All"))
    review = django_filters.ChoiceFilter(
        label=_("Review"), choices=[("due", _("Due"))], empty_label=_("All"), method="by_review"
    )
    is_featured = django_filters.ChoiceFilter(label=_("Featured"), choices=YES_NO, empty_label=_("All"))
    is_archived = django_filters.ChoiceFilter(label=_("Archived"), choices=YES_NO, empty_label=_("All"))

    class Meta:
        model = Publication
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = Publication.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]

    def by_review(self, queryset, name, value):
        return queryset.to_review()


class PublicationIndexView(SafeExportMixin, IndexView):
    add_item_label = _("Add publication")
    list_export = [column.name for column in COLUMNS]
    export_filename = "publications"
    add_from_files_url_name = None
    import_url_name = None

    @cached_property
    def list_display(self):
        return [
            "title",
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("year", label=_("Year"), sort_key="year", accessor=lambda row: str(row.year)),
            Column("get_access_display", label=_("Who may open it"), sort_key="access"),
            Column("get_language_display", label=_("Text"), sort_key="language"),
            LocaleColumn(label=_("Record")),
            LiveStatusTagColumn(label=_("Status")),
            Column("review_by", label=_("Review by"), sort_key="review_by", width="9%"),
        ]

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("locale").defer("words")
        if self.is_export:
            found = found.select_related("latest_revision").prefetch_related("topic_rows", "audience_rows")
        return found

    @cached_property
    def records(self):
        return Records()

    def to_row_dict(self, item):
        return self.records.row(item)

    def get_heading(self, queryset, field):
        return field  # the names that an import knows in every language

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.user_has_permission("add"):
            url = reverse(self.add_from_files_url_name)
            buttons.append(HeaderButton(_("Add from files"), url=url, icon_name="upload"))
        return buttons

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons.copy()
        if self.user_has_permission("add"):
            buttons.append(Button(_("Import"), url=reverse(self.import_url_name), icon_name="table", priority=80))
        return buttons


class PublicationViewSet(SnippetViewSet):
    model = Publication
    icon = "doc-full-inverse"
    menu_label = _("Publications")
    menu_order = 100
    index_view_class = PublicationIndexView
    filterset_class = PublicationFilterSet
    index_results_template_name = "library/admin/publications_results.html"
    ordering = ["-year", "title"]
    list_per_page = 50

    def get_index_view_kwargs(self, **kwargs):
        names = {
            "add_from_files_url_name": self.get_url_name("add_from_files"),
            "import_url_name": self.get_url_name("import"),
        }
        return super().get_index_view_kwargs(**names, **kwargs)

    def get_urlpatterns(self):
        complete = {"complete_url_name": self.get_url_name("complete")}
        return [
            *super().get_urlpatterns(),
            path("files/", self.construct_view(AddFromFilesView, **complete), name="add_from_files"),
            path("complete/", self.construct_view(CompleteDraftsView), name="complete"),
            path("import/", self.construct_view(ImportView), name="import"),
        ]
