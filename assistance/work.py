"""What the desk does about a case: milestones, time, what was sent, ready replies; and what the agency says of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from assistance.cases import Case

__all__ = ["Milestone", "Reply", "Sending", "Survey", "TimeSpent"]


class Milestone(models.Model):
    """A step on the way that both sides can see coming."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("milestone"), max_length=120)
    due_on = models.DateField(_("due"), null=True, blank=True)
    reached_on = models.DateField(_("reached"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.name


class TimeSpent(models.Model):
    """Minutes of work on a case, by one person on one day."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="time_spent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    spent_on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(24 * 60)]
    )
    what = models.CharField(_("what for"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("time spent")
        verbose_name_plural = _("time spent")
        ordering = ["spent_on", "pk"]

    def __str__(self):
        return f"{self.case}: {self.minutes}"


class Sending(models.Model):
    """A publication or a recording that was sent to the agency. It stays guarded by its own rules."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sendings")
    publication = models.ForeignKey("library.Publication", null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publication=None) ^ Q(page=None), name="a_sending_is_a_publication_or_a_page"
            )
        ]

    def __str__(self):
        return str(self.thing)

    @property
    def thing(self):
        return self.publication or self.page

    @property
    def url(self) -> str:
        """Where it is met, in its own language; that address asks again who may."""
        if self.page_id:
            return reverse("page", args=[self.page_id])
        with translation.override(self.publication.locale.language_code):
            return self.publication.get_absolute_url()


class Reply(models.Model):
    """A reply the desk gives often, in both languages."""

    name = models.CharField(_("name"), max_length=80, unique=True, help_text=_("Only the desk reads it."))
    english = models.TextField(_("in English"), max_length=3000)
    spanish = models.TextField(_("in Spanish"), max_length=3000)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def words(self, language: str) -> str:
        return self.spanish if language == "es" else self.english


class Survey(models.Model):
    """What the agency says when the case is closed. Answered again after a new closing, it replaces the first."""

    class Need(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    wagtail_reference_index_ignore = True

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="survey")
    answered_at = models.DateTimeField(auto_now=True)
    rating = models.PositiveSmallIntegerField(
        _("How satisfied are you with the help?"),
        choices=[
            (5, _("Very satisfied")),
            (4, _("Satisfied")),
            (3, _("Neither")),
            (2, _("Dissatisfied")),
            (1, _("Very dissatisfied")),
        ],
    )
    is_need_met = models.CharField(_("Did you get what you needed?"), max_length=6, choices=Need.choices)
    has_learned = models.BooleanField(
        _("Do you know more now than before?"), choices=[(True, _("Yes")), (False, _("No"))]
    )
    comment = models.TextField(_("What should we know?"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def __str__(self):
        return f"{self.case}: {self.rating}"
