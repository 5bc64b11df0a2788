"""What a list to choose from says while nothing is chosen."""

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

__all__ = ["say_choose"]


def say_choose(form: forms.Form) -> None:
    """Words in place of the dashes with which Django's lists begin."""
    for field in form.fields.values():
        choices = list(getattr(field, "choices", []))
        if choices[:1] == BLANK_CHOICE_DASH:
            field.choices = [("", _("Choose one")), *choices[1:]]
