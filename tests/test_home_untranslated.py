"""From the untranslated page to the published translation: who is told what, and where the lines lead."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from home.models import ArticleIndexPage, ProgramPage
from members.letters import Letter
from members.work_list import send_work_lists, work_of
from tests.builders import a_member, a_page, a_user, an_image, know_the_rows

pytestmark = pytest.mark.django_db

UNTRANSLATED, FINISHED = "/cms/reports/untranslated-pages/", "/cms/reports/finished-translations/"
TO_PUBLISH = "translation waits to be published"
OWN = "translation of yours waits for a moderator to publish it"
OWN_DRAFT = "draft of yours is not published yet"


def spanish():
    return Locale.objects.get(language_code="es")


@pytest.fixture
def translator():
    return a_user("Translators", first_name="Lucía", last_name="Ortega")


@pytest.fixture
def moderator():
    return a_user("Moderators")


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


def send(client, page):
    """Send a page to be translated into Spanish; return where that leads."""
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [spanish().pk]})


def translate(client, page, *, all_but=0):
    """Translate the strings of a page, but for the last ones, as the translation editor does."""
    work = Translation.objects.get(source__object_id=page.translation_key)
    segments = list(StringSegment.objects.filter(source=work.source).order_by("order"))
    for segment in segments[: len(segments) - all_but]:
        address = reverse("wagtail_localize:edit_string_translation", args=[work.pk, segment.pk])
        answer = client.put(address, "value=En+espa%C3%B1ol", content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201)
    return page.get_translation(spanish())


@pytest.fixture
def publish(django_capture_on_commit_callbacks, moderator):
    def as_the_moderator(page):
        with django_capture_on_commit_callbacks(execute=True):
            browser_of(moderator).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
        page.refresh_from_db()
        assert page.live

    return as_the_moderator


def offers_to_translate(answer):
    return "wagtail_localize/admin/edit_translation.html" in [template.name for template in answer.templates]


def lines_of(person):
    return {work.text: work.count for work in work_of(person)}


def rows(client, address):
    return [page.pk for page in client.get(address).context["object_list"]]


# --- what has no Spanish version


def test_the_dashboards_line_leads_to_exactly_the_pages_that_it_counts(translator):
    missing = [a_page(title="Only in English"), a_page(ArticleIndexPage, title="News")]
    a_page(title="A draft", live=False)
    send(browser_of(translator), a_page(title="Under way"))
    line = next(work for work in work_of(translator) if "Spanish" in work.text)
    assert (line.count, line.text, line.url) == (2, "pages have no Spanish version yet", UNTRANSLATED)
    assert rows(browser_of(translator), line.url) == [page.pk for page in missing]


def test_a_page_whose_spanish_version_is_a_draft_is_not_missing(translator):
    page = a_page()
    assert lines_of(translator) == {"page has no Spanish version yet": 1}
    send(browser_of(translator), page)
    assert "page has no Spanish version yet" not in lines_of(translator)


def test_what_stands_for_another_page_is_not_missing_but_a_place_held_in_spanish_is(translator):
    page = a_page()
    page.create_alias(update_slug="twice")
    page.copy_for_translation(spanish(), alias=True)
    assert rows(browser_of(translator), UNTRANSLATED) == [page.pk]


def test_each_row_says_what_it_is_and_since_when_and_offers_to_translate_it(translator):
    page = a_page(title="Two & two", first_published_at=timezone.now())
    html = browser_of(translator).get(UNTRANSLATED).content.decode()
    assert "Two &amp; two" in html
    assert str(ProgramPage.get_verbose_name()) in html
    assert page.url in html
    assert "ago" in html or "Just now" in html
    link = re.search(r'href="([^"]+)" aria-label="Translate Two &amp; two"', html)[1]
    form = browser_of(translator).get(link)
    assert form.status_code == 200
    assert re.search(r'name="locales"[^>]*checked', form.content.decode())


def test_the_translator_comes_from_the_row_to_the_translation_editor(translator):
    answer = send(browser_of(translator), a_page())
    editor = browser_of(translator).get(answer["Location"])
    assert offers_to_translate(editor)
    assert "a moderator sees it on their dashboard and publishes it" in editor.content.decode()


def test_whoever_may_publish_a_translation_is_not_told_who_publishes_it(translator, moderator):
    answer = send(browser_of(translator), a_page())
    assert "a moderator sees it" not in browser_of(moderator).get(answer["Location"]).content.decode()


def test_the_pages_above_go_along_as_drafts_and_nothing_english_comes_before_the_public(
    client, translator, django_capture_on_commit_callbacks
):
    above = a_page(title="Above", slug="above")
    between = a_page(parent=above, title="Between", slug="between")
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(browser_of(translator), a_page(parent=between, title="Below", slug="below"))
    assert browser_of(translator).get(answer["Location"]).status_code == 200
    for page in (above, between):
        there = page.get_translation(spanish())
        assert (there.live, there.alias_of) == (False, None)
        editor = browser_of(translator).get(reverse("wagtailadmin_pages:edit", args=[there.pk]))
        assert offers_to_translate(editor)
    assert client.get("/es/above/").status_code == 404
    assert rows(browser_of(translator), UNTRANSLATED) == []


def test_a_place_held_in_spanish_becomes_a_page_that_can_be_translated(translator):
    page = a_page()
    held = page.copy_for_translation(spanish(), alias=True)
    editor = browser_of(translator).get(send(browser_of(translator), page)["Location"])
    assert offers_to_translate(editor)
    held.refresh_from_db()
    assert (held.alias_of, held.live) == (None, True)


def test_a_title_is_searched_for(translator):
    page = a_page(title="Needle")
    a_page(title="Haystack")
    assert rows(browser_of(translator), f"{UNTRANSLATED}?q=need") == [page.pk]
    assert "No page matches" in browser_of(translator).get(f"{UNTRANSLATED}?q=nothing").content.decode()


def test_an_empty_list_says_why(translator):
    assert "Every published page has a Spanish version" in browser_of(translator).get(UNTRANSLATED).content.decode()
    assert "No finished translation waits" in browser_of(translator).get(FINISHED).content.decode()


@pytest.mark.parametrize("asked", ["?p=999", "?p=x", "?ordering=password", "?q=" + "a" * 5000, "?p=2"])
def test_odd_questions_get_an_answer(translator, asked):
    for number in range(26):
        a_page(title=f"Page {number}")
    for address in (UNTRANSLATED, FINISHED, f"{UNTRANSLATED}results/", f"{FINISHED}results/"):
        assert browser_of(translator).get(address + asked).status_code == 200


# --- what is finished


def test_a_moderator_is_told_when_the_last_text_is_translated(translator, moderator):
    page = a_page(title="Two steps", lead="A lead")
    send(browser_of(translator), page)
    there = translate(browser_of(translator), page, all_but=1)
    assert TO_PUBLISH not in lines_of(moderator)
    assert lines_of(translator) == {OWN_DRAFT: 1}

    translate(browser_of(translator), page)
    line = next(work for work in work_of(moderator) if work.text == TO_PUBLISH)
    assert (line.count, line.url) == (1, FINISHED)
    assert rows(browser_of(moderator), line.url) == [there.pk]
    html = browser_of(moderator).get(line.url).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[there.pk]) in html
    assert "Lucía Ortega" in html
    assert "Nothing yet" in html


def test_the_translator_is_told_where_the_work_lies_and_finds_it_there(translator):
    page = a_page()
    send(browser_of(translator), page)
    there = translate(browser_of(translator), page)
    assert lines_of(translator) == {OWN: 1}
    assert rows(browser_of(translator), FINISHED) == [there.pk]
    other = a_user("Translators")
    assert lines_of(other) == {}
    assert rows(browser_of(other), FINISHED) == []


def test_what_a_moderator_has_published_waits_no_longer(translator, moderator, publish):
    page = a_page()
    send(browser_of(translator), page)
    publish(translate(browser_of(translator), page))
    for person in (translator, moderator):
        assert lines_of(person) == {}
        assert rows(browser_of(person), FINISHED) == []


def test_a_published_page_waits_again_when_a_text_is_translated_anew(translator, moderator, publish):
    page = a_page()
    send(browser_of(translator), page)
    there = translate(browser_of(translator), page)
    publish(there)
    translate(browser_of(translator), page)
    assert lines_of(moderator) == {TO_PUBLISH: 1}
    assert "The text before this one" in browser_of(moderator).get(FINISHED).content.decode()
    publish(there)
    assert lines_of(moderator) == {}


def test_a_published_page_waits_again_when_another_picture_is_chosen(translator, moderator, publish):
    page = a_page(share_image=an_image(description="English"))
    send(browser_of(translator), page)
    publish(translate(browser_of(translator), page))
    work = Translation.objects.get(source__object_id=page.translation_key)
    segment = OverridableSegment.objects.get(source=work.source, context__path="share_image")
    address = reverse("wagtail_localize:edit_override", args=[work.pk, segment.pk])
    chosen = f"value={an_image(description='Spanish').pk}"
    browser_of(translator).put(address, chosen, content_type="application/x-www-form-urlencoded")
    assert lines_of(moderator) == {TO_PUBLISH: 1}


def test_a_text_with_an_error_is_not_translated(translator, moderator):
    page = a_page()
    send(browser_of(translator), page)
    translate(browser_of(translator), page)
    spanish().string_translations.update(has_error=True)
    assert TO_PUBLISH not in lines_of(moderator)


def test_a_translation_that_was_stopped_does_not_wait(translator, moderator):
    page = a_page()
    send(browser_of(translator), page)
    translate(browser_of(translator), page)
    Translation.objects.update(enabled=False)
    assert TO_PUBLISH not in lines_of(moderator)


def test_what_was_taken_from_the_site_does_not_wait_to_return(translator, moderator, publish):
    page = a_page()
    send(browser_of(translator), page)
    there = translate(browser_of(translator), page)
    publish(there)
    there.unpublish()
    assert TO_PUBLISH not in lines_of(moderator)


def test_only_those_are_told_who_may_publish_that_very_page(translator):
    page, other = a_page(), a_page()
    for sent in (page, other):
        send(browser_of(translator), sent)
    there = translate(browser_of(translator), page)
    translate(browser_of(translator), other)
    group = Group.objects.create(name="One page")
    group.permissions.set(Group.objects.get(name="Events staff").permissions.filter(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=there, permission_type="publish")
    person = a_user("One page")
    assert lines_of(person) == {TO_PUBLISH: 1}
    assert rows(browser_of(person), FINISHED) == [there.pk]
    assert TO_PUBLISH not in lines_of(a_user("Editors"))
    assert "translations wait to be published" in lines_of(a_user(is_superuser=True))


def test_the_letter_of_the_morning_tells_those_who_may_publish(translator, moderator, monkeypatch):
    page = a_page()
    send(browser_of(translator), page)
    translate(browser_of(translator), page)
    monday = timezone.datetime(2026, 3, 2, 14, 0, tzinfo=timezone.get_fixed_timezone(0))
    monkeypatch.setattr(timezone, "now", lambda: monday)
    assert send_work_lists() == 1
    letter = Letter.objects.get(template="work_list")
    assert letter.to == moderator.email
    assert f"1 {TO_PUBLISH}" in letter.message().body


# --- who, and at what cost


@pytest.mark.parametrize("address", [UNTRANSLATED, FINISHED])
def test_whoever_does_not_translate_or_publish_stays_outside(client, address):
    for somewhere in (address, f"{address}results/", f"{address}?export=csv"):
        for person in (a_member(), a_user("Membership staff"), a_user("Funder")):
            assert browser_of(person).get(somewhere).status_code in (302, 403)
        assert client.get(somewhere).status_code == 302


def test_the_reports_stand_in_the_menu_of_those_who_work_with_them(translator, moderator):
    def menu(person):
        html = browser_of(person).get("/cms/").content.decode()
        return (UNTRANSLATED in html, FINISHED in html)

    assert menu(translator) == menu(moderator) == (True, True)
    assert menu(a_user("Membership staff")) == (False, False)


def test_the_lists_are_exported(translator):
    page = a_page(title="=1+1")
    assert "'=1+1" in browser_of(translator).get(f"{UNTRANSLATED}?export=csv").getvalue().decode()
    send(browser_of(translator), page)
    translate(browser_of(translator), page)
    assert "Lucía Ortega" in browser_of(translator).get(f"{FINISHED}?export=csv").getvalue().decode()


def test_twenty_pages_ask_the_database_no_more_than_one(translator, moderator):
    def sow():
        page = a_page()
        send(browser_of(translator), page)
        translate(browser_of(translator), page)
        a_page()

    def questions():
        reader = browser_of(moderator)
        for address in ("/cms/", UNTRANSLATED, FINISHED):
            reader.get(address)  # what is kept from one request to the next is there
            with CaptureQueriesContext(connection) as asked:
                reader.get(address)
            yield len(asked)

    sow()
    know_the_rows()
    with_one = list(questions())
    for _number in range(19):
        sow()
    know_the_rows()
    assert list(questions()) == with_one
    assert with_one[0] < 45
    assert max(with_one[1:]) < 20
    for address in (UNTRANSLATED, FINISHED):
        assert len(rows(browser_of(moderator), address)) == 20
