"""What this app holds about a person: the account, the profile, how they came, and how they sign in."""

from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from members.invitations import Invitation
from members.models import User
from members.personal_data import PersonalData, register
from members.profiles import AUDIENCE_FIELDS
from members.requests import AccessRequest

__all__ = ["Invitations", "Requests", "address_of_former", "facts"]


def address_of_former(user) -> str:
    """An address that is nobody's: .invalid never resolves (RFC 2606)."""
    return f"former-{user.pk}@closed.invalid"


def facts(row, *names) -> dict:
    return {name: getattr(row, name) for name in names}


def _delete_later(file) -> None:
    """Delete a file when the change that let go of it is safe."""
    if file:
        transaction.on_commit(partial(file.storage.delete, file.name))


@register
class Account(PersonalData):
    name, heading = "account", _("Account")
    deleted = _("Your email address, your password and the groups your account is in.")
    former = _("What other members can see you wrote stays, and names a “former member” instead of you.")
    model = User
    labels = {"agency": _("Agency"), "groups": _("Groups"), "email_addresses": _("Email addresses for messages")}

    def collect(self, user):
        return facts(user, "email", "language", "time_zone", "date_joined", "last_login") | {
            "agency": str(user.agency or ""),
            "is_coordinator": user.is_coordinator,
            "access_extended_to": user.access_extended_to,
            "membership_suspended_at": user.membership_suspended_at,
            "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
            "email_addresses": list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)),
        }

    def on_closing(self, user):
        EmailAddress.objects.filter(user=user).delete()
        for preferences in UserProfile.objects.filter(user=user):  # of somebody who used to work in the admin
            _delete_later(preferences.avatar)
            preferences.delete()
        user.groups.clear()
        user.user_permissions.clear()


@register
class Profile(PersonalData):
    name, heading = "profile", _("Profile")
    deleted = _("Your name, photo, role, phone number, and what you say about yourself.")
    model = User
    labels = {"expertise": _("Expertise"), "spoken_languages": _("Languages"), "photo": _("Photo")}

    def collect(self, user):
        names = ["first_name", "last_name", "role", "title", "phone", "biography"]
        return facts(user, *names) | {
            "photo": reverse("person_photo", args=[user.pk]) if user.photo else "",
            "expertise": [topic.name for topic in user.expertise.all()],
            "spoken_languages": [str(spoken) for spoken in user.spoken_languages.all()],
            **facts(user, *AUDIENCE_FIELDS),
        }

    def on_closing(self, user):
        user.expertise.clear()
        user.spoken_languages.all().delete()
        _delete_later(user.photo)


@register
class Requests(PersonalData):
    name, heading = "access_requests", _("Requests for access")
    kept = _("That your agency asked for access, when, and how it was decided, without your name, address and reasons.")
    model = AccessRequest

    def of(self, user):
        return AccessRequest.objects.filter(Q(email=user.email) | Q(invitation__accepted_by=user)).distinct()

    def collect(self, user):
        names = [
            "created_at", "email", "first_name", "last_name", "role", "agency_name", "state", "reason", "language",
            "status", "confirmed_at", "decided_at", "refusal",
        ]  # fmt: skip
        return [facts(row, *names) for row in self.of(user)]

    def on_closing(self, user):
        mine = AccessRequest.objects.filter(pk__in=list(self.of(user).values_list("pk", flat=True)))
        mine.open().delete()
        mine.update(email=address_of_former(user), first_name="", last_name="", reason="", refusal="")


@register
class Invitations(PersonalData):
    name, heading = "invitations", _("Invitations")
    kept = _("That your agency was given a place, and when, without your name and address.")
    model = Invitation
    labels = {"agency": _("Agency"), "sent_by_me": _("Sent by me")}

    def of(self, user):
        return Invitation.objects.filter(Q(email=user.email) | Q(accepted_by=user))

    def collect(self, user):
        times = ["created_at", "sent_at", "expires_at", "accepted_at", "withdrawn_at"]
        names = ["email", "first_name", "last_name", "role", "as_coordinator", "language", *times]
        received = [
            {"sent_by_me": False, "agency": str(row.agency)} | facts(row, *names)
            for row in self.of(user).select_related("agency")
        ]
        # To whom I sent one is about that person, not about me.
        sent = Invitation.objects.filter(invited_by=user).select_related("agency")
        return received + [{"sent_by_me": True, "agency": str(row.agency)} | facts(row, *times) for row in sent]

    def on_closing(self, user):
        mine = Invitation.objects.filter(pk__in=list(self.of(user).values_list("pk", flat=True)))
        mine.unanswered().update(withdrawn_at=timezone.now())
        mine.update(email=address_of_former(user), first_name="", last_name="")


@register
class Sessions(PersonalData):
    name, heading = "sessions", _("Where you are signed in")
    deleted = _("Every session: you are signed out everywhere.")
    model = UserSession
    labels = {
        "created_at": _("Signed in"),
        "last_seen_at": _("Last seen"),
        "ip": _("Network address"),
        "user_agent": _("Browser"),
    }

    def collect(self, user):
        rows = UserSession.objects.filter(user=user).order_by("-last_seen_at")
        return [facts(row, "created_at", "last_seen_at", "ip", "user_agent") for row in rows]

    def on_closing(self, user):
        for session in UserSession.objects.filter(user=user):
            session.end()


@register
class SecondFactors(PersonalData):
    """When they were added; never the secrets."""

    name, heading = "second_factors", _("Second factors")
    deleted = _("Your authenticator app, passkeys and recovery codes.")
    model = Authenticator
    labels = {"type": _("Kind"), "created_at": _("Added"), "last_used_at": _("Last used")}

    def collect(self, user):
        rows = Authenticator.objects.filter(user=user).order_by("created_at")
        return [facts(row, "type", "created_at", "last_used_at") for row in rows]

    def on_closing(self, user):
        Authenticator.objects.filter(user=user).delete()
