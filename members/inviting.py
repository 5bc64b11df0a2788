"""Places at an agency: offered by invitation, taken, ended. Each act is one transaction, logged.

Locks are taken in one order, request or invitation, then agency, then account, so that two acts never wait for
each other. On SQLite, where rows have no locks, a transaction begins by taking the whole database (see the settings).
"""

import uuid

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.access import MEMBERS_GROUP
from members.agencies import Agency
from members.authority import check_authority, check_room_for_coordinator, has_room_for_coordinator
from members.invitations import Invitation
from members.letters import has_had_enough, post
from members.models import User
from members.requests import AccessRequest

__all__ = [
    "AlreadyDecided",
    "accept",
    "full",
    "invite",
    "join",
    "note",
    "remove",
    "resend",
    "send_invitation",
    "withdraw",
]


class AlreadyDecided(Exception):
    """Somebody else was faster; request, invitation or person stay as they left them."""


def full(path: str) -> str:
    """An address for use in mail."""
    return f"{settings.SITE_URL}{path}"


def note(action: str, *things, by: User | None = None, **data) -> None:
    """Log an act with everything it concerns; what an agency's log says is read by its coordinators too."""
    act = uuid.uuid4()  # Wagtail's mark of entries that tell of one act
    for thing in things:
        log(thing, action, user=by, uuid=act, data=data)


def send_invitation(invitation: Invitation, template: str = "invitation") -> None:
    """Mail the invitation's link; the key counts the minutes, so that a double click sends one letter.

    An address that has had its letters of the day gets no other: it may be somebody else's.
    """
    if template == "invitation" and has_had_enough(invitation.email, "invitation"):
        return
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    with translation.override(invitation.language):
        url = full(invitation.url)
    facts = {
        "url": url,
        "name": invitation.first_name,
        "agency": str(invitation.agency),
        "by": invitation.invited_by.get_full_name() if invitation.invited_by else "",
        "until": timezone.localdate(invitation.expires_at).isoformat(),
    }
    key = f"{invitation.pk}:{invitation.sent_at:%Y%m%dT%H%M}"
    post(template, key=key, to=invitation.email, language=invitation.language, **facts)


@transaction.atomic
def invite(*, agency: Agency, by: User, email: str, send: bool = True, **facts) -> Invitation:
    """Hold a place at the agency for an address. `facts` are the other fields of Invitation.

    Raises PermissionDenied, or ValidationError where the address belongs to somebody of this very agency,
    has an invitation from it, or the agency has its coordinators.
    """
    as_coordinator = facts.get("as_coordinator", False)
    check_authority(by, agency, over_coordinators=as_coordinator)
    email = email.lower()
    if User.objects.filter(email=email, agency=agency).exists():
        raise ValidationError({"email": _("This person belongs to the agency already.")})
    if as_coordinator:
        check_room_for_coordinator(agency)
    invitation = Invitation(agency=agency, invited_by=by, email=email, **facts)
    invitation.expires_at = timezone.now() + Invitation.VALID_FOR
    invitation.full_clean()
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:  # pressed twice at once
        raise ValidationError({"email": _("This address has an invitation already.")}) from error
    note("members.invite", agency, by=by, person=str(invitation), email=email)
    if send:
        send_invitation(invitation)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send an unanswered invitation again, with its time begun anew. Raises AlreadyDecided."""
    invitation = _unanswered(invitation)
    check_authority(by, invitation.agency)
    invitation.expires_at = timezone.now() + Invitation.VALID_FOR
    invitation.save()
    note("members.resend", invitation.agency, by=by, person=str(invitation), email=invitation.email)
    send_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Take back an unanswered invitation. Raises AlreadyDecided."""
    invitation = _unanswered(invitation)
    check_authority(by, invitation.agency, over_coordinators=invitation.as_coordinator)
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    note("members.withdraw", invitation.agency, by=by, person=str(invitation), email=invitation.email)
    return invitation


