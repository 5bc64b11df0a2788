"""What can be found in a search: each room registers its kinds here, and `search` reads them.

To make something findable, derive one class from `Kind` (or `PageKind`), register it in a module that the room's
`ready()` imports, and say what its passages are, who may read them, and where they open.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import strip_tags
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.search.index import SearchField

from members.access import MembersOnly, OpenTo, Person, WithAudience, closed_to, is_staff, may_enter, visible_to

__all__ = [
    "LANGUAGES",
    "MEMBERS",
    "PUBLIC",
    "STAFF",
    "Kind",
    "Numbers",
    "PageKind",
    "Passage",
    "Place",
    "keys_of",
    "kinds",
    "numbers",
    "plain",
    "register",
]

# Who may read a passage, as one word that the index keeps beside it. Other words are the kinds' own ("agency:12").
PUBLIC, MEMBERS, STAFF = "public", "members", "staff"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
STOPS = ".!?:;,…·"  # after these a reader sees by themselves that something else follows

Found = tuple[int, str]  # an object's number and the language in which it was found
Place = tuple[int, int]  # an object's number and a locator in it


class Numbers(NamedTuple):
    """The numbers of some objects, as the database is asked for them."""

    sql: str
    values: tuple


def numbers(rows: QuerySet) -> Numbers:
    return Numbers(*rows.order_by().values("pk").query.sql_with_params())


@dataclass(frozen=True)
class Passage:
    """A piece of text that is found as one.

    `locator` says where in the object it stands (the number of a page, milliseconds of a recording); None is the
    object itself. `more` is found but not shown. `topics` are numbers of English topic rows. `document` is the
    number of the file the text stands in, 0 for none.
    """

    language: str
    title: str
    text: str = ""
    lead: str = ""
    more: str = ""
    access: str = PUBLIC
    locator: int | None = None
    document: int = 0
    dated_on: date | None = None
    topics: Iterable[int] = ()
    audiences: Iterable[str] = ()


class Kind:
    """Something that can be found.

    `watches` names other models whose rows the passages are made of: for each, a function from such a row to the
    numbers of the objects it changes; to pairs of a number and a locator, where it changes only what stands there.
    `silent` are fields of the model itself that nobody searches: saving only these changes nothing.
    """

    name: str
    label: Promise | str  # of one
    heading: Promise | str  # of many
    icon: str
    model: type[models.Model]
    is_private: bool = False  # whether nothing of it is for everybody, so that strangers need not be asked about
    access_varies: bool = False  # whether passages of one object may have different readers
    watches: Mapping[str | type[models.Model], Callable[[models.Model], Iterable[int | Place]]] = {}
    silent: Collection[str] = ()

    def rows(self) -> QuerySet:
        """Everything that is to be found, whoever may see it."""
        return self.model._default_manager.all()

    def passages(self, instance) -> Iterator[Passage]:
        raise NotImplementedError

    def passages_at(self, instance, locators: Collection[int]) -> Iterator[Passage]:
        """Those of an object that stand at some places. `instance` comes without what `rows` prefetches."""
        return (passage for passage in self.passages(instance) if passage.locator in locators)

    def access(self, instance) -> str:
        """Who may read the object itself. Kept in step within the transaction that changes the object."""
        return PUBLIC

    def family(self, instance) -> str:
        """The same for objects that are one to readers, such as translations."""
        return f"{self.name}:{getattr(instance, 'translation_key', '') or instance.pk}"

    def due(self) -> Iterable[int]:
        """Objects whose passages change as time goes by, without anybody saving them."""
        return ()

    def keys(self, user: Person) -> Iterable[str]:
        """Words of access beyond the common ones that this person holds."""
        return ()

    def closed(self, user: Person) -> Numbers | None:
        """Objects that the person may not see at this moment whatever their word of access says; None: nothing."""
        return None

    def addresses(self, request: HttpRequest, found: list[Found]) -> dict[Found, str]:
        """Where the objects open, only for those that the person may open now: the last lock before they are shown."""
        raise NotImplementedError

    def place(self, locator: int) -> str:
        """What a passage's place is called, such as "Page 4"."""
        return str(locator)

    def address_within(self, address: str, locator: int) -> str:
        """Where a passage opens."""
        return address


class PageKind(Kind):
    """Pages of one type. What its search fields hold is found."""

    @property
    def is_private(self) -> bool:
        return issubclass(self.model, MembersOnly)

    def rows(self):
        return self.model._default_manager.filter(live=True, alias_of=None).select_related("locale")

    def access(self, instance):
        model = instance.specific_class or Page
        if issubclass(model, WithAudience):
            return MEMBERS if model.objects.filter(pk=instance.pk, audience=OpenTo.MEMBERS).exists() else PUBLIC
        return MEMBERS if issubclass(model, MembersOnly) else PUBLIC

    def text(self, page: Page) -> str:
        """The words of a page beside its title and lead."""
        names = [field.field_name for field in page.get_search_fields() if isinstance(field, SearchField)]
        names = [name for name in dict.fromkeys(names) if name not in ("title", "lead")]
        values = (SearchField(name).get_value(page) for name in names)
        return "\n".join(plain(value) for value in values if value)

    def facts(self, page: Page) -> dict:
        """`dated_on`, `topics` and `audiences` of a page, where it has them."""
        return {}

    def passages(self, instance):
        yield Passage(
            language=instance.locale.language_code,
            title=instance.title,
            lead=getattr(instance, "lead", ""),
            text=self.text(instance),
            access=self.access(instance),
            **self.facts(instance),
        )

    def closed(self, user):
        return _closed_pages(user)

    def addresses(self, request, found):
        pages = visible_to(request.user, Page.objects.filter(pk__in=[pk for pk, _language in found]))
        urls = {page.pk: page.get_url(request) for page in pages}
        return {(pk, language): urls[pk] for pk, language in found if urls.get(pk)}


def _closed_pages(user: Person) -> Numbers | None:
    """The pages behind a restriction that does not admit the person, or whose own row does not.

    Asked once a user object, so once a request.
    """
    if hasattr(user, "_closed_pages"):
        return user._closed_pages
    below = Q()
    for path in set(PageViewRestriction.objects.filter(closed_to(user)).values_list("page__path", flat=True)):
        below |= Q(path__startswith=path)
    if not may_enter(user):
        for model in get_page_models():
            if issubclass(model, WithAudience):
                below |= Q(pk__in=model.objects.filter(audience=OpenTo.MEMBERS).order_by().values("pk"))
    user._closed_pages = numbers(Page.objects.filter(below)) if below else None
    return user._closed_pages


def plain(value) -> str:
    """Text without markup, of whatever a search field holds; cells, headings and blocks are kept apart."""
    if isinstance(value, list | tuple):
        parts = [text for part in value if (text := plain(part).strip())]
        *before, last = parts or [""]
        return "\n".join([*(part if part[-1] in STOPS else f"{part} ·" for part in before), last])
    return strip_tags(str(value).replace("><", "> <"))


_kinds: dict[str, Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    """Make a kind findable. The order of registration is that of the filters."""
    _kinds[kind.name] = kind()
    return kind


def kinds() -> dict[str, Kind]:
    """Every kind by its name."""
    return _kinds


def keys_of(user: Person) -> list[str]:
    """The words of access that a person holds now."""
    keys = [PUBLIC]
    if may_enter(user):
        keys.append(MEMBERS)
        keys += [key for kind in _kinds.values() for key in kind.keys(user)]
    if is_staff(user):
        keys.append(STAFF)
    return keys
