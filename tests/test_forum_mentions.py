"""Whoever is named in a post is a link to their entry, for readers who find them in the directory; safe and cheap."""

import re

import nh3
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.markdown import ATTRIBUTES, SCHEMES, TAGS, render
from forum.mentions import link_mentions
from members.models import DirectoryPage, User
from tests.builders import a_member, a_user, know_the_rows
from tests.forum_builders import a_forum, a_reply, a_topic
from tests.payloads import EXPANDED, PAYLOADS

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    forum = a_forum()
    page = DirectoryPage(title="Directory", slug="directory", lead="Lead.")
    forum.get_parent().add_child(instance=page)
    return page


def named(response):
    """(address, words) of the links in posts."""
    bodies = re.findall(r'<div class="post__body[^>]*>(.*?)</div>', response.content.decode(), re.DOTALL)
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', "".join(bodies))


def entry(directory, person):
    return f"{directory.get_url()}{directory.reverse_subpage('person', [person.pk])}"


def read(client, reader, topic):
    client.force_login(reader)
    return client.get(f"/forum/topics/{topic.pk}/")


def test_a_mention_leads_to_the_persons_entry(client, directory):
    ana = a_member(first_name="Ana María", last_name="de la Cruz")
    topic = a_topic(a_member(), body="What do you think, @ana.María.de.la.Cruz? And @No.Body?").topic
    link = (entry(directory, ana), "@ana.María.de.la.Cruz")
    assert named(read(client, a_member(), topic)) == [link]
    assert client.get(link[0]).status_code == 200
    assert named(client.get(f"/forum/topics/{topic.pk}/new-posts/?after=0")) == [link]


def test_a_number_tells_two_of_one_name_apart(client, directory):
    _one, two = (a_member(first_name="Sam", last_name="Lee") for _number in range(2))
    topic = a_topic(a_member(), body=f"@Sam.Lee.{two.pk} or @Sam.Lee").topic
    assert named(read(client, a_member(), topic))[0] == (entry(directory, two), f"@Sam.Lee.{two.pk}")


@pytest.mark.parametrize("audience", ["agency", "staff"])
def test_who_is_not_for_the_reader_to_find_is_plain_text(client, directory, audience):
    shy = a_member(first_name="Shy", last_name="Person")
    author = a_member(agency=shy.agency)
    topic = a_topic(author, body="Ask @Shy.Person").topic
    User.objects.filter(pk=shy.pk).update(listing_audience=audience)
    stranger = read(client, a_member(), topic)
    assert named(stranger) == []
    assert "Ask @Shy.Person" in stranger.content.decode()
    assert bool(named(read(client, author, topic))) == (audience == "agency")
    assert named(read(client, a_user("Moderators"), topic))


def test_who_has_left_or_is_called_otherwise_now_is_plain_text(client, directory):
    gone, renamed = a_member(first_name="Gone", last_name="Away"), a_member(first_name="New", last_name="Name")
    topic = a_topic(a_member(), body="@Gone.Away and @New.Name").topic
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=renamed.pk).update(last_name="Other")
    assert named(read(client, a_member(), topic)) == []


def test_without_a_directory_page_names_are_plain_text(client):
    a_forum()
    a_member(first_name="Ana", last_name="Cruz")
    topic = a_topic(a_member(), body="@Ana.Cruz").topic
    assert named(read(client, a_member(), topic)) == []


def test_nothing_is_linked_within_links_and_code():
    ana = a_member(first_name="Ana", last_name="Cruz")
    html = render("`@Ana.Cruz` [@Ana.Cruz](https://example.org/@Ana.Cruz) **@Ana.Cruz**\n\n    @Ana.Cruz")
    linked = link_mentions(html, {ana: "/people/1/"})
    assert linked == html.replace("<strong>@Ana.Cruz", '<strong><a href="/people/1/">@Ana.Cruz</a>')
    assert linked.count("/people/1/") == 1


@pytest.mark.parametrize("payload", [*PAYLOADS, *EXPANDED])
def test_nothing_unsafe_comes_of_a_mention(payload):
    ana = a_member(first_name="Ana", last_name="Cruz")
    text = f"@Ana.Cruz {payload} @Ana.Cruz\n\n{payload}@Ana.Cruz"
    linked = link_mentions(render(text), {ana: '/people/1/"><script>'})
    once_more = nh3.clean(
        linked, tags=TAGS, attributes=ATTRIBUTES | {"a": {"href", "rel"}}, url_schemes=SCHEMES, link_rel=None
    )
    assert once_more.count("<a ") == linked.count("<a ")
    assert "<script" not in linked.lower()
    assert nh3.clean_text(re.sub(r"<[^>]*>", "", once_more)) == nh3.clean_text(re.sub(r"<[^>]*>", "", linked))


def test_a_page_costs_the_same_with_one_mention_and_with_many(client, directory):
    author, reader = a_member(), a_member()
    people = [a_member(first_name="Person", last_name=f"Of{chr(97 + number)}") for number in range(10)]
    topic = a_topic(author, body="Hello @Person.Ofa").topic
    costs = []
    for _round in range(2):
        know_the_rows()
        read(client, reader, topic)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/forum/topics/{topic.pk}/")
        costs.append(len(queries))
        for _number in range(5):
            a_reply(topic, author, " ".join(f"@{person.first_name}.{person.last_name}" for person in people))
    assert len(named(response)) == 51
    assert costs[0] == costs[1], costs
