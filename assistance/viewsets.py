"""Assistance, in the admin's menu: the queue, canned replies, holidays."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from assistance.desk.queue import CaseViewSet
from assistance.models import Reply
from content.columns import CalendarColumn
from content.models import Holiday

__all__ = ["AssistanceGroup"]


class ReplyViewSet(ModelViewSet):
    model = Reply
    name = "assistance_replies"
    icon = "openquote"
    menu_label = _("Canned replies")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", "english"]
    search_fields = ["name", "english", "spanish"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldPanel("english"), FieldPanel("spanish")]


class HolidayViewSet(ModelViewSet):
    model = Holiday
    name = "assistance_holidays"
    icon = "date"
    menu_label = _("Holidays")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "name",
        CalendarColumn("day", label=_("Day"), sort_key="day"),
        BooleanColumn("is_workday", label=_("We work")),
    ]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        HelpPanel(
            _(
                "Federal holidays are known by themselves, whatever the year. List the other days on which the office "
                "is closed, and federal holidays on which it works."
            )
        ),
        FieldPanel("name"),
        FieldPanel("day"),
        FieldPanel("is_workday"),
    ]


class AssistanceGroup(ModelViewSetGroup):
    """What agencies ask for."""

    menu_label = _("Assistance")
    menu_name = "assistance"
    menu_icon = "help"
    menu_order = 215
    items = (CaseViewSet, ReplyViewSet, HolidayViewSet)
