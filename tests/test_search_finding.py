"""What is found by what is asked, in both languages, however it is written."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from library.documents import DocumentPage, DocumentReport
from library.publications import Access
from library.recordings import Handout
from members.models import DirectoryPage
from search.models import Synonym
from tests.builders import a_member, a_page, a_recording, a_resource_center, a_video, an_agency, home, restrict
from tests.findings import asks, index_everything, titles_for
from tests.publications import a_document, a_publication, a_topic

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def a_text(title, words, language="en"):
    return a_page(parent=home(language), title=title, body=[("text", f"<p>{words}</p>")])


def test_words_are_found_in_every_form():
    a_text("Trainings", "Officers intervened.")
    index_everything()
    for words in ("training", "TRAINED", "officer", "intervene", "officer's", "“training” officers"):
        assert titles_for(NOBODY, words) == ["Trainings"], words
    assert titles_for(NOBODY, "dispatch") == []


@pytest.mark.parametrize("words", ["capacitaciones", "capacitación", "capacitacion", "CAPACITACIÓN", "intervencion"])
def test_spanish_is_found_with_and_without_accents(words):
    a_text("Una capacitación", "La intervención en crisis.", "es")
    a_text("A training", "Nothing in Spanish.")
    index_everything()
    assert titles_for(NOBODY, words, "es") == ["Una capacitación"]


def test_the_readers_language_comes_first_and_the_other_is_labeled():
    a_text("General guide", "General advice on general things.")
    a_text("Consejo general", "Consejo.", "es")
    index_everything()
    found = asks(NOBODY, "general", "es").results
    assert [(result.name, result.is_foreign) for result in found] == [
        ("Consejo general", False),
        ("General guide", True),
    ]
    assert titles_for(NOBODY, "general", "en") == ["General guide", "Consejo general"]
    assert titles_for(NOBODY, "general", "en", language="es") == ["Consejo general"]


def test_translations_are_one_result_in_the_readers_language():
    page = a_text("Hospital", "Hospital.")
    other = page.copy_for_translation(home("es").locale)
    other.title = "Hospital general"
    other.live = True
    other.save()
    index_everything()
    assert titles_for(NOBODY, "hospital") == ["Hospital"]
    assert titles_for(NOBODY, "hospital", "es") == ["Hospital general"]


def test_phrases_and_exclusions():
    a_text("One", "The crisis line answers.")
    a_text("Two", "A line about a crisis.")
    index_everything()
    assert sorted(titles_for(NOBODY, "crisis line")) == ["One", "Two"]
    assert titles_for(NOBODY, '"crisis line"') == ["One"]
    assert titles_for(NOBODY, "«the crisis line»") == ["One"]
    assert titles_for(NOBODY, 'crisis -"crisis line"') == ["Two"]
    assert titles_for(NOBODY, "crisis -answers") == ["Two"]
    assert asks(NOBODY, "-crisis").results == []


@pytest.mark.parametrize(
    "words", ["N-400", "n400", "988-related", "I/DD", "idd", "co-responder", "coresponder", "co responder"]
)
def test_codes_and_compounds_are_found_whole_and_in_parts(words):
    a_text("Forms", "Form N-400, 988-related calls, I/DD, and a co-responder.")
    index_everything()
    assert titles_for(NOBODY, words) == ["Forms"]


def test_synonyms_are_found_in_both_directions_and_inside_longer_questions():
    Synonym.objects.create(language="en", words="MHFA\nMental Health First Aid")
    a_text("Long", "We teach mental health first aid to patrol.")
    a_text("Short", "We teach MHFA to patrol.")
    index_everything()
    assert sorted(titles_for(NOBODY, "mhfa patrol")) == ["Long", "Short"]
    assert sorted(titles_for(NOBODY, "patrol mental health first aid")) == ["Long", "Short"]
    assert titles_for(NOBODY, '"MHFA"') == ["Short"]


def test_typing_mistakes_are_understood():
    a_text("Crisis intervention", "Teams.")
    index_everything()
    search = asks(NOBODY, "cricis intervension")
    assert [result.name for result in search.results] == ["Crisis intervention"]
    assert (search.is_corrected, search.question.text) == (True, "crisis intervention")
    assert titles_for(NOBODY, "cricis intervension", exactly="1") == []


def test_where_no_page_has_all_words_those_with_some_are_shown():
    a_text("Steering committee", "Begin here.")
    index_everything()
    search = asks(NOBODY, "steering committee zebra")
    assert ([result.name for result in search.results], search.is_partial) == (["Steering committee"], True)


def test_questions_of_common_words_alone_are_answered_too():
    a_text("Who we are", "The team.")
    index_everything()
    assert titles_for(NOBODY, "who are we") == ["Who we are"]


def test_a_phrase_in_a_file_opens_its_page():
    document = a_document("First page.", "The dispatcher hears it first on the second page.")
    a_publication(title="Guide", document=document)
    index_everything()
    [result] = asks(NOBODY, '"dispatcher hears it"').results
    [line] = result.lines
    assert (line.place, line.url) == ("Page 2", "/publications/guide/file/#page=2")
    assert ("dispatcher", True) in line.excerpt.pieces


def test_a_phrase_in_a_recordings_handout_finds_the_recording_and_opens_the_handouts_page(client):
    _center, recordings = a_resource_center()
    document = a_document("First page.", "A checklist for heliotrope nights.")
    page = a_recording(recordings, title="Night shift", video=a_video())
    page.handouts = [Handout(document=document)]
    page.save_revision().publish()
    index_everything()
    member = a_member()
    [result] = asks(member, "heliotrope nights").results
    [line] = result.lines
    assert (result.name, line.place) == ("Night shift", "In a file, page 2")
    assert line.url == f"/documents/{document.pk}/#page=2"
    client.force_login(member)
    assert client.get(line.url.partition("#")[0])["Content-Type"] == "application/pdf"
    client.logout()
    assert client.get(line.url.partition("#")[0]).status_code == 302
    assert asks(NOBODY, "heliotrope").total == 0


def test_what_stands_in_a_file_that_a_page_links_is_found_until_the_page_is_closed(
    client, django_capture_on_commit_callbacks
):
    document = a_document("A checklist for heliotrope nights.")
    page = a_page(title="Forms", body=[("text", f'<p><a linktype="document" id="{document.pk}">The form</a></p>')])
    index_everything()
    [result] = asks(NOBODY, "heliotrope").results
    assert (result.name, [line.place for line in result.lines]) == ("Forms", ["In a file, page 1"])
    with django_capture_on_commit_callbacks(execute=True):
        restrict(page)
    assert asks(NOBODY, "heliotrope").total == 0
    assert titles_for(a_member(), "heliotrope") == ["Forms"]


def test_a_file_is_found_as_soon_as_it_is_read(django_capture_on_commit_callbacks):
    document = a_document()
    with django_capture_on_commit_callbacks(execute=True):
        a_page(title="Forms", body=[("text", f'<p><a linktype="document" id="{document.pk}">The form</a></p>')])
    assert asks(NOBODY, "heliotrope").total == 0
    with django_capture_on_commit_callbacks(execute=True):
        DocumentPage.objects.create(document=document, number=1, text="A checklist for heliotrope nights.")
        DocumentReport.objects.create(document=document, outcome=DocumentReport.Outcome.READ)
    assert titles_for(NOBODY, "heliotrope") == ["Forms"]


def test_a_file_is_found_once_where_a_publication_has_it_too():
    document = a_document("A checklist for heliotrope nights.")
    a_page(title="Forms", body=[("text", f'<p><a linktype="document" id="{document.pk}">The form</a></p>')])
    record = a_publication(title="Checklists", document=document)
    index_everything()
    assert titles_for(NOBODY, "heliotrope") == ["Checklists"]
    record.access = Access.MEMBERS
    record.save()
    index_everything()
    assert titles_for(NOBODY, "heliotrope") == ["Forms"]


def test_a_spoken_phrase_opens_the_recording_there():
    _center, recordings = a_resource_center()
    recording = a_recording(recordings, title="Meeting", video=a_video(captions=("en",)))
    index_everything()
    [result] = asks(a_member(), "the word first. Then the team").results
    assert [line.url for line in result.lines] == [f"{recording.get_url()}?t=0"]
    [result] = asks(a_member(), '"team went"').results
    assert result.lines[0].url == f"{recording.get_url()}?t=0"
    assert len(result.lines) <= 3


def test_at_most_three_lines_of_a_recording_are_shown(monkeypatch):
    document = a_document(*[f"Dispatch on page {number}." for number in range(9)])
    a_publication(title="Guide", document=document)
    index_everything()
    [result] = asks(NOBODY, "dispatch").results
    assert len(result.lines) == 3


def test_counts_and_filters():
    topic = a_topic("Youth", "Juventud")
    a_publication([topic], ["patrol"], title="Youth guide", year=2020)
    a_publication(title="Other youth guide", year=2021)
    a_text("Youth page", "Youth.")
    index_everything()
    search = asks(NOBODY, "youth")
    counts = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in search.facets}
    assert counts["kind"] == {"publication": 2, "page": 1}
    assert counts["year"] == {"2021": 1, "2020": 1}
    assert search.total == 3
    assert titles_for(NOBODY, "youth", topic=str(topic.pk)) == ["Youth guide"]
    assert titles_for(NOBODY, "youth", audience="patrol") == ["Youth guide"]
    assert titles_for(NOBODY, "youth", year="2021") == ["Other youth guide"]
    assert titles_for(NOBODY, "youth", kind="page") == ["Youth page"]
    filtered = asks(NOBODY, "youth", kind="page")
    assert [choice.count for facet in filtered.facets if facet.name == "kind" for choice in facet.choices] == [1, 2]
    assert len(asks(NOBODY, "youth", kind="nonsense", topic="x", year="99", audience="'").results) == 3


def test_people_and_agencies_are_found_by_members():
    center, _recordings = a_resource_center()
    a_page(DirectoryPage, center, title="Directory", slug="directory")
    agency = an_agency(name="Walnut Police Department", city="Walnut")
    person = a_member(agency=agency, first_name="Núria", last_name="Plà", role="dispatcher", biography="Radio rooms.")
    index_everything()
    assert titles_for(person, "nuria") == ["Núria Plà"]
    assert titles_for(person, "dispatcher radio") == ["Núria Plà"]
    assert set(titles_for(person, "walnut police")) == {"Walnut Police Department", "Núria Plà"}
    assert titles_for(NOBODY, "nuria") == titles_for(NOBODY, "walnut") == []


def test_highlights_mark_words_of_the_same_stem_and_keep_markup_as_text(client):
    a_text("A <b>bold</b> title", "Officers &amp; clinicians respond to policing.")
    index_everything()
    page = client.get("/search/?q=officer+bold").content.decode()
    assert "<mark>Officers</mark>" in page
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in page
    with translation.override("en"):
        assert "<b>bold" not in page


def test_a_synonym_of_several_words_marks_none_that_says_nothing(client):
    Synonym.objects.create(language="en", words="988\nSuicide and Crisis Lifeline")
    a_text("What 988 does", "A lifeline for you and your family.")
    index_everything()
    page = client.get("/search/?q=988").content.decode()
    assert "A <mark>lifeline</mark> for you and your family." in page


def test_an_excerpt_keeps_headings_and_blocks_apart():
    a_page(
        title="Words",
        body=[("text", "<p>Words we choose</p>"), ("text", "<p>A heron is a bird.</p>"), ("text", "<p>Next</p>")],
    )
    index_everything()
    [result] = asks(NOBODY, "heron").results
    assert "".join(piece for piece, _found in result.excerpt.pieces) == "Words we choose · A heron is a bird. Next"
