"""Where links lead that editors place: nothing about a page that is not public is read from its address.

A public page is linked at its own address. A private one at its number, which leads there after the
access rule has been asked. One that is not published has no address at all.
"""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.html import escape
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from members.access import visible_to

__all__ = ["GuardedPageLinkHandler", "address_of"]


def address_of(page: Page) -> str:
    """The address for a link to the page that anybody may read; empty while the page is not published."""
    if not page.live:
        return ""
    if visible_to(AnonymousUser(), Page.objects.filter(pk=page.pk)).exists():
        return page.url or ""
    return reverse("page", args=[page.pk])


class GuardedPageLinkHandler(PageLinkHandler):
    """Links to pages in running text; links in blocks ask it too."""

    address_of = staticmethod(address_of)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        addresses = (page and address_of(page.localized) for page in cls.get_many(attrs_list))
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in addresses]


def _guarded(stock):
    """Redirects to pages lead where links lead."""

    def link(self):
        address = stock(self)
        page = self.redirect_page
        if page and (guarded := address_of(page)) != page.url:
            return guarded or None
        return address

    return property(link)


Redirect.link = _guarded(Redirect.link.func)
