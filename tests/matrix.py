"""A site with a marker in every kind of content, and the people who ask for it.

A marker is a word that stands nowhere else. It says by its letter who may meet it on the public site.
"""

import json
import re
from datetime import timedelta
from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from content.models import Alert, SiteText, Topic
from home.models import AdvisoryBoardPage, ArticlePage, ContactFormPage, FormField, PartnersPage
from library.models import CaptionTrack, DocumentPage, RecordingPage
from members.models import DirectoryPage
from members.profiles import AUDIENCE_FIELDS
from tests.builders import (
    a_board_member,
    a_clip,
    a_member,
    a_news_list,
    a_page,
    a_partner,
    a_request,
    a_resource_center,
    a_user,
    a_video,
    an_agency,
    an_image,
    an_invitation,
    home,
    restrict,
)
from tests.matrix_assistance import READERS_OF_REQUESTS, plant_requests
from tests.matrix_events import event_forms, plant_events
from tests.matrix_forum import plant_forum
from tests.matrix_recordings import plant_recordings
from tests.matrix_search import plant_search
from tests.publications import a_library, a_members_library, a_publication

__all__ = [
    "AGENCY",
    "ANYBODY",
    "COORDINATOR",
    "HIDDEN",
    "IDENTITIES",
    "MARKER",
    "MEMBERS",
    "MODERATORS",
    "NEIGHBORS",
    "NEVER",
    "OFFICE",
    "OUTSIDERS",
    "STAFF",
    "Planted",
]

OUTSIDERS = ["anonymous", "account", "pending", "expired", "suspended", "funder"]
STAFF = ["editor", "translator", "moderator", "membership", "assistance", "administrator"]
# "member" and "coordinator" belong to one agency, "neighbor" to another.
COLLEAGUES = ["member", "coordinator"]
IDENTITIES = [*OUTSIDERS, *COLLEAGUES, "neighbor", *STAFF]

# The letter of a marker → the people who meet it on the public site.
ANYBODY, MEMBERS, MODERATORS, OFFICE, NEVER, AGENCY, COORDINATOR, NEIGHBORS, HIDDEN = "amosngcbh"
READERS = {
    ANYBODY: set(IDENTITIES),
    MEMBERS: {*COLLEAGUES, "neighbor", *STAFF},
    AGENCY: {*COLLEAGUES, *STAFF},
    COORDINATOR: {"coordinator"},
    NEIGHBORS: {"neighbor", *STAFF},
    HIDDEN: {"coordinator", *STAFF},  # whoever looks after an agency knows who belongs to it
    MODERATORS: {"moderator", "administrator"},
    OFFICE: set(STAFF),  # files that nothing published carries
    NEVER: set(),  # drafts, messages, other people's addresses: not on the public site, whoever asks
    **READERS_OF_REQUESTS,
}
MARKER = re.compile(r"zq[amosngcbhrdkwt]\d{3}x(?:en|es)")
FIELDS = ["title", "slug", "lead", "seo_title", "search_description"]


