"""The people and agencies of the directory, as a search finds them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.models import Topic
from members.access import members_now, visible_to
from members.agencies import Agency
from members.directory import Reader
from members.findable import LANGUAGES, MEMBERS, STAFF, Kind, Passage, register
from members.models import DirectoryPage, SpokenLanguage, User
from members.profiles import Audience

__all__ = ["Agencies", "People"]

# The parts of a profile in which words are looked for. Addresses and numbers are not.
PARTS = ["listing", "role", "biography", "expertise", "languages"]


def _of_agency(pk: int) -> str:
    return f"agency:{pk}"


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

    def closed(self, user) -> QuerySet:
        """Whoever is no member today is not in the directory."""
        return User.objects.exclude(pk__in=members_now().values("pk")).order_by().values("pk")

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

    def closed(self, user) -> QuerySet | None:
        if Reader.of(user).is_staff:
            return None
        return Agency.objects.exclude(pk__in=Agency.objects.holding_an_award().values("pk")).order_by().values("pk")

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
        agencies = Agency.objects.filter(pk__in=[pk for pk, _l in found])
        if (closed := self.closed(request.user)) is not None:
            agencies = agencies.exclude(pk__in=closed)
        open_now = set(agencies.values_list("pk", flat=True))
        return {
            (pk, language): _address(request, directories[language], "agency", pk)
            for pk, language in found
            if pk in open_now and language in directories
        }
