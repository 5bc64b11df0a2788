"""What the index holds, and what staff tell the search."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search.index import AutocompleteField, FilterField, Indexed, SearchField

__all__ = ["AskedFor", "ClusterChange", "ClusterPassage", "Gram", "IndexedPassage", "Synonym", "Word"]


class IndexedPassage(models.Model):
    """A passage as it is searched. Made from what the rooms keep, and made again at any time.

    The `…_terms` are what is compared (see `search/words.py`): of the title where this is the object itself, of its
    lead (of a passage: the object's title), of everything else; `names` are the title's words unstemmed, for
    suggestions. The database keeps its own index beside them (see the migration). What is read of every row that is
    found stands before what is long: SQLite has to read past it.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    family = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    access = models.CharField(max_length=40)
    document_id = models.BigIntegerField(default=0)
    locator = models.BigIntegerField(default=-1)
    dated_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(default=0)
    topics = models.TextField(default="")
    audiences = models.TextField(default="")
    title_terms = models.TextField(default="")
    names = models.TextField(default="")
    title = models.TextField()
    lead = models.TextField()
    text = models.TextField()
    lead_terms = models.TextField(default="")
    text_terms = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id"], name="passages_of_an_object"),
            models.Index(fields=["family"], name="passages_of_a_family"),
        ]

    def __str__(self):
        return f"{self.title} [{self.language}]"


class ClusterPassage(Indexed, IndexedPassage):
    """A passage as a search cluster is told of it (see `search/cluster.py`): what is compared, and who may read it.

    Not the passage itself, which would then be slower to delete, cluster or not. Wagtail's other back-ends and its
    signals leave it alone. No field has a boost: PostgreSQL would weigh the admin's own search by it.
    """

    search_auto_update = False
    search_fields = [
        SearchField("title_terms"),
        SearchField("lead_terms"),
        SearchField("text_terms"),
        AutocompleteField("plain_names"),
        FilterField("access"),
    ]

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def get_indexed_objects(cls):
        return cls.objects.none()

    @property
    def plain_names(self) -> str:
        """The title's words without the mark of their language."""
        return " ".join(name[len(self.language) :] for name in self.names.split())


class ClusterChange(models.Model):
    """The number of a passage that came or went, of which the search cluster is still to be told."""

    passage = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.passage)


class Word(models.Model):
    """A word that stands somewhere, to guess what was meant. Whether a reader may be told it is asked each time."""

    language = models.CharField(max_length=5)
    word = models.CharField(max_length=40)
    shown = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("language", "word", name="one_row_per_language_and_word")]

    def __str__(self):
        return self.shown


class Gram(models.Model):
    """Three letters that follow each other in a word."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="grams")
    gram = models.CharField(max_length=3)

    class Meta:
        indexes = [models.Index(fields=["gram", "word"], name="words_with_a_gram")]

    def __str__(self):
        return self.gram


class Synonym(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others too."""

    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    words = models.TextField(
        _("words that mean the same"),
        max_length=500,
        help_text=_("One a line, such as “CIT” and “Crisis Intervention Team”. Whoever looks for one finds all."),
    )

    panels = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["language", "words"]

    def __str__(self):
        return ", ".join(self.word_list)

    @property
    def word_list(self) -> list[str]:
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    def clean(self):
        self.words = "\n".join(dict.fromkeys(self.word_list))
        if len(self.word_list) < 2:
            raise ValidationError({"words": _("Write at least two words or phrases, each on a line of its own.")})


class AskedFor(models.Model):
    """How often something was searched for on a day, and how much was found. Nobody is noted.

    The words themselves are written down once the same has been asked three times; until then only a digest, made
    with a secret key, stands for them. So a name that somebody typed once is nowhere to be read.
    """

    day = models.DateField()
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    digest = models.CharField(max_length=64)
    words = models.CharField(_("searched for"), max_length=100, blank=True)
    count = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("results"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint("day", "language", "digest", name="one_row_per_day_language_and_words")]
        indexes = [models.Index(fields=["digest"], name="asked_before")]

    def __str__(self):
        return self.words or self.digest[:8]
