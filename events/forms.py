"""What people fill in to register."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.zones import ZONES
from events.questions import fields_of, prefix
from events.registrations import Mode
from members.forms import NOT_IN_A_NAME, one_line

__all__ = ["GuestForm", "RegistrationForm"]


class RegistrationForm(forms.Form):
    """How somebody takes part, where there is a choice, and what staff ask."""

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        if len(event.modes) > 1:
            self.fields["mode"] = forms.ChoiceField(
                label=_("How will you take part?"),
                choices=[(value, label) for value, label in Mode.choices if value in event.modes],
                widget=forms.RadioSelect,
            )
        self.fields |= {f"{prefix}{key}": field for key, field in fields_of(event).items()}

    @property
    def answers(self) -> dict:
        """What the services need, under their names."""
        given = self.cleaned_data
        return {
            "mode": given.get("mode", ""),
            "answers": {
                name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix) and value
            },
        }


class GuestForm(RegistrationForm):
    """The same for somebody without an account, who says who they are."""

    name = forms.CharField(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("We send a link to it. Your seat is reserved when you have opened that link and confirmed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organization = forms.CharField(
        label=_("Organization"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Your time zone"), choices=ZONES, initial=settings.TIME_ZONE, help_text=_("For the times in our mail.")
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def clean_name(self):
        name = one_line(self.cleaned_data["name"])
        if not name or NOT_IN_A_NAME.search(name):
            raise ValidationError(_("Enter the name alone, without an address or symbols."))
        return name

    def clean_organization(self):
        return one_line(self.cleaned_data["organization"])

    def clean(self):
        if self.cleaned_data.get("website"):
            raise ValidationError(_("This form looks as if a machine had filled it in."))
        return super().clean()

    @property
    def answers(self) -> dict:
        given = self.cleaned_data
        return super().answers | {name: given[name] for name in ("name", "email", "organization", "time_zone")}
