"""Every identity × every marker × both languages: nobody finds, counts or is suggested a word that is not theirs."""

import json

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from search.models import IndexedPassage
from tests.findings import asks
from tests.matrix import ANYBODY, HIDDEN, IDENTITIES, MARKER, MEMBERS, NEVER, STAFF, Planted

pytestmark = pytest.mark.django_db

AT_ONCE = 10  # markers asked for together: one of them is enough to be found


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"], "STORAGES": storages}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**quick):
            planted = Planted()
        yield planted
        transaction.set_rollback(True)


def indexed(site) -> list[str]:
    """The markers that stand in what is searched."""
    rows = IndexedPassage.objects.values_list("title", "lead", "text")
    return sorted({marker for row in rows for marker in MARKER.findall(" ".join(row))} & set(site.markers))


@pytest.mark.parametrize("spoken", ["en", "es"])
@pytest.mark.parametrize("identity", IDENTITIES)
def test_nobody_finds_or_counts_what_is_not_theirs_and_everybody_finds_what_is(site, identity, spoken):
    user = site.people[identity]
    expected = site.expected(identity)
    closed = [marker for marker in indexed(site) if marker not in expected]
    for place in range(0, len(closed), AT_ONCE):
        search = asks(user, " ".join(closed[place : place + AT_ONCE]), spoken)
        assert (search.results, search.total, search.facets) == ([], 0, []), closed[place : place + AT_ONCE]
    # An agency's name is public where one asks for access; the directory, where it is found, is not.
    # Whoever looks after an agency knows its hidden members from there, not from the directory.
    own = [marker for marker in indexed(site) if marker in expected and "agency" not in site.markers[marker]]
    own = [marker for marker in own if marker[2] != HIDDEN or identity in STAFF]
    for marker in own[::7]:
        search = asks(user, marker, spoken)
        assert search.results, (marker, site.markers[marker])
        assert search.total == len(search.results)


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("identity", IDENTITIES)
def test_nobody_is_suggested_or_corrected_to_what_is_not_theirs(site, identity, prefix):
    client = Client()
    if identity != "anonymous":
        client.force_login(site.people[identity])
    for letter in {marker[:3] for marker in site.markers}:
        answer = client.get(f"{prefix}/search/suggestions/", {"q": letter})
        labels = " ".join(row["label"] for row in json.loads(answer.content)["suggestions"])
        assert not site.forbidden(identity, labels), letter
        if identity == "member" and letter[2] in (ANYBODY, MEMBERS):
            assert labels
    for asked in ("/search/?q=needel", "/search/?q=needle", "/search/?q=zqm000xen"):
        text = client.get(prefix + asked).content.decode()
        assert not site.forbidden(identity, text, asked=asked)


def test_no_draft_message_address_or_number_is_in_the_index(site):
    never = {site.markers[marker] for marker in indexed(site) if marker[2] == NEVER}
    # People who are no members now: found by nobody until they are again. One of them asked in the forum, anonymously.
    assert all(name.startswith(("former member", "who asked anonymously", "their name")) for name in never)
    for row in IndexedPassage.objects.exclude(kind="person"):
        assert NEVER not in {marker[2] for marker in MARKER.findall(f"{row.title} {row.lead} {row.text} {row.names}")}
    what = {site.markers[marker] for marker in indexed(site)}
    assert not [name for name in what if "email" in name or "phone" in name or "message" in name]
