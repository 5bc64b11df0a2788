"""A request while it is being written: four short steps, each kept on the server as it is left."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assistance.acts import NotNow, attach, submit
from assistance.cases import Case, Status
from assistance.kinds import Kind, Urgency
from assistance.timeline import Attachment
from assistance.uploads import FilesField
from content.topics import Topic
from members.access import is_member
from members.agencies import Agency

__all__ = ["STEPS", "Step", "begin", "discard", "first_incomplete", "form_of", "missing", "remove_file", "send_draft"]

MOST_DRAFTS = 10
MOST_FILES = 10


class StepForm(forms.ModelForm):
    """Some fields of a draft. Nothing is required to be kept; `needed` says what is required to be sent."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, form_field in self.fields.items():
            form_field.required = name in self.needed

    def full_clean(self):
        """What is needed is marked so, but may be left empty until the request is sent."""
        for form_field in self.fields.values():
            form_field.required = False
        super().full_clean()
        for name in self.needed:
            self.fields[name].required = True

    def complain_about_gaps(self) -> None:
        """Add an error to each needed field that is empty."""
        for name in self.needed:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Please fill this in. It is saved without it, but cannot be sent."))

    def keep(self) -> None:
        """Keep what is valid, whatever else is not."""
        with transaction.atomic():
            draft = _locked_draft(self.instance)
            for name in self.cleaned_data:
                if name in self._meta.fields and name not in self.errors:
                    setattr(draft, name, self.cleaned_data[name])
            draft.save(update_fields=self._meta.fields)
        self.instance.refresh_from_db()


def _choice(enum):
    return [("", _("Choose")), *enum.choices]


class NeedForm(StepForm):
    needed = ("subject", "topic", "stage", "need")

    class Meta:
        model = Case
        fields = ["subject", "topic", "stage", "need"]
        labels = {"subject": _("Your question in one line"), "need": _("What you need, in your own words")}
        help_texts = {
            "subject": _("Such as “How do we begin with a night shift clinician?”"),
            "need": _("Leave out names and anything else by which a person in crisis could be recognized."),
        }
        widgets = {"need": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        topics, names = Topic.objects.in_english(), Topic.objects.named()
        chosen = sorted(((t.pk, names.get(t.translation_key, t.name)) for t in topics), key=lambda row: row[1].lower())
        self.fields["topic"].queryset = topics
        self.fields["topic"].choices = [("", _("Choose")), *chosen]
        self.fields["stage"].choices = _choice(Agency.Stage)


class HelpForm(StepForm):
    needed = ("kind",)

    class Meta:
        model = Case
        fields = ["tried", "kind"]
        labels = {"tried": _("What you have tried so far"), "kind": _("How we can help best")}
        help_texts = {
            "tried": _("What worked, what did not, whom you have asked. It saves you answers you know already."),
            "kind": _("A wish. If something else helps more, we say so."),
        }
        widgets = {"tried": forms.Textarea(attrs={"rows": 6}), "kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices


class TimeForm(StepForm):
    needed = ("urgency",)

    class Meta:
        model = Case
        fields = ["urgency", "needed_on", "good_times"]
        labels = {"urgency": _("How soon do you need it?"), "needed_on": _("A date that decides")}
        help_texts = {
            "needed_on": _("A council meeting, a course, the end of an award: by when help has to be there."),
            "good_times": _("When we reach you best. Add your time zone if it is not that of your agency."),
        }
        widgets = {
            "urgency": forms.RadioSelect,
            "needed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["urgency"].choices = Urgency.choices

    def clean_needed_on(self):
        day = self.cleaned_data["needed_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose another one, or leave it empty."))
        return day


class PapersForm(StepForm):
    letter = FilesField(
        single=True,
        label=_("Letter of support"),
        help_text=_(
            "A letter in which your chief executive stands behind this request. PDF, Word or a picture, at most 10 MB."
        ),
    )
    papers = FilesField(
        label=_("Other files"),
        help_text=_("Up to five at once, 10 MB each. PDF, Word, Excel, PowerPoint, JPEG or PNG."),
    )

    class Meta:
        model = Case
        fields = []

    def clean(self):
        values = super().clean()
        new = [*(values.get("letter") or []), *(values.get("papers") or [])]
        if self.instance.attachments.count() + len(new) > MOST_FILES:
            raise ValidationError(_("At most ten files, please. Remove some, or send them later in a message."))
        return values

    def keep(self):
        if self.errors:
            return
        with transaction.atomic():
            draft = _locked_draft(self.instance)
            for name, is_letter in [("letter", True), ("papers", False)]:
                for upload in self.cleaned_data.get(name) or []:
                    attach(draft, upload, by=draft.requester, is_support_letter=is_letter)


@dataclass(frozen=True)
class Step:
    """One page of the way."""

    number: int
    title: str
    form: type[StepForm]


STEPS = [
    Step(1, _("Your need"), NeedForm),
    Step(2, _("Help"), HelpForm),
    Step(3, _("Time"), TimeForm),
    Step(4, _("Files"), PapersForm),
]


def form_of(step: Step, draft: Case, data=None, files=None) -> StepForm:
    return step.form(data, files, instance=draft)


def _locked_draft(draft: Case) -> Case:
    """Raises NotNow where it was sent or discarded meanwhile."""
    row = Case.objects.select_for_update(of=("self",)).filter(pk=draft.pk, status=Status.DRAFT).first()
    if not row:
        raise NotNow
    return row


@transaction.atomic
def begin(*, by) -> Case:
    """A new draft, or the empty one that is there. Raises ValidationError where too many are begun."""
    if not is_member(by):
        raise PermissionDenied
    drafts = Case.objects.filter(requester=by, status=Status.DRAFT)
    empty = drafts.filter(subject="", need="", tried="", kind="", attachments=None).first()
    if empty:
        return empty
    if drafts.count() >= MOST_DRAFTS:
        raise ValidationError(_("You have ten drafts. Send or discard one before you begin another."))
    stage = by.agency.stage if by.agency else ""
    return Case.objects.create(requester=by, agency=by.agency, language=get_language(), stage=stage)


def missing(draft: Case) -> dict[int, list[str]]:
    """What is still needed before it can be sent: labels of fields, by the number of their step."""
    gaps = {}
    for step in STEPS:
        form = form_of(step, draft)
        labels = [form.fields[name].label for name in form.needed if not getattr(draft, name)]
        if step.form is TimeForm and draft.needed_on and draft.needed_on < timezone.localdate():
            labels.append(form.fields["needed_on"].label)  # it has passed meanwhile
        if labels:
            gaps[step.number] = labels
    return gaps


def first_incomplete(draft: Case) -> int | None:
    return next(iter(missing(draft)), None)


def send_draft(draft: Case, *, by) -> None:
    """Send it. Raises ValidationError where something is missing, NotNow where it is no draft any more."""
    with transaction.atomic():
        row = _locked_draft(draft)
        if missing(row):
            raise ValidationError(_("Something is missing before this can be sent."))
        submit(row, by=by)
    draft.refresh_from_db()


def _forget(attachments) -> None:
    for row in attachments:
        file = row.file
        transaction.on_commit(partial(file.storage.delete, file.name))
        row.delete()


@transaction.atomic
def discard(draft: Case) -> None:
    """Delete a draft with its files."""
    row = _locked_draft(draft)
    _forget(row.attachments.all())
    row.delete()


@transaction.atomic
def remove_file(draft: Case, attachment: int) -> None:
    """Delete one file of a draft, if it is there."""
    row = _locked_draft(draft)
    _forget(Attachment.objects.filter(case=row, pk=attachment))
