"""The search in the planted site: everything in its index, and promotions of pages that not everybody may open."""

from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.models import Synonym
from tests.findings import index_everything

__all__ = ["SEARCHES", "plant_search"]

SEARCHES = ["needle", "zq", "police"]


def plant_search(site) -> None:
    index_everything()
    site.synonym = Synonym.objects.create(language="en", words="needle\npin")
    site.promoted_query = Query.get("needle")
    for place, page in enumerate([site.recording, site.closed, site.draft]):
        SearchPromotion.objects.create(query=site.promoted_query, page_id=page.pk, sort_order=place)
