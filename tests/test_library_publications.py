"""A publication's own page: what it tells, to whom, in which language, and where it leads."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Locale

from library.citations import citation_data
from library.models import Publication, PublicationTopic, RelatedPublication
from tests.builders import a_member, a_resource_center, a_user, an_image
from tests.publications import a_document, a_library, a_members_library, a_publication, a_topic, in_spanish

pytestmark = pytest.mark.django_db

ENDINGS = ["/", ".ris", ".bib", "/file/"]


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def data_in(html):
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


def related_on(html):
    return re.findall(r'<h3 class="publication-item__title"><a href="[^"]*">(.*?)</a>', html)


# --- what it tells


def test_the_page_tells_what_is_known_and_leads_into_the_list(client):
    a_library()
    topic = a_topic("Dispatch")
    a_publication(
        title="The <guide>", slug="guide", authors="Doe, Jane\nCIT International", publisher="Press", year=2019,
        published_on="2019-08-05", page_count=1200, topics=[topic], audiences=["patrol"], document=a_document(),
        url="https://press.example.org/guide", printed="available", order_url="https://press.example.org/order",
        abstract="First.\n\nSecond & last.",
    )  # fmt: skip
    html = text_of(client.get("/publications/guide/"))
    assert "<h1>The &lt;guide&gt;</h1>" in html
    assert "Doe, Jane; CIT International" in html
    assert "<p>Second &amp; last.</p>" in html
    assert 'datetime="2019-08-05"' in html
    assert "<dd>1,200</dd>" in html
    assert f'href="/library/?topic={topic.pk}"' in html
    assert 'href="/library/?audience=patrol"' in html
    assert 'href="/library/?kind=guide"' in html
    assert 'href="/publications/guide/file/"' in html
    assert re.search(r"PDF, \d+\xa0bytes", html)
    assert 'href="https://press.example.org/guide"' in html
    assert 'href="https://press.example.org/order"' in html
    assert 'id="citation"' in html
    assert "CIT International. (2019)" in html
    assert re.search(r'data-copies="citation"[^>]* hidden', html)


def test_it_stands_below_its_list_in_the_breadcrumbs(client):
    a_library(title="The library")
    a_publication(title="Guide", slug="guide")
    html = text_of(client.get("/publications/guide/"))
    trail = re.search(r'<nav class="breadcrumbs.*?</nav>', html, re.DOTALL)[0]
    assert re.findall(r'href="(.*?)"', trail) == ["/", "/library/"]
    assert '<span aria-current="page">Guide</span>' in trail
    (steps,) = [data["itemListElement"] for data in data_in(html) if data["@type"] == "BreadcrumbList"]
    assert [step["name"] for step in steps][1:] == ["The library", "Guide"]


def test_search_engines_and_other_sites_are_told(client):
    a_publication(title="</script>Guide", slug="guide", authors="Doe, Jane", kind="brief", document=a_document())
    html = text_of(client.get("/publications/guide/"))
    (work,) = [data for data in data_in(html) if data["@type"] == "Report"]
    assert work["name"] == "</script>Guide"
    assert work["author"] == [{"@type": "Person", "givenName": "Jane", "familyName": "Doe"}]
    assert work["encoding"]["contentUrl"] == "http://localhost/publications/guide/file/"
    assert '<link rel="canonical" href="http://localhost/publications/guide/">' in html
    assert '<meta property="og:title" content="&lt;/script&gt;Guide">' in html
    assert re.search(r'<meta property="og:image" content="http://localhost/art/\d+\.png">', html)
    assert "noindex" not in html


def test_a_cover_is_shown_and_a_record_without_one_gets_a_drawing(client):
    publication = a_publication(slug="guide")
    assert (
        '<svg class="strands"'
        in re.search(
            r'<div class="publication__cover">.*?</div>', text_of(client.get("/publications/guide/")), re.DOTALL
        )[0]
    )
    publication.cover = an_image(size=(600, 800))
    publication.save()
    html = text_of(client.get("/publications/guide/"))
    (address,) = re.findall(r'<div class="publication__cover">\s*<img[^>]* src="([^"]*)"', html)
    assert client.get(address).status_code == 200


def test_printed_copies_that_are_gone_are_not_offered(client):
    a_publication(slug="guide", printed="out_of_stock", order_url="https://press.example.org/order")
    html = text_of(client.get("/publications/guide/"))
    assert "out of stock" in html
    assert "press.example.org/order" not in html


def test_a_file_in_a_closed_collection_is_not_offered_to_those_who_may_not_have_it(client):
    collection = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    a_publication(slug="guide", document=a_document(collection=collection))
    assert "/file/" not in text_of(client.get("/publications/guide/"))
    assert client.get("/publications/guide/file/").status_code == 302
    client.force_login(a_member())
    assert "/file/" in text_of(client.get("/publications/guide/"))
    assert client.get("/publications/guide/file/").status_code == 200


# --- languages


def test_each_language_has_its_own_address_and_says_so(client):
    guide = a_publication(title="Guide", slug="guide")
    in_spanish(guide, title="Guía")
    html = text_of(client.get("/publications/guide/"))
    assert '<link rel="alternate" hreflang="es" href="http://localhost/es/publications/guide/">' in html
    assert '<link rel="alternate" hreflang="x-default" href="http://localhost/publications/guide/">' in html
    assert '<a href="/es/publications/guide/" lang="es" hreflang="es">' in html
    spanish = text_of(client.get("/es/publications/guide/"))
    assert "<h1>Guía</h1>" in spanish
    assert '<a href="/publications/guide/" lang="en" hreflang="en">' in spanish


def test_without_a_record_in_the_other_language_nothing_leads_there(client):
    guide = a_publication(title="Guide", slug="guide")
    in_spanish(guide, title="Guía", live=False)
    html = text_of(client.get("/publications/guide/"))
    assert "hreflang" not in html
    assert "/es/publications" not in html
    client.force_login(a_member())
    assert client.get("/es/publications/guide/").status_code == 404


def test_the_other_edition_is_named_or_it_is_said_that_there_is_none(client):
    guide = a_publication(title="Guide", slug="guide")
    other = in_spanish(guide, title="Guía")
    assert "This publication is in English only." in text_of(client.get("/publications/guide/"))
    other.language = "es"
    other.save()
    html = text_of(client.get("/publications/guide/"))
    assert "in English only" not in html
    assert '<a href="/es/publications/guide/" hreflang="es" lang="es">Guía</a>' in html
    other.live = False
    other.save()
    html = text_of(client.get("/publications/guide/"))
    assert "Guía" not in html
    assert "hreflang" not in html


# --- editions and neighbors


def test_a_replaced_record_leads_to_the_current_edition_and_search_engines_away(client):
    newest = a_publication(title="Third edition", slug="third")
    second = a_publication(title="Second edition", slug="second", replaced_by=newest)
    a_publication(title="First edition", slug="first", replaced_by=second)
    html = text_of(client.get("/publications/first/"))
    assert '<a href="/publications/third/">Third edition</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


def test_the_spanish_record_leads_to_the_spanish_record_of_the_current_edition(client):
    newest = a_publication(title="New", slug="new")
    old = a_publication(title="Old", slug="old", replaced_by=newest)
    in_spanish(newest, title="Nueva")
    in_spanish(old, title="Vieja")
    assert '<a href="/es/publications/new/">Nueva</a>' in text_of(client.get("/es/publications/old/"))


@pytest.mark.parametrize("fields", [{"access": "members"}, {"live": False}])
def test_an_edition_that_the_reader_may_not_open_is_neither_named_nor_told_of(client, fields):
    a_publication(title="Old", slug="old", replaced_by=a_publication(title="Secret zqm", slug="zqm", **fields))
    html = text_of(client.get("/publications/old/"))
    assert "A newer edition" not in html
    assert "zqm" not in html


def test_editions_that_replace_each_other_do_no_harm(client):
    first = a_publication(title="First", slug="first")
    second = a_publication(title="Second", slug="second", replaced_by=first)
    first.replaced_by = second
    first.save()
    assert client.get("/publications/first/").status_code == 200


def test_an_archived_record_keeps_its_address_and_says_that_it_is_old(client):
    a_library()
    a_publication(title="Old", slug="old", is_archived=True)
    assert "This publication is archived" in text_of(client.get("/publications/old/"))
    assert "Old" not in re.sub(r"Older", "", text_of(client.get("/library/")))


def test_related_are_those_an_editor_named_then_those_with_shared_topics_then_the_same_kind(client):
    one, two = a_topic("One"), a_topic("Two")
    both = a_publication(title="Both topics", topics=[one, two], kind="toolkit")
    single = a_publication(title="One topic", topics=[one], kind="toolkit")
    kind = a_publication(title="Same kind", kind="brief")
    a_publication(title="Nothing shared", kind="policy")
    a_publication(title="Archived", kind="brief", topics=[one, two], is_archived=True)
    named = a_publication(title="Named", kind="policy", year=1990)
    a_publication(title="Guide", slug="guide", kind="brief", topics=[one, two], related=[named])
    html = text_of(client.get("/publications/guide/"))
    assert related_on(html) == [row.title for row in (named, both, single, kind)]


def test_related_ones_are_trimmed_to_what_the_reader_may_open(client):
    closed = a_publication(title="Closed", access="members")
    draft = a_publication(title="Draft", live=False)
    guide = a_publication(title="Guide", slug="guide", related=[closed, draft])
    assert related_on(text_of(client.get("/publications/guide/"))) == []
    in_spanish(guide)
    client.force_login(a_member())
    assert related_on(text_of(client.get("/publications/guide/"))) == ["Closed"]
    assert related_on(text_of(client.get("/es/publications/guide/"))) == []


def test_a_draft_is_previewed_as_it_will_be():
    topic = a_topic("Dispatch")
    draft = Publication(title="New one", abstract="Says this.", year=2020, locale=topic.locale, authors="Doe, Jane")
    draft.topic_rows = [PublicationTopic(topic=topic)]
    draft.related_rows = [RelatedPublication(related=a_publication(title="Neighbor"))]
    html = text_of(draft.make_preview_request())
    assert "<h1>New one</h1>" in html
    assert "Dispatch" in html
    assert related_on(html) == ["Neighbor"]
    assert '<meta name="robots" content="noindex">' in html


# --- for members, and not there at all


def answers_of(client, slug):
    """What an address answers, its own name left out."""
    found = []
    for prefix in ("", "/es"):
        for ending in ENDINGS:
            response = client.get(f"{prefix}/publications/{slug}{ending}")
            text = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())
            where = response.headers.get("Location", "")
            found.append((response.status_code, where.replace(slug, "X"), text.replace(slug, "X")))
    return found


@pytest.mark.parametrize("who", ["stranger", "account"])
def test_outsiders_cannot_tell_a_members_publication_from_a_draft_or_from_nothing(client, who):
    closed = a_publication(title="Closed", slug="closed", access="members", document=a_document())
    in_spanish(closed)
    a_publication(title="Draft", slug="drafts", live=False)
    if who == "account":
        client.force_login(a_user())
    answers = answers_of(client, "closed")
    assert answers == answers_of(client, "nothing") == answers_of(client, "drafts")
    assert {status for status, _where, _text in answers} == {302 if who == "stranger" else 403}


def test_members_open_what_is_for_members_and_no_cache_keeps_it(client):
    center, _recordings = a_resource_center()
    a_members_library(center)
    a_library()
    a_publication(title="Closed", slug="closed", access="members", document=a_document())
    client.force_login(a_member())
    response = client.get("/publications/closed/")
    html = text_of(response)
    assert "Members only" in html
    assert 'href="/resource-center/publications/?kind=guide"' in html
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in html
    assert "og:title" not in html
    for ending in ENDINGS:
        answer = client.get(f"/publications/closed{ending}")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
    for slug in ("nothing", "drafts"):
        assert client.get(f"/publications/{slug}/").status_code == 404


def test_a_members_publication_leaves_no_trace_for_the_public(client):
    a_library()
    a_library("es")
    topic = a_topic("Policy", "Normas")
    closed = a_publication(
        title="Zqm title", slug="zqm-slug", abstract="Zqm abstract", authors="Zqm, Author", access="members",
        topics=[topic], document=a_document("zqm text"), is_featured=True,
    )  # fmt: skip
    in_spanish(closed)
    a_publication(title="Open", slug="open", topics=[topic], related=[closed])
    paths = [
        "/library/", "/es/library/", "/library/?q=zqm", f"/library/?topic={topic.pk}", "/publications/open/",
        "/publications/feed/", f"/publications/feed/{topic.pk}/", "/es/publications/feed/", "/sitemap-publications.xml",
    ]  # fmt: skip
    for path in paths:
        html = text_of(client.get(path))
        assert "zqm" not in html.replace("q=zqm", "").replace('value="zqm"', "").replace("Words: zqm", "").lower(), path
    count = re.search(r'id="shelf-count" role="status">(.*?)<', text_of(client.get("/library/?q=zqm")), re.DOTALL)[1]
    assert count.strip() == "0 publications"


def test_a_public_page_may_be_kept_for_a_minute_and_its_file_not(client):
    a_publication(slug="guide", document=a_document())
    assert "public" in client.get("/publications/guide/")["Cache-Control"]
    assert "no-store" in client.get("/publications/guide/file/")["Cache-Control"]


# --- cost


def test_the_number_of_queries_does_not_grow_with_topics_and_neighbors(client):
    a_library()
    picture = an_image()

    def cost(slug):
        client.get(f"/publications/{slug}/")
        with CaptureQueriesContext(connection) as queries:
            text_of(client.get(f"/publications/{slug}/"))
        return len(queries)

    topics = [a_topic(f"Topic {number}") for number in range(12)]
    few = a_publication(slug="few", topics=topics[:1], kind="brief", cover=picture, document=a_document())
    in_spanish(few)
    a_publication(topics=topics[:1], cover=picture)
    before = cost("few")
    others = [a_publication(topics=topics, kind="toolkit", cover=picture) for _number in range(8)]
    many = a_publication(
        slug="many", topics=topics, audiences=["patrol", "clinician"], related=others[:3], cover=picture,
        document=a_document(),
    )  # fmt: skip
    in_spanish(many)
    assert cost("many") <= before + 2, (before, cost("many"))
    assert before <= 35


# --- what is said once for both languages


def test_closing_a_publication_closes_it_in_the_other_language_too(client):
    english = a_publication(title="Open guide")
    spanish = in_spanish(english)
    assert client.get(f"/es/publications/{spanish.slug}/").status_code == 200
    english.access = "members"
    english.save_revision().publish()
    assert client.get(f"/es/publications/{spanish.slug}/").status_code == 302
    stale = Publication.objects.get(pk=spanish.pk)
    stale.access = "public"
    stale.save_revision().publish()
    assert client.get(f"/es/publications/{spanish.slug}/").status_code == 302
    english.access = "public"
    english.save_revision().publish()
    assert client.get(f"/es/publications/{spanish.slug}/").status_code == 200


def test_a_translation_gets_an_address_of_its_own_where_another_record_has_it():
    a_publication(locale="es", title="Another", slug="guide")
    english = a_publication(slug="guide")
    spanish = english.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.save()
    assert spanish.slug == "guide-2"


@pytest.mark.parametrize(("fields", "is_listed"), [({"live": False}, True), ({"access": "members"}, True), ({}, False)])
def test_a_publication_is_listed_until_its_readers_can_open_what_replaced_it(client, fields, is_listed):
    successor = a_publication(title="Second edition", **fields)
    old = a_publication(title="First edition", replaced_by=successor)
    assert (old in Publication.objects.listed()) is is_listed
    page = client.get(old.get_absolute_url()).content.decode()
    assert ("Second edition" in page) is not is_listed
    assert ("noindex" in page) is not is_listed


def test_publications_do_not_replace_each_other_in_a_circle():
    first = a_publication()
    second = a_publication(replaced_by=first)
    first.replaced_by = second
    with pytest.raises(ValidationError, match="replace itself"):
        first.clean()


def test_a_draft_without_a_title_can_be_looked_at():
    draft = a_publication(live=False)
    draft.title = ""
    assert citation_data(draft, "https://example.org/")["title"] == "–"


def test_a_work_is_cited_by_the_title_under_which_it_was_published(client):
    work = a_publication(title="Best practices", language="en", slug="best-practices")
    in_spanish(work, title="Buenas prácticas")
    for prefix in ("", "/es"):
        assert "TI  - Best practices" in client.get(f"{prefix}/publications/best-practices.ris").content.decode()
    page = client.get("/es/publications/best-practices/").content.decode()
    citation = page[page.index('id="citation"') :]
    assert "Best practices" in citation[: citation.index("</p>")]
    Publication.objects.get(pk=work.pk).unpublish()
    assert "TI  - Buenas prácticas" in client.get("/es/publications/best-practices.ris").content.decode()
