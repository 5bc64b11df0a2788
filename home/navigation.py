"""Menus, breadcrumbs and translations of a page, all trimmed to what this visitor may open."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from content.place import Place
from members.access import visible_to

__all__ = [
    "Alternate",
    "MenuItem",
    "alternates",
    "breadcrumbs",
    "home_of",
    "main_menu",
    "once",
    "place_of",
    "section_menu",
]


@dataclass(frozen=True)
class MenuItem:
    """A page in a menu, with its own menu pages below it."""

    page: Page
    url: str
    is_current: bool
    is_ancestor: bool
    children: list["MenuItem"]


@dataclass(frozen=True)
class Alternate:
    """The same page in another language: `url` is relative, `full_url` absolute."""

    code: str
    name: str
    url: str
    full_url: str
    is_current: bool


def once(request: HttpRequest, key: str, make):
    """Work something out once a request."""
    store = request.__dict__.setdefault("_navigation", {})
    if key not in store:
        store[key] = make()
    return store[key]


def home_of(request: HttpRequest) -> Page | None:
    """The home page in the language of this request, if the visitor may open it."""

    def find():
        site = Site.find_for_request(request)
        if not site:
            return None
        homes = Page.objects.filter(
            translation_key=site.root_page.translation_key,
            locale__language_code=get_language(),
            depth=site.root_page.depth,
        )
        return visible_to(request.user, homes).first()

    return once(request, "home", find)


def main_menu(request: HttpRequest, page: Page | None = None) -> list[MenuItem]:
    """The pages editors put into the menu, two levels, as a tree below the home page."""

    def find():
        home = home_of(request)
        if not home:
            return []
        pages = home.get_descendants().in_menu().filter(depth__lte=home.depth + 2).order_by("path")
        tree, parents = [], {}
        for item in visible_to(request.user, pages):
            entry = MenuItem(
                page=item,
                url=item.get_url(request),
                is_current=bool(page and page.pk == item.pk),
                is_ancestor=bool(page and page.path.startswith(item.path) and page.pk != item.pk),
                children=[],
            )
            if item.depth == home.depth + 1:
                tree.append(entry)
                parents[item.path] = entry
            elif parent := parents.get(item.path[: -Page.steplen]):
                parent.children.append(entry)
        return tree

    return once(request, "menu", find)


def section_menu(request: HttpRequest, page: Page) -> MenuItem | None:
    """The first-level page above this one, with the branch that leads here and the pages right below."""
    home = home_of(request)
    if not home or page.depth <= home.depth:
        return None
    branch = {page.path[: depth * Page.steplen] for depth in range(home.depth + 1, page.depth + 1)}
    pages = Page.objects.filter(path__startswith=min(branch), depth__lte=page.depth + 1).order_by("path")
    entries = {}
    for item in visible_to(request.user, pages):
        above = item.path[: -Page.steplen]
        if item.path not in branch and above not in branch:
            continue
        entries[item.path] = MenuItem(
            page=item,
            url=item.get_url(request),
            is_current=page.pk == item.pk,
            is_ancestor=item.path in branch and page.pk != item.pk,
            children=[],
        )
        if above in entries:
            entries[above].children.append(entries[item.path])
    return entries.get(min(branch))


def place_of(request: HttpRequest) -> Place | None:
    """Where a view that is no page says it stands."""
    return getattr(request, "place", None)


def below(request: HttpRequest, page: Page) -> str:
    """What of this request's path lies behind the address of a page with sub-addresses; empty on the page itself."""
    route = getattr(request, "routable_resolver_match", None)
    return route.route.lstrip("^/") and request.path.removeprefix(page.get_url(request) or "") if route else ""


def breadcrumbs(request: HttpRequest, page: Page | None) -> list[tuple[str, str]]:
    """(title, address) of the pages above this one, from the home page down; empty on the home page.

    On a sub-address of a page, the page itself is the last of them.
    """

    def find():
        place, home = place_of(request), home_of(request)
        last = place.parent if place and not page else page
        if not home or not last or not last.pk or last.depth <= home.depth:
            return []
        is_above = last is not page or bool(below(request, page))
        above = last.get_ancestors(inclusive=is_above).filter(depth__gte=home.depth)
        ancestors = visible_to(request.user, above).order_by("path")
        return [(item.title, item.get_url(request)) for item in ancestors]

    return once(request, "breadcrumbs", find)


def alternates(request: HttpRequest, page: Page | None = None) -> list[Alternate]:
    """This page in every language in which the visitor may open it, itself included.

    What is no page (sign-in, errors) has the same address in every language unless it says otherwise, and so has
    what lies behind a page's.
    """

    def find():
        if page is None and (place := place_of(request)):
            return [
                Alternate(
                    code=code,
                    name=get_language_info(code)["name_local"].capitalize(),
                    url=place.versions[code],
                    full_url=request.build_absolute_uri(place.versions[code]),
                    is_current=code == get_language(),
                )
                for code, _name in settings.LANGUAGES
                if code in place.versions
            ]
        if page is None:
            return [
                Alternate(
                    code=code,
                    name=get_language_info(code)["name_local"].capitalize(),
                    url=(url := translate_url(request.get_full_path(), code)),
                    full_url=request.build_absolute_uri(url),
                    is_current=code == get_language(),
                )
                for code, _name in settings.LANGUAGES
            ]
        if not page.pk:
            return []
        query = Q(translation_key=page.translation_key)
        versions = visible_to(request.user, Page.objects.filter(query)).select_related("locale")
        found = {version.locale.language_code: version for version in versions}
        found[page.locale.language_code] = page
        rest, query = below(request, page), ""
        if hasattr(request, "routable_resolver_match") and request.META.get("QUERY_STRING"):
            query = f"?{request.META['QUERY_STRING']}"
        return [
            Alternate(
                code=code,
                name=get_language_info(code)["name_local"].capitalize(),
                url=f"{found[code].get_url(request) or ''}{rest}{query}",
                full_url=f"{found[code].get_full_url(request) or ''}{rest}",
                is_current=found[code].pk == page.pk,
            )
            for code, _name in settings.LANGUAGES
            if code in found
        ]

    return once(request, "alternates", find)
