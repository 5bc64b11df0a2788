"""Reports → Documents and Reports → Downloads."""

from collections import defaultdict

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex
from wagtail.permission_policies import ModelPermissionPolicy

from library.documents import DocumentReport
from library.publications import Download, Language, Publication
from library.reading import obstacles
from members.agencies import Agency
from members.carriers import audience_of
from members.spreadsheets import SafeExportMixin

__all__ = ["DocumentsReport", "DownloadsReport"]

ACCESSIBLE = Q(
    report__outcome=DocumentReport.Outcome.READ,
    report__has_text=True,
    report__is_tagged=True,
    report__has_title=True,
    report__has_language=True,
)


class LibraryReport(SafeExportMixin, ReportView):
    """For whoever looks after publications."""

    permission_policy = ModelPermissionPolicy(Publication)
    any_permission_required = ["add", "change", "delete"]
    is_searchable = True

    def get_filtered_queryset(self):
        return self.get_queryset()  # filtered already; what a search found cannot be filtered again


# --- documents


def _copies():
    """Documents with the same content as another."""
    same = get_document_model().objects.filter(file_hash=OuterRef("file_hash")).exclude(pk=OuterRef("pk"))
    return Exists(same.exclude(file_hash=""))


class DocumentFilterSet(WagtailFilterSet):
    accessible = django_filters.ChoiceFilter(
        label=_("Accessible PDF"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unread", _("Not looked into yet"))],
        empty_label=_("All"),
        method="by_accessible",
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Reading it"),
        field_name="report__outcome",
        choices=DocumentReport.Outcome.choices,
        empty_label=_("All"),
    )
    used = django_filters.ChoiceFilter(
        label=_("Carried by a publication"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        empty_label=_("All"),
        method="by_used",
    )
    copies = django_filters.ChoiceFilter(
        label=_("Same content"),
        choices=[("yes", _("As another document"))],
        empty_label=_("All"),
        method="by_copies",
    )

    class Meta:
        model = get_document_model()
        fields = []

    def by_accessible(self, queryset, name, value):
        if value == "unread":
            return queryset.filter(report=None)
        return queryset.filter(ACCESSIBLE) if value == "yes" else queryset.exclude(ACCESSIBLE).exclude(report=None)

    def by_used(self, queryset, name, value):
        carried = Exists(Publication.objects.filter(document=OuterRef("pk")))
        return queryset.filter(carried if value == "yes" else ~carried)

    def by_copies(self, queryset, name, value):
        return queryset.filter(_copies())


class UsesColumn(Column):
    cell_template_name = "library/admin/uses_cell.html"


class ChecksColumn(Column):
    cell_template_name = "library/admin/checks_cell.html"


class DocumentsReport(LibraryReport):
    """Every document: who may have it, what carries it, and whether everybody can read it."""

    model = get_document_model()
    page_title = _("Documents")
    header_icon = "doc-full-inverse"
    index_url_name = "documents_report"
    index_results_url_name = "documents_report_results"
    filterset_class = DocumentFilterSet
    default_ordering = "-created_at"
    paginate_by = 25
    verbose_name_plural = _("documents")
    columns = [
        TitleColumn(
            "title",
            label=_("Document"),
            sort_key="title",
            width="25%",
            get_url=lambda document: reverse("wagtaildocs:edit", args=[document.pk]),
        ),
        UsesColumn("uses", label=_("Carried by"), width="22%"),
        Column("open_to", label=_("Open to")),
        StatusTagColumn(
            "accessible", label=_("Accessible PDF"), primary=lambda document: document.is_accessible, width="10%"
        ),
        ChecksColumn("checks", label=_("Because")),
        NumberColumn("pages_counted", label=_("Pages")),
        Column("copies", label=_("Same content as")),
        DateColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
    ]
    list_export = [
        "title",
        "filename",
        "carried_by",
        "open_to",
        "outcome",
        "accessible",
        "why_not",
        "pages_counted",
        "language",
        "copies",
        "file_hash",
        "created_at",
    ]
    export_headings = {
        "title": _("Document"),
        "filename": _("File"),
        "carried_by": _("Carried by"),
        "open_to": _("Open to"),
        "outcome": _("Reading it"),
        "accessible": _("Accessible PDF"),
        "why_not": _("Because"),
        "pages_counted": _("Pages"),
        "language": _("Language, guessed"),
        "copies": _("Same content as"),
        "file_hash": _("Fingerprint (SHA-1)"),
        "created_at": _("Uploaded"),
    }
    export_filename = "documents"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("report", "collection").prefetch_related("publications")

    def decorate_paginated_queryset(self, object_list):
        """Say of each document on this page what the columns show."""
        documents = list(object_list)
        carriers = self.carriers_beside_publications(documents)
        copies = self.copies_of(documents)
        for document in documents:
            report = getattr(document, "report", None)
            document.uses = list(document.publications.all())
            document.other_uses = carriers[document.pk]
            document.carried_by = "; ".join(str(publication) for publication in document.uses)
            if document.other_uses:
                words = ngettext("%(count)d page or text", "%(count)d pages or texts", document.other_uses)
                document.carried_by = "; ".join(
                    filter(None, [document.carried_by, words % {"count": document.other_uses}])
                )
            document.open_to = audience_of(document).label
            document.checks = obstacles(report, in_brief=True) if report else []
            document.is_accessible = bool(report) and not document.checks
            document.accessible = self.verdict(report, document.checks)
            document.outcome = report.get_outcome_display() if report else ""
            document.why_not = "; ".join(str(reason) for reason in document.checks)
            document.pages_counted = report.page_count if report and report.page_count else ""
            document.language = report.language if report else ""
            same = copies.get(document.file_hash, [])
            document.copies = ", ".join(title for pk, title in same if pk != document.pk)
        return documents

    def get_table(self, object_list):
        return super().get_table(self.decorate_paginated_queryset(object_list))

    @staticmethod
    def verdict(report, checks) -> str:
        if not report:
            return gettext("Not yet known")
        if report.outcome == DocumentReport.Outcome.NO_PDF:
            return gettext("Not a PDF")
        return gettext("No") if checks else gettext("Yes")

    @staticmethod
    def carriers_beside_publications(documents) -> defaultdict:
        """How many pages and texts that are no publications carry each document."""
        references = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(get_document_model()),
            to_object_id__in=[str(document.pk) for document in documents],
        ).exclude(base_content_type=ContentType.objects.get_for_model(Publication))
        found = defaultdict(int)
        for number, *_carrier in set(references.values_list("to_object_id", "base_content_type", "object_id")):
            found[int(number)] += 1
        return found

    @staticmethod
    def copies_of(documents) -> dict:
        hashes = {document.file_hash for document in documents} - {""}
        rows = get_document_model().objects.filter(file_hash__in=hashes).values_list("file_hash", "pk", "title")
        found = defaultdict(list)
        for content, pk, title in rows:
            found[content].append((pk, title))
        return found


# --- downloads


class DownloadFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Days"), widget=DateRangePickerWidget)
    agency = django_filters.ModelChoiceFilter(
        label=_("Agency"), queryset=lambda request: Agency.objects.order_by("name"), empty_label=_("All")
    )

    class Meta:
        model = Download
        fields = []


class DownloadsReport(LibraryReport):
    """How often each publication's file was opened, by people of which agency."""

    model = Download
    page_title = _("Downloads")
    header_icon = "download"
    index_url_name = "downloads_report"
    index_results_url_name = "downloads_report_results"
    filterset_class = DownloadFilterSet
    search_fields = ["publication__title", "agency__name"]
    default_ordering = "-times"
    verbose_name_plural = _("downloads")
    columns = [
        TitleColumn(
            "publication__title",
            label=_("Publication"),
            sort_key="publication__title",
            get_url=lambda row: reverse("wagtailsnippets_library_publication:edit", args=[row["publication"]]),
        ),
        Column(
            "language",
            label=_("Record"),
            accessor=lambda row: Language(row["publication__locale__language_code"]).label,
        ),
        Column("agency_name", label=_("Agency"), sort_key="agency_name"),
        NumberColumn("times", label=_("Downloads"), sort_key="times"),
    ]
    list_export = ["publication__title", "publication__locale__language_code", "agency_name", "times"]
    export_headings = {
        "publication__title": _("Publication"),
        "publication__locale__language_code": _("Record"),
        "agency_name": _("Agency"),
        "times": _("Downloads"),
    }
    export_filename = "downloads"

    def get_base_queryset(self):
        rows = Download.objects.values("publication", "publication__title", "publication__locale__language_code")
        return rows.annotate(
            agency_name=Coalesce("agency__name", Value(gettext("No agency, or not signed in"))), times=Sum("count")
        )
