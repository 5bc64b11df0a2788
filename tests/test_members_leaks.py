"""What this site guarantees, row by row of the list of faults that were looked for, and the test that proves it.

1: a page made private is private in every language at once → test_members_privacy:
    made_private_after_it_was_translated
2: an alias is as private as its source, in every list too → test_members_privacy:
    an_alias_is_as_private_as_its_source
3: a copy keeps its groups under a parent that is open to more → test_members_privacy: copy_limited_to_a_group
4: a translation keeps the groups, so that members get in → test_members_privacy: keeps_the_groups, is_born_private
5: a page moved out of a private section stays private → test_members_privacy: moved_out_of_a_private_section
6: unpublishing offers the translations → test_members_privacy: unpublishing_offers_the_translations
7: one query trims every list to what this person may open → test_members_access:
    closes_the_page_and_everything_under_it
8: a page shown inside another page is asked for as well → here: shown_inside_another_page
9, 10: files in private storage or a private collection have no open address → test_members_carriers,
    test_library_videos
11: a file uploaded from any editor is open to nobody before a page carries it → here: uploaded_while_editing
12: documents and videos answer byte ranges → test_members_carriers, test_members_files
13: whoever may not enter gets an answer, never a circle of redirects → here: no_circle
14–16: one door with a second factor; misses are counted once for all workers and lock out nobody else →
    test_members_signin, test_members_second_factor; here: counted_once_for_all_workers
17: the sitemap has both languages → test_home_pages: the_sitemap_lists_both_languages
18: a page without its Spanish version is shown to translators → test_home_editing:
    the_dashboard_opens_for_every_role
19: a translated snippet shows nowhere until it is published → test_home_pages: a_new_translation_of_a_partner
20, 35: no word, number or byte in a question is a crash → here: any_words, absurd_numbers; test_members_guard
22: a new page is found in the admin at once, without another process → here: found_at_once
23, 24: copies of trees and converted aliases stay private → test_members_privacy: copied_with_its_private_child,
    turned_into_an_ordinary_page
25, 26: translations are born private and updates lift nothing → test_members_privacy: under_a_private_index,
    does_not_lift
27: there is no form for shared passwords → test_members_access: every_other_password_form; test_members_matrix
28: links, buttons, menus and redirects tell no title and no address of what is not public → here: links
29: what is private by type is private however it was made → here: however_it_was_made
30: an account that nobody approved opens nothing → test_members_access: any_signed_in_account; here: other_groups
31: the translation editor lists snippets to those who work with them → here: translation_editor
32: private answers are kept by no cache → test_members_matrix; here: holds_a_token
33: a page made private is gone from caches after a minute, a file after five → here: gone_from_caches
34: every password form is throttled → test_members_signin
36: a writer waits for its turn on SQLite → (no seats to sell yet)
38: pictures that unfold without measure are refused → test_members_carriers: unfolds_without_measure
39: nobody's words carry a script, a translator's neither → here: translators_words; test_home_editing:
    cannot_carry_a_script
"""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, PageViewRestriction
from wagtail.rich_text import expand_db_html
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from content.blocks import LinkBlock
from home.models import ArticlePage, ProgramPage, ResourceCenterPage
from members.access import may_open, visible_to
from members.carriers import Audience, audience_of
from members.links import address_of
from tests.builders import (
    a_member,
    a_news_list,
    a_page,
    a_partner,
    a_recording,
    a_resource_center,
    a_user,
    a_video,
    an_agency,
    an_image,
    home,
    restrict,
)
from tests.publications import a_publication

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[1]
STRANGER = AnonymousUser()
NUMBER = "9" * 30


def a_translation_of(original):
    """The work of translating something into Spanish, and the Spanish draft."""
    source, _created = TranslationSource.get_or_create_from_instance(original)
    work = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="es"))
    work.save_target(publish=False)
    return work, work.get_target_instance()


def steps(client, address, limit=6):
    """The statuses of an answer and of what it leads to."""
    answer = client.get(address)
    found = [answer.status_code]
    while answer.status_code in (301, 302) and len(found) < limit:
        answer = client.get(answer["Location"])
        found.append(answer.status_code)
    return found


# --- 8: pages inside pages


