from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.devices import device_of

__all__ = ["AccountAdapter", "MFAAdapter"]


class AccountAdapter(DefaultAccountAdapter):
    """One door: no sign-up, and misses that lock nobody else out."""

    def is_open_for_signup(self, request):
        """Accounts follow an award to an agency; nobody opens one alone."""
        return False

    def get_logout_redirect_url(self, request):
        """The home page in the language of whoever leaves."""
        return reverse("wagtail_serve", args=[""])

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count misses for an account and an address together.

        Counted for the account alone, anybody could lock its owner out; for the address alone, one
        forgetful colleague a whole office.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, in the words of this site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code or passkey is incorrect. Try again, or use another way."),
    }

    def get_public_key_credential_rp_entity(self):
        """Under this name devices show the passkeys of this site."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.WAGTAIL_SITE_NAME}

    def generate_authenticator_name(self, user, type):
        """A new passkey is called after the device on which it is made, until its owner says otherwise."""
        return device_of(context.request.headers.get("User-Agent", ""))
