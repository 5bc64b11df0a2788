"""The door to technical assistance: what it is in the editors' words, and below it one's own requests."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from assistance.cases import Case
from content.blocks import BODY_BLOCKS, BodyBlock
from content.models import BasePage
from members.access import MembersOnly, is_member, visible_to

__all__ = ["AssistancePage", "door"]


class AssistancePage(MembersOnly, BasePage):
    """Where members ask for help, and find again what they asked."""

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Explains technical assistance. Members ask here, and find their requests below your words.")

    body = StreamField(BodyBlock(BODY_BLOCKS), verbose_name=_("body"), blank=True)

    content_panels = [
        HelpPanel(
            content=_(
                "Below your words each member finds a button to ask for help and the requests they sent. The "
                "requests themselves are kept under “Assistance” in the menu."
            )
        ),
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("technical assistance page")
        verbose_name_plural = _("technical assistance pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if not request.user.is_authenticated:  # the editor's preview
            return context
        cases = Case.objects.of(request.user).select_related("owner", "requester", "topic")
        return context | {"may_ask": is_member(request.user), "cases": cases.with_news().order_by("-pk")[:50]}


def door(user) -> models.Model | None:
    """The page in the language of the page being made, if the person may open it."""
    return visible_to(user, AssistancePage.objects.filter(locale__language_code=get_language())).first()
