"""Nobody finds, counts, is suggested or is corrected to what they may not see, from the moment it is closed."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from content.models import SiteDocument
from library.models import Publication
from members.models import DirectoryPage
from search.models import Word
from tests.builders import (
    a_member,
    a_page,
    a_recording,
    a_resource_center,
    a_user,
    a_video,
    an_agency,
    home,
    restrict,
)
from tests.findings import asks, index_everything, titles_for
from tests.publications import a_document, a_publication, in_spanish

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def in_both(page, title):
    other = page.copy_for_translation(home("es").locale, copy_parents=True)
    other.title, other.live = title, True
    other.save()
    return other


def suggested(user, words, prefix=""):
    client = Client()
    if user.pk:
        client.force_login(user)
    answer = client.get(f"{prefix}/search/suggestions/", {"q": words})
    return [row["label"] for row in json.loads(answer.content)["suggestions"]]


def test_what_is_private_by_type_is_found_by_members_alone():
    _center, recordings = a_resource_center()
    a_recording(recordings, title="Secret meeting", video=a_video())
    index_everything()
    for outsider in (NOBODY, a_user(), a_member(agency=an_agency(awarded=False))):
        search = asks(outsider, "secret")
        assert (search.results, search.total, search.facets) == ([], 0, [])
        assert asks(outsider, "dispatcher word").total == 0
        assert suggested(outsider, "secr") == []
    assert titles_for(a_member(), "secret") == ["Secret meeting"]
    assert suggested(a_member(), "secr") == ["Secret meeting"]
    assert titles_for(a_user("Editors"), "secret") == ["Secret meeting"]


@pytest.mark.parametrize("spoken", ["en", "es"])
def test_a_restriction_closes_translations_and_descendants_at_once_and_opens_them_again(spoken):
    section = a_page(title="Harbor section")
    below = a_page(parent=section, title="Harbor page")
    in_both(section, "Sección harbor"), in_both(below, "Página harbor")
    index_everything()
    visitor, moderator, member = a_user(), a_user("Moderators"), a_member()
    open_titles = set(titles_for(NOBODY, "harbor", spoken))
    assert len(open_titles) == 2
    row = restrict(section, "Moderators")
    for person in (NOBODY, visitor, member):
        search = asks(person, "harbor", spoken)
        assert (search.results, search.total) == ([], 0)
        assert suggested(person, "harb", "/es" if spoken == "es" else "") == []
        assert asks(person, "harbr", spoken).question.text == "harbr"
    assert set(titles_for(moderator, "harbor", spoken)) == open_titles
    row.groups.set(Group.objects.filter(name="Editors"))
    assert titles_for(moderator, "harbor", spoken) == []
    row.delete()
    assert set(titles_for(NOBODY, "harbor", spoken)) == open_titles


def test_a_page_that_moves_into_or_out_of_a_closed_section_is_found_accordingly():
    section, page = a_page(title="Closed"), a_page(title="Wandering page")
    restrict(section, "Moderators")
    index_everything()
    assert titles_for(NOBODY, "wandering") == ["Wandering page"]
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    assert asks(NOBODY, "wandering").total == 0
    Page.objects.get(pk=page.pk).move(home(), pos="last-child")
    assert asks(NOBODY, "wandering").total == 0  # it took the restriction along
    PageViewRestriction.objects.filter(page=page.pk).delete()
    assert asks(NOBODY, "wandering").total == 1


def test_what_is_unpublished_or_deleted_is_gone_before_anybody_asks():
    page, other = a_page(title="Passing page"), a_page(title="Passing note")
    index_everything()
    assert asks(NOBODY, "passing").total == 2
    page.unpublish()
    assert titles_for(NOBODY, "passing") == ["Passing note"]
    Page.objects.get(pk=other.pk).delete()
    assert asks(NOBODY, "passing").total == 0


def test_a_publication_is_closed_with_its_translations_and_the_text_of_its_file(django_capture_on_commit_callbacks):
    document = a_document("The pelican text.")
    english = a_publication(title="Heron guide", document=document)
    in_spanish(english, title="Guía heron", document=document)
    index_everything()
    assert all(titles_for(NOBODY, *asked) for asked in [("heron", "en"), ("pelican", "en"), ("heron", "es")])
    english.access = "members"
    english.save()
    for words, spoken in (("heron", "en"), ("pelican", "en"), ("heron", "es"), ("pelican", "es")):
        assert asks(NOBODY, words, spoken).total == 0
        assert asks(a_member(), words, spoken).total == 1
    english.access = "public"
    english.save()
    assert titles_for(NOBODY, "heron", "es") == ["Guía heron"]
    with django_capture_on_commit_callbacks(execute=True):
        Publication.objects.get(pk=english.pk).unpublish()
        assert titles_for(NOBODY, "heron") == ["Guía heron"]
    assert titles_for(NOBODY, "pelican") == ["Guía heron"]  # the file is found through the record that is left


def test_the_text_of_a_file_in_a_closed_collection_is_not_found():
    document = a_document("The pelican text.")
    a_publication(title="Guide", document=document)
    index_everything()
    assert asks(NOBODY, "pelican").total == 1
    row = CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert asks(NOBODY, "pelican").total == 0
    assert asks(a_member(), "pelican").total == 1
    row.delete()
    assert asks(NOBODY, "pelican").total == 1


def test_a_file_moved_into_a_closed_collection_is_not_found_from_that_moment_on():
    document, carried = a_document("The pelican text."), a_document("The cormorant text.")
    a_publication(title="Guide", document=document)
    page = a_page(title="Forms", body=[("text", f'<p><a linktype="document" id="{carried.pk}">The form</a></p>')])
    page.save_revision().publish()
    index_everything()
    assert [asks(NOBODY, word).total for word in ("pelican", "cormorant")] == [1, 1]
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    SiteDocument.objects.filter(pk__in=[document.pk, carried.pk]).update(collection=closed)  # without a signal
    assert [asks(NOBODY, word).total for word in ("pelican", "cormorant")] == [0, 0]
    assert [asks(a_member(), word).total for word in ("pelican", "cormorant")] == [1, 1]


def test_each_part_of_an_entry_is_found_by_those_whom_its_owner_lets_read_it(django_capture_on_commit_callbacks):
    center, _recordings = a_resource_center()
    a_page(DirectoryPage, center, title="Directory", slug="directory")
    agency = an_agency()
    person = a_member(
        agency=agency, first_name="Ibis", last_name="Egret", biography="Likes pelicans.", biography_audience="agency",
        title="Chief osprey", role_audience="staff", email="heron@example.org",
    )  # fmt: skip
    colleague, neighbor, office = a_member(agency=agency), a_member(), a_user("Editors")
    index_everything()
    assert all(titles_for(reader, "ibis") == ["Ibis Egret"] for reader in (colleague, neighbor, office))
    assert [titles_for(reader, "pelicans") for reader in (colleague, neighbor, office)] == [
        ["Ibis Egret"],
        [],
        ["Ibis Egret"],
    ]
    assert [titles_for(reader, "osprey") for reader in (colleague, neighbor, office)] == [[], [], ["Ibis Egret"]]
    assert titles_for(office, "heron@example.org") == []
    with django_capture_on_commit_callbacks(execute=True):
        person.listing_audience = "agency"
        person.save()
        assert titles_for(neighbor, "ibis") == []  # at once
    assert [titles_for(reader, "ibis") for reader in (colleague, neighbor)] == [["Ibis Egret"], []]
    person.membership_suspended_at = timezone.now()
    type(person).objects.filter(pk=person.pk).update(membership_suspended_at=timezone.now())
    assert titles_for(colleague, "ibis") == titles_for(office, "ibis") == []


def test_an_agency_whose_award_ends_is_found_no_more_and_its_people_neither():
    center, _recordings = a_resource_center()
    a_page(DirectoryPage, center, title="Directory", slug="directory")
    agency = an_agency(name="Ibis Police")
    a_member(agency=agency, first_name="Tern", last_name="Gull")
    index_everything()
    reader, office = a_member(), a_user("Editors")
    assert set(titles_for(reader, "ibis")) == {"Ibis Police", "Tern Gull"}
    agency.awards.update(ends_on=timezone.localdate())
    assert asks(reader, "ibis").total == 0
    assert titles_for(office, "ibis") == ["Ibis Police"]


def test_no_correction_names_a_word_that_stands_only_where_the_reader_may_not_look():
    _center, recordings = a_resource_center()
    a_recording(recordings, title="Flamingo meeting", video=a_video())
    a_page(title="Public page")
    index_everything()
    assert Word.objects.filter(word="flamingo").exists()
    assert asks(NOBODY, "flamigno").question.text == "flamigno"
    assert asks(a_member(), "flamigno").question.text == "flamingo"


def test_a_correction_is_spelled_as_where_the_reader_may_look():
    """Of two forms of one word, strangers are told that of the public page only."""
    _center, recordings = a_resource_center()
    a_recording(recordings, title="Flamingoes meeting", video=a_video())
    a_page(title="Flamingos")
    index_everything()
    assert set(Word.objects.filter(word__startswith="flamingo").values_list("word", flat=True)) == {
        "flamingos",
        "flamingoes",
    }
    assert asks(a_member(), "flamigoes").question.text == "flamingoes"
    assert asks(NOBODY, "flamigoes").question.text == "flamingos"


def test_private_results_are_kept_by_nobody_and_no_result_by_search_engines():
    index_everything()
    client = Client()
    assert "public" in client.get("/search/?q=a")["Cache-Control"]
    client.force_login(a_member())
    for path in ("/search/?q=a", "/search/suggestions/?q=ab"):
        answer = client.get(path)
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer["X-Robots-Tag"] == "noindex"