def _unanswered(invitation: Invitation) -> Invitation:
    """The invitation, locked until this transaction ends; raises AlreadyDecided where it has its answer."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.withdrawn_at:
        raise AlreadyDecided
    return locked


@transaction.atomic
def accept(invitation: Invitation, *, account: User | None = None, **new) -> User:
    """Join the agency, with an account that exists or a new one made of `new` (password, first_name, last_name).

    Raises AlreadyDecided where the invitation was used, withdrawn or has expired, PermissionDenied for
    somebody else's account, ValidationError where the address got an account meanwhile or is suspended.
    """
    invitation = _unanswered(invitation)
    agency = invitation.agency
    if not invitation.is_open:
        raise AlreadyDecided
    if account and account.email != invitation.email:
        raise PermissionDenied
    as_coordinator = invitation.as_coordinator and has_room_for_coordinator(agency, but=account)
    if not account:
        try:
            with transaction.atomic():
                account = User.objects.create_user(invitation.email, language=translation.get_language(), **new)
        except IntegrityError as error:
            raise ValidationError(_("This address has an account. Sign in to accept the invitation.")) from error
    account = join(account, agency, role=invitation.role, as_coordinator=as_coordinator)
    # Joining closed every invitation of the address to the agency; this one has its answer instead.
    invitation.accepted_at, invitation.accepted_by = timezone.now(), account
    invitation.save()
    note("members.accept", account, agency, by=account, person=str(account), agency=str(agency))
    # A request for the same place has its answer.
    AccessRequest.objects.open().filter(email=account.email, agency=agency).update(
        status=AccessRequest.Status.APPROVED, decided_at=timezone.now(), decided_by=invitation.invited_by
    )
    return account


def join(account: User, agency: Agency, *, role: str, as_coordinator: bool) -> User:
    """Make the account a member of the agency, and of no other. Returns it as it is in the database now.

    No other invitation to the agency stays open: it would let the person in again after they were removed.
    """
    Invitation.objects.unanswered().filter(email=account.email, agency=agency).update(withdrawn_at=timezone.now())
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:  # closed since it was looked up
        raise ValidationError(_("This account is closed."))
    if account.membership_suspended_at:
        raise ValidationError(_("This membership is suspended. The office has to end that first."))
    before = account.agency
    if before and before != agency:
        note("members.move", before, by=account, person=str(account), agency=str(agency))
    was_member = before == agency and account.groups.filter(name=MEMBERS_GROUP).exists()
    account.is_coordinator = as_coordinator or (account.is_coordinator and was_member)
    account.agency = agency
    account.role = account.role or role
    account.save(update_fields=["is_coordinator", "agency", "role"])
    account.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    return account


@transaction.atomic
def remove(person: User, *, by: User) -> None:
    """End a colleague's membership: the account stays, and no longer belongs to the agency.

    Raises PermissionDenied, also for oneself, or AlreadyDecided where the person belongs to no agency any more.
    """
    invitations = list(Invitation.objects.unanswered().select_for_update().filter(email=person.email))
    person = User.objects.select_for_update().get(pk=person.pk)
    agency = person.agency
    if not agency:
        raise AlreadyDecided
    check_authority(by, agency, over_coordinators=person.is_coordinator)
    if person.pk == by.pk:
        raise PermissionDenied
    person.agency, person.is_coordinator, person.access_extended_to = None, False, None
    person.save(update_fields=["agency", "is_coordinator", "access_extended_to"])
    person.groups.remove(Group.objects.get(name=MEMBERS_GROUP))
    for invitation in invitations:
        if invitation.agency_id == agency.pk:
            invitation.withdrawn_at = timezone.now()
            invitation.save()
            note("members.withdraw", agency, by=by, person=str(invitation), email=invitation.email)
    note("members.remove", person, agency, by=by, person=str(person), agency=str(agency))
    moment = timezone.now().isoformat(timespec="minutes")
    post("removed", key=f"{person.pk}:{moment}", to=person.email, language=person.language, agency=str(agency))
