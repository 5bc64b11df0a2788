"""What people fill in to write, to report and to say what they want to hear of."""

import re
import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.following import Frequency
from forum.moderation import Report
from forum.posts import LONGEST
from forum.topics import Topic

__all__ = [
    "BoardFilter",
    "FollowingForm",
    "PostForm",
    "ReasonForm",
    "ReportForm",
    "SplitForm",
    "TopicForm",
    "asks_to_hide",
    "one_line",
]

INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # also what turns the direction of writing


def one_line(text: str) -> str:
    """The text on one line, without characters that nobody sees."""
    text = INVISIBLE.sub("", text)
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def asks_to_hide(data) -> bool:
    """Whether what was sent asks for an anonymous post, whatever the form has by now."""
    return bool(forms.CheckboxInput().value_from_datadict(data, {}, "is_anonymous"))


class PostForm(forms.Form):
    """A reply, or the text of any post."""

    body = forms.CharField(
        label=_("Your text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Leave out names, numbers and anything else by which a person or a case could be recognized."),
    )
    is_anonymous = forms.BooleanField(
        label=_("Write anonymously"),
        required=False,
        help_text=_("Other members read “a member”. A moderator can reveal the name for a reason, which is logged."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    quote = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**18 - 1)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9)
    care_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, data=None, *, board: Board, may_hide=None, is_edit=False, with_title=False, initial=None):
        super().__init__(data, initial={"submission": uuid.uuid4()} | (initial or {}), label_suffix="")
        may_hide = board.allows_anonymous if may_hide is None else may_hide
        if is_edit or not may_hide:
            del self.fields["is_anonymous"]
        if with_title:
            self.fields = {"title": forms.CharField(label=_("Title"), max_length=160)} | self.fields

    def clean_title(self):
        title = one_line(self.cleaned_data["title"])
        if not title:
            raise ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean_body(self):
        return INVISIBLE.sub("", self.cleaned_data["body"].replace("\r\n", "\n")).strip()

    def clean(self):
        values = super().clean()
        if "body" in values and not values["body"]:
            self.add_error("body", self.fields["body"].error_messages["required"])
        return values


class TopicForm(PostForm):
    """A new topic: its title, kind and language, and the first post."""

    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("What you want to know or tell, in one sentence.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Topic.Kind.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the topic"), choices=settings.LANGUAGES)

    field_order = ["kind", "title", "body", "language", "is_anonymous"]

    def __init__(self, data=None, *, may_announce=False, initial=None, **kwargs):
        beginning = {"kind": Topic.Kind.QUESTION, "language": get_language()} | (initial or {})
        super().__init__(data, initial=beginning, **kwargs)
        if not may_announce:
            kinds = [choice for choice in Topic.Kind.choices if choice[0] != Topic.Kind.ANNOUNCEMENT]
            self.fields["kind"].choices = kinds


class ReportForm(forms.ModelForm):
    why = forms.ChoiceField(label=_("What is wrong"), choices=Report.Why.choices, widget=forms.RadioSelect)

    class Meta:
        model = Report
        fields = ["why", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}


class ReasonForm(forms.Form):
    """Why a moderator does something to what somebody wrote."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its author reads it."),
    )


class SplitForm(forms.Form):
    title = forms.CharField(label=_("Title of the new topic"), max_length=160)

    def clean_title(self):
        return one_line(self.cleaned_data["title"])


class BoardFilter(forms.Form):
    """Which topics of a board."""

    SHOW = [
        ("", _("All topics")),
        ("unread", _("With something new")),
        ("open", _("Questions without an answer")),
        ("mine", _("My own topics")),
    ]

    q = forms.CharField(label=_("Words in the title"), max_length=100, required=False)
    show = forms.ChoiceField(label=pgettext_lazy("topics of a kind", "Show"), choices=SHOW, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All kinds")), *Topic.Kind.choices], required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All languages")), *settings.LANGUAGES], required=False
    )


class FollowingForm(forms.Form):
    """How often one hears from each board one reads, at which hour, and whether of mentions."""

    hour = forms.TypedChoiceField(
        label=_("Time of day for collected messages"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        help_text=_("In your own time zone, which you choose in your profile."),
    )
    wants_mentions = forms.BooleanField(label=_("Tell me at once when somebody mentions me"), required=False)

    def __init__(self, data=None, *, boards, choices, preferences):
        super().__init__(
            data, initial={"hour": preferences.hour, "wants_mentions": preferences.wants_mentions}, label_suffix=""
        )
        self.rows = []
        for board in boards:
            choice = choices.get(board.pk)
            often, new = f"frequency_{board.pk}", f"new_{board.pk}"
            self.fields[often] = forms.ChoiceField(
                label=board.title,
                choices=Frequency.choices,
                initial=choice.frequency if choice else Frequency.DAILY,
            )
            self.fields[new] = forms.BooleanField(
                label=_("New topics too"), required=False, initial=bool(choice and choice.is_followed)
            )
            self.rows.append((board, self[often], self[new]))
