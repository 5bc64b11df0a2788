"""Who people are."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["User", "UserManager"]


class UserManager(DjangoUserManager):
    """Accounts are found by email address, whatever its letter case."""

    def get_by_natural_key(self, username):
        return self.get(email=username.lower())

    def _create_user(self, email, password, **extra):
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email, password=None, **extra):
        """Create an ordinary account. Without a password it cannot sign in until one is set."""
        return self._create_user(email, password, **{"is_staff": False, "is_superuser": False} | extra)

    def create_superuser(self, email, password=None, **extra):
        """Create an administrator."""
        return self._create_user(email, password, **{"is_staff": True, "is_superuser": True} | extra)


class User(AbstractUser):
    """A person with an account. The email address is the name they sign in with."""

    username = None
    email = models.EmailField(
        _("email address"),
        unique=True,
        error_messages={"unique": _("An account with this email address exists already.")},
    )

    membership_requested_at = models.DateTimeField(
        _("membership requested"),
        null=True,
        blank=True,
        help_text=_("When the person asked to become a member."),
    )
    membership_ends_on = models.DateField(
        _("membership ends on"),
        null=True,
        blank=True,
        help_text=_("On this day the Resource Center closes to the person. Empty: no end is set."),
    )
    membership_suspended_at = models.DateTimeField(
        _("membership suspended"), null=True, blank=True, help_text=_("While this is set, membership rests.")
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["last_name", "first_name", "email"]

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        # One address is one account, whatever its letter case.
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self):
        return self.get_full_name() or self.email
