"""The admin's screens for what stands beside the pages: partners, board, alerts, texts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from content.columns import CalendarColumn
from content.models import Alert, SiteText, Topic
from home.models import BoardMember, Partner
from members.spreadsheets import SafeExportMixin

__all__ = ["ProgramGroup"]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    list_display = [
        "name",
        LocaleColumn(label=_("Language")),
        "role",
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]
    list_filter = ["role"]
    sort_order_field = "sort_order"


class BoardMemberIndexView(SafeExportMixin, IndexView):
    pass


class BoardMemberViewSet(SnippetViewSet):
    model = BoardMember
    index_view_class = BoardMemberIndexView
    icon = "user"
    list_display = [
        "name",
        LocaleColumn(label=_("Language")),
        Column("get_sector_display", label=_("Sector"), sort_key="sector"),
        "organization",
        Column("get_state_display", label=_("State"), sort_key="state"),
        CalendarColumn("term_ends_on", label=_("Term ends"), sort_key="term_ends_on"),
        LiveStatusTagColumn(label=_("Status")),
    ]
    list_filter = ["sector", "state", "term_ends_on"]
    list_export = [
        "name",
        "title",
        "sector",
        "organization",
        "city",
        "state",
        "term_starts_on",
        "term_ends_on",
    ]
    export_filename = "advisory-board"


class AlertViewSet(SnippetViewSet):
    model = Alert
    icon = "warning"
    list_display = [
        "title",
        LocaleColumn(label=_("Language")),
        CalendarColumn("starts_at", label=_("Shown from"), sort_key="starts_at"),
        CalendarColumn("ends_at", label=_("Shown until"), sort_key="ends_at"),
        LiveStatusTagColumn(label=_("Status")),
    ]


class SiteTextViewSet(SnippetViewSet):
    model = SiteText
    icon = "pilcrow"
    list_display = [
        "__str__",
        LocaleColumn(label=_("Language")),
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", LocaleColumn(label=_("Language")), UpdatedAtColumn(label=_("Updated"))]


class ProgramGroup(SnippetViewSetGroup):
    """What the program says of itself on many pages at once."""

    menu_label = _("Program")
    menu_icon = "group"
    menu_order = 210
    items = (PartnerViewSet, BoardMemberViewSet, AlertViewSet, SiteTextViewSet, TopicViewSet)
