"""The second lock: a restriction row on what is private by type, in both languages."""

from wagtail.models import Page, PageViewRestriction

from members.access import MembersOnly, groups_that_may_enter

__all__ = ["close"]


def close(pages: list[Page]) -> None:
    """Limit the Resource Centers among the pages, and their translations, to the groups that may enter."""
    for page in pages:
        if not isinstance(page, MembersOnly) or isinstance(page.get_parent().specific, MembersOnly):
            continue  # public, or closed by the page above it
        for version in page.get_translations(inclusive=True):
            restriction, _ = PageViewRestriction.objects.get_or_create(
                page_id=version.pk, restriction_type=PageViewRestriction.GROUPS
            )
            restriction.groups.set(groups_that_may_enter())
