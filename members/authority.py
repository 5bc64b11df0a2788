"""Who may decide about people: the office for everybody, a coordinator for the agency they belong to."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from members.access import is_member, members_now
from members.agencies import Agency
from members.models import User

__all__ = [
    "COORDINATORS",
    "check_authority",
    "check_room_for_coordinator",
    "coordinates",
    "coordinators",
    "has_room_for_coordinator",
    "is_office",
    "office",
]

COORDINATORS = 2  # of one agency, at most


def is_office(user) -> bool:
    return user.has_perm("members.decide_accessrequest")


def coordinates(user, agency: Agency | int | None) -> bool:
    """Whether the person may act for the agency now: its coordinator, and a member."""
    pk = getattr(agency, "pk", agency)
    return bool(pk and user.is_authenticated and user.is_coordinator and user.agency_id == pk and is_member(user))


def check_authority(by: User, agency: Agency | int | None, *, over_coordinators: bool = False) -> None:
    """Raise PermissionDenied unless the person decides for the agency.

    Who coordinates an agency is the office's to say: of two coordinators who fell out, the quicker one would
    otherwise be left with the agency.
    """
    if is_office(by) or (coordinates(by, agency) and not over_coordinators):
        return
    raise PermissionDenied


def office():
    """The people of the office who decide about access requests; where nobody does, the administrators."""
    deciding = User.objects.with_perm("members.decide_accessrequest", include_superusers=False)
    return deciding if deciding.exists() else User.objects.filter(is_active=True, is_superuser=True)


def coordinators(agency: Agency | None):
    """The coordinators of an agency who are members now."""
    return members_now().filter(agency=agency, is_coordinator=True) if agency else User.objects.none()


def has_room_for_coordinator(agency: Agency, but: User | None = None) -> bool:
    """Whether the agency may have one more, `but` left out of the count. Holds until the transaction ends."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # people may still be added to it meanwhile
    others = User.objects.filter(agency=agency, is_coordinator=True).exclude(pk=but.pk if but else None)
    return others.count() < COORDINATORS


def check_room_for_coordinator(agency: Agency, but: User | None = None) -> None:
    """Raise ValidationError where an agency has its coordinators already."""
    if not has_room_for_coordinator(agency, but):
        raise ValidationError(_("This agency has two coordinators already."))
