"""What people tell each other about themselves, and who may read which part of it."""

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from content.storage import private_storage
from content.zones import ZONES

__all__ = [
    "AUDIENCE_FIELDS",
    "LANGUAGES",
    "PARTS",
    "Audience",
    "Profile",
    "Role",
    "SpokenLanguage",
    "name_of_language",
    "readable",
]


class Role(models.TextChoices):
    """What a person does in crisis response."""

    OFFICER = "officer", _("Officer")
    COORDINATOR = "coordinator", _("CIT coordinator")
    EXECUTIVE = "executive", _("Executive")
    DISPATCHER = "dispatcher", _("Dispatcher")
    CLINICIAN = "clinician", _("Clinician")
    PEER = "peer", _("Peer or advocate")
    OTHER = "other", _("Other role")


class Audience(models.TextChoices):
    """Who may read a part of a profile."""

    MEMBERS = "members", _("All members")
    AGENCY = "agency", _("My agency")
    STAFF = "staff", _("Only staff")


SIGN_LANGUAGE = "ase"  # ISO 639-3, American Sign Language; Django has no name for it
LANGUAGES = ["en", "es", SIGN_LANGUAGE, "ar", "zh-hans", "fr", "hi", "ko", "pt", "ru", "vi"]


def name_of_language(code: str) -> str:
    """With a capital letter in every language, as the first word of an answer."""
    name = _("American Sign Language") if code == SIGN_LANGUAGE else get_language_info(code)["name_translated"]
    return capfirst(str(name))


# The parts of a profile that each have an audience of their own.
PARTS = ["listing", "role", "photo", "biography", "expertise", "languages", "email", "phone"]
AUDIENCE_FIELDS = [f"{part}_audience" for part in PARTS]


def _audience(label, default=Audience.MEMBERS):
    return models.CharField(label, max_length=8, choices=Audience.choices, default=default)


class Profile(models.Model):
    """The part of an account that its owner fills in. The name of each `…_audience` says what it rules."""

    role = models.CharField(_("role"), max_length=12, choices=Role.choices, blank=True)
    title = models.CharField(_("rank or title"), max_length=120, blank=True)
    phone = models.CharField(_("work phone"), max_length=40, blank=True)
    photo = models.ImageField(
        _("photo"),
        upload_to="people",
        storage=private_storage,
        blank=True,
        validators=[FileExtensionValidator(["jpg", "jpeg", "png", "webp"])],
        help_text=_("JPEG, PNG or WebP, at most 5 MB. It is cut to a square."),
    )
    biography = models.TextField(
        _("about me"), max_length=1000, blank=True, help_text=_("What you work on, and what colleagues may ask you.")
    )
    expertise = models.ManyToManyField(
        "content.Topic",
        verbose_name=_("expertise"),
        blank=True,
        related_name="+",
        help_text=_("What colleagues may ask you about."),
    )
    language = models.CharField(
        _("language of messages"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=32,
        choices=ZONES,
        default=settings.TIME_ZONE,
        help_text=_("Times on the site and in messages are shown in it, beside the event’s own."),
    )

    listing_audience = _audience(_("Who finds me in the directory"))
    email_audience = _audience(_("Who sees my email address"), Audience.AGENCY)
    phone_audience = _audience(_("Who sees my work phone"), Audience.AGENCY)
    photo_audience = _audience(_("Who sees my photo"))
    role_audience = _audience(_("Who sees my role and title"))
    biography_audience = _audience(_("Who sees what I say about myself"))
    expertise_audience = _audience(_("Who sees my expertise"))
    languages_audience = _audience(_("Who sees my languages"))

    class Meta:
        abstract = True


class SpokenLanguage(models.Model):
    """A language a person can work in. It is read by whom its owner's `languages_audience` names."""

    person = models.ForeignKey("members.User", on_delete=models.CASCADE, related_name="spoken_languages")
    language = models.CharField(_("language"), max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint("person", "language", name="one_row_per_person_and_language")]
        ordering = ["language"]

    def __str__(self):
        return name_of_language(self.language)


def readable(part: str, agency_id: int | None, *, is_staff: bool) -> Q:
    """The people whose `part` ("role", "email", …) a reader of that agency may read, as a condition on accounts."""
    if is_staff:
        return Q()
    field = f"{part}_audience"
    open_to_members = Q(**{field: Audience.MEMBERS})
    if agency_id is None:
        return open_to_members
    return open_to_members | Q(**{field: Audience.AGENCY, "agency_id": agency_id})
