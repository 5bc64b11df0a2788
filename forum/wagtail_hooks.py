from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSetGroup

from forum.desk.boards import BoardViewSet
from forum.desk.people import LogViewSet, SuspensionViewSet
from forum.desk.queue import QueueViewSet


class ForumGroup(ModelViewSetGroup):
    """What members ask and tell each other, and who looks after it."""

    menu_label = _("Forum")
    menu_name = "forum"
    menu_icon = "comment"
    menu_order = 215
    items = (QueueViewSet, BoardViewSet, SuspensionViewSet, LogViewSet)


@hooks.register("register_admin_viewset")
def register_the_desk():
    return ForumGroup()
