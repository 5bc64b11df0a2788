from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from library.desk.adding import AddFromDocuments
from library.publishing import WAIVED, WaivedFormatter
from library.reports import DocumentsReport, DownloadsReport, LibraryReport
from library.reports_views import ViewsReport
from library.viewsets import LibraryGroup, video_chooser_viewset

register_snippet(LibraryGroup)
hooks.register("register_bulk_action", AddFromDocuments)


@hooks.register("register_admin_viewset")
def register_video_chooser():
    return video_chooser_viewset


@hooks.register("register_log_actions")
def register_waiving(actions):
    actions.register_action(WAIVED)(WaivedFormatter)


@hooks.register("register_permissions")
def register_waiving_permission():
    return Permission.objects.filter(content_type__app_label="library", codename="waive_captions")


@hooks.register("register_admin_urls")
def register_reports():
    return [
        path("reports/documents/", DocumentsReport.as_view(), name="documents_report"),
        path("reports/documents/results/", DocumentsReport.as_view(results_only=True), name="documents_report_results"),
        path("reports/views/", ViewsReport.as_view(), name="views_report"),
        path("reports/views/results/", ViewsReport.as_view(results_only=True), name="views_report_results"),
        path("reports/downloads/", DownloadsReport.as_view(), name="downloads_report"),
        path("reports/downloads/results/", DownloadsReport.as_view(results_only=True), name="downloads_report_results"),
    ]


class LibraryReportItem(MenuItem):
    """A report in the menu of whoever looks after publications."""

    def is_shown(self, request):
        return LibraryReport.permission_policy.user_has_any_permission(
            request.user, LibraryReport.any_permission_required
        )


@hooks.register("register_reports_menu_item")
def list_documents_report():
    url = reverse("documents_report")
    return LibraryReportItem(_("Documents"), url, name="documents-report", icon_name="doc-full-inverse", order=660)


@hooks.register("register_reports_menu_item")
def list_downloads_report():
    url = reverse("downloads_report")
    return LibraryReportItem(_("Downloads"), url, name="downloads-report", icon_name="download", order=670)


@hooks.register("register_reports_menu_item")
def list_views_report():
    url = reverse("views_report")
    return LibraryReportItem(_("Views"), url, name="views-report", icon_name="media", order=680)
