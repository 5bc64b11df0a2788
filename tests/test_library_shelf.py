"""The library's lists: what is counted is found, in every combination, at the same cost, by the right people."""

import random
import re
from datetime import timedelta
from itertools import product
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Collection, CollectionViewRestriction, Locale

from library.documents import DocumentPage
from library.models import Publication, PublicationAudience, PublicationTopic
from library.publications import Kind, Reader
from library.shelf import Shelf, excerpt_of
from tests.builders import a_member, a_page, a_resource_center, a_user, an_image, know_the_rows
from tests.publications import a_document, a_library, a_members_library, a_publication, a_topic, in_spanish

pytestmark = pytest.mark.django_db

WORDS = ["crisis", "dispatch", "mayor", "señal"]


def shelf(query="", user=None):
    return Shelf(user or AnonymousUser(), QueryDict(query))


def titles(found):
    return [publication.title for publication in found.listing.object_list]


def text_of(response):
    return response.content.decode()


def titles_on(response):
    return re.findall(r'publication-item__title"><a href="[^"]*">(.*?)</a>', text_of(response))


# --- counts


def plant(chance, number):
    """Random records in both languages: public and not, listed and not."""
    topics = [a_topic(name, f"{name} (es)") for name in ("Policy", "Youth", "Dispatch")]
    documents = [a_document(f"{first} and {second}") for first, second in product(WORDS[:3], repeat=2)]
    successor = a_publication(title="Successor", year=2001)
    for position in range(number):
        a_publication(
            locale=chance.choice(["en", "en", "es"]),
            title=f"{chance.choice(WORDS)} {position}",
            topics=chance.sample(topics, chance.randint(0, 3)),
            audiences=chance.sample(Reader.values[:3], chance.randint(0, 3)),
            kind=chance.choice(Kind.values[:3]),
            year=chance.choice([2001, 2019, 2020]),
            language=chance.choice(["en", "es"]),
            access=chance.choice(["public", "public", "members"]),
            live=chance.random() < 0.9,
            is_archived=chance.random() < 0.1,
            replaced_by=successor if chance.random() < 0.1 else None,
            document=chance.choice([None, *documents]),
        )
    return topics


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_count_is_the_number_of_records_found_by_choosing_it_in_every_combination(language):
    chance = random.Random(language)  # noqa: S311 (rows for a test)
    topics = plant(chance, 40)
    answers = {
        "q": ["", "crisis"],
        "topic": ["", *(str(topic.pk) for topic in topics[:2])],
        "kind": ["", *Kind.values[:2]],
        "audience": ["", *Reader.values[:2]],
        "year": ["", "2019"],
        "language": ["", "es"],
    }
    combinations = [dict(zip(answers, values, strict=True)) for values in product(*answers.values())]
    sizes = {}
    with translation.override(language):
        for combination in combinations:
            found = shelf(urlencode(combination))
            sizes[found.address()] = found.listing.paginator.count
            for facet in found.facets:
                others = set(answers[facet.name]) - {""} - {choice.value for choice in facet.choices}
                counts = {choice.url: choice.count for choice in facet.choices}
                counts |= {found.address(**{facet.name: other}): 0 for other in others}  # what is not offered
                for url, count in counts.items():
                    if url not in sizes:
                        sizes[url] = shelf(url.removeprefix("?")).listing.paginator.count
                    assert sizes[url] == count, url
    assert len(sizes) >= len(combinations)
    assert len(set(sizes.values())) > 5


def test_counts_leave_out_what_the_reader_may_not_open():
    a_publication(kind="brief")
    a_publication(kind="brief", access="members")
    a_publication(kind="toolkit", access="members")

    def kinds(user):
        facet = next(facet for facet in shelf(user=user).facets if facet.name == "kind")
        return {choice.value: choice.count for choice in facet.choices}

    assert kinds(None) == {"brief": 1}
    assert kinds(a_member()) == {"brief": 2, "toolkit": 1}


def test_a_topic_without_a_name_in_the_readers_language_is_not_offered():
    in_spanish(a_publication(topics=[a_topic("Policy")]))
    with translation.override("es"):
        assert not next(facet for facet in shelf().facets if facet.name == "topic").choices
    assert [choice.label for choice in shelf().facets[0].choices] == ["Policy"]


# --- answers


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing", "year=99999999999999999999", "year=20%C2%B219", "year=٢٠١٩", "topic=1e5", "topic=-1",
        "topic=999999999999999999999999", "topic=x", "kind[]=guide", "sort=-pk", "sort[]=title", "page=-1",
        "page=999999999999999999999", "page=x", "audience=%22%3E", "language=de", "kind=&topic=&q=+++",
    ],
)  # fmt: skip
def test_an_answer_that_nobody_offered_is_ignored(client, query):
    a_library()
    a_publication(title="Guide")
    response = client.get(f"/library/?{query}")
    assert response.status_code == 200
    assert titles_on(response) == ["Guide"]
    assert 'class="chips"' not in text_of(response)


