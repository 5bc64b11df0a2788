"""Who may do what at the desk. Rights are asked for by name, because none of them is a right over all accounts."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

__all__ = ["DECIDE", "MANAGE", "SEE_FAILURES", "PeoplePolicy", "RightsPolicy", "people_of_the_admin"]

DECIDE = "members.decide_accessrequest"
MANAGE = "members.manage_members"
SEE_FAILURES = "members.change_letter"  # nobody has it but administrators, unless a group is given it


def people_of_the_admin():
    """The accounts with the right to enter the admin, suspended or closed ones too. Only superusers touch them."""
    return get_user_model().objects.with_perm("wagtailadmin.access_admin", is_active=None)


class RightsPolicy(BasePermissionPolicy):
    """Each action asks for one right; an action without one is nobody's."""

    def __init__(self, model, **rights: str):
        super().__init__(model)
        self.rights = rights

    def user_has_permission(self, user, action):
        return action in self.rights and user.has_perm(self.rights[action])

    def users_with_any_permission(self, actions):
        accounts = get_user_model().objects
        found = accounts.none()
        for right in {self.rights[action] for action in actions if action in self.rights}:
            found |= accounts.with_perm(right)
        return found


class PeoplePolicy(RightsPolicy):
    """Looking after members never reaches the accounts of those who work here. What is closed stays as it is."""

    def user_has_permission_for_instance(self, user, action, instance):
        if not self.user_has_permission(user, action):
            return False
        if action == "view":
            return True
        if instance.closed_at:
            return False
        if user.is_superuser:
            return True
        is_one_of_us = getattr(instance, "works_here", None)  # annotated by lists
        if is_one_of_us is None:
            is_one_of_us = people_of_the_admin().filter(pk=instance.pk).exists()
        return not is_one_of_us

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)
