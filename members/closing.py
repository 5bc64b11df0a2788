"""Leaving: what names a person goes, what others need stays and says "former member"."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from members.access import works_here
from members.authority import coordinators
from members.letters import post
from members.models import User
from members.own_data import address_of_former
from members.personal_data import parts
from members.profiles import AUDIENCE_FIELDS, Audience
from members.traces import LAST_LETTER, forget_addresses_of_last_letters

__all__ = ["close_account", "other_coordinators"]

GONE = {
    **dict.fromkeys(["first_name", "last_name", "role", "title", "phone", "photo", "biography"], ""),
    **dict.fromkeys(AUDIENCE_FIELDS, Audience.STAFF),
    **dict.fromkeys(["agency", "access_extended_to", "membership_suspended_at", "last_login"]),
    **dict.fromkeys(["is_coordinator", "is_staff", "is_superuser", "is_active"], False),
}


def other_coordinators(user):
    """Who coordinates the person's agency when they are gone."""
    return coordinators(user.agency).exclude(pk=user.pk)


@transaction.atomic
def close_account(user: User) -> bool:
    """Close an account for good; False where it was closed before. Raises PermissionDenied for whoever works here."""
    person = User.objects.select_for_update(of=["self"]).get(pk=user.pk)
    if person.closed_at:
        return False
    if works_here(person):
        raise PermissionDenied
    post(LAST_LETTER, key=str(person.pk), to=person.email, language=person.language, name=person.first_name)
    transaction.on_commit(forget_addresses_of_last_letters, robust=True)
    # The account's own parts were registered first and go last: the others still find the person by them.
    for part in reversed(parts()):
        part.on_closing(person)
    for name, value in GONE.items():
        setattr(person, name, value)
    person.email, person.closed_at = address_of_former(person), timezone.now()
    person.set_unusable_password()
    person.save()
    return True
