"""Files that members attach: looked into, not believed. Pictures are made anew, without what cameras hide in them."""

import uuid
import warnings
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from forum.posts import KEPT_UNUSED, Attachment

__all__ = ["ACCEPT", "MOST_FILES", "forget_unused_files", "keep_file"]

MOST_FILES = 4
MOST_UNSENT = 12  # files that one person keeps for posts not sent yet; the oldest make room
LARGEST = 8 * 1024 * 1024  # bytes
MOST_PIXELS = 24_000_000  # a small file can unfold into a picture that fills the memory
SIDE = 1600  # pixels, the longer one
PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif"}
OFFICE = {
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/document.xml"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "ppt/presentation.xml"),
}
ACCEPT = ",".join([*sorted(PICTURES), ".pdf", ".txt", *OFFICE])


def _name(name: str) -> str:
    """A name fit to show and to save under: no folders, nothing that nobody sees."""
    name = "".join(char if char.isprintable() and char not in '\\/:*?"<>|' else " " for char in name)
    stem, suffix = PurePosixPath(" ".join(name.split())).stem, PurePosixPath(name.strip()).suffix.lower()
    return f"{(stem.strip('. ') or 'file')[:90]}{suffix}"


def _picture(data: bytes) -> tuple[bytes, int, int]:
    """The picture as WebP that carries nothing but its pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit, below, is lower
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("This picture is too large: at most 24 megapixels, please."))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((SIDE, SIDE))
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "WEBP", quality=85)
    return out.getvalue(), *clean.size


def _content_type(suffix: str, data: bytes) -> str:
    """What the bytes are, where they are what the name says. Raises ValidationError."""
    if suffix == ".pdf" and data.startswith(b"%PDF-"):
        return "application/pdf"
    if suffix == ".txt" and b"\0" not in data:
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return "text/plain; charset=utf-8"
    if suffix in OFFICE:
        content_type, part = OFFICE[suffix]
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                if part in archive.namelist():
                    return content_type
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):  # what crafted archives raise
            pass
    raise ValidationError(
        _("We cannot read this file. Attach a picture, a PDF, a text or a Word, Excel or PowerPoint file.")
    )


def keep_file(upload, owner) -> Attachment:
    """Check an upload and keep it for its owner until the post is sent. Raises ValidationError with what to do."""
    if upload.size > LARGEST:
        raise ValidationError(_("This file is too large: at most 8 MB, please."))
    name = _name(upload.name)
    suffix = PurePosixPath(name).suffix
    data, width, height = upload.read(), 0, 0
    if suffix in PICTURES:
        try:
            data, width, height = _picture(data)
        except ValidationError:
            raise
        except Exception as error:  # broken files make Pillow raise nearly anything
            raise ValidationError(
                _("We cannot read this file as a picture. Save it as JPEG, PNG or WebP and try again.")
            ) from error
        content_type, name = "image/webp", f"{PurePosixPath(name).stem}.webp"
    else:
        content_type = _content_type(suffix, data)
    file = ContentFile(data, f"{uuid.uuid4().hex}{PurePosixPath(name).suffix}")
    kept = Attachment.objects.create(
        owner=owner, file=file, name=name, content_type=content_type, size=len(data), width=width, height=height
    )
    for old in Attachment.objects.filter(owner=owner, post=None).order_by("-pk")[MOST_UNSENT:]:
        if Attachment.objects.filter(pk=old.pk, post=None).delete()[0]:  # unless its post was sent just now
            old.file.delete(save=False)
    return kept


def forget_unused_files() -> int:
    """Delete files whose post was never sent; returns their number."""
    old = list(Attachment.objects.filter(post=None, created_at__lt=timezone.now() - KEPT_UNUSED)[:500])
    for attachment in old:
        attachment.file.delete(save=False)
        attachment.delete()
    return len(old)