@pytest.mark.parametrize("query", ["q=%00", "kind=%00", "topic=%00&page=%00"])
def test_a_control_character_does_no_harm(client, query):
    a_library()
    assert client.get(f"/library/?{query}").status_code in (200, 400)
    shelf(query).listing.object_list  # noqa: B018 (it would raise)


def test_of_an_answer_given_twice_the_last_holds():
    a_publication(kind="guide", title="A")
    a_publication(kind="brief", title="B")
    assert titles(shelf("kind=guide&kind=brief")) == ["B"]


def test_a_very_long_question_is_cut():
    assert len(shelf("q=" + "word+" * 2000).words) <= 100


# --- words


def test_words_are_found_in_the_record_and_in_the_file_without_accents_or_capitals():
    a_publication(title="Señales de crisis")
    a_publication(title="With a file", document=a_document("Nothing.", "The DISPATCHER hears “crisis” first."))
    a_publication(title="Other")
    assert set(titles(shelf("q=CRISIS"))) == {"Señales de crisis", "With a file"}
    assert titles(shelf("q=senales")) == ["Señales de crisis"]
    assert titles(shelf("q=dispatcher+crisis")) == ["With a file"]
    assert titles(shelf("q=dispatcher+absent")) == []


@pytest.mark.parametrize("question", ["%", "_", "\\", "'", '"', "%25", "100%", "a' OR '1'='1", "(((", "*", "“"])
def test_punctuation_is_looked_for_as_it_stands(question):
    a_publication(title="Plain words")
    a_publication(title=f"Title {question} end")
    assert titles(shelf(urlencode({"q": question}))) == [f"Title {question} end"]


def test_a_phrase_leads_to_the_page_of_the_file_on_which_it_stands(client):
    a_library()
    document = a_document(
        "Crisis, then teams.", "Teams.", "Long before. " * 30 + "A <b>crisis</b> team meets & talks. " + "After. " * 90
    )
    a_publication(title="Guide", slug="guide", document=document)
    html = text_of(client.get("/library/?q=Crisis</b>+team"))
    assert 'href="/publications/guide/file/#page=3"' in html
    assert "<mark>crisis&lt;/b&gt; team</mark>" in html
    assert "<b>" not in re.search(r'<p class="publication-item__excerpt.*?</p>', html)[0]
    assert "Page 3" in html


def test_without_the_phrase_the_page_with_most_of_the_words_is_shown():
    document = a_document("A mayor.", "The mayor and the dispatcher.", "Dispatcher, mayor, dispatcher.")
    a_publication(document=document)
    excerpt = shelf("q=dispatcher+mayor").listing.object_list[0].excerpt
    assert excerpt.page == 2 or excerpt.page == 3
    assert [piece.lower() for piece, is_hit in excerpt.pieces if is_hit]


def test_a_file_in_a_closed_collection_is_not_looked_through_for_those_who_may_not_have_it():
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    inner = closed.add_child(name="Inner")
    a_publication(title="Guide", document=a_document("dispatcher", collection=inner))
    assert titles(shelf("q=dispatcher")) == []
    (found,) = shelf("q=dispatcher", user=a_member()).listing.object_list
    assert found.excerpt.page == 1


def test_words_of_the_record_alone_show_no_page():
    a_publication(title="Mayor", document=a_document("Nothing of the kind."))
    assert not hasattr(shelf("q=mayor").listing.object_list[0], "excerpt")


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Straße und ﬁne SEÑAL", ["strasse", "fine", "senal"], ["Straße", "ﬁne", "SEÑAL"]),
        ("e\u0301 café", ["cafe"], ["café"]),
        ("x" * 500 + "mayor" + "y" * 500, ["mayor"], ["mayor"]),
        ("aaa aaa", ["aa"], ["aa", "aa"]),
        ("İstanbul mayor", ["mayor"], ["mayor"]),
    ],
)
def test_the_marked_words_are_those_of_the_text_itself(text, words, marked):
    excerpt = excerpt_of(DocumentPage(number=1, text=text), words)
    assert [piece for piece, is_hit in excerpt.pieces if is_hit] == marked
    assert "".join(piece for piece, _hit in excerpt.pieces).strip("… ") in text


# --- order and pages


def test_lists_run_from_new_to_old_or_by_title_and_featured_ones_lead_only_the_whole_list():
    a_publication(title="C", year=2019, published_on="2019-02-01")
    a_publication(title="B", year=2019, published_on="2019-03-01")
    a_publication(title="D", year=2018, is_featured=True)
    a_publication(title="A", year=2019)
    assert titles(shelf()) == ["D", "B", "C", "A"]
    assert titles(shelf("kind=guide")) == ["B", "C", "A", "D"]
    assert titles(shelf("sort=title")) == ["A", "B", "C", "D"]


