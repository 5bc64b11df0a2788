"""All that a publication's own page tells, for one reader: nothing here names what the reader may not open."""

from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from wagtail.models import Site

from content.art import seed_of
from content.place import Place
from library.citations import apa, citation_data
from library.pages import LibraryPage, MembersLibraryPage
from library.publications import Access, Kind, Publication, PublicationQuerySet, Reader
from library.recordings import CitedPublication, RecordingPage
from library.shelf import topic_names
from members.access import may_enter, visible_to
from members.carriers import may_have

__all__ = ["Presentation"]

MOST_RELATED = 4
LONGEST_CHAIN = 10  # editions, each replaced by the next
# What search engines call it (schema.org).
SCHEMA_TYPES = {
    Kind.CURRICULUM: "LearningResource",
    Kind.E_LEARNING: "LearningResource",
    Kind.RECORDING: "CreativeWork",
}


class Presentation:
    """A publication as the person who asks may see it."""

    def __init__(self, publication: Publication, request: HttpRequest):
        self.publication, self.request, self.user = publication, request, request.user
        self.root_url = Site.find_for_request(request).root_url
        if not publication.slug:  # the preview of one that was never saved
            publication.slug = publication.free_slug()

    @property
    def _visible(self) -> PublicationQuerySet:
        return Publication.objects.visible_to(self.user)

    def _open(self, publications):
        """Those that the reader may open, in any language."""
        return publications if may_enter(self.user) else publications.filter(access=Access.PUBLIC)

    # --- where it stands

    @cached_property
    def list_page(self) -> LibraryPage | MembersLibraryPage | None:
        """The list to which it belongs, for this reader: for members' publications the members' list comes first."""
        kinds = [LibraryPage, MembersLibraryPage]
        for kind in reversed(kinds) if self.publication.is_members_only else kinds:
            pages = kind.objects.filter(locale__language_code=get_language())
            if page := visible_to(self.user, pages).first():
                return page
        return None

    @cached_property
    def list_url(self) -> str:
        return self.list_page.get_url(self.request) if self.list_page else ""

    @cached_property
    def versions(self) -> dict[str, str]:
        """The addresses of its records in the languages in which the reader may open one."""
        records = Publication.objects.filter(translation_key=self.publication.translation_key, live=True)
        addresses = {}
        for record in self._open(records).select_related("locale").only("slug", "locale"):
            with override(record.locale.language_code):
                addresses[record.locale.language_code] = record.get_absolute_url()
        return addresses

    @property
    def place(self) -> Place:
        return Place(title=self.publication.title, parent=self.list_page, versions=self.versions)

    @property
    def url(self) -> str:
        return self.root_url + self.publication.get_absolute_url()

    # --- what it is

    @cached_property
    def topics(self) -> list[tuple[int, str]]:
        own = {row.topic_id for row in self.publication.topic_rows.all()}
        return [(pk, name) for pk, name in topic_names().items() if pk in own] if own else []

    @cached_property
    def audiences(self) -> list[tuple[str, str]]:
        own = {row.audience for row in self.publication.audience_rows.all()}
        return [(value, label) for value, label in Reader.choices if value in own]

    @cached_property
    def editions(self) -> list[tuple[str, str, str]]:
        """Editions in other languages: language, title, and the address of the record in that language."""
        found = []
        for edition in self._open(self.publication.other_editions).select_related("locale"):
            with override(edition.locale.language_code):
                found.append((edition.language, edition.title, edition.get_absolute_url()))
        return found

    @cached_property
    def file(self):
        """The file, if the reader may have it."""
        document = self.publication.document
        return document if document and may_have(self.user, document) else None

    @property
    def file_url(self) -> str:
        return reverse("publication_file", kwargs={"slug": self.publication.slug})

    # --- what took its place, what stands beside it

    @property
    def is_replaced(self) -> bool:
        """Whether the reader may open what took its place."""
        return self.successor is not None

    @cached_property
    def successor(self) -> Publication | None:
        """The current edition, in the reader's language, if the reader may open it."""
        edition, seen = self.publication, set()
        while edition.replaced_by_id and edition.translation_key not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(edition.translation_key)
            edition = edition.replaced_by
        if edition.translation_key in seen or not seen:  # a circle, or nothing took its place
            return None
        return self._visible.filter(translation_key=edition.translation_key).first()

    @cached_property
    def related(self) -> list[Publication]:
        """What an editor named, then what shares most topics, then what is of the same kind."""
        named = [row.related.translation_key for row in self.publication.related_rows.select_related("related")]
        others = self._visible.listed().exclude(translation_key=self.publication.translation_key)
        others = others.defer("words").select_related("cover", "document").prefetch_related("cover__renditions")
        chosen = {row.translation_key: row for row in others.filter(translation_key__in=named)} if named else {}
        related = [chosen[key] for key in dict.fromkeys(named) if key in chosen][:MOST_RELATED]
        if left := MOST_RELATED - len(related):
            own = [row.topic_id for row in self.publication.topic_rows.all()]
            shared = Count("topic_rows", filter=Q(topic_rows__topic__in=own))
            alike = others.exclude(translation_key__in=[row.translation_key for row in related])
            alike = alike.filter(Q(topic_rows__topic__in=own) | Q(kind=self.publication.kind)).annotate(shared=shared)
            numbers = list(alike.order_by("-shared", "-year", "pk").values_list("pk", flat=True)[:left])
            rows = others.in_bulk(numbers)
            related += [rows[number] for number in numbers]
        return related

    @cached_property
    def recordings(self) -> list[RecordingPage]:
        """The recordings that cite it, in the reader's language, if the reader may open them."""
        cited = CitedPublication.objects.filter(
            page=OuterRef("pk"), publication__translation_key=self.publication.translation_key
        )
        return list(RecordingPage.newest(self.user).filter(Exists(cited))[:MOST_RELATED])

    # --- how others are told of it

    @cached_property
    def citation_data(self) -> dict:
        """A work is cited as it was published: from the record in its own language, where the reader may open one."""
        cited = self.publication
        if cited.language != cited.locale.language_code:
            own = Publication.objects.filter(locale__language_code=cited.language, live=True)
            cited = self._open(own.filter(translation_key=cited.translation_key)).first() or cited
        return citation_data(cited, self.url)

    @property
    def citation(self) -> SafeString:
        return apa(self.citation_data, get_language())

    @property
    def image_url(self) -> str:
        """The picture shown with links to this page: the cover, or the drawing of its title."""
        if cover := self.publication.cover:
            return self.root_url + cover.get_rendition("max-1200x1200|format-jpeg").url
        return self.root_url + reverse("art", args=[seed_of(self.publication.title)])

    @property
    def full_versions(self) -> list[tuple[str, str]]:
        """(language, absolute address) of every version, where there are several; English is the default."""
        versions = [(code, self.root_url + url) for code, url in self.versions.items()]
        if len(versions) < 2:
            return []
        return versions + [("x-default", url) for code, url in versions if code == "en"]

    @property
    def structured_data(self) -> dict:
        """The publication, for search engines (schema.org)."""
        publication = self.publication
        authors = [
            {"@type": "Person", "givenName": name["given"], "familyName": name["family"]}
            if "family" in name
            else {"@type": "Organization", "name": name["literal"]}
            for name in self.citation_data.get("author", [])
        ]
        work = {
            "@context": "https://schema.org",
            "@type": SCHEMA_TYPES.get(publication.kind, "Report"),
            "name": publication.title,
            "url": self.url,
            "abstract": publication.abstract,
            "author": authors,
            "publisher": publication.publisher and {"@type": "Organization", "name": publication.publisher},
            "datePublished": str(publication.published_on or publication.year),
            "inLanguage": publication.language,
            "numberOfPages": publication.page_count,
            "about": [name for _pk, name in self.topics],
            "audience": [{"@type": "Audience", "audienceType": label} for _value, label in self.audiences],
            "image": self.image_url,
            "sameAs": publication.url,
            "isAccessibleForFree": True,
        }
        if self.file:
            work["encoding"] = {
                "@type": "MediaObject",
                "contentUrl": self.root_url + self.file_url,
                "encodingFormat": self.file.content_type,
            }
        return {key: value for key, value in work.items() if value}
