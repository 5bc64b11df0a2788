"""What is known of a document's content: its text, page by page, and whether everybody can read it."""

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction

from members.access import Person, closed_to

__all__ = ["DocumentPage", "DocumentReport", "fold", "in_one_line", "words_in"]

BLANKS = re.compile(r"(?:[_.…]\s*){3,}")  # lines to write on, and dots that lead to a number


def in_one_line(text: str) -> str:
    """The text of a page as it is read: without line breaks, and without the blanks of forms."""
    return " ".join(BLANKS.sub(" … ", text).split())


def fold(text: str) -> str:
    """Text without accents and in small letters, as it is compared in a search."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


MOST_WORDS = 12  # of a question; the rest is left out


def words_in(question: str) -> list[str]:
    """The words of a question, as they are compared."""
    return fold(question).split()[:MOST_WORDS]


class DocumentPageQuerySet(models.QuerySet):
    def open_to(self, user: Person):
        """Pages of documents in collections that the person may open; the lock behind that of what carries them."""
        pages = self
        closed = CollectionViewRestriction.objects.filter(closed_to(user))
        for path in closed.values_list("collection__path", flat=True):
            pages = pages.exclude(document__collection__path__startswith=path)
        return pages


class DocumentPage(models.Model):
    """The text of one page of a PDF. Read by whoever may have the document."""

    document = models.ForeignKey("content.SiteDocument", on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.TextField(editable=False)

    objects = DocumentPageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("document", "number", name="one_row_per_document_and_page")]

    def __str__(self):
        return f"{self.document_id}#page={self.number}"

    def save(self, *args, **kwargs):
        self.folded = fold(self.text)
        super().save(*args, **kwargs)


class DocumentReport(models.Model):
    """What was found when a document was read. For staff."""

    class Outcome(models.TextChoices):
        READ = "read", _("Read")
        ENCRYPTED = "encrypted", _("Locked with a password")
        BROKEN = "broken", _("Damaged")
        TOO_LARGE = "too_large", _("Too large to read")
        NO_PDF = "no_pdf", _("Not a PDF")

    document = models.OneToOneField("content.SiteDocument", on_delete=models.CASCADE, related_name="report")
    file_hash = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    language = models.CharField(_("language, guessed"), max_length=5, blank=True)
    has_text = models.BooleanField(_("has text"), default=False)
    is_tagged = models.BooleanField(_("is tagged"), default=False)
    has_title = models.BooleanField(_("has a title"), default=False)
    has_language = models.BooleanField(_("says its language"), default=False)
    read_at = models.DateTimeField(_("read at"), auto_now=True)

    class Meta:
        verbose_name = _("document report")
        verbose_name_plural = _("document reports")

    def __str__(self):
        return str(self.document)
