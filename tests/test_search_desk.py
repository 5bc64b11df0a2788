"""Staff see what is asked and not found, without people, and answer it."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.asked import forget_old_searches, note
from search.models import AskedFor, Synonym
from search.questions import Question
from tests.builders import a_member, a_page, a_user, home, restrict
from tests.findings import asks, index_everything, titles_for

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def report_for(*groups):
    return signed_in(a_user(*groups)).get(reverse("searches_report")).content.decode()


def promote(words, page=None, **fields):
    query = Query.get(words)
    return SearchPromotion.objects.create(query=query, page=page, **fields)


def from_address(number, user=None):
    """A request from one of many addresses, of a person or a stranger."""
    request = RequestFactory().get("/search/", REMOTE_ADDR=f"203.0.113.{number}")
    request.user = user or AnonymousUser()
    return request


def test_words_are_read_by_staff_only_when_they_were_asked_three_times(client):
    for number in range(2):
        client.get("/search/?q=Ketamine%20policy", REMOTE_ADDR=f"203.0.113.{number}")
    assert not AskedFor.objects.exclude(words="").exists()
    assert "ketamine" not in report_for("Editors").lower()
    client.get("/search/?q=ketamine+POLICY", REMOTE_ADDR="203.0.113.3")
    assert "ketamine policy" in report_for("Editors")
    row = AskedFor.objects.get()
    assert (row.count, row.found, row.words) == (3, 0, "ketamine policy")


def test_one_asker_counts_once_a_day_for_the_same_words(client):
    member = signed_in(a_member())
    for _time in range(5):
        client.get("/search/?q=Jane+Roe")
        client.get("/search/?q=jane%20ROE")
        member.get("/search/?q=Jane+Roe", REMOTE_ADDR="203.0.113.1")
        member.get("/search/?q=Jane+Roe", REMOTE_ADDR="203.0.113.2")
    assert (AskedFor.objects.get().count, AskedFor.objects.get().words) == (2, "")
    client.get("/es/search/?q=Jane+Roe")
    assert not AskedFor.objects.exclude(words="").exists()
    assert "jane" not in report_for("Editors").lower()


def test_a_forwarded_address_is_no_other_asker_unless_a_proxy_says_so(client):
    for number in range(3):
        client.get("/search/?q=Jane+Roe", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert AskedFor.objects.get().count == 1


def test_whoever_came_by_no_known_address_is_answered_and_not_counted(client):
    assert client.get("/search/?q=Jane+Roe", REMOTE_ADDR="").status_code == 200
    assert not AskedFor.objects.exists()


def test_who_asked_stands_nowhere():
    note(from_address(7, a_member()), Question("jane roe"), "en", 1)
    note(from_address(7), Question("jane roe"), "en", 1)
    kept = repr([*cache._cache.items(), *AskedFor.objects.values_list()])
    assert "asked:" in kept
    for trace in ("203.0.113", "jane", "account"):
        assert trace not in kept


def test_one_asker_notes_thirty_new_words_an_hour_and_is_answered_all_the_same(client, monkeypatch):
    for number in range(33):
        assert client.get(f"/search/?q=word{number}").status_code == 200
    assert AskedFor.objects.count() == 30
    client.get("/search/?q=word99", REMOTE_ADDR="203.0.113.1")
    assert AskedFor.objects.count() == 31
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    client.get("/search/?q=word98")
    assert AskedFor.objects.count() == 32


def test_words_asked_on_three_days_count_too_and_those_of_each_language_apart():
    for day in range(3):
        note(from_address(day), Question("naloxone"), "en", 1)
        AskedFor.objects.filter(day=timezone.localdate()).update(day=timezone.localdate() - timedelta(days=day + 1))
    note(from_address(1), Question("naloxone"), "es", 0)
    assert AskedFor.objects.filter(language="en", words="naloxone").exists()
    assert not AskedFor.objects.filter(language="es").exclude(words="").exists()


@pytest.mark.parametrize(
    "words",
    ["ada@example.org", "call 615-555-0134", "123 45 6789", "www.example.org", "https://x.org", "word " * 30, "", "-a"],
)
def test_what_looks_personal_is_not_noted_at_all(client, words):
    client.get("/search/", {"q": words})
    assert not AskedFor.objects.exists()


def test_staff_filters_and_further_pages_do_not_count(client):
    signed_in(a_user("Editors")).get("/search/?q=naloxone")
    client.get("/search/?q=naloxone&page=2")
    client.get("/search/?q=naloxone&kind=page")
    client.head("/search/?q=naloxone")
    assert not AskedFor.objects.exists()
    signed_in(a_member()).get("/search/?q=naloxone")
    assert AskedFor.objects.get().count == 1


def test_one_row_a_day_whatever_happens():
    note(from_address(1), Question("naloxone"), "en", 1)
    row = AskedFor.objects.get()
    with pytest.raises(IntegrityError):
        AskedFor.objects.create(day=row.day, language="en", digest=row.digest)


def test_old_and_rare_searches_are_forgotten():
    day = timezone.localdate()
    for age, words in [(401, "old"), (399, "kept"), (32, ""), (30, "")]:
        AskedFor.objects.create(day=day - timedelta(days=age), language="en", digest=f"{age}", words=words, count=1)
    assert forget_old_searches() == 2
    assert forget_old_searches() == 0
    assert set(AskedFor.objects.values_list("digest", flat=True)) == {"399", "30"}


def test_editors_add_a_synonym_from_the_report_and_it_works_at_once():
    a_page(title="Overdose response")
    index_everything()
    editor = signed_in(a_user("Editors"))
    AskedFor.objects.create(day=timezone.localdate(), language="en", digest="x", words="naloxone", count=5)
    report = editor.get(reverse("searches_report")).content.decode()
    add = f"{reverse('synonyms:add')}?words=naloxone&amp;language=en"
    assert add in report
    assert "naloxone" in editor.get(add.replace("&amp;", "&")).content.decode()
    assert titles_for(a_member(), "naloxone") == []
    answer = editor.post(reverse("synonyms:add"), {"language": "en", "words": "naloxone\noverdose"})
    assert answer.status_code == 302
    assert titles_for(a_member(), "naloxone") == ["Overdose response"]
    assert "at least two" in editor.post(reverse("synonyms:add"), {"language": "en", "words": "one"}).content.decode()
    assert str(Synonym.objects.get()) == "naloxone, overdose"
    assert editor.get(reverse("synonyms:index")).status_code == 200


def test_editors_put_a_page_on_top_from_the_report():
    page = a_page(title="Fentanyl exposure")
    editor = signed_in(a_user("Editors"))
    address = f"{reverse('promote_search')}?words=naloxone&language=en"
    assert 'value="naloxone"' in editor.get(address).content.decode()
    form = {
        "query_string": "naloxone",
        "editors_picks-TOTAL_FORMS": "1",
        "editors_picks-INITIAL_FORMS": "0",
        "editors_picks-MIN_NUM_FORMS": "0",
        "editors_picks-MAX_NUM_FORMS": "1000",
        "editors_picks-0-page": str(page.pk),
        "editors_picks-0-description": "Start here.",
        "editors_picks-0-ORDER": "1",
        "editors_picks-0-DELETE": "",
    }
    assert editor.post(address, form).status_code == 302
    shown = Client().get("/search/?q=Naloxone").content.decode()
    assert "Fentanyl exposure" in shown
    assert "Start here." in shown


@pytest.mark.parametrize("groups", [["Translators"], ["Membership staff"], ["Funder"], ["Members"], []])
def test_the_desk_of_the_search_is_for_editors(groups):
    client = signed_in(a_user(*groups))
    for name in ("searches_report", "promote_search", "synonyms:index", "synonyms:add"):
        assert client.get(reverse(name)).status_code in (302, 403), name


def test_exports_are_harmless():
    AskedFor.objects.create(day=timezone.localdate(), language="en", digest="x", words="=cmd|x", count=3)
    table = signed_in(a_user("Moderators")).get(f"{reverse('searches_report')}?export=csv")
    assert b"'=cmd|x" in b"".join(table.streaming_content)


# --- what is put on top


def test_a_promotion_is_shown_in_the_readers_language_to_those_who_may_open_its_page():
    page = a_page(title="Harbor")
    other = page.copy_for_translation(home("es").locale)
    other.title, other.live = "Puerto", True
    other.save()
    promote("boats", page, description="Best one.")
    assert [item.title for item in asks(a_user(), "boats").promoted] == ["Harbor"]
    assert [(item.title, item.description) for item in asks(a_user(), "BOATS", "es").promoted] == [("Puerto", "")]
    assert asks(a_user(), "boats", page="2").promoted == []
    restrict(page, "Moderators")
    assert asks(a_user(), "boats").promoted == asks(a_user(), "boats", "es").promoted == []
    assert len(asks(a_user("Moderators"), "boats").promoted) == 1
    page.view_restrictions.all().delete()
    page.refresh_from_db()
    page.unpublish()
    assert asks(a_user(), "boats").promoted == []


def test_a_promotion_may_lead_elsewhere():
    promote("funding", external_link_url="https://cops.usdoj.gov/cit", external_link_text="COPS Office")
    [item] = asks(a_user(), "funding").promoted
    assert (item.title, item.url) == ("COPS Office", "https://cops.usdoj.gov/cit")
    assert "https://cops.usdoj.gov/cit" in Client().get("/search/?q=funding").content.decode()
