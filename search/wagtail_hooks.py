from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.desk.searches import PromoteView, SearchesReport
from search.desk.synonyms import SynonymViewSet


@hooks.register("register_admin_viewset")
def register_synonyms():
    return SynonymViewSet()


@hooks.register("register_admin_urls")
def register_searches():
    return [
        path("reports/searches/", SearchesReport.as_view(), name="searches_report"),
        path("reports/searches/results/", SearchesReport.as_view(results_only=True), name="searches_report_results"),
        path("reports/searches/promote/", PromoteView.as_view(), name="promote_search"),
    ]


class SearchesItem(MenuItem):
    """A report for whoever can answer what was not found."""

    def is_shown(self, request):
        return SearchesReport.permission_policy.user_has_any_permission(
            request.user, SearchesReport.any_permission_required
        )


@hooks.register("register_reports_menu_item")
def list_searches():
    return SearchesItem(_("Searches"), reverse("searches_report"), name="searches", icon_name="search", order=680)


@hooks.register("construct_reports_menu")
def leave_out_the_stock_report(request, menu_items):
    """Wagtail's own report of search terms counts hits that this site does not note."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
