from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip

__all__ = ["AccountAdapter"]


class AccountAdapter(DefaultAccountAdapter):
    """One door: no sign-up, and misses that lock nobody else out."""

    def is_open_for_signup(self, request):
        """Accounts follow an award to an agency; nobody opens one alone."""
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count misses for an account and an address together.

        Counted for the account alone, anybody could lock its owner out; for the address alone, one
        forgetful colleague a whole office.
        """
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"
