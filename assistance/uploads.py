"""Files that people hand in: told by their content, not by their name, and kept to a size that mail could carry."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

__all__ = ["ACCEPT", "FilesField", "Upload", "checked"]

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5  # at once
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
PICTURES = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png")}
ACCEPT = ".pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png"


@dataclass(frozen=True)
class Upload:
    """A file that was looked into: its name made harmless, its type as its content says."""

    file: File
    name: str
    content_type: str
    size: int


def _office_type(file) -> tuple[str, str] | None:
    """What an OOXML archive holds; None for any other archive, and for one that carries macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for folder, kind in OFFICE.items() if any(name.startswith(folder) for name in names)), None)


def _type_of(file) -> tuple[str, str] | None:
    """The extension and media type that the content stands for, if it is one of ours."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf", "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _office_type(file)
    try:
        with Image.open(file, formats=list(PICTURES)) as picture:  # reads the header only
            return PICTURES[picture.format]
    except Exception:  # broken files make Pillow raise nearly anything
        return None


def _name(raw: str, extension: str) -> str:
    """The name it came with, on one line, without folders, and with the extension of what it is."""
    plain = "".join(char if char.isprintable() else " " for char in raw.replace("\\", "/"))
    stem = " ".join(PurePosixPath(plain).stem.split())[:100].strip(". ")
    return f"{stem or 'file'}.{extension}"


def checked(file) -> Upload:
    """Look into an uploaded file. Raises ValidationError that names it and says what to do."""
    known = {"name": str(file.name)[:80]}
    if file.size > MOST_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 10 MB. Make it smaller, or send it in parts.") % known)
    if not file.size:
        raise ValidationError(_("“%(name)s” is empty. Choose the file once more.") % known)
    kind = _type_of(file)
    if not kind:
        words = _("We cannot take “%(name)s”. Send PDF, Word, Excel, PowerPoint, JPEG or PNG, without macros.")
        raise ValidationError(words % known)
    file.seek(0)
    extension, content_type = kind
    return Upload(file, _name(known["name"], extension), content_type, file.size)


class _Widget(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, up to five, each looked into. `value` is a list of Upload."""

    default_error_messages = {"too_many": gettext_lazy("At most five files at once, please.")}

    def __init__(self, *, single=False, **kwargs):
        widget = forms.FileInput if single else _Widget
        super().__init__(widget=widget(attrs={"accept": ACCEPT}), **kwargs)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        uploads, errors = [], []
        for file in files:
            try:
                uploads.append(checked(file))
            except ValidationError as error:
                errors.extend(error.messages)
        if errors:
            raise ValidationError(errors)
        return uploads
