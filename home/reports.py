"""Reports → Untranslated pages and Reports → Finished translations."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringTranslation, Translation

from home.translations import finished_translations, untranslated_pages
from members.spreadsheets import SafeExportMixin

__all__ = ["FinishedTranslationsReport", "UntranslatedPagesReport", "may_see_finished_translations"]


class TranslationsReport(SafeExportMixin, ReportView):
    """What its queryset counts on the dashboard, page by page."""

    model = Page
    paginate_by = 25
    is_searchable = True
    search_backend_name = None  # the titles are looked through: what the index found could not be counted
    search_fields = ["title", "draft_title"]
    results_template_name = "home/admin/translations_results.html"
    nothing = ""  # what an empty list says

    def get_filtered_queryset(self):
        return self.get_queryset()  # filtered already


def _translate_url(page) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk]) + "?select_locale=es"


class TranslateColumn(Column):
    """What can be done about a page."""

    cell_template_name = "home/admin/translate_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {
            "translate_url": _translate_url(instance),
            "page_url": instance.get_url(parent_context.get("request")),
        }


class UntranslatedPagesReport(TranslationsReport):
    """Published English pages without Spanish ones, for those who translate; in the order of the site."""

    permission_policy = ModelPermissionPolicy(Translation)
    any_permission_required = ["submit"]
    page_title = _("Untranslated pages")
    header_icon = "wagtail-localize-language"
    index_url_name = "untranslated_pages_report"
    index_results_url_name = "untranslated_pages_report_results"
    default_ordering = "path"
    nothing = _("Every published page has a Spanish version, or one that is being made.")
    columns = [
        TitleColumn("title", label=_("Page"), sort_key="title", width="40%", get_url=_translate_url),
        Column("page_type_display_name", label=_("Type")),
        DateColumn("first_published_at", label=_("First published"), sort_key="first_published_at"),
        TranslateColumn("translate", label=_("Translate it")),
    ]
    list_export = ["title", "page_type_display_name", "first_published_at"]
    export_headings = {
        "title": _("Page"),
        "page_type_display_name": _("Type"),
        "first_published_at": _("First published"),
    }
    export_filename = "untranslated-pages"

    def get_base_queryset(self):
        return untranslated_pages().select_related("locale")


def may_see_finished_translations(user) -> bool:
    """Whoever translates, or may publish some page."""
    may_translate = user.has_perm("wagtail_localize.submit_translation")
    return may_translate or page_permission_policy.user_has_permission(user, "publish")


def _what_readers_see(page) -> str:
    return gettext("The text before this one") if page.live else gettext("Nothing yet")


class FinishedTranslationsReport(TranslationsReport):
    """Translations that wait to be published: what somebody may publish, and their own. Who waits longest is first."""

    permission_required = "see"
    page_title = _("Finished translations")
    header_icon = "check"
    index_url_name = "finished_translations_report"
    index_results_url_name = "finished_translations_report_results"
    default_ordering = ("last_translated_at", "pk")
    nothing = _("No finished translation waits to be published.")
    columns = [
        TitleColumn(
            "title",
            label=_("Page"),
            accessor="get_admin_display_title",
            sort_key="draft_title",
            width="40%",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("page_type_display_name", label=_("Type")),
        Column("what_readers_see", label=_("Readers see"), accessor=_what_readers_see),
        Column("translator", label=_("Translated by"), sort_key="translator"),
        DateColumn("last_translated_at", label=_("Last translated"), sort_key="last_translated_at"),
    ]
    list_export = ["draft_title", "page_type_display_name", "translator", "last_translated_at"]
    export_headings = {
        "draft_title": _("Page"),
        "page_type_display_name": _("Type"),
        "translator": _("Translated by"),
        "last_translated_at": _("Last translated"),
    }
    export_filename = "finished-translations"

    def user_has_permission(self, permission):
        return may_see_finished_translations(self.request.user)

    def get_base_queryset(self):
        newest = StringTranslation.objects.filter(
            context__object_id=OuterRef("translation_key"), locale=OuterRef("locale")
        ).order_by("-updated_at", "-pk")
        name = Concat("last_translated_by__first_name", Value(" "), "last_translated_by__last_name")
        return finished_translations(self.request.user).annotate(
            last_translated_at=Subquery(newest.values("updated_at")[:1]),
            translator=Subquery(newest.annotate(name=name).values("name")[:1]),
        )
