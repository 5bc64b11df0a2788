"""What editors, moderators and translators may do, and what the admin keeps them from."""

import json

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import BoardMember, Partner, ProgramPage
from members.access import groups_that_may_enter
from members.work_list import work_of
from tests.builders import (
    a_board_member,
    a_page,
    a_partner,
    a_recording,
    a_resource_center,
    a_user,
    a_video,
    an_image,
    home,
)
from tests.publications import a_publication, in_spanish

pytestmark = pytest.mark.django_db

SKIPPING = [{"type": "heading", "value": {"text": "Too deep", "level": "4"}}]


def form_for(page, blocks=(), **fields):
    data = {
        "title": page.title, "slug": page.slug, "lead": page.lead, "seo_title": "", "search_description": "",
        "share_image": "", "body": streamfield(blocks), "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }  # fmt: skip
    data["comments-TOTAL_FORMS"] = data["comments-INITIAL_FORMS"] = 0
    del data["comments"]
    return nested_form_data(data) | fields


def edit(client, page, *blocks, **fields):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_for(page, blocks, **fields))


def heading(level):
    return ("heading", {"text": "A heading", "level": str(level)})


# --- the two-step workflow


def test_an_editor_submits_and_a_moderator_publishes(client):
    page = a_page(title="Before")
    page.save_revision()
    client.force_login(a_user("Editors"))
    assert edit(client, page, heading(2), **{"title": "After", "action-publish": "1"}).status_code == 302
    page.refresh_from_db()
    assert page.title == "Before"  # an editor's "publish" is no more than a draft
    edit(client, page, heading(2), **{"title": "After", "action-submit": "1"})
    task = page.current_workflow_task_state
    assert isinstance(task.task.specific, GroupApprovalTask)

    client.force_login(a_user("Moderators"))
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {"comment": ""})
    page.refresh_from_db()
    assert page.title == "After"
    assert page.live


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
def test_a_skipped_heading_is_neither_submitted_nor_published(client, action):
    page = a_page()
    client.force_login(a_user("Moderators"))
    response = edit(client, page, heading(4), **{action: "1"})
    assert response.status_code == 200
    assert "Use level 2 here" in response.content.decode()
    assert not page.workflow_in_progress
    assert edit(client, page, heading(4)).status_code == 302  # a draft may


def test_what_waits_for_approval_can_only_be_saved_complete(client):
    page = a_page()
    client.force_login(a_user("Editors"))
    edit(client, page, heading(2), **{"action-submit": "1"})
    client.force_login(a_user("Moderators"))
    assert edit(client, page, heading(4)).status_code == 200
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().body[0].value["level"] == "2"


def test_publishing_many_pages_at_once_refuses_the_unfinished_and_names_them(client):
    good, bad = a_page(title="Good", live=False), a_page(title="Bad", live=False)
    good.save_revision()
    bad.body = json.dumps(SKIPPING)
    bad.save_revision()
    client.force_login(a_user("Moderators"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={good.pk}&id={bad.pk}&next=/cms/", follow=True)
    assert "finish them first: Bad" in response.content.decode()
    assert not ProgramPage.objects.filter(pk__in=[good.pk, bad.pk], live=True)
    client.post(f"{address}?id={good.pk}&next=/cms/")
    assert ProgramPage.objects.get(pk=good.pk).live


def test_snippets_are_approved_like_pages():
    assert a_partner().get_workflow() is not None
    assert a_board_member().get_workflow() == a_page().get_workflow()


# --- roles


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("Editors", ["home.change_partner", "library.add_video"], ["home.publish_partner", "home.delete_partner"]),
        ("Moderators", ["home.publish_partner", "content.change_programsettings"], ["members.change_user"]),
        ("Translators", ["wagtail_localize.submit_translation"], ["library.change_video", "home.add_partner"]),
        ("Members", [], ["wagtailadmin.access_admin"]),
    ],
)  # fmt: skip
def test_each_role_may_do_its_work_and_no_more(role, may, may_not):
    person = a_user(role)
    assert all(person.has_perm(name) for name in may)
    assert not any(person.has_perm(name) for name in may_not)


def test_a_translator_edits_spanish_pages_and_no_english_ones():
    translator = a_user("Translators")
    assert home("es").permissions_for_user(translator).can_edit()
    assert not home("en").permissions_for_user(translator).can_edit()
    assert not home("es").permissions_for_user(translator).can_publish()


def test_a_member_does_not_enter_the_admin(client):
    client.force_login(a_user("Members"))
    assert client.get("/cms/").status_code == 302


# --- screens


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators"])
def test_the_dashboard_opens_for_every_role_and_says_what_to_do(client, role):
    a_page(title="Only in English")
    client.force_login(a_user(role))
    html = client.get("/cms/").content.decode()
    assert "What to do next" in html
    assert "has no Spanish version yet" in html
    assert "Good to see you" in html


def test_the_dashboard_counts_what_is_there_and_leaves_out_what_is_not():
    moderator = a_user("Moderators")
    assert work_of(moderator) == []
    an_image(description="")
    an_image(description="Described")
    a_board_member(term_ends_on=a_board_member(term_ends_on=None).term_starts_on.replace(year=2099))
    a_video(captions=())
    assert [(step.count, step.text) for step in work_of(moderator)] == [
        (1, "video has no captions"),
        (1, "image has no description"),
    ]


