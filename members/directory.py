"""The directory's questions: whom does this reader find, and what may they read there.

The database answers them. A part that is not the reader's to read is neither shown, nor filtered by, nor searched.
"""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from content.places import STATES
from content.topics import Topic
from members.access import is_staff, may_enter, members_now
from members.agencies import Agency, Award
from members.profiles import LANGUAGES, PARTS, Audience, Role, SpokenLanguage, name_of_language, readable

__all__ = ["AgencyFilter", "Entry", "PeopleFilter", "Reader", "may_see_photo", "monogram"]

# What the colors of the strands mean; other and hidden roles have none, or the color would tell.
STRAND_OF_ROLE = {
    Role.OFFICER: "law",
    Role.COORDINATOR: "law",
    Role.EXECUTIVE: "law",
    Role.DISPATCHER: "law",
    Role.CLINICIAN: "care",
    Role.PEER: "voice",
}
NAME_OF_PART = {
    "listing": gettext_lazy("The whole entry"),
    "role": gettext_lazy("Role and title"),
    "photo": gettext_lazy("Photo"),
    "biography": gettext_lazy("About"),
    "expertise": gettext_lazy("Expertise"),
    "languages": gettext_lazy("Languages"),
    "email": gettext_lazy("Email address"),
    "phone": gettext_lazy("Work phone"),
}


@dataclass(frozen=True)
class Reader:
    """Whoever reads: of which agency, whether for the office, and whether the directory is open to them at all."""

    agency_id: int | None = None
    is_staff: bool = False
    may_enter: bool = True

    @classmethod
    def of(cls, user) -> "Reader":
        return cls(getattr(user, "agency_id", None), is_staff(user), may_enter(user))

    def may_read(self, part: str) -> Q:
        return readable(part, self.agency_id, is_staff=self.is_staff)

    def finds(self) -> QuerySet:
        """The members of today that this reader finds, by last name, each with `shows_<part>` for every part."""
        shows = {
            f"shows_{part}": Value(True) if self.is_staff else Case(When(self.may_read(part), then=True), default=False)
            for part in PARTS
        }
        has_page = Exists(Award.objects.current().filter(agency=OuterRef("agency")))
        people = members_now().filter(self.may_read("listing")).annotate(**shows, agency_has_page=has_page)
        people = people if self.may_enter else people.none()
        return people.select_related("agency").order_by("last_name", "first_name", "pk")


def may_see_photo(user, person) -> bool:
    """Whether the one may have the other's photo: one's own always, the office always, others as its owner says."""
    if user.pk == person.pk or is_staff(user):
        return True
    return Reader.of(user).finds().filter(pk=person.pk, shows_photo=True).exists()


