"""What people follow, and how often they want to hear of it."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.topics import Topic

__all__ = [
    "BoardChoice",
    "Frequency",
    "Preferences",
    "TopicFollow",
    "boards_by_frequency",
    "follow_topic",
    "move_followers",
]


class Frequency(models.TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


DEFAULT = Frequency.DAILY  # of a board nobody chose anything for


class BoardChoice(models.Model):
    """How often a person hears about a board's topics they follow, and whether they follow its new ones."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    frequency = models.CharField(_("how often"), max_length=6, choices=Frequency.choices, default=DEFAULT)
    is_followed = models.BooleanField(_("new topics too"), default=False)

    class Meta:
        verbose_name = _("choice for a board")
        verbose_name_plural = _("choices for boards")
        constraints = [models.UniqueConstraint(fields=["person", "board"], name="one_choice_per_board")]

    def __str__(self):
        return self.get_frequency_display()


class TopicFollow(models.Model):
    """Somebody wants to hear of replies."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("followed topic")
        verbose_name_plural = _("followed topics")
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_follow_per_topic")]

    def __str__(self):
        return str(self.topic_id)


class Preferences(models.Model):
    """When digests leave, in the person's own time, and up to which moment they have had them."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hour = models.PositiveSmallIntegerField(
        _("hour"), default=7, validators=[MaxValueValidator(23)], help_text=_("In your own time zone.")
    )
    wants_mentions = models.BooleanField(_("tell me when somebody mentions me"), default=True)
    daily_until_at = models.DateTimeField(null=True, editable=False)
    weekly_until_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("forum preferences")
        verbose_name_plural = _("forum preferences")

    def __str__(self):
        return str(time(self.hour))


def boards_by_frequency(person, frequency: str) -> QuerySet[Board]:
    """The boards about whose followed topics the person hears that often."""
    chosen = BoardChoice.objects.filter(person=person)
    matching = Board.objects.filter(pk__in=chosen.filter(frequency=frequency).values("board"))
    if frequency == DEFAULT:
        matching |= Board.objects.exclude(pk__in=chosen.values("board"))
    return matching


def follow_topic(person, topic: Topic) -> None:
    TopicFollow.objects.bulk_create([TopicFollow(person=person, topic=topic)], ignore_conflicts=True)


def move_followers(topic: Topic, into: Topic) -> None:
    """Let whoever follows a topic follow the one that takes its posts."""
    people = TopicFollow.objects.filter(topic=topic).values_list("person", flat=True)
    rows = [TopicFollow(person_id=person, topic=into) for person in people]
    TopicFollow.objects.bulk_create(rows, ignore_conflicts=True)
    TopicFollow.objects.filter(topic=topic).delete()
