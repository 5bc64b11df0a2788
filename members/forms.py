"""What people fill in to join, and what coordinators fill in for their agency."""

import re

from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from content.choices import say_choose
from members.agencies import Agency
from members.invitations import Invitation
from members.models import User
from members.requests import AccessRequest

__all__ = ["DeclineForm", "InviteForm", "JoinForm", "RequestAccessForm"]

# Names go into mail to other people; what looks like an address is not a name.
NOT_IN_A_NAME = re.compile(r"://|www\.|[<>@/\\{}\[\]|]|\.[^\W\d]{3,}|[^\W\d]\.(?:com|net|org|gov|edu|io|co|us)\b", re.I)


def one_line(text: str) -> str:
    """The text on one line, without characters that nobody sees."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _clean_name(form, field):
    name = one_line(form.cleaned_data[field])
    if not name and form.fields[field].required:
        raise ValidationError(form.fields[field].error_messages["required"], code="required")
    if NOT_IN_A_NAME.search(name):
        raise ValidationError(_("Enter the name alone, without an address or symbols."))
    return name


class NamesMixin:
    """First and last name as browsers know them, kept to what a name can be."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, known_as in [("first_name", "given-name"), ("last_name", "family-name")]:
            self.fields[field].widget.attrs["autocomplete"] = known_as
        say_choose(self)

    def clean_first_name(self):
        return _clean_name(self, "first_name")

    def clean_last_name(self):
        return _clean_name(self, "last_name")


class RequestAccessForm(NamesMixin, forms.ModelForm):
    """A request for access. `clean` finds the agency that was typed, or sees that it is a new one."""

    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    class Meta:
        model = AccessRequest
        fields = ["first_name", "last_name", "role", "agency_name", "state", "email", "reason"]
        labels = {
            "agency_name": _("Agency"),
            "reason": _("Why you ask for access"),
        }
        help_texts = {
            "agency_name": _(
                "Begin to type, and choose your agency if it is offered. If it is not, write its full name."
            ),
            "state": _("Needed if your agency was not offered."),
            "email": _("Your address at the agency. It helps us to see that you work there."),
            "reason": _("Two or three sentences are enough: what you work on, and which award your agency has."),
        }
        widgets = {
            "agency_name": forms.TextInput(
                attrs={
                    "autocomplete": "organization",
                    "list": "agencies",
                    "data-suggestions": reverse_lazy("agency_suggestions"),
                }
            ),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
            "reason": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, account: User | None = None, **kwargs):
        """With `account` the names are filled in, and the address is that of the account, whatever is sent."""
        super().__init__(*args, **kwargs)
        self.agency = None
        if account:
            self.initial |= {name: getattr(account, name) for name in ("first_name", "last_name", "role", "email")}
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("You are signed in with this address.")

    def validate_constraints(self):
        """Nobody learns here whether an address has asked before; `ask_for_access` meets the request that is there."""

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_agency_name(self):
        return one_line(self.cleaned_data["agency_name"])

    def clean(self):
        answers = super().clean()
        if answers.pop("website", ""):
            raise ValidationError(_("This message looks like it was sent by a machine."))
        if name := answers.get("agency_name"):
            self.agency = self._find_agency(name, answers.get("state", ""))
            if self.agency:
                answers |= {"agency_name": self.agency.name, "state": self.agency.state}
            elif not answers.get("state") and "state" not in self.errors:
                self.add_error("state", _("Choose the state, so that we find your agency."))
        return answers

    @staticmethod
    def _find_agency(name: str, state: str) -> Agency | None:
        """The one agency that is called so: “Name, ST”, or a name that only one has (in the state, if given)."""
        alone, _comma, end = name.rpartition(", ")
        if alone and (exact := Agency.objects.filter(name__iexact=alone, state=end.upper()).first()):
            return exact
        called = Agency.objects.filter(name__iexact=name, **({"state": state} if state else {}))[:2]
        return called[0] if len(called) == 1 else None

    @property
    def answers(self) -> dict:
        """What `ask_for_access` wants to know."""
        return self.cleaned_data | {"agency": self.agency}


class JoinForm(NamesMixin, SetPasswordMixin, forms.ModelForm):
    """A new account, for somebody who was invited."""

    password1, password2 = SetPasswordMixin.create_password_fields(
        label1=_("Password"), label2=_("The same password again")
    )
    password2.help_text = ""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in ("first_name", "last_name"):
            self.fields[field].required = True

    def clean(self):
        self.validate_passwords()
        return super().clean()

    def _post_clean(self):
        super()._post_clean()  # it gives the instance its names, which a password must not repeat
        self.validate_password_for_user(self.instance, "password1")

    @property
    def answers(self) -> dict:
        """What `accept` needs for a new account."""
        names = {name: self.cleaned_data[name] for name in ("first_name", "last_name")}
        return names | {"password": self.cleaned_data["password1"]}


class InviteForm(NamesMixin, forms.ModelForm):
    """A coordinator invites a colleague."""

    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "role", "language"]
        labels = {"language": _("Language of the invitation")}
        widgets = {"email": forms.EmailInput(attrs={"spellcheck": "false"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"  # it is somebody else's

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class DeclineForm(forms.Form):
    """A decision against, which always has its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person reads this in our letter."),
    )
