"""The people and agencies of the directory, as a search finds them."""

from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.models import Topic
from members.access import is_staff, members_now, visible_to
from members.agencies import Agency
from members.directory import Reader
from members.findable import LANGUAGES, MEMBERS, STAFF, Kind, Numbers, Passage, numbers, register
from members.models import DirectoryPage, SpokenLanguage, User
from members.profiles import Audience

__all__ = ["Agencies", "People"]

# The parts of a profile in which words are looked for. Addresses and numbers are not.
PARTS = ["listing", "role", "biography", "expertise", "languages"]


def _of_agency(pk: int) -> str:
    return f"agency:{pk}"


@lru_cache(maxsize=2)  # the question is the same all day, and longer in the writing than in the answering
def _no_members(day: date) -> Numbers:
    return numbers(User.objects.exclude(pk__in=members_now(day).values("pk")))


@lru_cache(maxsize=2)
def _without_award(day: date) -> Numbers:
    return numbers(Agency.objects.exclude(pk__in=Agency.objects.holding_an_award(day).values("pk")))


def _directories(request) -> dict[str, DirectoryPage]:
    """The directory in each language in which the person may open it."""
    pages = visible_to(request.user, DirectoryPage.objects.select_related("locale"))
    return {page.locale.language_code: page for page in pages}


def _address(request, page: DirectoryPage, name: str, pk: int) -> str:
    return f"{page.get_url(request)}{page.reverse_subpage(name, args=[pk])}"


@register
class People(Kind):
    """Members as the directory shows them: each part of an entry to those whom its owner lets read it."""

    name = "person"
    label = _("Person")
    heading = _("People")
    icon = "user-round"
    model = User
    is_private = True
    access_varies = True
    watches = {
        SpokenLanguage: lambda row: [row.person_id],
        Agency: lambda row: row.people.values_list("pk", flat=True),
        Topic: lambda row: User.objects.filter(expertise__translation_key=row.translation_key).values_list(
            "pk", flat=True
        ),
        User.expertise.through: lambda row: [row.pk] if isinstance(row, User) else [],
    }

    def rows(self):
        return User.objects.filter(is_active=True, closed_at=None).select_related("agency")

    def access(self, instance):
        return self._key(instance, instance.listing_audience)

    @staticmethod
    def _key(person, audience: str) -> str:
        if audience == Audience.MEMBERS:
            return MEMBERS
        return _of_agency(person.agency_id) if audience == Audience.AGENCY and person.agency_id else STAFF

    def keys(self, user):
        return [_of_agency(user.agency_id)] if getattr(user, "agency_id", None) else []

    def closed(self, user):
        """Whoever is no member today is not in the directory."""
        return _no_members(timezone.localdate())

    def _text(self, person, part: str, language: str) -> str:
        if part == "role":
            return ", ".join(filter(None, [person.title, str(person.get_role_display())]))
        if part == "biography":
            return person.biography
        if part == "languages":
            return ", ".join(str(spoken) for spoken in person.spoken_languages.all())
        names = Topic.objects.filter(locale__language_code=language)
        keys = person.expertise.values_list("translation_key", flat=True)
        return ", ".join(names.filter(translation_key__in=list(keys)).values_list("name", flat=True))

    def passages(self, instance):
        """For each circle of readers one passage with all that it may read, unless all members read the same."""
        name = instance.get_full_name()
        if not name:
            return
        circles = [{Audience.MEMBERS}, {Audience.MEMBERS, Audience.AGENCY}, set(Audience)]
        open_to = {part: Audience(getattr(instance, f"{part}_audience")) for part in PARTS}
        told_to_all = None
        for circle, audience in zip(circles, [Audience.MEMBERS, Audience.AGENCY, Audience.STAFF], strict=True):
            parts = [part for part in PARTS if open_to[part] in circle]
            if "listing" not in parts or parts == told_to_all:
                continue
            if audience == Audience.MEMBERS:
                told_to_all = parts
            for language in LANGUAGES:
                with override(language):
                    texts = {part: self._text(instance, part, language) for part in parts if part != "listing"}
                agency = f"{instance.agency.name}, {instance.agency.place}" if instance.agency else ""
                yield Passage(
                    language=language,
                    title=name,
                    lead=" · ".join(filter(None, [texts.pop("role", ""), agency])),
                    text="\n".join(filter(None, texts.values())),
                    access=self._key(instance, audience),
                )

    def addresses(self, request, found):
        directories = _directories(request)
        open_now = set(
            Reader.of(request.user).finds().filter(pk__in=[pk for pk, _l in found]).values_list("pk", flat=True)
        )
        return {
            (pk, language): _address(request, directories[language], "person", pk)
            for pk, language in found
            if pk in open_now and language in directories
        }


@register
class Agencies(Kind):
    """The agencies that take part now."""

    name = "agency"
    label = _("Agency")
    heading = _("Agencies")
    icon = "building-2"
    model = Agency
    is_private = True

    def access(self, instance):
        return MEMBERS

    def closed(self, user):
        return None if is_staff(user) else _without_award(timezone.localdate())

    def passages(self, instance):
        for language in LANGUAGES:
            with override(language):
                program = [instance.get_stage_display(), instance.get_model_display()]
                facts = [
                    instance.get_kind_display(),
                    instance.tribal_nation,
                    instance.city,
                    instance.get_state_display(),
                ]
                yield Passage(
                    language=language,
                    title=instance.name,
                    lead=" · ".join(str(fact) for fact in facts if fact),
                    text=" · ".join(str(fact) for fact in program if fact),
                    access=MEMBERS,
                )

    def addresses(self, request, found):
        directories = _directories(request)
        agencies = Agency.objects.all() if is_staff(request.user) else Agency.objects.holding_an_award()
        open_now = set(agencies.filter(pk__in=[pk for pk, _l in found]).values_list("pk", flat=True))
        return {
            (pk, language): _address(request, directories[language], "agency", pk)
            for pk, language in found
            if pk in open_now and language in directories
        }
