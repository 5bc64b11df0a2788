from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from events.log_actions import register_events
from events.models import Attendance, EventPage, Registration
from events.viewsets import EventsGroup

hooks.register("register_log_actions", register_events)


@hooks.register("register_admin_viewset")
def register_the_desk():
    return EventsGroup()


@hooks.register("register_permissions")
def offer_the_rights_around_events():
    return Permission.objects.filter(content_type__app_label="events", codename__in=["manage_events", "view_figures"])


@hooks.register("before_delete_page")
def keep_what_was_counted(request, page):
    """An event with registrations or attendance is counted for the award: it is never deleted."""
    events = EventPage.objects.filter(path__startswith=page.path).values("pk")
    if request.method != "POST" or not (
        Registration.objects.filter(event__in=events).exists() or Attendance.objects.filter(event__in=events).exists()
    ):
        return None
    words = _("Nothing was deleted: people are registered or were counted. Cancel the event or unpublish it instead.")
    messages.error(request, words)
    return redirect("wagtailadmin_pages:edit", page.pk)
