"""Forum → Boards: what there is to talk about, and which groups may do what there."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from forum.boards import Board
from members.desk.lists import DeskList, without

__all__ = ["BoardViewSet"]


class BoardIndexView(DeskList):
    nothing = _("There is no board yet. Add the first one: “Getting started”, for example.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Board"), sort_key="name"),
            Column("position", label=_("Place"), sort_key="position"),
            Column("topic_count", label=_("Topics"), sort_key="topic_count"),
            Column("post_count", label=_("Posts"), sort_key="post_count"),
            BooleanColumn("everybody_reads", label=_("Every member reads")),
            BooleanColumn("holds_first_posts", label=_("Holds first posts")),
            BooleanColumn("is_archived", label=_("Archived")),
            DateColumn("last_post_at", label=_("Last post"), sort_key="last_post_at"),
        ]


class BoardViewSet(ModelViewSet):
    model = Board
    name = "forum_boards"
    icon = "list-ul"
    menu_label = _("Boards")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = BoardIndexView
    list_filter = ["is_archived", "everybody_reads", "holds_first_posts"]
    search_fields = ["name", "name_es"]
    search_backend_name = None
    ordering = "position"
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("name_es")]),
                FieldRowPanel([FieldPanel("description"), FieldPanel("description_es")]),
                FieldRowPanel([FieldPanel("slug"), FieldPanel("position")]),
            ],
            heading=_("What it is called"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("everybody_reads"),
                FieldPanel("read_groups", widget=forms.CheckboxSelectMultiple),
                FieldPanel("everybody_posts"),
                FieldPanel("post_groups", widget=forms.CheckboxSelectMultiple),
                FieldPanel("moderate_groups", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Who may do what"),
        ),
        MultiFieldPanel(
            [FieldPanel("allows_anonymous"), FieldPanel("holds_first_posts"), FieldPanel("is_archived")],
            heading=_("Care"),
        ),
    ]

    def get_common_view_kwargs(self, **kwargs):
        """A board is archived, never deleted: its topics would go with it."""
        unused = dict.fromkeys(["delete_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def get_urlpatterns(self):
        return without(super().get_urlpatterns(), "delete", "usage")
