from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from home.dashboard import NextSteps
from home.publishing import refuse_unfinished_pages
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