def test_nothing_to_do_is_said_kindly(client):
    client.force_login(a_user("Translators"))
    assert "Nothing waits for you" in client.get("/cms/").content.decode()


def screens():
    yield reverse("wagtailadmin_explore", args=[home().pk])
    for model in (Partner, BoardMember):
        yield reverse(model.snippet_viewset.get_url_name("list"))
        yield reverse(model.snippet_viewset.get_url_name("add"))
    yield reverse("wagtailsnippets_content_alert:add")
    yield reverse("wagtailsnippets_content_sitetext:add")
    yield reverse("videos:index")
    yield reverse("videos:add")
    yield reverse("wagtailsettings:edit", args=["content", "programsettings"])
    for name in (
        "homepage",
        "programpage",
        "partnerspage",
        "advisoryboardpage",
        "articleindexpage",
        "contactformpage",
        "resourcecenterpage",
    ):
        yield reverse(
            "wagtailadmin_pages:edit" if name == "homepage" else "wagtailadmin_pages:add",
            args=([home().pk] if name == "homepage" else ["home", name, home().pk]),
        )


def test_every_screen_of_the_editors_work_opens(client):
    client.force_login(a_user("Moderators"))
    for address in screens():
        assert client.get(address, follow=True).status_code == 200, address


def test_the_board_member_form_shows_the_balance(client):
    a_board_member(sector="voice", state="PR")
    client.force_login(a_user("Editors"))
    html = client.get(reverse(BoardMember.snippet_viewset.get_url_name("add"))).content.decode()
    assert "Balance of the board today" in html
    assert "<b>1</b> Territories" in html


def previews(thing):
    for mode, _label in thing.preview_modes:
        response = thing.make_preview_request(preview_mode=mode)
        response.render() if hasattr(response, "render") else None
        yield mode, response


def test_every_page_type_and_every_snippet_has_a_preview():
    center, recordings = a_resource_center()
    things = [
        home(),
        a_page(),
        center,
        recordings,
        a_recording(recordings, video=a_video()),
        a_partner(),
        a_board_member(),
    ]
    for thing in things:
        for mode, response in previews(thing):
            assert response.status_code == 200, (thing, mode)


def test_every_page_type_may_be_added_somewhere():
    center, recordings = a_resource_center()
    allowed = {model for page in (home(), center, recordings, a_page()) for model in page.creatable_subpage_models()}
    assert {"ProgramPage", "ArticleIndexPage", "RecordingPage", "ContactFormPage"} <= {
        model.__name__ for model in allowed
    }


def test_a_private_page_type_starts_with_the_second_lock_closed(client):
    client.force_login(a_user("Moderators"))
    setting = a_resource_center()[0].get_default_privacy_setting(None)
    assert setting["type"] == "groups"
    assert set(setting["groups"]) == set(groups_that_may_enter())


def test_shared_passwords_are_not_offered_where_privacy_is_set(client):
    client.force_login(a_user("Moderators"))
    html = client.get(reverse("wagtailadmin_pages:set_privacy", args=[a_page().pk])).content.decode()
    assert "groups" in html
    assert 'value="password"' not in html


def test_text_typed_by_an_editor_cannot_carry_a_script(client):
    page = a_page()
    client.force_login(a_user("Moderators"))
    hostile = rich_text("<p>Hello</p><script>alert(1)</script><p onclick='alert(1)'>x</p>")
    edit(client, page, ("text", hostile), **{"action-publish": "1"})
    html = client.get(page.url).content.decode()
    assert "<script>alert(1)" not in html
    assert "onclick" not in html


def test_locales_are_the_two_languages_of_the_site():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "es"}


# --- sending to translation


def send_to_translation(client, row):
    kind, names = ("page", []) if isinstance(row, Page) else ("snippet", [row._meta.app_label, row._meta.model_name])
    address = reverse(f"wagtail_localize:submit_{kind}_translation", args=[*names, row.pk])
    assert client.post(address, {"locales": [spanish().pk]}).status_code == 302


def spanish():
    return Locale.objects.get(language_code="es")


@pytest.mark.parametrize("make", [a_page, a_publication])
def test_what_is_sent_to_translation_stays_a_draft_until_its_translation_is_published(
    client, django_capture_on_commit_callbacks, make
):
    original = make(title="In English only")
    client.force_login(a_user(is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        send_to_translation(client, original)
    translation = original.get_translation(spanish())
    assert not translation.live
    assert original.__class__.objects.get(pk=original.pk).live
    editor = "wagtailadmin_pages:edit" if make is a_page else "wagtailsnippets_library_publication:edit"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse(editor, args=[translation.pk]), {"action": "publish"})
    translation.refresh_from_db()
    assert translation.live


def test_what_goes_along_to_translation_and_is_published_stays_as_it_is(client, django_capture_on_commit_callbacks):
    other = a_publication(title="Known")
    known = in_spanish(other, title="Conocida")
    client.force_login(a_user(is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        item = {"type": "item", "id": "b1", "value": other.pk}
        chosen = {"heading": "Read", "introduction": "", "chosen": [item], "topic": "", "limit": 4}
        send_to_translation(client, a_page(body=[{"type": "publications", "value": chosen}]))
    known.refresh_from_db()
    assert (known.live, known.title) == (True, "Conocida")
