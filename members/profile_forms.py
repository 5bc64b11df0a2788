"""The form in which people say who they are and who may read it, and the one by which they leave."""

from functools import partial

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from content.choices import say_choose
from content.topics import Topic
from members.models import SpokenLanguage, User
from members.photos import PhotoField
from members.profiles import LANGUAGES, name_of_language

__all__ = ["CloseAccountForm", "ProfileForm"]

# Headings, and under each of them fields beside the question who sees them.
SECTIONS = [
    (_("Directory"), [([], "listing_audience")]),
    (_("Name and work"), [(["first_name", "last_name"], ""), (["role", "title"], "role_audience")]),
    (_("Photo"), [(["photo", "remove_photo"], "photo_audience")]),
    (_("How to reach me"), [(["email"], "email_audience"), (["phone"], "phone_audience")]),
    (
        _("What I know"),
        [
            (["biography"], "biography_audience"),
            (["expertise"], "expertise_audience"),
            (["spoken"], "languages_audience"),
        ],
    ),
    (_("Language and time"), [(["language", "time_zone"], "")]),
]


class ProfileForm(forms.ModelForm):
    """One's own profile. Give it an account of its own: checking the answers writes them into it, right or wrong."""

    email = forms.EmailField(
        label=_("Email address"),
        disabled=True,
        help_text=_("You sign in with it. Write to the office to change it."),
    )
    photo = PhotoField(label=_("Photo"), required=False, help_text=User._meta.get_field("photo").help_text)
    remove_photo = forms.BooleanField(label=_("Remove my photo"), required=False)
    expertise = forms.MultipleChoiceField(
        label=_("Expertise"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=User._meta.get_field("expertise").help_text,
    )
    spoken = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages you can work in."),
    )

    class Meta:
        model = User
        fields = [
            "listing_audience", "first_name", "last_name", "role", "title", "role_audience", "photo",
            "photo_audience", "email_audience", "phone", "phone_audience", "biography", "biography_audience",
            "expertise_audience", "languages_audience", "language", "time_zone",
        ]  # fmt: skip
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "work tel"}),
            "biography": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.old_photo = self.instance.photo.name
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        if not self.old_photo:
            del self.fields["remove_photo"]
        self.fields["expertise"].choices = [(str(key), name) for key, name in Topic.objects.named().items()]
        self.fields["spoken"].choices = [(code, name_of_language(code)) for code in LANGUAGES]
        say_choose(self)
        self.initial |= {
            "email": self.instance.email,
            "expertise": [str(key) for key in self.instance.expertise.values_list("translation_key", flat=True)],
            "spoken": [row.language for row in self.instance.spoken_languages.all()],
        }

    @property
    def sections(self):
        """(heading, rows); a row is (fields, the field that says who sees them or None)."""
        for heading, rows in SECTIONS:
            yield (
                heading,
                [([self[name] for name in names if name in self.fields], self[audience] if audience else None)
                 for names, audience in rows],
            )  # fmt: skip

    @property
    def has_lost_photo(self) -> bool:
        """Whether a good photo came with answers that need another try; browsers do not keep the file."""
        return bool(self.errors and self.cleaned_data.get("photo"))

    def clean(self):
        answers = super().clean()
        if answers.get("remove_photo") and not answers.get("photo"):
            answers["photo"] = False  # how model forms are told to empty a file field
        return answers

    @transaction.atomic
    def save(self, commit=True):
        person = self.instance
        # Only these columns: what the office or a coordinator changes meanwhile stays changed.
        person.save(update_fields=self.Meta.fields)
        offered = [key for key, _name in self.fields["expertise"].choices]
        others = person.expertise.exclude(translation_key__in=offered)  # topics without a name in this language
        chosen = Topic.objects.in_english().filter(translation_key__in=self.cleaned_data["expertise"])
        person.expertise.set([*chosen, *others])
        person.spoken_languages.exclude(language__in=self.cleaned_data["spoken"]).delete()
        SpokenLanguage.objects.bulk_create(
            [SpokenLanguage(person=person, language=code) for code in self.cleaned_data["spoken"]],
            ignore_conflicts=True,
        )
        if self.old_photo and person.photo.name != self.old_photo:
            transaction.on_commit(partial(person.photo.storage.delete, self.old_photo))
        return person


class CloseAccountForm(forms.Form):
    """The last question before an account is closed."""

    is_sure = forms.BooleanField(label=_("I understand that nobody can undo this"))