def test_a_page_shown_inside_another_page_is_asked_for_as_well(client):
    news = a_news_list()
    a_page(ArticlePage, news, title="Open words")
    restrict(a_page(ArticlePage, news, title="Frank words"), "Members")
    block = {"type": "articles", "value": {"heading": "", "introduction": "", "limit": 12}}
    page = a_page(body=json.dumps([block]))
    assert "Open words" in client.get(page.url).content.decode()
    assert "Frank words" not in client.get(page.url).content.decode()
    client.force_login(a_member())
    assert "Frank words" in client.get(page.url).content.decode()


# --- 11: files uploaded from an editor


@pytest.mark.parametrize("kind", ["document", "image"])
def test_a_file_uploaded_while_editing_a_page_is_open_to_nobody_before_a_page_carries_it(client, kind):
    picture = an_image().file.open("rb").read()
    client.force_login(a_user("Moderators"))
    name, model, upload = {
        "document": ("wagtaildocs_chooser:create", get_document_model(), SimpleUploadedFile("a.txt", b"Frank words")),
        "image": ("wagtailimages_chooser:create", get_image_model(), SimpleUploadedFile("a.png", picture)),
    }[kind]
    prefix = f"{kind}-chooser-upload"
    answer = client.post(
        reverse(name), {f"{prefix}-title": "Frank", f"{prefix}-file": upload, f"{prefix}-collection": 1}
    )
    assert answer.json()["step"] in ("chosen", "select_format"), answer.json()
    file = model.objects.get(title="Frank")
    assert audience_of(file) == Audience.STAFF
    client.logout()
    address = file.url if kind == "document" else file.get_rendition("width-32").url
    assert client.get(address).status_code in (302, 404)


# --- 13: no circles


@pytest.mark.parametrize(
    "address", ["/cms/", "/cms/pages/3/", "/cms/login/?next=/cms/", "/resource-center/", "/welcome/"]
)
def test_whoever_may_not_enter_gets_an_answer_and_no_circle(client, address):
    a_resource_center()
    client.force_login(a_user())
    assert steps(client, address)[-1] == 403


def test_staff_and_strangers_still_find_the_admins_door(client):
    assert unquote(client.get("/cms/", follow=True).redirect_chain[-1][0]) == "/accounts/login/?next=/cms/"
    client.force_login(a_user("Editors"))
    assert steps(client, "/cms/login/?next=/cms/")[-1] == 200


# --- 16: misses


