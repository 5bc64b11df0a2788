"""The front door: what visitors find, and what editors are kept from."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.models import Locale

from content.models import Alert, ProgramSettings, SiteText
from home.forms import ContactFormBuilder
from home.models import (
    AdvisoryBoardPage,
    ArticlePage,
    BoardMember,
    ContactFormPage,
    FormField,
    Partner,
    PartnersPage,
)
from tests.builders import (
    a_board_member,
    a_member,
    a_news_list,
    a_page,
    a_partner,
    a_resource_center,
    a_user,
    an_image,
    home,
    restrict,
)

pytestmark = pytest.mark.django_db


def names(rows):
    return [row.name for row in rows]


# --- a new database


def test_a_new_site_has_a_home_page_in_both_languages(client):
    assert client.get("/").status_code == 200
    assert client.get("/es/").status_code == 200
    assert home("en").translation_key == home("es").translation_key


def test_an_unknown_address_is_not_found_in_either_language(client):
    assert client.get("/nothing/").status_code == 404
    assert 'lang="es"' in client.get("/es/nada/").content.decode()


@pytest.mark.parametrize(("language", "address"), [("en", "/"), ("es", "/es/")])
@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_pages_that_stand_alone_lead_home_in_their_language_and_to_988(
    template, language, address, django_assert_num_queries
):
    with translation.override(language), django_assert_num_queries(0):
        html = render_to_string(template)
    assert f'<a class="button" href="{address}">' in html
    assert '<a href="tel:988">' in html


# --- what browsers load


def test_a_page_loads_the_module_for_event_times_once_where_its_blocks_show_events(client):
    module = "js/event_times.js"
    card = {"text": "x", "strand": "law", "links": []}
    ways = [card | {"title": kind, "kind": kind} for kind in ("meeting", "workshop")]
    page = a_page(slug="with-events")
    assert module not in client.get(page.url).content.decode()
    page.body = [
        ("events", {"heading": "Next", "kind": "", "limit": 2}),
        ("ways", {"heading": "Ways", "items": ways}),
        ("events", {"heading": "Again", "kind": "", "limit": 2}),
    ]
    page.save_revision().publish()
    assert client.get(page.url).content.decode().count(module) == 1


def test_the_resource_center_always_loads_the_module_for_event_times():
    resource_center, _recordings = a_resource_center()
    assert resource_center.scripts == ["js/event_times.js"]


# --- partners


def test_partners_are_grouped_by_role_in_their_order_and_empty_roles_are_left_out():
    a_partner(name="Second", role="partner", sort_order=2)
    a_partner(name="First", role="partner", sort_order=1)
    a_partner(name="Money", role="funder")
    a_partner(name="Draft", role="manager", live=False)
    a_partner(name="Español", role="guidance", locale=Locale.objects.get(language_code="es"))
    groups = a_page(PartnersPage).partners_by_role
    assert [(str(role), names(rows)) for role, rows in groups] == [
        ("Funder", ["Money"]),
        ("Partner", ["First", "Second"]),
    ]


def test_a_logo_without_alt_text_is_refused():
    partner = a_partner()
    partner.logo, partner.logo_alt = an_image(), "  "
    with pytest.raises(ValidationError) as caught:
        partner.full_clean()
    assert "logo_alt" in caught.value.error_dict
    partner.logo_alt = "Example Foundation"
    partner.full_clean()


def test_a_new_translation_of_a_partner_shows_nowhere_until_it_is_published():
    spanish = a_partner(name="Partner").copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.save()
    with translation.override("es"):
        assert not Partner.objects.shown()
    spanish.save_revision().publish()
    with translation.override("es"):
        assert names(Partner.objects.shown()) == ["Partner"]


# --- the board


def test_a_board_member_leaves_on_the_day_the_term_ends():
    today = timezone.localdate()
    a_board_member(name="Ends tomorrow", term_ends_on=today + timedelta(days=1))
    a_board_member(name="Ends today", term_ends_on=today)
    a_board_member(name="No end", term_ends_on=None)
    a_board_member(name="Starts tomorrow", term_starts_on=today + timedelta(days=1))
    assert names(BoardMember.objects.serving()) == ["Ends tomorrow", "No end"]
    assert names(BoardMember.objects.serving(today + timedelta(days=1))) == ["No end", "Starts tomorrow"]


def test_the_board_is_grouped_by_sector():
    for name, sector in [("A", "voice"), ("B", "law"), ("C", "law")]:
        a_board_member(name=name, sector=sector)
    groups = a_page(AdvisoryBoardPage).members_by_sector
    assert [(sector, names(rows)) for sector, _label, rows in groups] == [
        ("law", ["B", "C"]),
        ("voice", ["A"]),
    ]


def test_the_balance_counts_sectors_and_regions_and_leaves_none_out():
    a_board_member(sector="law", state="TN")
    a_board_member(sector="law", state="ME")
    a_board_member(sector="care", state="PR")
    balance = BoardMember.objects.serving().balance()
    assert [number for _label, number in balance["sectors"]] == [2, 1, 0]
    assert {str(label): number for label, number in balance["regions"]} == {
        "Northeast": 1, "Midwest": 0, "South": 1, "West": 0, "Territories": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "initials"), [("Ana Ruiz", "AR"), ("Jo", "J"), ("Mary Ann van Dyke", "MD"), ("", "")])
def test_somebody_without_a_photo_has_initials(name, initials):
    assert BoardMember(name=name).initials == initials


def test_a_term_cannot_end_before_it_starts():
    person = a_board_member()
    person.term_ends_on = person.term_starts_on
    with pytest.raises(ValidationError):
        person.full_clean()


# --- news


def test_news_is_listed_newest_first_in_pages(client):
    news = a_news_list(articles=12)
    first = client.get(news.url)
    assert [page.title for page in first.context["listing"]][:2] == ["Article 11", "Article 10"]
    assert len(client.get(news.url + "?page=2").context["listing"]) == 2


@pytest.mark.parametrize("number", ["0", "-1", "99", "nonsense", "9" * 30, "1;drop"])
def test_an_absurd_page_number_still_answers(client, number):
    assert client.get(a_news_list(articles=1).url, {"page": number}).status_code == 200


def test_a_private_article_is_in_no_list_of_a_stranger(client):
    news = a_news_list(articles=2)
    restrict(ArticlePage.objects.get(title="Article 1"), "Members")
    assert "Article 1" not in client.get(news.url).content.decode()
    client.force_login(a_member())
    assert "Article 1" in client.get(news.url).content.decode()


def test_a_list_of_fifty_costs_as_many_queries_as_a_list_of_one(client, django_assert_max_num_queries):
    news = a_news_list(articles=1)
    client.get(news.url)
    with django_assert_max_num_queries(30) as few:
        client.get(news.url)
    for number in range(49):
        a_page(ArticlePage, news, title=f"More {number}")
    with django_assert_max_num_queries(30) as many:
        client.get(news.url)
    assert len(many) == len(few)


# --- menus, languages, search engines


def test_the_menu_comes_from_the_page_tree_and_shows_what_this_visitor_may_open(client):
    a_page(title="Program", show_in_menus=True)
    a_page(title="Hidden")
    a_resource_center()

    def menu():
        return [item.page.title for item in client.get("/").context["request"]._navigation["menu"]]

    assert menu() == ["Program"]
    client.force_login(a_member())
    assert menu() == ["Program", "Resource Center"]


def translated(page, **fields):
    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"))
    for name, value in fields.items():
        setattr(spanish, name, value)
    spanish.save_revision().publish()
    return spanish


def test_the_language_switcher_stays_on_the_page(client):
    page = a_page(title="Program", slug="program")
    html = client.get(page.url).content.decode()
    assert 'hreflang="es"' not in html
    translated(page, slug="programa", title="Programa")
    html = client.get(page.url).content.decode()
    assert re.search(
        r'<a[^>]+href="/es/programa/"[^>]*hreflang="es"|<a[^>]+hreflang="es"[^>]*href="/es/programa/"', html
    )
    assert 'rel="alternate"' in html


def test_a_translation_that_is_private_is_offered_to_nobody_who_may_not_open_it(client):
    page = a_page(title="Program", slug="program")
    restrict(translated(page, slug="programa"), "Members")
    assert "/es/programa/" not in client.get(page.url).content.decode()
    client.force_login(a_member())
    assert "/es/programa/" in client.get(page.url).content.decode()


def test_a_public_page_tells_search_engines_what_it_is(client):
    page = a_page(title="Program & more", slug="program", lead="What we do.")
    html = client.get(page.url).content.decode()
    assert f'<link rel="canonical" href="{page.get_full_url()}">' in html
    assert '<meta name="description" content="What we do.">' in html
    assert 'property="og:title"' in html
    assert re.search(r'property="og:image" content="http://[^"]+/art/\d+\.png"', html)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "BreadcrumbList"
    assert data["itemListElement"][-1]["name"] == "Program & more"


def test_the_home_page_names_the_organization(client):
    html = client.get("/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert (data["@type"], data["name"]) == ("Organization", "CIT ASSIST")


def test_hostile_words_in_a_title_cannot_leave_the_structured_data(client):
    page = a_page(title="</script><script>alert(1)</script>", slug="hostile")
    html = client.get(page.url).content.decode()
    assert "<script>alert(1)" not in html


def test_private_pages_tell_search_engines_nothing(client):
    center, _recordings = a_resource_center()
    client.force_login(a_member())
    html = client.get(center.url).content.decode()
    assert 'name="robots" content="noindex"' in html
    for trace in ("og:title", "canonical", "ld+json", 'rel="alternate"'):
        assert trace not in html


def test_the_sitemap_lists_both_languages_and_nothing_private_whoever_asks(client):
    page = a_page(slug="program")
    translated(page, slug="programa")
    a_resource_center()
    a_page(slug="a-draft", live=False)
    restrict(a_page(slug="closed"), "Members")
    for person in (None, a_user("Editors"), a_member()):
        if person:
            client.force_login(person)
        index = client.get("/sitemap.xml")
        assert re.findall(r"<loc>(.*?)</loc>", index.content.decode()) == [
            "http://testserver/sitemap-pages.xml",
            "http://testserver/sitemap-publications.xml",
        ]
        xml = client.get("/sitemap-pages.xml").content.decode()
        assert "/program/" in xml
        assert "/es/programa/" in xml
        for private in ("resource-center", "a-draft", "closed"):
            assert private not in xml


@pytest.mark.parametrize("section", ["pages", "publications"])
@pytest.mark.parametrize(
    ("number", "status"), [("", 404), ("x", 404), ("0", 404), ("-1", 404), ("9" * 30, 404), ("1", 200)]
)
def test_a_part_of_the_sitemap_that_is_none_is_not_found(client, section, number, status):
    assert client.get(f"/sitemap-{section}.xml", {"p": number}).status_code == status
    assert client.get(f"/sitemap-people.xml?p={number}").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_the_drawing_for_shared_links_is_a_picture_that_caches_may_keep(client):
    response = client.get("/art/7.png")
    assert response.content.startswith(b"\x89PNG")
    assert "immutable" in response["Cache-Control"]
    assert client.get("/art/4096.png").status_code == 404
    assert client.get("/art/" + "9" * 30 + ".png").status_code == 404


# --- texts around every page


def an_alert(**fields):
    now = timezone.now()
    fields = {
        "title": "Alert",
        "message": "<p>Office closed.</p>",
        "starts_at": now - timedelta(hours=1),
    } | fields
    return Alert.objects.create(locale=Locale.get_default(), **fields)


def test_an_alert_shows_from_its_start_to_its_end(client):
    now = timezone.now()
    an_alert(message="<p>Now</p>", ends_at=now + timedelta(hours=1))
    an_alert(message="<p>Later</p>", starts_at=now + timedelta(hours=1))
    an_alert(message="<p>Over</p>", ends_at=now)
    an_alert(message="<p>Unpublished</p>", live=False)
    html = client.get("/").content.decode()
    assert "Now" in html
    for other in ("Later", "Over", "Unpublished"):
        assert f"<p>{other}</p>" not in html
    assert "<p>Now</p>" not in client.get("/es/").content.decode()


def test_the_texts_around_every_page_come_in_its_language(client):
    for code, line in [("en", "Call or text 988"), ("es", "Llame o envíe un mensaje al 988")]:
        SiteText.objects.create(
            locale=Locale.objects.get(language_code=code),
            crisis_notice=f"<p>{line}</p>",
            powered_by="NCPI",
            funding_acknowledgement=f"<p>Funded {code}</p>",
            disclaimer="<p>Opinions.</p>",
        )
    ProgramSettings.objects.create(site=home().get_site(), agreement_number="15JCOPS-TEST")
    for address, line, funded in [
        ("/", "Call or text 988", "Funded en"),
        ("/es/", "Llame o envíe", "Funded es"),
    ]:
        html = client.get(address).content.decode()
        for words in (line, funded, "15JCOPS-TEST", "Opinions."):
            assert words in html


def test_a_language_has_one_site_text():
    text = {"crisis_notice": "a", "powered_by": "b", "funding_acknowledgement": "c", "disclaimer": "d"}
    SiteText.objects.create(locale=Locale.get_default(), **text)
    with pytest.raises(ValidationError):
        SiteText(locale=Locale.get_default(), **text).full_clean()


# --- the contact form


@pytest.fixture
def contact():
    page = a_page(
        ContactFormPage,
        title="Contact",
        slug="contact",
        thanks="<p>We answer soon.</p>",
        to_address="office@example.org",
        from_address="site@example.org",
        subject="Message",
    )
    for label, kind in [("Name", "singleline"), ("Email", "email"), ("Message", "multiline")]:
        FormField.objects.create(page=page, label=label, field_type=kind, locale=page.locale)
    return page


GOOD = {"name": "Pat", "email": "pat@example.org", "message": "Hello"}


def test_a_message_is_kept_mailed_after_the_commit_and_answered_by_a_redirect(
    client, contact, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(contact.url, GOOD)
        assert not mail.outbox
    assert response.status_code == 302
    assert "We answer soon." in client.get(response["Location"]).content.decode()
    assert contact.get_submissions().get().form_data == GOOD
    assert mail.outbox[0].to == ["office@example.org"]
    assert "Hello" in mail.outbox[0].body


def test_browsers_are_told_what_they_may_fill_in(client, contact):
    FormField.objects.filter(label="Name").update(autocomplete="name")
    page = client.get(contact.url).content.decode()
    told = [re.search(rf'<(?:input|textarea)[^>]* name="{name}"[^>]*>', page)[0] for name in GOOD]
    assert [re.findall('autocomplete="(.*?)"', field) for field in told] == [["name"], ["email"], []]


@pytest.mark.parametrize(
    "wrong",
    [{"email": "nobody"}, {"name": ""}, {"message": "x" * (ContactFormBuilder.LONGEST_ANSWER + 1)}, {"website": "spam"},
     {"name": "a\x00b"}],
)  # fmt: skip
def test_a_bad_message_gets_a_clear_answer_and_is_not_kept(client, contact, wrong):
    response = client.post(contact.url, GOOD | wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not contact.get_submissions()
    assert not mail.outbox


def test_a_message_survives_a_mail_server_that_is_down(client, contact, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(contact.url, GOOD).status_code == 302
    assert contact.get_submissions().count() == 1
