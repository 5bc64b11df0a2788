"""Who people are."""

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.agencies import Agency, Award, EmailDomain
from members.imports import ImportRun
from members.invitations import Invitation
from members.letters import Letter
from members.pages import DirectoryPage
from members.profiles import Profile, SpokenLanguage
from members.requests import AccessRequest

__all__ = [
    "AccessRequest",
    "Agency",
    "Award",
    "DirectoryPage",
    "EmailDomain",
    "ImportRun",
    "Invitation",
    "Letter",
    "SpokenLanguage",
    "User",
    "UserManager",
]


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


class User(Profile, AbstractUser):
    """A person with an account. The email address is the name they sign in with.

    Whether the person is a member now is answered by `members.access`, never by reading these fields.
    """

    username = None
    email = models.EmailField(
        _("email address"),
        unique=True,
        error_messages={"unique": _("An account with this email address exists already.")},
    )

    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        help_text=_("Access follows this agency’s current award."),
    )
    is_coordinator = models.BooleanField(
        _("coordinator"),
        default=False,
        help_text=_("Invites, approves and removes colleagues of the agency. At most two of an agency."),
    )
    access_extended_to = models.DateField(
        _("access extended to"),
        null=True,
        blank=True,
        help_text=_("Until this day the person has access whatever the awards say. Empty: the awards decide."),
    )
    membership_suspended_at = models.DateTimeField(
        _("membership suspended"), null=True, blank=True, help_text=_("While this is set, membership rests.")
    )
    closed_at = models.DateTimeField(_("account closed"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["last_name", "first_name", "email"]
        permissions = [
            ("open_resource_center", "Can open the Resource Center without being a member"),
            ("manage_members", "Can look after members"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_coordinator=False) | Q(agency__isnull=False),
                name="a_coordinator_has_an_agency",
                violation_error_message=_("A coordinator needs an agency."),
            )
        ]

    def clean(self):
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        # One address is one account, whatever its letter case.
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self):
        if self.closed_at:
            return str(_("Former member"))
        return self.get_full_name() or self.email