def test_misses_are_counted_once_for_all_workers(tmp_path):
    code = "from django.conf import settings as s; print(s.CACHES['default']['BACKEND'])"
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        cwd=ROOT, env=keep | {"DEBUG": "1", "VAR_DIR": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert result.stdout.strip() == "django.core.cache.backends.db.DatabaseCache"


# --- 20, 35: questions

LISTINGS = [
    "/cms/pages/search/?q={}", "/cms/choose-page/search/?q={}",
    "/cms/images/?q={}", "/cms/images/chooser/results/?q={}",
    "/cms/documents/?q={}", "/cms/documents/chooser/results/?q={}",
    "/cms/videos/?q={}", "/cms/video_chooser/results/?q={}",
    "/cms/snippets/home/partner/?q={}", "/cms/snippets/choose/home/partner/results/?q={}", "/cms/redirects/?q={}",
    "/cms/api/main/pages/?search={}", "/cms/api/main/images/?search={}", "/cms/pages/3/?q={}", "/cms/users/?q={}",
]  # fmt: skip
WORDS = [
    '"',
    "'",
    '"(((',
    '"""(((',
    "(",
    "*",
    "-",
    "a AND",
    "NOT",
    "988-related",
    "N-400",
    "\\",
    "%",
    "año",
    "  ",
    "a:b",
    '"a" b"',
]


@pytest.mark.parametrize("listing", LISTINGS)
def test_any_words_may_be_searched_for(client, listing):
    client.force_login(a_user(is_superuser=True))
    for words in WORDS:
        assert client.get(listing.format(urlencode({"": words})[1:])).status_code == 200, words
    assert client.get(listing.format("%00")).status_code == 400


@pytest.mark.parametrize(
    "question",
    [
        "/?page={}", "/resource-center/recordings/?page={}&kind={}", "/cms/pages/3/?p={}", "/cms/pages/?p={}",
        "/cms/images/?p={}&collection_id={}", "/cms/documents/?p={}&collection_id={}", "/cms/users/?p={}&group={}",
        "/cms/api/main/pages/?offset={}", "/cms/api/main/pages/?limit={}", "/cms/api/main/pages/?child_of={}",
        "/cms/api/main/pages/?id={}", "/cms/api/main/images/?offset={}", "/cms/api/main/documents/?offset={}",
        "/cms/localize/api/snippets/home/partner/?offset={}", "/cms/reports/site-history/?user={}&object_type={}",
        "/cms/pages/{}/edit/", "/cms/pages/{}/", "/cms/choose-page/?page_type=wagtailcore.page&p={}", "/page/{}",
        "/cms/snippets/home/partner/edit/{}/", "/cms/images/{}/",
        "/files/video/{}", "/documents/{}/a.pdf", "/art/{}.png",
    ],
)  # fmt: skip
def test_absurd_numbers_are_no_crash(client, question):
    a_resource_center()
    client.force_login(a_user(is_superuser=True))
    for number in (NUMBER, "-1", "0", "1e9", "٣"):
        assert client.get(question.replace("{}", number)).status_code < 500, number


def test_a_short_number_in_a_question_is_left_as_it_is(client):
    news = a_news_list(articles=11)
    assert client.get(f"{news.url}?page=2").context["listing"].number == 2


# --- 22: found at once


def test_a_new_page_is_found_at_once(client):
    a_page(title="Crossroads")
    client.force_login(a_user("Editors"))
    assert "Crossroads" in client.get("/cms/pages/search/?q=crossroads").content.decode()


# --- 28: links


@pytest.fixture
def places():
    """A public page, private ones by type and by restriction, and a draft; with addresses that say too much."""
    _center, recordings = a_resource_center()
    private = a_page(slug="frank-by-restriction")
    restrict(private, "Members")
    return {
        "public": a_page(slug="open"),
        "by type": a_recording(recordings, slug="frank-by-type", video=a_video()),
        "by restriction": private,
        "draft": a_page(slug="frank-draft", live=False),
    }


def test_links_lead_to_public_pages_by_name_to_private_ones_by_number_and_to_drafts_not_at_all(places):
    for kind, address in [
        ("public", "/open/"),
        ("by type", f"/page/{places['by type'].pk}"),
        ("by restriction", f"/page/{places['by restriction'].pk}"),
        ("draft", ""),
    ]:
        assert address_of(places[kind]) == address
        block = LinkBlock()
        assert block.to_python({"label": "Read on", "page": places[kind].pk}).href == address
        text = expand_db_html(f'<p><a linktype="page" id="{places[kind].pk}">Read on</a></p>')
        assert text == f'<p><a href="{address}">Read on</a></p>' if address else "<p><a>Read on</a></p>"


def test_links_to_a_page_that_is_gone_keep_their_words(places):
    assert expand_db_html('<a linktype="page" id="987654">Read on</a>') == "<a>Read on</a>"


def test_a_link_by_number_leads_on_after_the_access_rule_was_asked(client, places):
    page = places["by restriction"]
    address = f"/page/{page.pk}"
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(a_user())
    assert client.get(address).status_code == 403
    client.force_login(a_member())
    assert client.get(address)["Location"] == page.url
    assert client.get(f"/page/{places['draft'].pk}").status_code == 404


def test_redirects_tell_no_address_of_what_is_not_public(client, places):
    for number, (kind, page) in enumerate(places.items()):
        Redirect.objects.create(old_path=f"/old-{number}", redirect_page=page)
        answer = client.get(f"/old-{number}/")
        assert "frank" not in answer.get("Location", ""), kind
        assert answer.status_code == (404 if kind == "draft" else 301)


def test_what_lies_below_a_private_page_answers_like_what_does_not_exist(client, places):
    page = places["by type"]
    known, unknown = client.get(page.url), client.get(page.url.replace("frank", "nothing"))
    assert (known.status_code, unknown.status_code) == (302, 302)
    client.force_login(a_member())
    assert client.get(page.url.replace("frank", "nothing")).status_code == 404


# --- 29: private by type


def test_what_is_private_by_type_is_private_however_it_was_made(client):
    center = ResourceCenterPage(title="Made by code", slug="made-by-code", locale=home().locale)
    home().add_child(instance=center)
    alias = center.create_alias(update_slug="alias-by-code")
    for page in (center, center.copy(update_attrs={"slug": "copy"}), alias):
        assert not page.view_restrictions.exists()
        assert not may_open(STRANGER, page)
        assert not visible_to(STRANGER).filter(pk=page.pk).exists()
        assert client.get(page.get_url()).status_code == 302


# --- 30: membership


@pytest.mark.parametrize("suspended_at", [None, timezone.now() - timedelta(days=1)])
def test_when_membership_is_over_the_other_groups_open_nothing_either(suspended_at):
    Group.objects.create(name="Steering committee")
    page = a_page()
    restrict(page, "Steering committee")
    assert may_open(a_user("Members", "Steering committee", agency=an_agency()), page)
    state = {"agency": an_agency(awarded=bool(suspended_at)), "membership_suspended_at": suspended_at}
    former = a_user("Members", "Steering committee", **state)
    assert not may_open(former, page)
    assert not visible_to(former).filter(pk=page.pk).exists()
    assert may_open(a_user("Members", "Editors", "Steering committee", **state), page)  # still works here


# --- 31: the translation editor's list


def test_the_translation_editor_lists_snippets_to_those_who_work_with_them(client):
    a_partner(name="Partner to be")
    only_enters = Group.objects.create(name="Visitors")
    only_enters.permissions.add(Group.objects.get(name="Editors").permissions.get(codename="access_admin"))
    address = reverse("wagtail_localize:snippets_api_listing", args=["home", "partner"])
    for person, sees in [
        (a_user("Translators"), True),
        (a_user("Editors"), True),
        (a_user("Visitors"), False),
        (a_member(), False),
    ]:
        client.force_login(person)
        assert ("Partner to be" in client.get(address).content.decode()) is sees
    client.force_login(a_user("Editors"))
    for app, model in [("members", "user"), ("wagtailforms", "formsubmission"), ("wagtailcore", "page")]:
        assert client.get(f"/cms/localize/api/snippets/{app}/{model}/").status_code == 404
        assert client.get(f"/cms/localize/api/snippets/{app}/{model}/1/").status_code == 404


# --- what was not approved is published by nobody else


@pytest.mark.parametrize("make", [a_page, a_publication])
@pytest.mark.parametrize(
    ("role", "publishes"), [("Editors", False), ("Translators", False), ("Moderators", True)]
)  # fmt: skip
def test_translations_are_published_by_those_who_may_publish(
    client, django_capture_on_commit_callbacks, make, role, publishes
):
    original = make(title="Never approved", live=False)
    work, target = a_translation_of(original)
    client.force_login(a_user(role))
    address = reverse("wagtail_localize:update_translations", args=[work.source_id])
    assert ("Only people who may publish" in client.get(address).content.decode()) is not publishes
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"publish_translations": "on"})
    assert answer.status_code == 302
    for row, is_public in [(target, publishes), (original, False)]:
        row.refresh_from_db()
        assert row.live is is_public


