"""How people come in: they ask, confirm their address, and somebody decides. Invitations: `members.inviting`."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from members.access import is_member
from members.agencies import Agency
from members.authority import (
    COORDINATORS,
    check_authority,
    check_room_for_coordinator,
    coordinates,
    coordinators,
    is_office,
    office,
)
from members.invitations import Invitation
from members.inviting import AlreadyDecided, accept, full, invite, join, note, remove, resend, send_invitation, withdraw
from members.letters import has_had_enough, post
from members.models import User
from members.requests import AccessRequest

__all__ = [
    "COORDINATORS",
    "AlreadyDecided",
    "accept",
    "approve",
    "ask_for_access",
    "confirm",
    "coordinates",
    "coordinators",
    "invite",
    "office",
    "refuse",
    "remove",
    "resend",
    "tell_deciders",
    "withdraw",
]

Status = AccessRequest.Status
# The answers to somebody who asks. How many an address gets is the same for members and strangers.
ANSWERS = ("confirm_request", "member_already", "request_waiting")


@transaction.atomic
def ask_for_access(*, email: str, language: str, is_confirmed: bool = False, **answers) -> None:
    """Note a request, or meet the one that is there. Whoever asks cannot tell which; the mailbox's owner can.

    `answers` are the other fields of AccessRequest. With `is_confirmed` the address needs no letter to prove it:
    its owner has signed in. Raises nothing for any address.
    """
    email = email.lower()
    moment = timezone.now().strftime("%Y%m%dT%H%M")  # pressed twice, mailed once
    may_write = not has_had_enough(email, *ANSWERS)
    account = User.objects.filter(email=email).first()
    if account and is_member(account):
        with translation.override(account.language):
            url = full(reverse("account_login"))
        if may_write:
            post("member_already", key=f"{account.pk}:{moment}", to=email, language=account.language, url=url)
        return
    # Sent twice at once, the second meets the first in get_or_create.
    request, is_new = (
        AccessRequest.objects.open()
        .select_for_update()
        .get_or_create(email=email, defaults=answers | {"language": language})
    )
    if request.status == Status.WAITING:
        received = timezone.localdate(request.created_at).isoformat()
        if may_write:
            post("request_waiting", key=f"{request.pk}:{moment}", to=email, language=language, received=received)
        return
    if not is_new:
        # Nobody has answered for this address yet: the newer answers are the ones to confirm.
        for name, value in (answers | {"language": language, "created_at": timezone.now()}).items():
            setattr(request, name, value)
        request.save()
    if is_confirmed:
        confirm(request)
        return
    with translation.override(language):
        url = full(request.confirmation_url)
    if may_write:
        key, name = f"{request.pk}:{moment}", request.first_name
        post("confirm_request", key=key, to=email, language=language, url=url, name=name)


@transaction.atomic
def confirm(request: AccessRequest) -> bool:
    """The mailbox's owner stands by the request: tell whoever decides. False where it had been confirmed before."""
    unconfirmed = AccessRequest.objects.filter(pk=request.pk, status=Status.UNCONFIRMED, created_at=request.created_at)
    if not unconfirmed.update(status=Status.WAITING, confirmed_at=timezone.now()):
        return False
    request.refresh_from_db()
    note("members.confirm", request)
    key, name = str(request.pk), request.first_name
    post("request_received", key=key, to=request.email, language=request.language, name=name)
    tell_deciders("request_to_decide", request)
    return True


def tell_deciders(template: str, request: AccessRequest) -> None:
    """Write to the office and to the coordinators of the agency that the request names; once to who is both."""
    desks = [(person, reverse("access_requests:decide", args=[request.pk])) for person in office()]
    for person in coordinators(request.agency):
        with translation.override(person.language):
            desks.append((person, reverse("my_agency_request", args=[request.pk])))
    agency = str(request.agency or request.agency_name)
    for person, path in desks:
        key, url = f"{request.pk}:{person.pk}", full(path)
        language = person.language
        post(template, key=key, to=person.email, language=language, url=url, name=request.name, agency=agency)


def _waiting(request: AccessRequest) -> AccessRequest:
    """The request, locked until this transaction ends; raises AlreadyDecided where it does not wait any more."""
    locked = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if locked.status != Status.WAITING:
        raise AlreadyDecided
    return locked


def _decide(request: AccessRequest, status: str, by: User) -> None:
    request.status, request.decided_at, request.decided_by = status, timezone.now(), by
    request.save()


@transaction.atomic
def approve(request: AccessRequest, *, by: User, agency: Agency, role: str = "", as_coordinator: bool = False):
    """Let the person in: an account that exists joins the agency at once, anybody else gets an invitation.

    Raises AlreadyDecided, PermissionDenied, or ValidationError (as_coordinator where there are enough, or an
    account that the office has suspended).
    """
    check_authority(by, agency, over_coordinators=as_coordinator)
    request = _waiting(request)
    if not is_office(by) and request.agency_id != agency.pk:
        raise PermissionDenied  # it is another coordinator's to decide, or the office's
    request.agency, request.role = agency, role or request.role
    _decide(request, Status.APPROVED, by)
    note("members.approve", request, agency, by=by, person=request.name, agency=str(agency))
    account = User.objects.filter(email=request.email, is_active=True).first()
    if account:
        if as_coordinator:
            check_room_for_coordinator(agency, but=account)
        join(account, agency, role=request.role, as_coordinator=as_coordinator)
        with translation.override(request.language):
            url = full(reverse("welcome"))
        facts = {"url": url, "agency": str(agency), "name": request.first_name}
        post("approved_account", key=str(request.pk), to=request.email, language=request.language, **facts)
        return request
    if as_coordinator:
        check_room_for_coordinator(agency)
    names = {"first_name": request.first_name, "last_name": request.last_name}
    asked = names | {"role": request.role, "language": request.language, "request": request}
    # Somebody may be inviting the same address right now: theirs is the one to send then.
    invitation, _is_new = (
        Invitation.objects.unanswered()
        .select_for_update()
        .get_or_create(email=request.email, agency=agency, defaults=asked | {"invited_by": by})
    )
    for name, value in asked.items():
        setattr(invitation, name, value)
    invitation.as_coordinator = invitation.as_coordinator or as_coordinator
    invitation.expires_at = timezone.now() + Invitation.VALID_FOR
    invitation.save()
    send_invitation(invitation, "approved")
    return request


@transaction.atomic
def refuse(request: AccessRequest, *, by: User, reason: str) -> AccessRequest:
    """Decline, and tell the person why. Raises AlreadyDecided or PermissionDenied."""
    request = _waiting(request)
    check_authority(by, request.agency_id)
    request.refusal = reason
    _decide(request, Status.REFUSED, by)
    concerned = [request, request.agency] if request.agency else [request]
    note("members.refuse", *concerned, by=by, person=request.name, reason=reason)
    facts = {"reason": reason, "name": request.first_name}
    post("refused", key=str(request.pk), to=request.email, language=request.language, **facts)
    return request
