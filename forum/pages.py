"""The forum's place in the page tree. Boards, topics and posts are rows, below it at addresses of their own."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField

from content.models import BasePage
from forum.boards import MODERATE, Board
from forum.drafts import Draft
from forum.reading import unread_topics
from forum.topics import Topic
from members.access import MembersOnly

__all__ = ["ForumPage"]


class ForumPage(MembersOnly, BasePage):
    """The list of boards. Unpublish it, and the whole forum is closed in that language."""

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Lists the boards of the forum. Boards are kept under “Forum” in the menu.")

    NEWEST = 6

    house_rules = RichTextField(
        _("house rules"),
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("What members agree to when they write. Shown beside the boards, and below the form."),
    )

    content_panels = [
        HelpPanel(content=_("The boards list themselves. What members write is looked after under “Forum”.")),
        *BasePage.content_panels,
        FieldPanel("house_rules"),
    ]

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")

    def get_context(self, request, *args, **kwargs):
        user = request.user
        boards = list(Board.objects.readable_by(user).select_related("last_topic"))
        # A board's last topic is the last published one, which every reader of the board may open.
        unread, newest, drafts = {}, [], []
        if user.is_authenticated:
            rows = unread_topics(user).order_by().values_list("board").annotate(Count("pk"))
            unread = dict(rows)
            newest = Topic.objects.visible_to(user).published().select_related("board").order_by("-last_post_at")
            drafts = Draft.objects.filter(person=user.pk).count()
        for board in boards:
            board.unread_count = unread.get(board.pk, 0)
        return super().get_context(request, *args, **kwargs) | {
            "boards": boards,
            "unread_count": sum(unread.values()),
            "newest": newest[: self.NEWEST],
            "draft_count": drafts,
            "may_moderate": user.has_perm(MODERATE),
        }
