"""What the screens about one event have in common."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from events.pages import EventPage

__all__ = ["EventScreen", "OfOneEvent", "buttons_of"]


def buttons_of(event, user) -> list[HeaderButton]:
    """The other screens about an event that are of use to this person now."""
    edits_pages = event.permissions_for_user(user).can_edit()
    page = reverse("wagtailadmin_pages:edit", args=[event.pk])
    screens = [
        (_("Roster"), "event_desk:roster", "group"),
        (_("Attendance"), "event_desk:attendance", "clipboard-list"),
        (_("Upload attendance"), "event_desk:upload", "upload"),
        (_("Write a message"), "event_desk:message", "mail"),
        *([(_("Make the next one"), "event_desk:next", "copy")] if edits_pages else []),
        *([] if event.is_cancelled else [(_("Cancel the event"), "event_desk:call_off", "cross")]),
    ]
    buttons = [HeaderButton(label, reverse(name, args=[event.pk]), icon_name=icon) for label, name, icon in screens]
    return [*buttons, *([HeaderButton(_("Edit the page"), page, icon_name="edit")] if edits_pages else [])]


class OfOneEvent:
    """A view of an event, whose number is `pk`: that of its page in the default language."""

    event = None

    def setup(self, request, *args, **kwargs):
        self.event = get_object_or_404(EventPage.objects.in_default_language().with_ledger(), pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)

    def get_page_subtitle(self):
        if not self.event.is_cancelled:
            return str(self.event)
        facts = {"event": self.event, "reason": self.event.ledger.cancellation_reason}
        return gettext("%(event)s – cancelled: %(reason)s") % facts

    def get_breadcrumbs_items(self):
        home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
        index = {"url": reverse("event_desk:index"), "label": _("Rosters")}
        return [home, index, {"url": "", "label": self.get_page_title(), "sublabel": str(self.event)}]

    @property
    def header_more_buttons(self):
        return [button for button in buttons_of(self.event, self.request.user) if button.url != self.request.path]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"event": self.event}


class EventScreen(OfOneEvent, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = None
    permission_required = "change"
    _show_breadcrumbs = True

    def get_header_more_buttons(self):
        return self.header_more_buttons
