from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models.audit_log import ModelLogEntryManager
from wagtail.permissions import page_permission_policy

from members.access import is_private, may_open
from members.desk.failures import FailuresReport
from members.desk.figures import FiguresReport, FiguresRows
from members.desk.log_actions import register_desk
from members.desk.rights import MANAGE, SEE_FAILURES
from members.figures import sets_for
from members.idle import WARNING, presence
from members.links import GuardedPageLinkHandler
from members.log_actions import register_joining
from members.models import AccessRequest, Agency, ImportRun, Invitation, User
from members.reports import PrivacyReport
from members.views import closed
from members.viewsets import MembersGroup

PageViewRestrictionForm.base_fields["restriction_type"].help_text = _(
    "What you set here holds for this page, everything under it, and all its translations and aliases."
)

# The history of the whole site names people and pages; it is read by those whose menu shows it.
LogEntriesView.permission_policy = page_permission_policy
LogEntriesView.any_permission_required = PAGE_WORK = ["add", "change", "publish"]

# Wagtail opens a model's log to whoever has any right on the model, and entering the Resource Center is a right on
# accounts. Who was suspended or removed is read by those who look after members.
viewable_by_rights = ModelLogEntryManager.viewable_by_user


def viewable_by_user(log, user):
    entries = viewable_by_rights(log, user)
    if user.has_perm(MANAGE):
        return entries
    about_members = ContentType.objects.get_for_models(User, AccessRequest, Invitation, Agency, ImportRun)
    return entries.exclude(content_type__in=about_members.values())


ModelLogEntryManager.viewable_by_user = viewable_by_user


class PrivacyMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, PAGE_WORK)


@hooks.register("before_serve_page", order=-1)
def ask_the_access_rule(page, request, serve_args, serve_kwargs):
    """Strangers are asked to sign in; people without the right meet a page that says what to do."""
    if may_open(request.user, page):
        request.is_private = is_private(page)
        return None
    return closed(request)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def guard_links_to_pages(features):
    features.register_link_type(GuardedPageLinkHandler)


@hooks.register("after_unpublish_page")
def unpublish_translations_too(request, page):
    """Do for the translations what the editor chose on the confirmation page, where they may."""
    if request.method == "POST" and request.POST.get("include_translations"):
        for translation in page.get_translations().live():
            if translation.permissions_for_user(request.user).can_unpublish():
                translation.specific.unpublish(user=request.user)


hooks.register("register_log_actions", register_joining)


@hooks.register("register_admin_urls")
def register_privacy_report():
    return [path("reports/privacy/", PrivacyReport.as_view(), name="privacy_report")]


@hooks.register("register_reports_menu_item")
def list_privacy_report():
    return PrivacyMenuItem(_("Privacy"), reverse("privacy_report"), name="privacy", icon_name="lock", order=650)


class FiguresMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(sets_for(request.user))


class FailuresMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEE_FAILURES)


@hooks.register("register_admin_urls")
def register_figures_and_failures():
    return [
        path("reports/figures/", FiguresReport.as_view(), name="figures"),
        path("reports/figures/<slug:name>/", FiguresReport.as_view(), name="figures_set"),
        path("reports/figures/<slug:name>/rows/", FiguresRows.as_view(), name="figures_rows"),
        path("reports/failures/", FailuresReport.as_view(), name="failures_report"),
    ]


@hooks.register("register_reports_menu_item")
def list_figures():
    return FiguresMenuItem(_("Program figures"), reverse("figures"), name="figures", icon_name="table", order=600)


@hooks.register("register_reports_menu_item")
def list_failures():
    url = reverse("failures_report")
    return FailuresMenuItem(_("Failed jobs"), url, name="failures", icon_name="warning", order=680)


@hooks.register("register_admin_viewset")
def register_the_desk():
    return MembersGroup()


hooks.register("register_log_actions", register_desk)


@hooks.register("register_admin_urls")
def register_presence():
    return [path("presence/", presence, name="presence")]


@hooks.register("register_account_menu_item")
def lead_to_the_password(request):
    """The one form that changes a password counts guesses, and it is the site's own."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Change your password"),
        "help_text": _("Opens the page on the site where you change it. You stay signed in here."),
    }


@hooks.register("insert_global_admin_js")
def warn_idle_people():
    seconds = settings.STAFF_IDLE_MINUTES * 60
    facts = {"seconds": seconds, "warning": min(WARNING, seconds // 2)}
    return render_to_string("members/admin/idle.html", facts) if seconds else ""
