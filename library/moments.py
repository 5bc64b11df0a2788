"""Moments of a recording: as links and people write them, as seconds, as players show them."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["LONGEST", "MomentField", "clock", "read_moment"]

LONGEST = 100 * 60 * 60  # seconds; nothing here is longer
SECONDS = re.compile(r"(\d{1,6})(?:\.\d{1,9})?s?", re.ASCII)
UNITS = re.compile(r"(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", re.ASCII)
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", re.ASCII)


def read_moment(text: str) -> int | None:
    """Seconds from "754", "754s", "12m34s", "1h2m3s" or "12:34"; None where it is no moment."""
    text = str(text or "").strip().lower()
    match = SECONDS.fullmatch(text) or UNITS.fullmatch(text) or CLOCK.fullmatch(text)
    if not match:
        return None
    seconds = 0
    for part in match.groups():
        seconds = seconds * 60 + int(part or 0)
    return seconds if seconds < LONGEST else None


def clock(seconds: float) -> str:
    """Seconds as players show them: 1:02:03 or 4:05."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class MomentFormField(forms.Field):
    """A moment, as people read it off the player."""

    def __init__(self, *, min_value=None, max_value=None, **kwargs):  # a number's, which a text has not
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return clock(value) if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if (seconds := read_moment(value)) is None:
            raise ValidationError(_("Write the moment as the player shows it, such as 12:34 or 1:02:03."))
        return seconds

    def has_changed(self, initial, data):
        return read_moment(data) != initial if initial is not None else bool(data)


class MomentField(models.PositiveIntegerField):
    """Whole seconds from the beginning; edited as 12:34."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": MomentFormField, "widget": forms.TextInput} | kwargs)
