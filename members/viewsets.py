"""Members, in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from members.desk.agencies import AgencyViewSet
from members.desk.imports import ImportViewSet
from members.desk.invitations import InvitationViewSet
from members.desk.people import PeopleViewSet
from members.desk.requests import AccessRequestViewSet

__all__ = ["MembersGroup"]


class MembersGroup(ModelViewSetGroup):
    """Who belongs to the Community of Practice, and who asks to."""

    menu_label = _("Members")
    menu_name = "members"
    menu_icon = "user"
    menu_order = 220
    items = (AccessRequestViewSet, PeopleViewSet, AgencyViewSet, InvitationViewSet, ImportViewSet)