def test_twenty_stand_on_a_page_and_every_record_on_exactly_one(client):
    a_library()
    for number in range(45):
        a_publication(title=f"Title {number:02}", year=2020 - number % 2)
    pages = [titles_on(client.get(f"/library/?kind=guide&page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    html = text_of(client.get("/library/?kind=guide&page=2"))
    assert "?kind=guide&amp;page=3" in html


# --- cost


def make_many(number, documents=()):
    locale = Locale.get_default()
    rows = Publication.objects.bulk_create(
        [
            Publication(
                title=f"Crisis {position}", slug=f"crisis-{position}", abstract="Words.", year=1990 + position % 30,
                kind=Kind.values[position % 13], locale=locale, words=f"crisis {position}",
                document=documents[position % len(documents)] if documents else None,
            )
            for position in range(number)
        ],
        batch_size=500,
    )  # fmt: skip
    topic = a_topic("Policy")
    PublicationTopic.objects.bulk_create([PublicationTopic(publication=row, topic=topic) for row in rows], 500)
    PublicationAudience.objects.bulk_create(
        [PublicationAudience(publication=row, audience=Reader.values[row.pk % 7]) for row in rows], 500
    )
    know_the_rows()
    return topic


def queries_of(client, path):
    client.get(path)  # what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_number_of_queries_depends_on_neither_rows_nor_answers(client):
    a_library()
    documents = [a_document("crisis", "calm"), a_document("crisis and calm")]
    picture = an_image()
    counts = {}
    for number in (1, 50, 10_000):
        Publication.objects.all().delete()
        topic = make_many(number, documents)
        Publication.objects.update(cover=picture)
        paths = ["", f"?topic={topic.pk}&audience=patrol", "?kind=guide&year=1990", "?page=2", "?sort=title"]
        counts[number] = [queries_of(client, f"/library/{path}") for path in paths]
        counts[number, "q"] = queries_of(client, f"/library/?q=crisis&topic={topic.pk}")
        topic.delete()
    assert counts[50] == counts[10_000]
    assert max(counts[1]) <= max(counts[50])
    assert len(set(counts[10_000])) == 1
    assert counts[50, "q"] == counts[10_000, "q"] <= max(counts[50]) + 5
    assert max(counts[10_000]) <= 28, counts


# --- who sees what


def test_the_public_list_shows_what_is_public_whoever_asks_and_the_members_list_everything(client):
    center, _recordings = a_resource_center()
    a_library()
    a_members_library(center)
    a_publication(title="Open")
    a_publication(title="Closed zqm", access="members")
    a_publication(title="Draft", live=False)
    assert titles_on(client.get("/library/")) == ["Open"]
    client.force_login(a_member())
    response = client.get("/library/")
    assert titles_on(response) == ["Open"]
    assert 'href="/resource-center/publications/"' in text_of(response)
    assert titles_on(client.get("/resource-center/publications/")) == ["Closed zqm", "Open"]


def test_strangers_are_sent_to_sign_in_before_the_members_list(client):
    center, _recordings = a_resource_center()
    a_members_library(center)
    assert client.get("/resource-center/publications/?q=x").status_code == 302
    assert client.get("/resource-center/publications/", headers={"HX-Request": "true"}).status_code == 302


def test_that_members_find_more_is_told_alike_whether_there_is_more_or_not(client):
    page = a_library()
    a_publication(title="Open")
    before = text_of(client.get("/library/"))
    a_publication(title="Closed", access="members")
    assert text_of(client.get("/library/")) == before
    assert "find more in the Resource Center" in before
    page.tells_of_more = False
    page.save()
    assert "find more in the Resource Center" not in text_of(client.get("/library/"))


def test_the_spanish_list_holds_spanish_records(client):
    a_library("es")
    in_spanish(a_publication(title="Guide"), title="Guía")
    a_publication(title="English only")
    response = client.get("/es/library/")
    assert titles_on(response) == ["Guía"]
    assert "1 publicación" in text_of(response) or "1 publication" in text_of(response)


# --- states and parts


def test_a_list_without_records_and_one_without_matches_say_what_to_do(client):
    a_library()
    assert "There are no publications here yet." in text_of(client.get("/library/"))
    a_publication()
    html = text_of(client.get("/library/?q=nothing+of+the+kind"))
    assert "Nothing matches." in html
    assert 'href="/library/"' in html


def test_a_chip_takes_back_one_filter_and_leaves_the_others(client):
    a_library()
    topic = a_topic("Policy")
    a_publication(topics=[topic], kind="brief")
    html = text_of(client.get(f"/library/?topic={topic.pk}&kind=brief&q=publication&page=1"))
    chips = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)[0]
    queries = [parse_qs(urlsplit(url.replace("&amp;", "&")).query) for url in re.findall('href="(.*?)"', chips)]
    assert [sorted(query) for query in queries] == [["kind", "topic"], ["kind", "q"], ["q", "topic"], []]
    assert "Policy" in chips


def test_htmx_gets_the_parts_that_change_and_the_address_to_show(client):
    a_library()
    a_publication(kind="brief", title="Brief")
    a_publication(kind="guide", title="Guide")
    response = client.get("/library/?q=&topic=&kind=brief&sort=", headers={"HX-Request": "true"})
    html = text_of(response)
    assert "<html" not in html
    assert titles_on(response) == ["Brief"]
    assert response["HX-Push-Url"] == "/library/?kind=brief"
    assert 'id="facet-kind" hx-swap-oob="true"' in html
    assert 'id="shelf-count" hx-swap-oob="innerHTML"' in html
    assert 'id="shelf-q"' not in html  # somebody may be writing in it
    boosted = client.get("/library/?kind=brief", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert 'id="shelf-q"' in text_of(boosted)


def test_search_engines_keep_the_whole_list_and_none_of_its_combinations(client):
    a_library()
    assert "X-Robots-Tag" not in client.get("/library/?page=1")
    for query in ("q=crisis", "kind=guide", "sort=title"):
        assert client.get(f"/library/?{query}")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_caches_keep_the_page_and_its_parts_apart(client, headers):
    a_library()
    response = client.get("/library/", headers=headers)
    assert {"HX-Request", "HX-Boosted"} <= {name.strip() for name in response["Vary"].split(",")}
    assert "public" in response["Cache-Control"]


def test_a_browser_that_goes_back_gets_the_whole_page(client):
    a_library()
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in text_of(client.get("/library/", headers=headers))


def test_the_page_needs_no_exception_from_the_policy_for_scripts_and_styles(client):
    a_library()
    a_publication()
    html = text_of(client.get("/library/?q=publication"))
    assert not re.search(r"<style|\sstyle=|\son\w+=|hx-on", html)
    assert all("src=" in tag or "ld+json" in tag for tag in re.findall(r"<script[^>]*>", html))


# --- many, and elsewhere


def test_invented_publications_are_added_again_and_again_but_not_to_a_real_site_by_mistake(client):
    a_library()
    a_topic("Policy")
    with pytest.raises(CommandError):
        call_command("seed_publications", 5)
    for _time in range(2):
        call_command("seed_publications", 15, yes=True, verbosity=0)
    assert Publication.objects.count() == 30
    assert PublicationTopic.objects.exists()
    assert all("demonstration" in row.words for row in Publication.objects.all())
    html = text_of(client.get("/library/?q=demonstration"))
    assert "Demonstration data" in html


def test_the_resource_center_shows_what_came_into_the_library_last(client):
    center, _recordings = a_resource_center()
    now = timezone.now()
    for number in range(6):
        a_publication(title=f"Title {number}", access="members", first_published_at=now + timedelta(days=number))
    a_publication(title="Archived", is_archived=True, first_published_at=now + timedelta(days=9))
    client.force_login(a_user("Membership staff"))
    html = text_of(client.get(center.url))
    found = re.findall(r'publication-item__title"><a href="[^"]*">(.*?)</a>', html)
    assert found == ["Title 5", "Title 4", "Title 3", "Title 2"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, ["New", "Old"]),
        ({"limit": 1}, ["New"]),
        ({"topic": "policy"}, ["Old"]),
        ({"chosen": ["Old", "Closed", "Draft"]}, ["Old"]),
    ],
)
def test_a_block_shows_chosen_or_new_publications_that_the_reader_may_open(client, value, expected):
    topic, now = a_topic("Policy"), timezone.now()
    rows = {
        row.title: row
        for row in (
            a_publication(title="Old", topics=[topic], first_published_at=now - timedelta(days=3)),
            a_publication(title="New", first_published_at=now),
            a_publication(title="Closed", access="members", topics=[topic], first_published_at=now),
            a_publication(title="Draft", live=False, topics=[topic]),
        )
    }
    value = {"limit": 4, "topic": "", "heading": "Library"} | value
    value["topic"] = str(topic.translation_key) if value["topic"] else ""
    value["chosen"] = [rows[title].pk for title in value.get("chosen", [])]
    page = a_page(body=[{"type": "publications", "value": value}])
    assert titles_on(client.get(page.url)) == expected


def test_a_question_that_unfolds_into_hundreds_of_words_is_answered(client):
    a_publication(document=a_document("something to read"))
    library = a_library()
    assert client.get(library.url, {"q": "\ufdfa" * 100}).status_code == 200