class Planted:
    """The site. `markers` tells what each marker stands for; `people` are the identities but the anonymous one."""

    def __init__(self):
        self.markers: dict[str, str] = {}
        self._numbers = count(1)
        self.spanish = Locale.objects.get(language_code="es")
        self._people()
        self._files()
        self._snippets()
        self._pages()
        self._publications()
        plant_recordings(self, MEMBERS, NEVER)
        plant_events(self, ANYBODY, MEMBERS, NEVER)
        plant_requests(self)
        plant_forum(self)
        self._translations()
        self._admin_rows()
        plant_search(self)

    # --- words

    def plant(self, letter: str, what: str) -> str:
        """A new marker for a word in English."""
        marker = f"zq{letter}{next(self._numbers):03}xen"
        self.markers[marker] = what
        return marker

    def words(self, letter: str, what: str) -> dict[str, str]:
        """A marker for every field that each page has. What is for search engines shows on public pages alone."""
        letters = dict.fromkeys(FIELDS, letter) | {"search_description": letter if letter == ANYBODY else NEVER}
        return {name: self.plant(letters[name], f"{what}: {name}") for name in FIELDS}

    def in_spanish(self, text: str) -> str:
        for marker in MARKER.findall(text):
            self.markers[marker[:-2] + "es"] = f"{self.markers[marker]}, in Spanish"
        return MARKER.sub(lambda match: match[0][:-2] + "es", text)

    def forbidden(self, identity: str, text: str, asked: str = "") -> list[str]:
        """The markers in an answer that this person should not meet, but for those in their own question."""
        found = set(MARKER.findall(text)) - set(MARKER.findall(asked))
        return sorted(
            f"{marker} ({self.markers.get(marker)})" for marker in found if identity not in READERS[marker[2]]
        )

    def expected(self, identity: str) -> set[str]:
        return {marker for marker in self.markers if identity in READERS[marker[2]]}

    # --- rows

    def _people(self):
        self.agency = an_agency(name=self.plant(ANYBODY, "agency"))
        self.other_agency = an_agency(name=self.plant(ANYBODY, "other agency"))
        self.people = {
            "anonymous": AnonymousUser(),
            "account": a_user(),
            "pending": a_user(email=a_request().email),
            "expired": a_member(agency=an_agency(awarded=False)),
            "suspended": a_member(agency=self.agency, membership_suspended_at=timezone.now()),
            "member": a_member(agency=self.agency, listing_audience="staff"),
            "coordinator": a_member(agency=self.agency, is_coordinator=True, listing_audience="staff"),
            "neighbor": a_member(agency=self.other_agency, listing_audience="staff"),
            "funder": a_user("Funder"),
            "editor": a_user("Editors"),
            "translator": a_user("Translators"),
            "moderator": a_user("Moderators"),
            "membership": a_user("Membership staff"),
            "assistance": a_user("Assistance staff"),
            "administrator": a_user(is_superuser=True),
        }
        self.profiles = {
            "open": self._profile(self.agency, MEMBERS, MEMBERS, "members"),
            "for the agency": self._profile(self.agency, MEMBERS, AGENCY, "agency"),
            "for the other agency": self._profile(self.other_agency, MEMBERS, NEIGHBORS, "agency"),
            "for staff": self._profile(self.agency, MEMBERS, OFFICE, "staff"),
            "hidden": self._profile(self.agency, HIDDEN, OFFICE, "members", HIDDEN, listing_audience="staff"),
        }
        self.other = self.profiles["for staff"]
        # Whoever is no member is not listed, whatever their profile says.
        for agency, fields in [
            (an_agency(awarded=False), {}),
            (self.agency, {"membership_suspended_at": timezone.now()}),
            (self.agency, {"is_active": False}),
        ]:
            words = {name: self.plant(NEVER, f"former member: {name}") for name in ("first_name", "biography")}
            a_member(agency=agency, **words, **fields)
        for agency, letter in [(self.agency, COORDINATOR), (self.other_agency, NEVER)]:
            words = {name: self.plant(letter, f"request: {name}") for name in ("first_name", "last_name", "reason")}
            a_request(agency, email=f"{self.plant(letter, 'request: email')}@example.org", **words)
            a_request(agency, status="unconfirmed", first_name=self.plant(NEVER, "unconfirmed request"))
            an_invitation(agency, email=f"{self.plant(letter, 'invitation')}@example.org")
        # What a secret address opens, it opens to whoever has it.
        self.confirmation = a_request(status="unconfirmed").confirmation_url
        self.invitation = an_invitation(self.agency).url

    def _profile(self, agency, listing: str, letter: str, audience: str, at_work: str = "", **audiences):
        """A member whose name `listing` may read, title and address `at_work`, and all else `letter`."""
        words = {part: self.plant(letter, f"profile: {part}") for part in ("phone", "biography")}
        words |= {part: self.plant(at_work or letter, f"profile: {part}") for part in ("title", "email")}
        person = a_member(
            agency=agency,
            email=f"{words.pop('email')}@example.org",
            first_name=self.plant(listing, "first name"),
            last_name=self.plant(listing, "last name"),
            role="officer",
            **words,
            **{name: audience for name in AUDIENCE_FIELDS if name != "listing_audience"} | audiences,
        )
        person.photo.save("person.webp", ContentFile(self.plant(letter, "profile: photo").encode()))
        topic = self._twice(Topic.objects.create(name=f"Topic {person.pk}", locale=Locale.get_default()))
        person.expertise.add(topic)
        return person

    def _document(self, letter, what):
        file = ContentFile(
            self.plant(letter, f"content of {what}").encode(), f"{self.plant(letter, f'file of {what}')}.txt"
        )
        title = self.plant(NEVER if letter == OFFICE else letter, f"title of {what}")
        return get_document_model().objects.create(title=title, file=file)

    def _image(self, what, **fields):
        image = an_image(title=self.plant(NEVER, f"title of {what}"), **fields)
        image.description = self.plant(NEVER, f"description of {what}")
        image.save()
        return image

    def _files(self):
        self.documents = {letter: self._document(letter, "a document") for letter in (ANYBODY, MEMBERS, OFFICE)}
        self.images = {letter: self._image("a picture") for letter in (ANYBODY, MEMBERS, OFFICE)}
        self.renditions = {letter: image.get_rendition("width-32") for letter, image in self.images.items()}
        clip = a_clip()
        self.video = a_video(title=self.plant(NEVER, "title of the video"), captions=(), data=clip)
        self.idle_video = a_video(title=self.plant(NEVER, "title of an idle video"), captions=(), data=clip)
        for video, letter in [(self.video, MEMBERS), (self.idle_video, OFFICE)]:
            words = f"WEBVTT\n\n00:00.000 --> 00:01.000\n{self.plant(letter, 'captions')}\n"
            for language, text in [("en", words), ("es", self.in_spanish(words))]:
                track = CaptionTrack(video=video, language=language)
                track.file.save(f"clip.{language}.vtt", ContentFile(text.encode()), save=False)
                track.save()

    @property
    def file_addresses(self):
        """Every address of a video, its picture, its sound, its captions and what they say."""
        for video in (self.video, self.idle_video):
            yield from (video.url, video.poster_url, video.sound_url)
            for track in video.captions.all():
                yield from (track.url, track.transcript_url)

    @property
    def forms(self):
        """The addresses of the forms that are open to everybody; they hand every visitor a token."""
        asking = ["/request-access/", self.confirmation, self.invitation]
        contact = [form.get_url() for form in ContactFormPage.objects.all()]
        return [*contact, *asking, *(f"/es{path}" for path in asking), *event_forms(self)]

    def _twice(self, row, **fields):
        """The row in Spanish as well, as published as it is in English."""
        other = row.copy_for_translation(self.spanish)
        for name, text in fields.items():
            setattr(other, name, self.in_spanish(text))
        if hasattr(row, "live"):
            other.live = row.live
        other.save()
        return row

    def _snippets(self):
        now, today = timezone.now(), timezone.localdate()
        english = Locale.get_default()
        crisis, thanks = self.plant(ANYBODY, "crisis line"), self.plant(ANYBODY, "disclaimer")
        words = {"crisis_notice": crisis, "disclaimer": thanks, "powered_by": "x", "funding_acknowledgement": "x"}
        self.text = self._twice(
            SiteText.objects.create(locale=english, **words), crisis_notice=crisis, disclaimer=thanks
        )
        self.alerts = []
        for letter, fields in [
            (ANYBODY, {}),
            (NEVER, {"live": False}),
            (NEVER, {"starts_at": now + timedelta(days=1)}),
            (NEVER, {"starts_at": now - timedelta(days=2), "ends_at": now - timedelta(days=1)}),
        ]:
            words = {name: self.plant(letter, f"alert: {name}") for name in ("title", "message")}
            self.alerts.append(self._twice(Alert.objects.create(locale=english, **words, **fields), **words))
        self.partners = []
        for letter, live in [(ANYBODY, True), (NEVER, False)]:
            words = {"name": self.plant(letter, "partner"), "summary": self.plant(letter, "partner's summary")}
            self.partners.append(self._twice(a_partner(live=live, **words), **words))
        self.board = []
        for letter, fields in [
            (ANYBODY, {}),
            (NEVER, {"live": False}),
            (NEVER, {"term_ends_on": today}),
        ]:
            words = {"name": self.plant(letter, "board member"), "biography": self.plant(letter, "biography")}
            self.board.append(self._twice(a_board_member(**words, **fields), **words))

    def _body(self, letter, what, *blocks):
        text = {"type": "text", "value": f"<p>{self.plant(letter, f'{what}: text')}</p>"}
        return json.dumps([text, *blocks])

    def _item(self, value):
        return {"type": "item", "id": str(next(self._numbers)), "value": value}

    def _carrying(self, letter):
        picture = {"image": self.images[letter].pk, "decorative": False, "alt_text": self.plant(letter, "alt text")}
        return [
            {"type": "figure", "value": {"image": picture, "caption": self.plant(letter, "caption"), "width": "text"}},
            {
                "type": "downloads",
                "value": {"heading": "", "documents": [self._item({"document": self.documents[letter].pk})]},
            },
        ]

    def _pages(self):
        self.pages: list[Page] = []

        def page(letter, what, model=None, parent=None, **fields):
            options = {"model": model} if model else {}
            fields = {"show_in_menus": True} | self.words(letter, what) | fields
            made = a_page(parent=parent, **options, **fields)
            self.pages.append(made)
            return made

        center, recordings = a_resource_center()
        self.center, self.recordings = center, recordings
        self.directory = a_page(DirectoryPage, center, title="Directory", slug="directory")
        for found, what in [
            (center, "Resource Center"),
            (recordings, "list of recordings"),
            (self.directory, "directory"),
        ]:
            vars(found).update(self.words(MEMBERS, what), show_in_menus=True)
            self.pages.append(found)
        center.body = self._body(MEMBERS, "Resource Center", *self._carrying(MEMBERS))
        for found in (center, recordings, self.directory):
            found.save()
        self.recording = page(
            MEMBERS, "recording", RecordingPage, recordings, video=self.video,
            about=f"<p>{self.plant(MEMBERS, 'about')}</p>",
        )  # fmt: skip
        page(NEVER, "draft of a recording", RecordingPage, recordings, live=False, about=self.plant(NEVER, "about"))

        news = a_news_list()
        self.pages.append(news)
        self.article = page(ANYBODY, "article", ArticlePage, news, body=self._body(ANYBODY, "article"))
        self.closed = page(
            MEMBERS, "article for members", ArticlePage, news, body=self._body(MEMBERS, "closed article")
        )
        restrict(self.closed, "Members", "Editors", "Moderators", "Translators", "Membership staff", "Assistance staff")
        restrict(page(MODERATORS, "article for moderators", ArticlePage, news), "Moderators")
        self.draft = page(NEVER, "draft", ArticlePage, news, live=False, body=self._body(NEVER, "draft"))
        page(NEVER, "unpublished article", ArticlePage, news).unpublish()
        page(NEVER, "scheduled article", ArticlePage, news, live=False, go_live_at=timezone.now() + timedelta(days=9))

        section = page(MEMBERS, "section for members", body=self._body(MEMBERS, "section"))
        restrict(section, "Members", "Editors", "Moderators", "Translators", "Membership staff", "Assistance staff")
        page(MEMBERS, "page in the section", parent=section)
        page(MEMBERS, "alias", parent=section).create_alias(parent=home(), update_slug="alias")

        targets = [self.recording, self.closed, self.draft, section]
        anchors = "".join(f'<a linktype="page" id="{target.pk}">Read on</a> ' for target in targets)
        links = [self._item({"label": "Read on", "page": target.pk, "url": ""}) for target in targets]
        cards = [self._item({"strand": "law", "title": "x", "text": "x", "links": [link]}) for link in links]
        people = [self._item(person.pk) for person in self.board]
        blocks = [
            *self._carrying(ANYBODY),
            {"type": "text", "value": f"<p>{anchors}</p>"},
            {"type": "cards", "value": {"heading": "", "introduction": "", "items": cards}},
            {"type": "articles", "value": {"heading": "", "introduction": "", "limit": 12}},
            {"type": "people", "value": {"heading": "", "introduction": "", "people": people}},
            {"type": "partners", "value": {"heading": "", "introduction": "", "role": ""}},
        ]
        self.about = page(ANYBODY, "page about the program", body=self._body(ANYBODY, "about the program", *blocks))
        draft = self.about.get_latest_revision_as_object()
        draft.title = draft.lead = self.plant(NEVER, "changes that nobody has published")
        draft.save_revision()
        page(ANYBODY, "page of partners", PartnersPage)
        page(ANYBODY, "page of the board", AdvisoryBoardPage)
        self.contact = page(ANYBODY, "contact form", ContactFormPage, thanks=self.plant(ANYBODY, "thanks"))
        self.contact.form_fields.add(FormField(label=self.plant(ANYBODY, "question"), field_type="singleline"))
        self.contact.save()
        for place in (self.closed, self.draft):
            Redirect.objects.create(old_path=f"/old-{place.pk}", redirect_page=place)

    def _publications(self):
        self.library = a_library(**self.words(ANYBODY, "library") | {"show_in_menus": True})
        self.members_library = a_members_library(
            self.center, **self.words(MEMBERS, "members’ library") | {"show_in_menus": True}
        )
        self.pages += [self.library, self.members_library]
        topic = self._twice(Topic.objects.create(name="Subject", locale=Locale.get_default()))
        self.publications = []
        for letter, access, fields in [
            (ANYBODY, "public", {}),
            (MEMBERS, "members", {}),
            (NEVER, "public", {"live": False}),
        ]:
            names = ("title", "abstract", "authors", "publisher")
            words = {name: self.plant(letter, f"publication: {name}") for name in names}
            words_of_file = self.plant(OFFICE if letter == NEVER else letter, "a publication's file")
            file = ContentFile(words_of_file.encode(), "publication.txt")
            document = get_document_model().objects.create(title="File", file=file)
            made = a_publication([topic], ["patrol"], access=access, document=document, **words, **fields)
            text = f"needle {self.plant(letter, 'text of a file')}"
            DocumentPage.objects.create(document=document, number=1, text=text)
            self.publications.append(self._twice(made, **words))
        self.topic = topic

    def _translations(self):
        for page in list(self.pages):
            page = Page.objects.get(pk=page.pk).specific
            other = page.copy_for_translation(self.spanish, copy_parents=True).specific
            for field in other._meta.get_fields():
                name = getattr(field, "attname", "")
                value = getattr(page, name, None)
                if name == "body":
                    other.body = self.in_spanish(json.dumps(list(page.body.raw_data)))
                elif isinstance(value, str) and name not in ("path", "url_path", "translation_key"):
                    setattr(other, name, self.in_spanish(value))
            for row in getattr(other, "form_fields", FormField.objects.none()).all():
                row.label = self.in_spanish(row.label)
                row.save()
            other.live = page.live
            other.save()
            if page.live:
                other.save_revision().publish()
            self.pages.append(Page.objects.get(pk=other.pk))

    def _admin_rows(self):
        for form in ContactFormPage.objects.all():
            name = form.form_fields.get().clean_name
            FormSubmission.objects.create(page=form, form_data={name: self.plant(NEVER, "message from a visitor")})
        source, _created = TranslationSource.get_or_create_from_instance(Page.objects.get(pk=self.article.pk).specific)
        self.translation = Translation.objects.create(source=source, target_locale=self.spanish)
        self.segment = StringSegment.objects.filter(source=source).first()
        self.override = OverridableSegment.objects.filter(source=source).first()
        self.collection = Collection.get_first_root_node().add_child(instance=Collection(name="Frank"))
