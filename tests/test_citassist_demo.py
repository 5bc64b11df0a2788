"""The demonstration world: whole in both languages, and safe to make again."""

import dataclasses
import io
import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import polib
import pypdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone, translation
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex
from wagtail.rich_text import expand_db_html
from wagtail_localize.models import StringSegment, Translation

from assistance.models import Case, Event, Message, Milestone, Reply, Status, Survey
from citassist.demo import clips, files, papers, publications, translations, worksheets
from citassist.demo.accounts import ACCOUNTS, PASSWORD
from citassist.demo.meetings import MEETINGS
from citassist.demo.publications.entries import BOTH
from citassist.demo.topics import TOPICS
from content.blocks import BODY_BLOCKS
from content.models import Alert, SiteDocument, SiteImage, SiteText, Topic
from events.models import Attendance, EventPage, Registration
from forum.models import Board, Post, Report
from forum.models import Topic as Conversation
from home.blocks import PAGE_BLOCKS
from home.models import BoardMember, ContactFormPage, HomePage, Partner, ProgramPage, ResourceCenterPage
from library.models import CaptionTrack, Cue, Publication, RecordingPage, Video, View, Watched
from library.publications import Access, Kind, Printed, Reader
from library.recording_list import unfinished
from members.access import (
    Membership,
    groups_that_may_enter,
    is_member,
    may_open,
    members_now,
    membership_of,
    private_types,
)
from members.carriers import may_have
from members.models import AccessRequest, Agency, Award, Invitation, SpokenLanguage, User
from members.personal_data import parts
from members.profiles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

SNIPPETS = [SiteText, Alert, Partner, BoardMember, Publication]
FACTS = ["to_content_type", "to_object_id", "model_path"]
MADE = [
    Page, User, Video, CaptionTrack, SiteDocument, SiteImage, Translation, PageViewRestriction, Topic, Agency, Award,
    AccessRequest, Invitation, SpokenLanguage, Case, Event, Message, Milestone, Reply, Survey, Registration, Attendance,
    Board, Conversation, Post, Report, Cue, View, Watched, *SNIPPETS,
]  # fmt: skip


