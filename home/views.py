"""Addresses beside the page tree: what search engines ask for, and where people land after signing in."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as part
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page, Site

from home.models import ResourceCenterPage
from library.feeds import PublicationsSitemap
from members.access import may_enter, visible_to
from members.views import closed

__all__ = ["PublicPages", "not_here", "robots", "sitemap", "sitemap_part", "welcome"]


def not_here(request, *args, **kwargs):
    """Close an address that a library would open."""
    raise Http404


@login_required
def welcome(request):
    """Where a person goes after signing in: the Resource Center in their language, or word of what is missing."""
    if not may_enter(request.user):
        return closed(request)
    centers = visible_to(request.user, ResourceCenterPage.objects.filter(locale__language_code=get_language()))
    center = centers.first()
    return redirect(center.get_url(request) if center else reverse("wagtail_serve", args=[""]))


def robots(request):
    """robots.txt (RFC 9309): everything public may be read; what is not for robots is refused by itself."""
    sitemap_url = request.build_absolute_uri(reverse("sitemap"))
    rules = ["User-agent: *", "Disallow: /cms/", "Disallow: /accounts/", "Disallow: /es/accounts/"]
    return HttpResponse(
        "\n".join([*rules, "", f"Sitemap: {sitemap_url}", ""]), content_type="text/plain; charset=utf-8"
    )


class PublicPages(Sitemap):
    """What an anonymous visitor may open, in every language, each with its translations."""

    limit = 10_000

    def __init__(self, request):
        self.request = request

    def items(self):
        root = Site.find_for_request(self.request).root_page
        trees = Q()
        for home in root.get_translations(inclusive=True):
            trees |= Q(path__startswith=home.path)
        pages = visible_to(self.request.user, Page.objects.filter(trees))
        return pages.order_by("path").prefetch_related("locale")

    def _urls(self, page, protocol, domain):
        return [
            {
                "item": item,
                "location": item.get_full_url(self.request),
                "lastmod": item.last_published_at,
                "changefreq": None,
                "priority": "",
                "alternates": [],
            }
            for item in self.paginator.page(page).object_list
        ]


def _sitemaps(request) -> dict[str, Sitemap]:
    """The parts of the sitemap as a stranger sees them, whoever asks."""
    request.user = AnonymousUser()
    return {"pages": PublicPages(request), "publications": PublicationsSitemap(request)}


def sitemap(request):
    """sitemap.xml: where the parts of the sitemap are, each in as many files as it takes."""
    return index(request, _sitemaps(request), sitemap_url_name="sitemap_part")


def sitemap_part(request, section):
    return part(request, _sitemaps(request), section)
