"""From sheets to published pages. Links are looked up last, so that any page may link to any other."""

import re
from typing import Any

from wagtail.models import Locale, Page

from citassist.demo import files, home_page, privacy, publications
from citassist.demo.keys import key_of
from citassist.demo.references import noted_once
from citassist.demo.sheets import Sheet
from home.models import BoardMember, HomePage

__all__ = ["make_pages"]

KEY = re.compile(r"(page|document|picture|person|publication):([\w/.-]+)")
REFERENCE = re.compile(r'href="(page|document):([^"]+)"')


def home() -> HomePage:
    return HomePage.objects.get(locale=Locale.get_default(), depth=2)


def find(key: str) -> Page:
    """The English page with a key; the home page's is empty."""
    return Page.objects.get(translation_key=key_of(f"page:{key}"), locale=Locale.get_default()) if key else home()


def row(kind: str, key: str):
    """The row that a key stands for."""
    match kind:
        case "page":
            return find(key)
        case "document":
            return files.document(key)
        case "picture":
            return files.picture(key)
        case "publication":
            return publications.find(key)
    return BoardMember.objects.get(translation_key=key_of(f"person:{key}"), locale=Locale.get_default())


def resolve(value: Any) -> Any:
    """Replace every key in a raw value by the number of the row it stands for."""
    if isinstance(value, dict):
        return {name: resolve(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [resolve(part) for part in value]
    if not isinstance(value, str):
        return value
    if match := KEY.fullmatch(value):
        return row(*match.groups()).pk
    return REFERENCE.sub(lambda match: f'linktype="{match[1]}" id="{row(*match.groups()).pk}"', value)


def is_key(value: Any) -> bool:
    """Whether a raw value stands for a row, which may not be made yet."""
    return isinstance(value, str) and bool(KEY.fullmatch(value))


def stream(page: Page, name: str, blocks: list[tuple[str, Any]]):
    """A stream value that has passed the editor's own checks."""
    block = page._meta.get_field(name).stream_block
    return block.clean(block.to_python([{"type": kind, "value": resolve(value)} for kind, value in blocks]))


def make_pages(sheets: list[Sheet], author) -> list[Page]:
    """Make and publish the pages that are missing, parents before children; fill an empty home page."""
    english = Locale.get_default()
    keys = {key_of(f"page:{sheet.key}"): sheet for sheet in sheets}
    there = Page.objects.filter(locale=english, translation_key__in=keys)
    there = set(there.values_list("translation_key", flat=True))
    made = []
    for key, sheet in keys.items():
        if key in there:
            continue
        page = sheet.model(
            title=sheet.title,
            slug=sheet.slug,
            lead=sheet.lead,
            search_description=sheet.description,
            show_in_menus=sheet.in_menu,
            translation_key=key,
            locale=english,
            owner=author,
            live=False,
            **{name: value for name, value in sheet.fields.items() if not is_key(value)},
        )
        find(sheet.parent).add_child(instance=page)
        privacy.close([page])
        made.append((sheet, page.pk))
    pages = []
    with noted_once(pages):
        for sheet, pk in made:
            page = sheet.model.objects.get(pk=pk)  # as it stands now, with its children
            for name, value in sheet.fields.items():
                setattr(page, name, resolve(value))
            for name, rows in sheet.rows.items():
                setattr(page, name, rows)
            if sheet.body:
                page.body = stream(page, "body", sheet.body)
            if sheet.questions:
                fields = page.form_fields.model
                page.form_fields = [
                    fields(sort_order=order, locale=english, **facts) for order, facts in enumerate(sheet.questions)
                ]
            page.save_revision(user=author).publish(user=author)
            pages.append(sheet.model.objects.get(pk=pk))
    front = home()
    return pages if front.body else [fill(front, author), *pages]


def fill(page: HomePage, author) -> HomePage:
    """Give an empty home page its words."""
    page.lead = home_page.LEAD
    page.search_description = home_page.DESCRIPTION
    page.actions = stream(page, "actions", home_page.ACTIONS)
    page.body = stream(page, "body", home_page.BODY)
    page.save_revision(user=author).publish(user=author)
    return HomePage.objects.get(pk=page.pk)