@pytest.mark.parametrize("make", [a_page, a_publication])
@pytest.mark.parametrize("role", ["Editors", "Translators"])
def test_the_translation_editor_publishes_for_nobody_who_may_not(
    client, django_capture_on_commit_callbacks, make, role
):
    original = make(title="Never approved", live=False)
    client.force_login(a_user(role))
    kind = "page" if make is a_page else "snippet"
    names = [original.pk] if make is a_page else ["library", "publication", original.pk]
    spanish = Locale.objects.get(language_code="es")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse(f"wagtail_localize:submit_{kind}_translation", args=names), {"locales": [spanish.pk]})
    target = original.get_translation(spanish)
    assert not target.live
    editor = "wagtailadmin_pages:edit" if make is a_page else "wagtailsnippets_library_publication:edit"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse(editor, args=[target.pk]), {"action": "publish"})
    assert answer.status_code in (302, 403)
    target.refresh_from_db()
    assert not target.live


# --- 32, 33: caches


def test_a_page_that_holds_a_token_is_kept_by_no_cache(client):
    client.get("/accounts/login/")  # hands out the cookie to which tokens belong
    assert client.get("/accounts/login/")["Cache-Control"].startswith("private")
    assert client.get(home().get_url())["Cache-Control"] == "private, no-store"


def test_a_page_made_private_is_refused_at_once_and_gone_from_caches_after_a_minute(client):
    page = a_page()
    assert client.get(page.url)["Cache-Control"] == "public, max-age=60"
    restrict(page, "Members")
    answer = client.get(page.url)
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")


