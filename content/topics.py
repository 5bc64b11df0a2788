"""The subjects that publications, recordings, events and people's expertise share."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

__all__ = ["Topic"]


class TopicQuerySet(models.QuerySet):
    def in_english(self):
        """The rows that other rows point to: one a topic, whatever the reader's language."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def named(self) -> dict:
        """What each topic is called in the language of the page being made, by translation key, in that order."""
        rows = self.filter(locale__language_code=get_language())
        return dict(rows.order_by("name").values_list("translation_key", "name"))


class Topic(index.Indexed, TranslatableMixin, models.Model):
    """A subject, as a reader would look for it. Its readers are the public."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("As a reader would look for it. Sentence case, no full stop.")
    )

    objects = TopicQuerySet.as_manager()

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "locale", "name", name="one_topic_per_name", violation_error_message=_("This topic exists already.")
            )
        ]

    def __str__(self):
        return self.name
