"""What programs may follow: public publications alone, in the language of the address, whoever asks."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from library.feeds import PublicationsSitemap
from tests.builders import a_member
from tests.publications import a_library, a_publication, a_topic, in_spanish

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 (made by the site itself)


def titles(tree):
    return [entry.text for entry in tree.findall("a:entry/a:title", ATOM)]


def test_the_feed_tells_of_the_newest_public_publications_first(client):
    now = timezone.now()
    a_publication(title="Old", first_published_at=now - timedelta(days=9), last_published_at=now)
    a_publication(title="New", slug="new", abstract="Says <this>.", first_published_at=now, last_published_at=now)
    a_publication(title="Undated")
    a_publication(title="Closed", access="members", first_published_at=now)
    a_publication(title="Draft", live=False)
    a_publication(title="Archived", is_archived=True)
    tree = feed(client, "/publications/feed/")
    assert titles(tree) == ["New", "Old", "Undated"]
    entry = tree.find("a:entry", ATOM)
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/publications/new/"
    assert entry.find("a:summary", ATOM).text == "Says <this>."
    client.force_login(a_member())
    assert titles(feed(client, "/publications/feed/")) == ["New", "Old", "Undated"]


def test_each_language_and_topic_has_its_own_feed(client):
    topic = a_topic("Policy", "Normas")
    in_spanish(a_publication(title="Guide", topics=[topic]), title="Guía")
    a_publication(title="Other")
    assert titles(feed(client, f"/publications/feed/{topic.pk}/")) == ["Guide"]
    spanish = feed(client, f"/es/publications/feed/{topic.pk}/")
    assert titles(spanish) == ["Guía"]
    assert spanish.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert "Normas" in spanish.find("a:title", ATOM).text


@pytest.mark.parametrize("number", [0, 999, 10**17, 10**30])
def test_a_topic_that_does_not_exist_has_no_feed(client, number):
    assert client.get(f"/publications/feed/{number}/").status_code == 404


def test_a_topic_without_a_name_in_a_language_has_no_feed_there(client):
    topic = a_topic("Policy")
    assert client.get(f"/publications/feed/{topic.pk}/").status_code == 200
    assert client.get(f"/es/publications/feed/{topic.pk}/").status_code == 404


def test_characters_that_xml_does_not_know_do_no_harm(client):
    a_publication(title="Bell\x07 and\x0b tab", abstract="Form\x0cfeed")
    assert titles(feed(client, "/publications/feed/")) == ["Bell and tab"]


def test_the_list_names_its_feeds(client):
    topic = a_topic("Policy")
    a_library()
    html = client.get("/library/").content.decode()
    feeds = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"', html)
    assert feeds == ["/publications/feed/", f"/publications/feed/{topic.pk}/"]
    for address in feeds:
        feed(client, address)


def test_the_sitemap_holds_public_listed_records_of_both_languages(client):
    guide = a_publication(slug="guide", last_published_at=timezone.now())
    in_spanish(guide)
    a_publication(slug="closed", access="members")
    a_publication(slug="draft-one", live=False)
    a_publication(slug="archived", is_archived=True)
    a_publication(slug="replaced", replaced_by=guide)
    for user in (None, a_member()):
        if user:
            client.force_login(user)
        found = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap-publications.xml").content.decode())
        addresses = [address for address in found if "/publications/" in address]
        assert addresses == [
            "http://localhost/publications/guide/",
            "http://localhost/es/publications/guide/",
        ]


def test_the_sitemap_goes_on_however_many_publications_there_are(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(PublicationsSitemap, "limit", 2)
    slugs = [f"number-{number}" for number in range(5)]
    now = timezone.now()
    for slug in slugs:
        a_publication(slug=slug, last_published_at=now)
    index = client.get("/sitemap.xml").content.decode()
    parts = [address for address in re.findall(r"<loc>(.*?)</loc>", index) if "publications" in address]
    base = "http://testserver/sitemap-publications.xml"
    assert parts == [base, f"{base}?p=2", f"{base}?p=3"]
    assert index.count(f"<lastmod>{timezone.localtime(now):%Y-%m-%d}T") == 3
    found = [
        address for part in parts for address in re.findall(r"<loc>(.*?)</loc>", client.get(part).content.decode())
    ]
    assert found == [f"http://localhost/publications/{slug}/" for slug in slugs]
    with django_assert_num_queries(3):  # the site, how many, and which
        client.get(parts[1])
    assert client.get(f"{base}?p=4").status_code == 404
