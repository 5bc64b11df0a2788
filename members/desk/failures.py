"""Reports → Failed jobs: mail that did not go, and tasks that ended with an error; each can be tried again."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_tasks_db.models import DBTaskResult
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from members.desk.rights import SEE_FAILURES
from members.letters import PATIENCE, Letter, deliver
from members.work_list import Work, waits

__all__ = ["FailuresReport", "failed_letters", "failed_tasks"]

SHOWN = 100


def failed_letters() -> QuerySet[Letter]:
    """Letters that were tried and did not go, and are not being tried at this moment."""
    idle = Q(claimed_at__lt=timezone.now() - PATIENCE)
    return Letter.objects.filter(idle, sent_at=None, attempts__gt=0).order_by("created_at")


def failed_tasks() -> QuerySet[DBTaskResult]:
    """Tasks of a worker that ended with an error."""
    return DBTaskResult.objects.failed().order_by("-finished_at")


@waits(order=20, right=SEE_FAILURES, is_mailed=True)
def _failures(user):
    count = failed_letters().count() + failed_tasks().count()
    return Work(count, ngettext("job has failed", "jobs have failed", count), reverse("failures_report"), "warning")


class FailuresReport(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Failed jobs")
    header_icon = "warning"
    template_name = "members/admin/failures.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_FAILURES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": reverse("wagtailadmin_home"), "label": gettext("Home")}, {"url": "", "label": self.page_title}]

    def post(self, request):
        """Send the letters again; forget the tasks, which somebody has looked at."""
        if "forget" in request.POST:
            count = failed_tasks().delete()[0]
            words = ngettext("%(count)s failed task is forgotten.", "%(count)s failed tasks are forgotten.", count)
        else:
            letters = failed_letters().values_list("pk", flat=True)[:SHOWN]
            count = len([deliver.enqueue(pk) for pk in letters])
            words = ngettext("%(count)s letter is tried again.", "%(count)s letters are tried again.", count)
        messages.success(request, words % {"count": count})
        return redirect("failures_report")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "letters": failed_letters()[:SHOWN],
            "tasks": failed_tasks()[:SHOWN],
        }
