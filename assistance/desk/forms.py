"""What the desk fills in about a case, each form one act."""

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Locale, Page
from wagtail.snippets.widgets import AdminSnippetChooser

from assistance.cases import Case
from assistance.kinds import Kind, Outcome, Priority, measures_of
from assistance.mail import desk
from assistance.uploads import FilesField
from assistance.work import Reply, Sending
from members.access import visible_to

__all__ = [
    "AskForm", "AssignForm", "CloseForm", "DeliverForm", "MatchForm", "MeasureForm", "MessageForm", "MilestoneForm",
    "NoteForm", "PlanForm", "ReopenForm", "SendForm", "SettleForm", "TimeForm",
]  # fmt: skip


class CaseForm(forms.Form):
    """A form about one case. Words are in the language of whoever asked, and the browser is told so."""

    use_required_attribute = False

    def __init__(self, data=None, files=None, *, case: Case, **kwargs):
        self.case = case
        super().__init__(data, files, **kwargs)
        if "text" in self.fields:
            self.fields["text"].widget.attrs["lang"] = case.language


def _words(label, *, required=True, rows=4, help_text=""):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=10_000, widget=widget, help_text=help_text)


def _files():
    return FilesField(label=_("Files"), required=False, help_text=_("Up to five, 10 MB each."))


class MessageForm(CaseForm):
    reply = forms.ModelChoiceField(
        label=_("Canned reply"),
        queryset=Reply.objects.all(),
        required=False,
        empty_label=_("None"),
        help_text=_("“Insert” puts it into the message, in the language of whoever asked. Nothing is sent by that."),
    )
    text = _words(_("Message to the agency"), rows=6)
    files = _files()

    def with_reply(self) -> "MessageForm":
        """The form again, with the chosen reply behind what was written."""
        self.is_valid()
        reply = self.cleaned_data.get("reply")
        parts = [self.data.get("text", "").strip(), reply.words(self.case.language) if reply else ""]
        return MessageForm(case=self.case, initial={"text": "\n\n".join(filter(None, parts))}, auto_id=self.auto_id)


class NoteForm(CaseForm):
    text = _words(_("Internal note"), help_text=_("Only the desk reads it."))
    files = _files()


class AskForm(CaseForm):
    text = _words(
        _("What do you need from the agency?"), help_text=_("The match’s clock stands still until the agency answers.")
    )
    files = _files()


class MatchForm(CaseForm):
    matched_with = forms.CharField(
        label=_("Who helps"), max_length=200, help_text=_("A person, an agency or a team. The agency reads it.")
    )
    text = _words(_("Message to the agency"))


class DeliverForm(CaseForm):
    text = _words(_("What was delivered"))
    files = _files()


class CloseForm(CaseForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Choose")), *Outcome.choices])
    text = _words(_("Last words to the agency"), help_text=_("A link to the survey goes with them."))


class ReopenForm(CaseForm):
    text = _words(_("Why it is taken up again"))


class AssignForm(CaseForm):
    to = forms.ModelChoiceField(label=_("Give to"), queryset=None, empty_label=_("Choose"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = desk()


class PlanForm(CaseForm):
    next_step = forms.CharField(label=_("Next step"), max_length=200, help_text=_("The agency reads it."))
    promised_on = forms.DateField(label=_("Promised for"), required=False, widget=AdminDateInput)

    def clean_promised_on(self):
        day = self.cleaned_data["promised_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose another one."))
        return day


class SettleForm(CaseForm):
    kind = forms.ChoiceField(label=_("Kind of help"), choices=Kind.choices)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)


class MilestoneForm(CaseForm):
    name = forms.CharField(label=_("Milestone"), max_length=120, help_text=_("The agency reads it."))
    due_on = forms.DateField(label=_("Due"), required=False, widget=AdminDateInput)


class TimeForm(CaseForm):
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=24 * 60)
    spent_on = forms.DateField(label=_("Day"), widget=AdminDateInput, initial=timezone.localdate)
    what = forms.CharField(label=_("What for"), max_length=200, required=False)

    def clean_spent_on(self):
        day = self.cleaned_data["spent_on"]
        if day > timezone.localdate() or day.year < 2020:
            raise ValidationError(_("Choose the day on which you did the work."))
        return day


class MeasureForm(CaseForm):
    """The numbers of the case's kind of help."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for known in measures_of(self.case.kind):
            self.fields[known.name] = forms.IntegerField(
                label=known.label,
                required=False,
                min_value=0,
                max_value=known.most,
                initial=self.case.measures.get(known.name),
            )


class _ByNumber:
    """A chooser looks up what it shows again, also what nobody could have chosen."""

    def value_from_datadict(self, data, files, name):
        value = str(super().value_from_datadict(data, files, name) or "")
        return value if value.isdecimal() and len(value) <= 18 else None


class _PageChooser(_ByNumber, AdminPageChooser):
    pass


class _SnippetChooser(_ByNumber, AdminSnippetChooser):
    pass


def _related(name: str):
    return Sending._meta.get_field(name).related_model


class SendForm(CaseForm):
    """A publication or a recording that the agency may open, in the agency's language where there is one."""

    text = _words(_("A word with it"), rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recordings = apps.get_model("library", "RecordingPage")
        chooser = {"required": False}
        self.fields["publication"] = forms.ModelChoiceField(
            label=_("Publication"),
            queryset=_related("publication").objects.all(),
            widget=_SnippetChooser(_related("publication")),
            **chooser,
        )
        self.fields["page"] = forms.ModelChoiceField(
            label=_("Recording"),
            queryset=Page.objects.type(recordings),
            widget=_PageChooser(target_models=[recordings]),
            **chooser,
        )
        self.order_fields(["publication", "page", "text"])

    def clean(self):
        values = super().clean()
        publication, page = values.get("publication"), values.get("page")
        if bool(publication) == bool(page):
            raise ValidationError(_("Choose a publication or a recording, one of them."))
        locale = Locale.objects.get(language_code=self.case.language)
        if publication:
            publication = publication.get_translation_or_none(locale) or publication
            with translation.override(publication.locale.language_code):
                may = _related("publication").objects.visible_to(self.case.requester).filter(pk=publication.pk).exists()
        else:
            page = page.get_translation_or_none(locale) or page
            may = visible_to(self.case.requester, Page.objects.filter(pk=page.pk)).exists()
        if not may:
            raise ValidationError(_("Whoever asked cannot open this: it is not published, or not for them."))
        return values | {"publication": publication, "page": page, "title": (publication or page).title}
