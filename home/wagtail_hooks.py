from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from home.dashboard import NextSteps
from home.publishing import refuse_unfinished_pages
from home.reports import FinishedTranslationsReport, UntranslatedPagesReport, may_see_finished_translations
from home.viewsets import ProgramGroup

register_snippet(ProgramGroup)
hooks.register("before_bulk_action", refuse_unfinished_pages)

# The report of translations is for those who translate; it names every page.
TranslationsReportView.permission_policy = ModelPermissionPolicy(Translation)
TranslationsReportView.any_permission_required = ["submit"]


@hooks.register("construct_homepage_panels")
def show_next_steps_first(request, panels):
    panels.insert(0, NextSteps())


@hooks.register("register_permissions")
def offer_the_right_to_read_messages():
    return Permission.objects.filter(content_type__app_label="wagtailforms", codename="view_formsubmission")


@hooks.register("filter_form_submissions_for_user")
def messages_are_for_the_office(user, forms):
    """Whoever may change a form, to translate it for example, does not read the answers by that alone."""
    return forms if user.has_perm("wagtailforms.view_formsubmission") else forms.none()


@hooks.register("insert_global_admin_css")
def brand_the_admin():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def hide_the_snippets_menu(request, menu_items):
    """Every snippet has a place of its own in the menu; the catch-all list only doubles them."""
    menu_items[:] = [item for item in menu_items if item.name != "snippets"]


@hooks.register("construct_reports_menu")
def show_translations_to_translators(request, menu_items):
    if not request.user.has_perm("wagtail_localize.submit_translation"):
        report = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != report]


@hooks.register("before_edit_page", order=-1)  # earlier than Wagtail Localize, which answers with its own editor
def say_who_publishes_a_translation(request, page):
    """The translation editor has no button by which whoever may not publish could hand their work over."""
    work = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    if request.method == "GET" and not page.permissions_for_user(request.user).can_publish() and work.exists():
        messages.info(
            request,
            gettext("Once every text is translated, a moderator sees it on their dashboard and publishes it."),
        )


@hooks.register("register_admin_urls")
def register_reports():
    return [
        path("reports/untranslated-pages/", UntranslatedPagesReport.as_view(), name="untranslated_pages_report"),
        path(
            "reports/untranslated-pages/results/",
            UntranslatedPagesReport.as_view(results_only=True),
            name="untranslated_pages_report_results",
        ),
        path(
            "reports/finished-translations/",
            FinishedTranslationsReport.as_view(),
            name="finished_translations_report",
        ),
        path(
            "reports/finished-translations/results/",
            FinishedTranslationsReport.as_view(results_only=True),
            name="finished_translations_report_results",
        ),
    ]


class UntranslatedPagesItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("wagtail_localize.submit_translation")


class FinishedTranslationsItem(MenuItem):
    def is_shown(self, request):
        return may_see_finished_translations(request.user)


@hooks.register("register_reports_menu_item")
def list_untranslated_pages():
    return UntranslatedPagesItem(
        _("Untranslated pages"),
        reverse("untranslated_pages_report"),
        name="untranslated-pages",
        icon_name="wagtail-localize-language",
        order=9010,
    )


@hooks.register("register_reports_menu_item")
def list_finished_translations():
    return FinishedTranslationsItem(
        _("Finished translations"),
        reverse("finished_translations_report"),
        name="finished-translations",
        icon_name="check",
        order=9020,
    )
