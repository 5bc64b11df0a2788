"""Publications: drafted, previewed and translated records of what can be read, with a file, a link, or both."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from content.models import EditorialSnippet
from content.notices import EditorialQuerySet
from library.documents import DocumentPage, fold, words_in
from library.panels import publication_panels
from members.access import Person, may_enter

__all__ = [
    "Access",
    "Download",
    "Kind",
    "Language",
    "Publication",
    "PublicationAudience",
    "PublicationTopic",
    "Reader",
    "RelatedPublication",
]


class Kind(models.TextChoices):
    """What sort of publication it is."""

    GUIDE = "guide", _("Guide")
    CASE_STUDY = "case_study", _("Case study")
    REVIEW = "review", _("Research review")
    BRIEF = "brief", _("Brief")
    TOOLKIT = "toolkit", _("Toolkit")
    WORKSHEET = "worksheet", _("Checklist or worksheet")
    POLICY = "policy", _("Sample policy")
    AGREEMENT = "agreement", _("Agreement (MOU) template")
    CURRICULUM = "curriculum", _("Curriculum")
    E_LEARNING = "e_learning", _("E-learning")
    E_GUIDE = "e_guide", _("E-guide")
    FACT_SHEET = "fact_sheet", _("Fact sheet")
    RECORDING = "recording", _("Recording")


class Reader(models.TextChoices):
    """For whom a publication was written."""

    EXECUTIVE = "executive", _("Executives")
    COORDINATOR = "coordinator", _("CIT coordinators")
    PATROL = "patrol", _("Patrol officers")
    DISPATCHER = "dispatcher", _("Dispatchers")
    CLINICIAN = "clinician", _("Clinicians")
    ADVOCATE = "advocate", _("Advocates and peers")
    CIVIC_LEADER = "civic_leader", _("Civic leaders")


class Language(models.TextChoices):
    """The language that a publication itself is in, whatever the language of its record."""

    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")


class Access(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members only")


class Printed(models.TextChoices):
    """Whether a printed copy can be ordered, free of charge."""

    NO = "", _("Not printed")
    AVAILABLE = "available", _("Can be ordered")
    OUT_OF_STOCK = "out_of_stock", _("Out of stock")


# What is the same in every language of a record, whatever its drafts and translations say.
SAID_IN_ENGLISH = ("access", "is_archived", "replaced_by_id")
NOT_A_SLUG = {"feed"}  # addresses beside those of publications


class PublicationQuerySet(EditorialQuerySet):
    def visible_to(self, user: Person):
        """Published records in the language of the page being made that the person may open."""
        shown = self.shown()
        return shown if may_enter(user) else shown.filter(access=Access.PUBLIC)

    def listed(self):
        """Neither archived nor replaced by what its readers may open: what lists, feeds and counts are about."""
        may_be_opened = Q(replaced_by__access=Access.PUBLIC) | Q(access=Access.MEMBERS)
        return self.filter(is_archived=False).exclude(may_be_opened, replaced_by__live=True)

    def to_review(self, day=None):
        """Published records whose review is due on `day` (today if left out)."""
        return self.filter(live=True, is_archived=False, review_by__lte=day or timezone.localdate())

    def containing(self, words: str, user: Person):
        """Records in which every word stands, in the record itself or in the text of its file, as the person reads."""
        found, pages = self, DocumentPage.objects.open_to(user)
        for word in words_in(words):
            in_file = pages.filter(document=OuterRef("document"), folded__contains=word)
            found = found.filter(Q(words__contains=word) | Exists(in_file))
        return found


class Publication(index.Indexed, EditorialSnippet, ClusterableModel):
    """A record of one publication in one language. Public, or for members, as `access` says."""

    title = models.CharField(_("title"), max_length=250)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("The last part of its address. Empty: made from the title."),
    )
    abstract = models.TextField(
        _("abstract"), max_length=3000, help_text=_("What it says and whom it helps, in two to six sentences.")
    )
    authors = models.TextField(
        _("authors"),
        max_length=1000,
        blank=True,
        help_text=_("One a line. People as “Last name, First name”, organizations as they are called."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)], help_text=_("Such as 2019.")
    )
    published_on = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The exact day, where it is known. It must lie in the year.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GUIDE)
    language = models.CharField(
        _("language of the publication"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    page_count = models.PositiveSmallIntegerField(
        _("pages"), null=True, blank=True, help_text=_("Empty: counted in the PDF.")
    )
    cover = models.ForeignKey(
        "content.SiteImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the first page of the PDF, or a drawing made for this title."),
    )
    document = models.ForeignKey(
        "content.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="publications",
    )
    url = models.URLField(_("outside address"), max_length=500, blank=True, help_text=_("Where else it can be read."))
    access = models.CharField(_("who may open it"), max_length=8, choices=Access.choices, default=Access.PUBLIC)
    printed = models.CharField(
        _("printed copy"), max_length=12, choices=Printed.choices, default=Printed.NO, blank=True
    )
    order_url = models.URLField(_("address to order at"), max_length=500, blank=True)
    is_featured = models.BooleanField(_("featured"), default=False, help_text=_("Stands on top of the lists."))
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("Leaves the lists; its address keeps working.")
    )
    review_by = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("From this day on the dashboard asks for a review.")
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        help_text=_("The current edition. This record then leads to it."),
    )
    words = models.TextField(editable=False, blank=True)

    objects = PublicationQuerySet.as_manager()

    edit_handler = publication_panels
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("authors"),
        index.FilterField("kind"),
        index.FilterField("access"),
        index.FilterField("locale"),
        index.FilterField("language"),
    ]
    override_translatable_fields = [
        SynchronizedField("authors"),
        SynchronizedField("publisher"),
        SynchronizedField("replaced_by"),
        # An edition's own: neither translated nor taken from the other language.
        BaseTranslatableField("slug"),
        BaseTranslatableField("language"),
        BaseTranslatableField("page_count"),
        BaseTranslatableField("cover"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-year", "title"]
        constraints = [
            models.UniqueConstraint(
                "locale",
                "slug",
                name="one_publication_per_address",
                violation_error_message=_("Another publication has this address."),
            )
        ]
        indexes = [
            models.Index(fields=["locale", "live", "-year", "title"], name="publications_newest"),
            models.Index(fields=["locale", "live", "title"], name="publications_by_title"),
            models.Index(fields=["review_by"], name="publications_to_review"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.slug in NOT_A_SLUG:
            raise ValidationError({"slug": _("This address is taken by another part of the library.")})
        if self.published_on and self.year and self.published_on.year != self.year:
            raise ValidationError({"published_on": _("This day does not lie in the year.")})
        if self.printed == Printed.AVAILABLE and not self.order_url:
            raise ValidationError({"order_url": _("Say where the printed copy can be ordered.")})
        if self.is_in_its_own_chain():
            raise ValidationError({"replaced_by": _("A publication cannot replace itself.")})

    def save(self, *args, **kwargs):
        self.words = fold(f"{self.title}\n{self.authors}\n{self.publisher}\n{self.abstract}")
        if self.slug:
            return self._save(*args, **kwargs)
        self.slug = self.free_slug()
        try:
            self._save(*args, **kwargs)
        except IntegrityError:  # somebody took the address in between
            self.slug = self.free_slug()
            self._save(*args, **kwargs)

    @transaction.atomic
    def _save(self, *args, **kwargs):
        self.agree_with_translations()
        super().save(*args, **kwargs)

    def agree_with_translations(self) -> None:
        """Let the English record say for all of them who may open it, whether it is archived, and what replaced it.

        Without this a publication would stay open in one language when it is closed in the other.
        """
        others = Publication.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        if self.locale_id == Locale.get_default().pk:
            others.update(**{name: getattr(self, name) for name in SAID_IN_ENGLISH})
        elif english := others.filter(locale=Locale.get_default()).values(*SAID_IN_ENGLISH).first():
            for name, value in english.items():
                setattr(self, name, value)

    def copy_for_translation(self, locale, exclude_fields=None):
        translation = super().copy_for_translation(locale, exclude_fields=exclude_fields)
        translation.slug = translation.free_slug(self.slug)
        return translation

    def is_in_its_own_chain(self) -> bool:
        """Whether it was replaced by itself, at once or through others."""
        edition, seen = self.replaced_by, {self.translation_key}
        while edition and edition.translation_key not in seen:
            seen.add(edition.translation_key)
            edition = edition.replaced_by
        return edition is not None

    def free_slug(self, wanted: str = "") -> str:
        """The address wanted, or one made of the title, that no other record of this language has."""
        stem = wanted[:100] or slugify(self.title)[:100].strip("-") or "publication"
        taken = NOT_A_SLUG | set(
            Publication.objects.filter(locale=self.locale_id, slug__startswith=stem)
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return stem if stem not in taken else next(slug for slug in numbers if slug not in taken)

    def get_absolute_url(self) -> str:
        return reverse("publication", kwargs={"slug": self.slug})

    @property
    def is_members_only(self) -> bool:
        return self.access == Access.MEMBERS

    @property
    def author_list(self) -> list[str]:
        return [line.strip() for line in self.authors.splitlines() if line.strip()]

    @property
    def other_editions(self):
        """Published records of this publication in other languages that are editions of their own."""
        editions = Publication.objects.filter(translation_key=self.translation_key, live=True)
        return editions.exclude(pk=self.pk).exclude(language=self.language)

    def get_preview_template(self, request, mode_name):
        return "library/publication.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"publication": self}


class PublicationTopic(models.Model):
    """That a publication is about a topic; the topic's English row stands for it in every language."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey("content.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("publication", "topic", name="one_row_per_publication_and_topic")]

    def __str__(self):
        return str(self.topic)


