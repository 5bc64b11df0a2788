"""Publications with the text of their files, and recordings with the words spoken in them, as a search finds them."""

from dataclasses import replace
from datetime import date
from itertools import zip_longest

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from content.models import Topic
from content.templatetags.content_tags import clock
from library.carried import CarriesFiles, is_in_file, other_languages
from library.documents import DocumentPage, DocumentReport, in_one_line
from library.models import RecordingPage
from library.publications import Access, Publication, PublicationAudience, PublicationTopic
from library.videos import CaptionTrack
from members.access import may_enter
from members.findable import MEMBERS, PUBLIC, Kind, Passage, register

__all__ = ["Publications", "Recordings"]


def _kin(publication: Publication) -> list[int]:
    """A record, its translations, and what they replace: what is said of the one holds for the others."""
    same = Q(translation_key=publication.translation_key)
    replaced = Q(replaced_by__translation_key=publication.translation_key)
    return list(Publication.objects.filter(same | replaced).values_list("pk", flat=True))


def _about(topic: Topic):
    rows = PublicationTopic.objects.filter(topic__translation_key=topic.translation_key)
    return rows.values_list("publication", flat=True)


@register
class Publications(Kind):
    """Records of publications, and each page of their files."""

    name = "publication"
    label = _("Publication")
    heading = _("Publications")
    icon = "book-open"
    model = Publication
    watches = {
        DocumentReport: lambda row: Publication.objects.filter(document=row.document_id).values_list("pk", flat=True),
        "content.SiteDocument": lambda row: row.publications.values_list("pk", flat=True),
        PublicationTopic: lambda row: [row.publication_id],
        PublicationAudience: lambda row: [row.publication_id],
        Publication: _kin,
        Topic: _about,
    }

    def rows(self):
        found = Publication.objects.filter(live=True).listed().defer("words").select_related("locale", "document")
        return found.prefetch_related("topic_rows__topic", "audience_rows")

    def access(self, instance):
        return MEMBERS if instance.is_members_only else PUBLIC

    @staticmethod
    def _is_nearest(record: Publication) -> bool:
        """Whether a file is found through this record of it: that in the file's language, where there is one."""
        if record.locale.language_code == record.language:
            return True
        others = Publication.objects.filter(translation_key=record.translation_key, live=True)
        return not others.filter(document=record.document_id, locale__language_code=record.language).exists()

    def passages(self, instance):
        language = instance.locale.language_code
        topics = [row.topic for row in instance.topic_rows.all()]
        names = Topic.objects.filter(translation_key__in=[topic.translation_key for topic in topics])
        with override(language):
            kind = str(instance.get_kind_display())
        facts = {
            "access": self.access(instance),
            "dated_on": instance.published_on or date(instance.year, 1, 1),
            "topics": [topic.pk for topic in topics],
            "audiences": [row.audience for row in instance.audience_rows.all()],
            "title": instance.title,
        }
        about = names.filter(locale=instance.locale).values_list("name", flat=True) if topics else []
        yield Passage(
            language=language,
            lead=instance.abstract,
            text="\n".join(filter(None, [instance.authors, instance.publisher])),
            more="\n".join([kind, str(instance.year), *about]),
            **facts,
        )
        if instance.document_id and self._is_nearest(instance):
            for number, text in DocumentPage.objects.filter(document=instance.document_id).values_list(
                "number", "text"
            ):
                if text.strip():
                    yield Passage(
                        language=instance.language,
                        text=in_one_line(text),
                        locator=number,
                        document=instance.document_id,
                        **facts,
                    )

    def addresses(self, request, found):
        records = Publication.objects.filter(pk__in=[pk for pk, _language in found], live=True)
        if not may_enter(request.user):
            records = records.filter(access=Access.PUBLIC)
        addresses = {}
        for record in records.select_related("locale").only("slug", "locale"):
            with override(record.locale.language_code):
                addresses[record.pk] = record.get_absolute_url()
        return {(pk, language): addresses[pk] for pk, language in found if pk in addresses}

    def place(self, locator):
        return gettext("Page %(number)s") % {"number": locator}

    def address_within(self, address, locator):
        return f"{address}file/#page={locator}"


def _plays(row) -> list[int]:
    return list(
        RecordingPage.objects.filter(video=getattr(row, "video_id", None) or row.pk).values_list("pk", flat=True)
    )


@register
class Recordings(CarriesFiles):
    """Recordings, each line spoken in them, and the pages of their handouts."""

    name = "recording"
    label = _("Recording")
    heading = _("Recordings")
    icon = "circle-play"
    model = RecordingPage
    watches = {CaptionTrack: _plays, "library.Video": _plays, **CarriesFiles.watches}

    def rows(self):
        parts = ["speaker_rows", "chapters", "topic_rows", "video__captions__cues"]
        return super().rows().select_related("locale", "video").prefetch_related(*parts)

    def text(self, page):
        said = [f"{speaker.name}, {speaker.agency}" for speaker in page.speaker_rows.all()]
        said += [chapter.title for chapter in page.chapters.all()]
        return "\n".join([super().text(page), *said])

    def facts(self, page):
        return {"dated_on": page.held_on, "topics": [row.topic_id for row in page.topic_rows.all()]}

    def _tracks(self, page: RecordingPage) -> list[CaptionTrack]:
        """The captions in the page's language, and those in languages in which the recording has no page."""
        tracks = list(page.video.captions.all()) if page.video else []
        own = page.locale.language_code
        others = other_languages(page)
        return [track for track in tracks if track.language == own or track.language not in others]

    def passages(self, instance):
        page, *in_files = super().passages(instance)
        lines, spoken = [], []
        for track in self._tracks(instance):
            cues = list(track.cues.all())
            spoken += [cue.text for cue in cues if track.language == page.language]
            # What is said goes on in the next line: found together, it opens where it begins.
            for cue, after in zip_longest(cues, cues[1:]):
                lines.append(
                    Passage(
                        language=track.language,
                        title=page.title,
                        lead=" ".join(cue.text.split()),
                        text=" ".join(after.text.split()) if after else "",
                        access=page.access,
                        locator=cue.start,
                        dated_on=page.dated_on,
                        topics=page.topics,
                    )
                )
        yield replace(page, more="\n".join(spoken))
        yield from [*lines, *in_files]

    def place(self, locator):
        return super().place(locator) if is_in_file(locator) else clock(locator / 1000)

    def address_within(self, address, locator):
        return super().address_within(address, locator) if is_in_file(locator) else f"{address}?t={locator // 1000}"