@pytest.mark.parametrize(
    "address", ["/files/video/1", "/files/captions/1", "/documents/1/a.pdf", "/page/1", "/resource-center/"]
)
def test_the_way_to_the_door_is_kept_by_no_cache(client, address):
    a_resource_center()
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")


# --- 39: words with markup

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<b onclick='alert(1)'>x</b>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg onload=alert(1)>",
]


@pytest.mark.parametrize("by_file", [False, True])
@pytest.mark.parametrize("words", HOSTILE)
def test_translators_words_carry_no_script(client, django_capture_on_commit_callbacks, words, by_file):
    page = a_page(body=json.dumps([{"type": "text", "value": "<p>Hello <b>there</b></p>"}]))
    with django_capture_on_commit_callbacks(execute=True):
        source, _created = TranslationSource.get_or_create_from_instance(page)
        work = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="es"))
        work.save_target()
    client.force_login(a_user("Translators"))
    if by_file:
        file = client.get(reverse("wagtail_localize:download_pofile", args=[work.pk])).content.decode()
        file = re.sub(r'(msgid "Hello[^\n]*\n)msgstr ""', lambda match: f"{match[1]}msgstr {json.dumps(words)}", file)
        assert words.split("'")[0] in file
        client.post(
            reverse("wagtail_localize:upload_pofile", args=[work.pk]),
            {"file": SimpleUploadedFile("es.po", file.encode())},
        )
    else:
        segment = StringSegment.objects.get(source=source, string__data__startswith="Hello")
        address = reverse("wagtail_localize:edit_string_translation", args=[work.pk, segment.pk])
        client.put(address, urlencode({"value": words}), content_type="application/x-www-form-urlencoded")
    with django_capture_on_commit_callbacks(execute=True):
        work.save_target(publish=True)
    html = client.get(
        ProgramPage.objects.get(translation_key=page.translation_key, locale__language_code="es").url
    ).content.decode()
    assert "alert(1)" not in html


# --- what else an outsider tries


@pytest.mark.parametrize(
    "address",
    ["/%2f%2fevil.example", "/%5cevil.example/", "//evil.example/..%2f", "/es//evil.example",
    "/resource-center/..;/cms/",
     "/resource-center;x/", "/resource-center%2f", "/%2e%2e/%2e%2e/etc/passwd", "/media/..%2fprivate/x", "/ＲＥＳ/",
     "/resource-center/%E2%80%AE/", "/cms%2fpages/", "/.git/config", "/static/../members/models.py"],
)  # fmt: skip
def test_tricks_with_the_path_lead_nowhere(client, address):
    a_resource_center()
    answer = client.get(address)
    assert answer.status_code in (200, 301, 302, 400, 404)
    location = answer.get("Location", "")
    assert not re.match(r"(https?:)?//|/\\\\", location), location
    assert "passwd" not in answer.content.decode() or answer.status_code == 404


def test_another_host_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert (
        client.post(
            "/accounts/password/reset/", {"email": a_user().email}, headers={"Host": "evil.example"}
        ).status_code
        == 400
    )


def test_a_forwarded_host_is_not_believed(client):
    for address in ("/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/"):
        assert "evil.example" not in client.get(address, headers={"X-Forwarded-Host": "evil.example"}).content.decode()


def test_an_account_keeps_the_address_that_the_office_gave_it(client):
    member = a_member()
    client.force_login(member)
    for prefix in ("", "/es"):
        for data in (
            {"email": "chief@example.gov", "action_add": ""},
            {"email": "chief@example.gov", "action_primary": ""},
        ):
            assert client.post(f"{prefix}/accounts/email/", data).status_code == 404
    member.refresh_from_db()
    assert member.email != "chief@example.gov"


def test_the_admins_crash_test_is_closed(client):
    client.force_login(a_user("Translators"))
    assert client.get("/cms/failwhale/").status_code == 404


def test_a_translator_changes_no_privacy(client):
    page = a_page()
    restrict(page, "Members")
    client.force_login(a_user("Translators"))
    for place in (page, home("es")):
        client.post(reverse("wagtailadmin_pages:set_privacy", args=[place.pk]), {"restriction_type": "none"})
    assert PageViewRestriction.objects.filter(page=page.pk).exists()
