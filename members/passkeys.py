"""Forms for passkeys. What they are sent comes from a script and may be anything."""

import struct
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

__all__ = ["AddPasskeyForm", "AuthenticatePasskeyForm", "LoginPasskeyForm", "ReauthenticatePasskeyForm"]


@contextmanager
def unreadable_is_incorrect():
    """Refuse an answer that cannot be taken apart like one that is wrong, instead of failing over it."""
    try:
        yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(AddWebAuthnForm):
    def clean(self):
        with unreadable_is_incorrect():
            return super().clean()


class ReadsAnswer:
    def clean_credential(self):
        with unreadable_is_incorrect():
            return super().clean_credential()


class AuthenticatePasskeyForm(ReadsAnswer, AuthenticateWebAuthnForm):
    """After the password."""


class LoginPasskeyForm(ReadsAnswer, LoginWebAuthnForm):
    """Instead of the password."""


class ReauthenticatePasskeyForm(ReadsAnswer, ReauthenticateWebAuthnForm):
    """Before a change to the account."""
