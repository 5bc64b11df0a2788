"""Photos of people: read with care, made small, without the facts that cameras hide in them."""

import uuid
import warnings
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

__all__ = ["CONTENT_TYPE", "PhotoField", "square"]

CONTENT_TYPE = "image/webp"  # of every photo that is kept

LARGEST_FILE = 5 * 1024 * 1024
# A small file can unfold into a picture that fills the memory; a JPEG unfolds no further than needed.
MOST_PIXELS, MOST_PIXELS_OF_JPEG = 12_000_000, 40_000_000
FORMATS = ["JPEG", "PNG", "WEBP"]
SIDE = 512  # pixels

UNREADABLE = _("We cannot read this file as a picture. Save it as JPEG, PNG or WebP and try again.")
TOO_LARGE_A_JPEG = _("This picture is too large: at most 40 megapixels, please.")
TOO_LARGE = _("This picture is too large: at most 12 megapixels, please. Saved as JPEG it may have 40.")


def square(file) -> ContentFile:
    """The picture as a square WebP that carries nothing but its pixels. Raises ValidationError with what to do."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit, below, is lower
            with Image.open(file, formats=FORMATS) as picture:  # reads the header only
                is_jpeg = isinstance(picture, JpegImageFile)
                if picture.width * picture.height > (MOST_PIXELS_OF_JPEG if is_jpeg else MOST_PIXELS):
                    raise ValidationError(TOO_LARGE_A_JPEG if is_jpeg else TOO_LARGE)
                picture.draft("RGB", (2 * SIDE, 2 * SIDE))
                upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except ValidationError:
        raise
    except Exception as error:  # broken files make Pillow raise nearly anything
        raise ValidationError(UNREADABLE) from error
    upright = ImageOps.fit(upright, (SIDE, SIDE))
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright)
    data = BytesIO()
    clean.save(data, "WEBP", quality=85)
    return ContentFile(data.getvalue(), f"{uuid.uuid4().hex}.webp")


class PhotoField(forms.FileField):
    """A picture from somebody's own device, already cut and cleaned when the form hands it on."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, None)
        if not upload:
            return None
        if upload.size > LARGEST_FILE:
            raise ValidationError(_("This file is too large: at most 5 MB, please."))
        return square(upload)