def monogram(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


class Entry:
    """A person as one reader may see them. What is not theirs to read is empty here, so no template can show it.

    Made of a row of `Reader.finds()`. For the office, `hidden` tells what other members may not read.
    """

    def __init__(self, person, reader: Reader):
        self._person, self._reader = person, reader
        self.pk = person.pk
        self.name = person.get_full_name() or _("Member without a name")
        self.initials = monogram(self.name)
        self.is_coordinator = person.is_coordinator
        self.agency = person.agency
        self.agency_has_page = person.agency_has_page

    def _part(self, part: str, value, nothing=""):
        return value if getattr(self._person, f"shows_{part}") else nothing

    @property
    def role(self) -> str:
        return self._part("role", self._person.get_role_display())

    @property
    def title(self) -> str:
        return self._part("role", self._person.title)

    @property
    def work(self) -> str:
        """Title and role in one line, each once."""
        return ", ".join(dict.fromkeys(filter(None, [self.title, self.role])))

    @property
    def strand(self) -> str:
        return STRAND_OF_ROLE.get(self._part("role", self._person.role), "none")

    @property
    def photo_url(self) -> str:
        has_photo = self._part("photo", bool(self._person.photo))
        return reverse("person_photo", args=[self.pk]) if has_photo else ""

    @property
    def biography(self) -> str:
        return self._part("biography", self._person.biography)

    @property
    def email(self) -> str:
        return self._part("email", self._person.email)

    @property
    def phone(self) -> str:
        return self._part("phone", self._person.phone)

    @cached_property
    def expertise(self) -> list[str]:
        """Names of topics in the reader's language."""
        if not self._person.shows_expertise:
            return []
        own = set(self._person.expertise.values_list("translation_key", flat=True))
        return [name for key, name in Topic.objects.named().items() if key in own] if own else []

    @cached_property
    def languages(self) -> list[str]:
        if not self._person.shows_languages:
            return []
        return [str(spoken) for spoken in self._person.spoken_languages.all()]

    @property
    def has_particulars(self) -> bool:
        return bool(self.biography or self.expertise or self.languages or self.email or self.phone)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """To the office: the name of each part that not every member may read, and who may not."""
        return self._hidden(PARTS)

    @property
    def hidden_in_lists(self) -> list[tuple[str, str]]:
        """The same for what lists show."""
        return self._hidden(["listing", *(["role"] if self.work else []), *(["photo"] if self.photo_url else [])])

    def _hidden(self, parts) -> list[tuple[str, str]]:
        if not self._reader.is_staff:
            return []
        words = {Audience.AGENCY: _("hidden from other agencies"), Audience.STAFF: _("hidden from members")}
        audiences = ((part, getattr(self._person, f"{part}_audience")) for part in parts)
        return [(NAME_OF_PART[part], words[audience]) for part, audience in audiences if audience in words]


class Filter(forms.Form):
    """A form in the address of a list. An answer that nobody offered finds nothing."""

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()  # so that cleaned_data holds what can be used

    @property
    def answers(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_set(self) -> bool:
        return bool(self.answers or self.errors)

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """What is set: the question, its answer, and the query without it."""
        chips = []
        for name, value in self.answers.items():
            rest = self.data.copy()
            for gone in (name, "page"):
                rest.pop(gone, None)
            field = self.fields[name]
            shown = dict(field.choices).get(value, value) if isinstance(field, forms.ChoiceField) else value
            chips.append((field.label, shown, rest.urlencode()))
        return chips


def _choices(field: forms.ChoiceField, everything: str, choices) -> None:
    field.choices = [("", everything), *choices]


class PeopleFilter(Filter):
    """Whom a reader looks for among the people they find."""

    q = forms.CharField(label=gettext_lazy("Name"), max_length=100, required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    expertise = forms.ChoiceField(label=gettext_lazy("Expertise"), required=False)
    language = forms.ChoiceField(label=pgettext_lazy("a person speaks it", "Language"), required=False)

    def __init__(self, data, reader: Reader):
        self.reader = reader
        super().__init__(data)

    def full_clean(self):
        """Offer what there is: only states and agencies of people whom this reader finds."""
        agencies = list(Agency.objects.filter(pk__in=self.reader.finds().order_by().values("agency")))
        states = {agency.state for agency in agencies}
        _choices(self.fields["state"], _("All states"), [row for row in STATES if row[0] in states])
        _choices(self.fields["agency"], _("All agencies"), [(str(agency.pk), str(agency)) for agency in agencies])
        _choices(self.fields["role"], _("All roles"), Role.choices)
        topics = [(str(key), name) for key, name in Topic.objects.named().items()]
        _choices(self.fields["expertise"], _("All topics"), topics)
        _choices(self.fields["language"], _("All languages"), [(code, name_of_language(code)) for code in LANGUAGES])
        super().full_clean()

    def people(self) -> QuerySet:
        """The people found. Each filter asks only those who let this reader read that part."""
        people = self.reader.finds()
        if self.errors:
            return people.none()
        answers = self.answers
        for word in answers.get("q", "").split():
            people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
        if state := answers.get("state"):
            people = people.filter(agency__state=state)
        if agency := answers.get("agency"):
            people = people.filter(agency=agency)
        if role := answers.get("role"):
            people = people.filter(self.reader.may_read("role"), role=role)
        if topic := answers.get("expertise"):
            knows = people.model.expertise.through.objects.filter(user=OuterRef("pk"), topic__translation_key=topic)
            people = people.filter(self.reader.may_read("expertise"), Exists(knows))
        if language := answers.get("language"):
            speaks = SpokenLanguage.objects.filter(person=OuterRef("pk"), language=language)
            people = people.filter(self.reader.may_read("languages"), Exists(speaks))
        return people


class AgencyFilter(Filter):
    """Which of the agencies that take part now."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def full_clean(self):
        states = set(Agency.objects.holding_an_award().order_by().values_list("state", flat=True))
        _choices(self.fields["state"], _("All states"), [row for row in STATES if row[0] in states])
        _choices(self.fields["kind"], _("All kinds"), Agency.Kind.choices)
        super().full_clean()

    def agencies(self) -> QuerySet[Agency]:
        agencies = Agency.objects.holding_an_award()
        return agencies.none() if self.errors else agencies.filter(**self.answers)
