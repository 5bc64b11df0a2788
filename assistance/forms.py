"""What the agency fills in about a request that was sent."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.acts import AGENCY_OUTCOMES
from assistance.kinds import Outcome
from assistance.uploads import FilesField
from assistance.work import Survey

__all__ = ["CloseForm", "MessageForm", "ReopenForm", "SurveyForm", "typed_words"]


def _words(label, *, required=True, rows=5, help_text=""):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=10_000, widget=widget, help_text=help_text)


def typed_words(form: forms.BaseForm) -> str:
    """What was typed into a bound form and is not known otherwise, to be shown where the form itself is gone."""
    fields = (form[name] for name in form.changed_data if isinstance(form.fields[name], forms.CharField))
    return "\n\n".join(field.data for field in fields if field.data and not field.is_hidden)


class MessageForm(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)  # sent twice, it writes once
    text = _words(_("Your message"))
    files = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Up to five at once, 10 MB each. PDF, Word, Excel, PowerPoint, JPEG or PNG."),
    )


class VersionedForm(forms.Form):
    """An act that is refused where the screen it was chosen on is no longer true."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class CloseForm(VersionedForm):
    outcome = forms.ChoiceField(
        label=_("Did it help?"),
        choices=[(value, Outcome(value).label) for value in AGENCY_OUTCOMES],
        widget=forms.RadioSelect,
    )
    text = _words(_("A last word"), required=False, rows=3)


class ReopenForm(VersionedForm):
    text = _words(_("What is still open"), rows=4)


class SurveyForm(forms.ModelForm):
    has_learned = forms.TypedChoiceField(
        label=Survey._meta.get_field("has_learned").verbose_name,
        choices=[("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Survey
        fields = ["rating", "is_need_met", "has_learned", "comment"]
        widgets = {
            "rating": forms.RadioSelect,
            "is_need_met": forms.RadioSelect,
            "comment": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("rating", "is_need_met"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0] != ""]
