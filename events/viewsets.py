"""Events, in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from events.desk.events import EventDeskViewSet, RecipientListViewSet

__all__ = ["EventsGroup"]


class EventsGroup(ModelViewSetGroup):
    """Who comes to events. The events themselves are pages."""

    menu_label = _("Events")
    menu_name = "events"
    menu_icon = "date"
    menu_order = 210
    items = (EventDeskViewSet, RecipientListViewSet)
