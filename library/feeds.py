"""What programs may follow: Atom feeds and the sitemap. They tell of public publications alone, whoever asks."""

import re
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import F, Max
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from library.publications import Access, Publication
from library.shelf import topic_names

__all__ = ["PublicationsFeed", "PublicationsSitemap", "TopicFeed"]

NEWEST = 30
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _clean(text) -> str:
    return NOT_IN_XML.sub("", str(text))


class PublicationsFeed(Feed):
    """What was published last, in the language of the address."""

    feed_type = Atom1Feed

    def title(self):
        return _("Publications of CIT ASSIST")

    def subtitle(self):
        return _("The newest publications in the library")

    def link(self):
        return reverse("publications_feed")

    def items(self, topic=None):
        found = Publication.objects.visible_to(AnonymousUser()).listed()
        if topic:
            found = found.filter(topic_rows__topic=topic[0])
        return found.order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:NEWEST]

    def item_title(self, item):
        return _clean(item.title)

    def item_description(self, item):
        return _clean(item.abstract)

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at

    def item_author_name(self, item):
        return _clean("; ".join(item.author_list)) or None


class TopicFeed(PublicationsFeed):
    """The newest publications about one topic, by the number of the topic's English row."""

    def get_object(self, request, pk):
        if pk not in (names := topic_names()):
            raise Http404
        return pk, names[pk]

    def title(self, topic):
        return _("Publications of CIT ASSIST: %(topic)s") % {"topic": _clean(topic[1])}

    def link(self, topic):
        return reverse("topic_feed", args=[topic[0]])


class PublicationsSitemap(Sitemap):
    """Public records in every language. What is archived or replaced stays out."""

    limit = 10_000

    def __init__(self, request):
        self.root = urlsplit(Site.find_for_request(request).root_url)

    def get_protocol(self, protocol=None):
        return self.root.scheme

    def get_domain(self, site=None):
        return self.root.netloc

    def items(self):
        public = Publication.objects.listed().filter(live=True, access=Access.PUBLIC)
        return public.select_related("locale").only("slug", "last_published_at", "locale").order_by("pk")

    def location(self, item):
        with override(item.locale.language_code):
            return item.get_absolute_url()

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("last_published_at"))["latest"]