class PublicationAudience(models.Model):
    """That a publication was written for some readers."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="audience_rows")
    audience = models.CharField(_("audience"), max_length=12, choices=Reader.choices, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("publication", "audience", name="one_row_per_publication_and_audience")]

    def __str__(self):
        return self.get_audience_display()


class RelatedPublication(models.Model):
    """That an editor names another publication beside one."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="related_rows")
    related = models.ForeignKey(Publication, verbose_name=_("publication"), on_delete=models.CASCADE, related_name="+")
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order"]

    def __str__(self):
        return str(self.related)


class EventPublication(models.Model):
    """That a publication belongs to an event: it was handed out or talked about there."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="publication_rows")
    publication = models.ForeignKey(
        Publication, verbose_name=_("publication"), on_delete=models.CASCADE, related_name="event_rows"
    )
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["sort_order"]

    def __str__(self):
        return str(self.publication)


class Download(models.Model):
    """How often people of one agency, or of none, opened a publication's file on one day. No person is noted."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="downloads")
    agency = models.ForeignKey("members.Agency", null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        constraints = [
            models.UniqueConstraint("publication", "agency", "day", name="one_row_per_agency_and_day"),
            models.UniqueConstraint(
                "publication", "day", condition=Q(agency=None), name="one_row_per_day_without_agency"
            ),
        ]

    def __str__(self):
        return f"{self.publication}, {self.day}: {self.count}"
