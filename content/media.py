"""Images and documents, with the facts this site keeps beside them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from content.storage import private_storage

__all__ = ["SiteDocument", "SiteImage", "SiteRendition"]


HEAD = 8192  # bytes that tell what a file is
# How files begin, by ending: PDF's own mark, a ZIP archive for office files; plain text has no NUL and no markup.
SIGNATURES = {"pdf": b"%PDF-", **dict.fromkeys(["docx", "ods", "odt", "pptx", "xlsx"], b"PK\x03\x04")}


def _is_what_it_says(head: bytes, extension: str) -> bool:
    if signature := SIGNATURES.get(extension):
        return signature in head[:1024] if extension == "pdf" else head.startswith(signature)
    return bool(head) and b"\0" not in head and not head.lstrip().startswith(b"<")


class SiteImage(AbstractImage):
    """A public picture. `description` (Wagtail's own) is the alt text offered where it is used."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, as it should be named under it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    """One size of an image, made once and kept."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class SiteDocument(AbstractDocument):
    """A file to download. It lies in private storage; only Wagtail's view, which asks first, hands it out."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = ("title", "file", "collection", "tags")

    def clean(self):
        """Refuse a file whose content is not what its name says."""
        super().clean()
        if self.file and not self.file._committed:
            head = self.file.read(HEAD)
            self.file.seek(0)
            if not _is_what_it_says(head, self.file_extension):
                message = _("The content of this file is not what its name says (.%(extension)s).")
                raise ValidationError({"file": ValidationError(message, params={"extension": self.file_extension})})

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
