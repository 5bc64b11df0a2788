"""What staff put on top for some words, to readers who may open it, in their language where there is one."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from members.access import visible_to

__all__ = ["Promoted", "promoted"]


@dataclass(frozen=True)
class Promoted:
    title: str
    url: str
    description: str
    page_pk: int = 0


def promoted(request: HttpRequest, words: str) -> list[Promoted]:
    """The promotions for these very words."""
    rows = SearchPromotion.objects.filter(query__query_string=normalise_query_string(words)).select_related("page")
    rows = list(rows)
    keys = {row.page.translation_key for row in rows if row.page}
    if not rows:
        return []
    pages: dict = {}
    for page in visible_to(request.user, Page.objects.filter(translation_key__in=keys)).select_related("locale"):
        pages.setdefault(page.translation_key, {})[page.locale.language_code] = page
    found = []
    for row in rows:
        if not row.page:
            if row.external_link_url:
                title = row.external_link_text or row.external_link_url
                found.append(Promoted(title, row.external_link_url, row.description))
            continue
        versions = pages.get(row.page.translation_key, {})
        own = next((page for page in versions.values() if page.pk == row.page_id), None)
        page = versions.get(get_language()) or own
        if page and own:  # a promotion of a page that is closed or unpublished is none
            description = row.description if page.pk == row.page_id else ""
            found.append(Promoted(page.title, page.get_url(request), description, page.pk))
    return found