def make_demo():
    output = io.StringIO()
    call_command("demo", "--insecure-accounts", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration world, made once for all tests here, with clips of a second."""
    whole = clips.render

    def one_second(clip, path):
        whole(dataclasses.replace(clip, seconds=1, scenes=clip.scenes[:1]), path)

    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(PASSWORD_HASHERS=hashers),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(clips, "render", one_second)
        patch.setattr(clips, "VERSION", "test")
        make_demo()
        yield
        transaction.set_rollback(True)


def pages(language="en", model=Page):
    return model.objects.filter(locale__language_code=language, depth__gt=1).specific()


def streams(page):
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield field.stream_block, getattr(page, field.name)


def texts(value):
    """Every word of a stream value."""
    return " ".join(value.stream_block.get_searchable_content(value))


# --- safe


def test_it_is_not_made_where_debug_is_off_and_nobody_insists():
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("demo")


def test_a_second_run_makes_nothing():
    before = {model: model.objects.count() for model in MADE}
    make_demo()
    assert {model: model.objects.count() for model in MADE} == before


def test_a_second_run_keeps_what_an_editor_changed():
    page = ProgramPage.objects.get(slug="quarterly-meetings")
    page.title, page.slug = "Meetings", "meetings"
    page.save_revision().publish()
    User.objects.filter(email="member@example.org").update(first_name="Renamed")
    make_demo()
    assert ProgramPage.objects.get(pk=page.pk).title == "Meetings"
    assert not ProgramPage.objects.filter(slug="quarterly-meetings").exists()
    assert User.objects.get(email="member@example.org").first_name == "Renamed"


def test_a_second_run_brings_back_what_was_deleted_in_both_languages():
    for page in Page.objects.filter(slug__in=["virtual-training", "capacitacion-virtual"]):
        page.delete()
    make_demo()
    assert Page.objects.filter(slug__in=["virtual-training", "capacitacion-virtual"], live=True).count() == 2


def test_a_second_run_brings_back_a_publication_and_keeps_one_that_was_edited():
    for language in ["en", "es"]:
        publications.find("rural-distance", language).delete()
    edited = publications.find("first-year")
    edited.title = "Our first year"
    edited.save_revision().publish()
    make_demo()
    assert publications.find("rural-distance").document
    assert publications.find("rural-distance", "es").live
    assert publications.find("first-year").title == "Our first year"


def test_every_account_has_the_role_it_is_named_for():
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert user.is_superuser == account.is_superuser
        assert [group.name for group in user.groups.all()] == ([account.role] if account.role else [])


def test_the_tree_is_sound():
    assert not any(Page.find_problems())


# --- whole in both languages


def test_every_page_is_live_in_both_languages():
    assert pages("en").count() == pages("es").count() > 30
    assert not Page.objects.filter(depth__gt=1, live=False).exists()
    for page in pages("en"):
        spanish = page.get_translation(Locale.objects.get(language_code="es"))
        assert spanish.show_in_menus == page.show_in_menus
        assert spanish.lead != page.lead
        assert not spanish.has_unpublished_changes


@pytest.mark.parametrize("model", SNIPPETS)
def test_every_snippet_is_live_in_both_languages(model):
    counts = Counter(model.objects.filter(live=True).values_list("locale__language_code", flat=True))
    assert counts["en"] == counts["es"] > 0


def test_no_string_waits_for_its_translation():
    for row in Translation.objects.all():
        total, translated = row.get_progress()
        assert total == translated, row.source


def test_the_catalogue_holds_nothing_that_no_page_says():
    said = set(StringSegment.objects.values_list("string__data", flat=True))
    assert [entry.msgid for entry in polib.pofile(str(translations.CATALOGUE)) if entry.msgid not in said] == []


def test_a_string_without_spanish_stops_everything_and_is_named():
    partner = Partner.objects.filter(locale__language_code="en").first()
    partner.summary = "Words that nobody has translated."
    partner.save()
    with pytest.raises(translations.MissingTranslations, match="Words that nobody has translated"):
        translations.translate([partner], User.objects.first())


def test_the_spanish_pages_link_to_spanish_pages():
    links = []
    with translation.override("es"):
        for page in pages("es"):
            for _block, value in streams(page):
                links += re.findall(r'href="(/[^"]*)"', expand_db_html(str(value.get_prep_value())))
            for action in getattr(page, "actions", []):
                links.append(action.value.href)
    assert links
    assert [address for address in links if not address.startswith(("/es/", "/documents/"))] == []


def test_a_table_is_translated_cell_by_cell_and_keeps_its_numbers():
    tables = {}
    for language, slug in [("en", "core-elements"), ("es", "elementos-centrales")]:
        body = ProgramPage.objects.get(slug=slug).body
        tables[language] = next(block.value for block in body if block.block_type == "table")
    english, spanish = tables["en"], tables["es"]
    assert spanish.caption != english.caption
    for row, original in zip(spanish.row_data, english.row_data, strict=True):
        assert [value for value in row["values"] if value in original["values"]] == original["values"][-1:]


def test_the_spanish_pages_offer_the_spanish_documents():
    def offered(language):
        return {
            item["document"]
            for page in pages(language)
            for _block, value in streams(page)
            for block in value
            if block.block_type == "downloads"
            for item in block.value["documents"]
        }

    assert offered("en").isdisjoint(offered("es"))
    titles = {sheet.title for sheet in worksheets.DOCUMENTS.values()}
    assert {document.title for document in offered("en") | offered("es")} == titles


def test_the_contact_form_asks_in_spanish():
    form = ContactFormPage.objects.get(locale__language_code="es")
    english = ContactFormPage.objects.get(locale__language_code="en")
    assert form.form_fields.count() == english.form_fields.count() == 5
    for field, original in zip(form.form_fields.all(), english.form_fields.all(), strict=True):
        assert field.label != original.label
        assert field.clean_name == original.clean_name
        assert len(field.choices.splitlines()) == len(original.choices.splitlines())


# --- worth reading


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_body_passes_the_editors_checks(language):
    for page in pages(language):
        page.full_clean()
        for block, value in streams(page):
            block.clean(value)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_is_thin(language):
    for page in pages(language):
        assert page.lead
        if isinstance(page, EventPage):
            assert page.agenda, page.title
        elif hasattr(page, "body"):
            assert len(texts(page.body).split()) >= 100, page.title


def test_every_block_but_the_public_video_is_used():
    used = {block.block_type for page in pages() for _block, value in streams(page) for block in value}
    assert {name for name, _block in [*BODY_BLOCKS, *PAGE_BLOCKS]} - used == {"video"}


def test_twelve_board_members_serve_from_every_sector_and_region():
    serving = BoardMember.objects.filter(locale__language_code="en").serving()
    assert Counter(serving.values_list("sector", flat=True)) == {"law": 5, "care": 4, "voice": 3}
    assert BoardMember.objects.filter(locale__language_code="en").count() == 13
    assert all(count for name, count in serving.balance()["regions"][:4])


def test_the_agencies_are_forty_in_26_states_and_two_tribal_nations():
    agencies = Agency.objects.all()
    assert agencies.count() == agencies.filter(is_demonstration=True).count() == 40
    assert len(set(agencies.values_list("state", flat=True))) == 26
    assert agencies.filter(kind="tribal").exclude(tribal_nation="").count() == 2
    assert set(agencies.values_list("kind", flat=True)) == set(Agency.Kind.values)
    assert set(agencies.values_list("stage", flat=True)) == set(Agency.Stage.values)
    assert {award.year for award in Award.objects.all()} == {2021, 2022, 2023, 2024}
    assert 0 < agencies.count() - agencies.holding_an_award().count() < 6


def test_the_members_are_about_160_with_a_coordinator_at_each_agency():
    people = User.objects.filter(agency__isnull=False)
    assert 140 < members_now().count() <= people.count() < 180
    assert set(people.values_list("role", flat=True)) == set(Role.values) - {Role.OTHER}
    for agency in Agency.objects.all():
        assert 1 <= people.filter(agency=agency, is_coordinator=True).count() <= 2
    assert people.filter(spoken_languages__language="es").count() > 20
    assert len(set(people.values_list("last_name", flat=True))) > 80


def test_the_people_of_ended_awards_are_no_members_and_somebody_waits_to_be_let_in():
    assert membership_of(User.objects.get(email="former@example.org")) == Membership.EXPIRED
    assert is_member(User.objects.get(email="coordinator@example.org"))
    assert AccessRequest.objects.waiting().filter(language="es").exists()
    assert Invitation.objects.unanswered().count() == 2


def test_thirty_requests_for_assistance_are_in_every_state_some_late_and_in_both_languages():
    cases = Case.objects.all()
    assert cases.count() == 30
    assert {case.status for case in cases} == set(Status.values)
    assert cases.late().count() >= 2
    assert cases.exclude(answer_missed_at=None, match_missed_at=None).exists()
    assert Counter(case.language for case in cases)["es"] >= 5
    assert all(case.agency.is_demonstration for case in cases)
    assert cases.filter(attachments__is_support_letter=True).exists()
    for case in cases:
        events = list(case.events.all())
        assert [event.from_status for event in events[1:]] == [event.to_status for event in events[:-1]]
        assert not events or events[-1].to_status == case.status
        assert max([event.happened_at for event in events], default=case.created_at) <= timezone.now()


def test_invented_people_say_that_they_are_invented():
    for member in BoardMember.objects.all():
        assert re.search("invented|ficticias", member.biography)
    for page in RecordingPage.objects.all():
        assert re.search("invented|ficticios", page.about)


def test_captions_end_before_their_clip_does():
    for meeting in MEETINGS:
        seconds = clips.CLIPS[meeting.clip].seconds
        for language in meeting.languages:
            track = CaptionTrack.objects.get(video__title=meeting.title, language=language)
            cues = list(track.cues.all())
            assert 0 < cues[-1].end <= seconds * 1000
            assert all(first.end <= then.start for first, then in pairwise(cues))
            assert {cue.voice for cue in cues} == {name for name, _agency in meeting.names}


def test_half_of_the_recordings_are_captioned_in_spanish_too():
    assert len(MEETINGS) == RecordingPage.objects.filter(locale__language_code="en").count() == 24
    assert CaptionTrack.objects.filter(language="en").count() == 24
    assert CaptionTrack.objects.filter(language="es").count() >= 12
    for page in RecordingPage.objects.all():
        assert page.topic_rows.count() >= 1
        assert page.speaker_rows.count() == 2
        assert page.chapters.count() == 3
        assert page.cited_rows.count() >= 1


def test_recordings_were_watched_by_members_of_most_agencies_on_days_when_they_could():
    views, today = View.objects.counted(), timezone.localdate()
    assert views.count() == View.objects.count() > 400
    assert views.values("video").distinct().count() == len(MEETINGS)
    assert views.values("agency").distinct().count() > 30
    assert views.filter(day__lt=today - timedelta(days=180)).exists()
    held_on = dict(RecordingPage.objects.values_list("video", "held_on"))
    assert all(held_on[view.video_id] <= view.day < today for view in views)
    assert Attendance.objects.filter(is_present=True, mode="online").exists()  # the live views
    lengths = {meeting.title: clips.CLIPS[meeting.clip].seconds for meeting in MEETINGS}
    shares = [row.seconds / lengths[row.video.title] for row in Watched.objects.select_related("video")]
    assert 0.4 < sum(share >= 0.9 for share in shares) / len(shares) < 0.7
    assert max(shares) == 1
    assert 0 < Watched.objects.count() <= View.objects.count() <= 2 * Watched.objects.count()


def test_the_sign_ins_of_members_have_begun_recordings_to_continue():
    Video.objects.update(duration=40)  # the clips of these tests last a second
    for name in ["member", "coordinator"]:
        user = User.objects.get(email=f"{name}@example.org")
        assert len(unfinished(user)) == 3
        assert all(0 < recording.watched.share < 90 for recording in unfinished(user))


# --- closed


def test_three_years_of_events_lie_around_today():
    events = EventPage.objects.filter(locale__language_code="en")
    assert Counter(events.values_list("kind", flat=True)) == {"meeting": 12, "workshop": 3, "training": 15}
    for kind in ("meeting", "workshop", "training"):
        assert events.upcoming().filter(kind=kind).exists()
    for recording in RecordingPage.objects.exclude(event=None).select_related("event"):
        event = recording.event
        assert recording.held_on == event.starts_at.astimezone(event.zone).date(), recording.title
    assert EventPage.objects.filter(locale__language_code="es", live=True).count() == 30


def test_the_forum_has_six_boards_and_forty_five_topics():
    assert Board.objects.count() == 6
    assert Conversation.objects.filter(status="published").count() == 45  # another one waits for a moderator
    assert Conversation.objects.filter(language="es").exists()
    assert Post.objects.filter(status="held").exists()
    assert Report.objects.exists()


ROOMS_OF_MEMBERS = ["directory", "recordings", "library", "forum", "technical-assistance"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_resource_center_and_everything_below_is_for_members(language):
    center = ResourceCenterPage.objects.get(locale__language_code=language)
    restriction = center.view_restrictions.get()
    assert set(restriction.groups.all()) == set(groups_that_may_enter())
    below = center.get_descendants(inclusive=True).specific()
    assert len(below) == 1 + len(ROOMS_OF_MEMBERS) + len(MEETINGS)
    for page in below:
        assert not may_open(AnonymousUser(), page)
        assert not may_open(User.objects.get(email="visitor@example.org"), page)
        assert may_open(User.objects.get(email="member@example.org"), page)


def test_every_other_page_is_public_but_for_members_events():
    for page in pages().not_type(*private_types()):
        is_for_members = isinstance(page, EventPage) and page.is_members_only
        assert may_open(AnonymousUser(), page) != is_for_members, page.title


def test_the_home_page_says_where_the_program_begins():
    home = HomePage.objects.get(locale__language_code="es")
    assert home.headline == "Conozca a la persona detrás de la crisis."
    assert "Sam Cochran" in texts(home.body)


# --- the library


def records(language="en", **facts):
    return Publication.objects.filter(locale__language_code=language, **facts)


def test_sixty_publications_cover_every_kind_topic_reader_and_year():
    everything = records()
    assert everything.count() == len(publications.ENTRIES) == 60
    assert set(everything.values_list("kind", flat=True)) == set(Kind.values)
    assert set(everything.values_list("audience_rows__audience", flat=True)) == set(Reader.values)
    assert everything.values("topic_rows__topic").distinct().count() == len(TOPICS)
    assert set(everything.values_list("printed", flat=True)) == set(Printed.values)
    years = set(everything.values_list("year", flat=True))
    assert {2012, timezone.localdate().year} <= years
    assert len(years) >= 10


def test_some_publications_are_for_members_featured_replaced_archived_or_due():
    assert 15 <= records(access=Access.MEMBERS).count() <= 22
    assert records(is_featured=True).count() >= 3
    assert records(is_archived=True).count() == 1
    replaced = records().exclude(replaced_by=None).get()
    assert replaced.replaced_by in records().listed()
    assert records().to_review().count() >= 3


def test_seven_publications_are_real_and_all_others_say_that_they_are_invented():
    for entry in publications.ENTRIES:
        for language, words in [("en", "this publication is invented."), ("es", "esta publicación es ficticia.")]:
            publication = publications.find(entry.key, language)
            assert publication.abstract.endswith(words) == entry.is_invented
            assert publication.publisher.endswith("(demo)") == entry.is_invented
    assert [entry.is_invented for entry in publications.ENTRIES].count(False) == 7


def test_no_address_to_order_at_is_a_real_one():
    for publication in Publication.objects.exclude(printed=Printed.NO):
        assert publication.order_url.startswith("https://example.org/")
        assert publication.abstract.endswith(("invented.", "ficticia."))


def test_records_are_told_apart_by_their_titles_and_abstracts():
    for language in ["en", "es"]:
        for field in ["title", "abstract"]:
            assert records(language).values(field).distinct().count() == 60
    for publication in records():
        spanish = publication.get_translation(Locale.objects.get(language_code="es"))
        assert spanish.title != publication.title
        assert spanish.slug == publication.slug
        assert spanish.topic_rows.count() == publication.topic_rows.count() > 0
        assert spanish.audience_rows.count() == publication.audience_rows.count() > 0


@pytest.mark.parametrize("editions", ["en", "es", BOTH])
def test_a_record_says_in_which_language_the_publication_is(editions):
    entries = [entry for entry in publications.ENTRIES if entry.editions == editions]
    assert len(entries) >= 4
    for entry in entries:
        english, spanish = (publications.find(entry.key, language) for language in ("en", "es"))
        assert (english.language, spanish.language) == (tuple(editions.split("+")) * 2)[:2]
        if entry.document:
            assert (english.document != spanish.document) == (editions == BOTH)


def test_a_spanish_edition_carries_the_spanish_file():
    spanish = publications.find("provider-agreement", "es")
    assert spanish.document == files.document("provider-agreement.es")
    assert list(spanish.other_editions) == [publications.find("provider-agreement")]


def test_files_are_open_to_those_who_may_open_what_carries_them():
    member = User.objects.get(email="member@example.org")
    for key, is_public in [("crisis-order", True), ("training-week", False), ("provider-agreement.es", True)]:
        assert may_have(AnonymousUser(), files.document(key)) == is_public
        assert may_have(member, files.document(key))


@pytest.mark.parametrize("key", papers.DOCUMENTS)
def test_a_publication_made_here_is_worth_opening(key):
    with files.document(key).file.open() as file:
        pdf = pypdf.PdfReader(file, strict=True)
        texts = [page.extract_text() for page in pdf.pages]
        is_tagged = "/StructTreeRoot" in pdf.root_object
        title, language = pdf.metadata.title, pdf.root_object.get("/Lang")
    assert 3 <= len(texts) <= 12
    assert all(len(text.split()) >= 80 or number == 1 for number, text in enumerate(texts, start=1))
    sheet = papers.DOCUMENTS[key]
    assert is_tagged == (key != "call-transfer")
    assert (title, language) == ((sheet.title, sheet.language) if key != "ten-numbers" else (None, None))


def test_a_phrase_stands_on_the_fifth_page():
    with files.document("crisis-order").file.open() as file:
        fifth = pypdf.PdfReader(file).pages[4].extract_text()
    assert "least restrictive ending" in " ".join(fifth.split())


def test_the_index_of_references_is_what_it_would_be_if_it_were_made_anew():
    for publication in Publication.objects.all():
        noted = set(ReferenceIndex.get_references_for_object(publication).values_list(*FACTS))
        ReferenceIndex.create_or_update_for_object(publication)
        assert set(ReferenceIndex.get_references_for_object(publication).values_list(*FACTS)) == noted


def test_what_is_known_about_people_has_spanish_labels():
    unlabelled = set()
    with translation.override("es"):
        for person in User.objects.order_by("pk")[:80]:
            for part in parts():
                facts = part.collect(person)
                things = facts if isinstance(facts, list) else [facts]
                keys = {key for thing in things for key in thing}
                unlabelled |= {(part.name, key) for key in keys if part.label(key).lower() == key.replace("_", " ")}
    assert not unlabelled
