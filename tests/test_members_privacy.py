"""Page privacy means the same in every language, and survives copying, moving and translating."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from members.access import may_open, visible_to
from members.checks import no_page_is_open_in_one_language_only
from members.privacy import repair, strays
from tests.builders import a_member, a_page, a_user, home, restrict

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def spanish():
    return Locale.objects.get(language_code="es")


def translated(page, **options):
    copy = page.copy_for_translation(spanish(), **options)
    if not copy.live:
        copy.save_revision().publish()
    return Page.objects.get(pk=copy.pk)


def is_open(page):
    page = Page.objects.get(pk=page.pk)
    by_rule = may_open(STRANGER, page)
    assert by_rule is visible_to(STRANGER).filter(pk=page.pk).exists(), "the rule and the list disagree"
    return by_rule


def groups_of(page):
    return {group.name for row in PageViewRestriction.objects.filter(page=page.pk) for group in row.groups.all()}


def assert_closed_alike(*pages, groups=("Members",)):
    for page in pages:
        assert not is_open(page)
        assert groups_of(page) == set(groups)
        assert PageViewRestriction.objects.filter(page=page.pk).count() == 1


@pytest.fixture
def page():
    return a_page(title="Frank words")


@pytest.fixture
def section():
    """A private section with a page in it that has no restriction of its own."""
    section = a_page(title="Section")
    restrict(section, "Members")
    return section, a_page(parent=section, title="Inside")


# --- setting, changing, lifting


def test_a_page_made_private_after_it_was_translated_is_private_in_both_languages(page):
    other = translated(page)
    restrict(page, "Members")
    assert_closed_alike(page, other)


def test_a_spanish_page_made_private_closes_the_english_one(page):
    other = translated(page)
    restrict(other, "Members")
    assert_closed_alike(page, other)


def test_other_groups_reach_every_language(page):
    other = translated(page)
    row = restrict(page, "Members")
    row.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    assert_closed_alike(page, other, groups=["Editors", "Moderators"])
    row.groups.remove(Group.objects.get(name="Editors"))
    assert_closed_alike(page, other, groups=["Moderators"])


def test_another_kind_of_restriction_reaches_every_language(page):
    other = translated(page)
    row = restrict(page, "Members")
    row.restriction_type = PageViewRestriction.LOGIN
    row.save()
    assert other.view_restrictions.get().restriction_type == PageViewRestriction.LOGIN
    assert not may_open(a_user(), other)


def test_lifting_it_lifts_it_in_every_language(page):
    other = translated(page)
    restrict(page, "Members").delete()
    assert is_open(page)
    assert is_open(other)


def test_deleting_one_language_does_not_open_the_other(page):
    other = translated(page)
    restrict(page, "Members")
    other.specific.delete()
    assert_closed_alike(page)


def test_privacy_set_in_the_admin_reaches_every_language(client, page):
    other = translated(page)
    client.force_login(a_user("Moderators"))
    members = Group.objects.get(name="Members")
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, {"restriction_type": "groups", "groups": [members.pk]})
    assert_closed_alike(page, other)
    client.post(address, {"restriction_type": "none"})
    assert is_open(page)
    assert is_open(other)


def test_a_failure_half_way_changes_nothing(page, monkeypatch):
    other = translated(page)

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("members.privacy.strays", fail)
    with pytest.raises(RuntimeError):
        restrict(page, "Members")
    monkeypatch.undo()
    assert not other.view_restrictions.exists()


# --- aliases


def test_an_alias_is_as_private_as_its_source_whenever_that_changes(page):
    alias = page.create_alias(update_slug="alias")
    row = restrict(page, "Members")
    assert_closed_alike(page, alias)
    row.delete()
    assert is_open(alias)


def test_privacy_set_on_an_alias_holds_and_closes_the_source(page):
    alias = page.create_alias(update_slug="alias")
    restrict(alias, "Members")
    assert_closed_alike(page, alias)


def test_an_alias_of_a_private_page_is_born_private(section):
    _section, inside = section
    assert_closed_alike(inside.create_alias(parent=home(), update_slug="alias"))


def test_an_alias_turned_into_an_ordinary_page_stays_private(client, page):
    alias = page.create_alias(update_slug="alias")
    restrict(page, "Members")
    client.force_login(a_user("Moderators"))
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    alias.refresh_from_db()
    assert alias.alias_of_id is None
    assert not is_open(alias)


# --- translating


@pytest.mark.parametrize("as_alias", [True, False])
def test_a_translation_of_a_private_page_is_born_private_with_its_groups(section, as_alias):
    own = a_page(title="Own restriction")
    restrict(own, "Members")
    assert_closed_alike(translated(own, alias=as_alias))
    _section, inside = section
    assert not is_open(translated(inside, copy_parents=True, alias=as_alias))


def test_a_translation_made_in_the_translation_editor_keeps_the_groups(page, django_capture_on_commit_callbacks):
    restrict(page, "Members")
    with django_capture_on_commit_callbacks(execute=True):
        source, _created = TranslationSource.get_or_create_from_instance(page)
        Translation.objects.create(source=source, target_locale=spanish()).save_target()
    assert_closed_alike(page, page.get_translation(spanish()))


def test_updating_a_translation_does_not_lift_what_was_set_on_the_spanish_page(
    page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        source, _created = TranslationSource.get_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=spanish())
        translation.save_target()
    other = page.get_translation(spanish())
    restrict(other, "Members")
    with django_capture_on_commit_callbacks(execute=True):
        source.update_from_db()
        translation.save_target()
    assert_closed_alike(page, other)


def test_a_new_page_under_a_private_index_is_private_in_the_language_that_was_translated_before(page):
    translated(page)
    restrict(page, "Members")
    child = a_page(parent=page)
    assert not is_open(translated(child))


def test_a_subtree_translated_at_once_is_private_throughout(section):
    top, inside = section
    CopyPageForTranslationAction(top, spanish(), include_subtree=True).execute()
    for page in (top, inside):
        other = page.get_translation(spanish())
        other.save_revision().publish()
        assert not is_open(other)


# --- copying and moving


def test_a_copy_of_a_private_page_is_private(page):
    restrict(page, "Members")
    assert_closed_alike(page.copy(update_attrs={"slug": "copy"}))


def test_a_copy_of_a_page_private_by_its_section_is_private_outside_of_it(section):
    _section, inside = section
    assert_closed_alike(inside.copy(to=home(), update_attrs={"slug": "copy"}))


def test_a_copy_limited_to_a_group_under_a_page_for_any_member_keeps_its_group(page):
    parent = a_page()
    restrict(parent)
    restrict(page, "Moderators")
    copy = page.copy(to=parent, update_attrs={"slug": "copy"})
    assert not may_open(a_member(), copy)


def test_a_public_page_copied_with_its_private_child_keeps_the_child_private(page):
    child = a_page(parent=page)
    restrict(child, "Members")
    copy = page.copy(recursive=True, update_attrs={"slug": "copy"})
    assert is_open(copy)
    assert_closed_alike(copy.get_children().get())


def test_a_page_copied_in_the_admin_stays_private(client, section):
    _section, inside = section
    client.force_login(a_user("Moderators"))
    client.post(
        reverse("wagtailadmin_pages:copy", args=[inside.pk]),
        {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home().pk, "publish_copies": "on"},
    )
    assert_closed_alike(Page.objects.get(slug="copy"))


def test_a_page_moved_out_of_a_private_section_takes_its_privacy_along(section):
    _section, inside = section
    inside.move(home(), "last-child")
    assert_closed_alike(inside)


def test_a_page_moved_into_a_private_section_closes_its_translations(section, page):
    top, _inside = section
    child = a_page(parent=page)
    others = translated(page), translated(child)
    page.move(top, "last-child")
    for other in others:
        assert not is_open(other)


def test_moving_within_a_private_section_adds_nothing(section):
    top, inside = section
    other = a_page(parent=top)
    inside.move(other, "last-child")
    assert not inside.view_restrictions.exists()
    assert not is_open(inside)


def test_restricting_a_section_closes_the_translations_of_what_is_in_it_wherever_they_are():
    top = a_page()
    child = a_page(parent=top)
    elsewhere = translated(child, copy_parents=True)
    elsewhere.move(home("es"), "last-child")
    restrict(top, "Members")
    assert not is_open(elsewhere)


# --- what only a restriction by group can honor


def test_only_groups_are_offered_where_privacy_is_set(client, page):
    client.force_login(a_user("Moderators"))
    html = client.get(reverse("wagtailadmin_pages:set_privacy", args=[page.pk])).json()["html"]
    assert 'value="groups"' in html
    assert 'value="none"' in html
    for kind in ("login", "password"):
        assert f'value="{kind}"' not in html
    assert "translations" in html


# --- check and repair


def open_behind_our_back(page):
    PageViewRestriction.objects.filter(page=page.pk)._raw_delete("default")


def test_the_check_finds_a_page_open_in_one_language_and_the_command_closes_it(page):
    other = translated(page)
    restrict(page, "Members")
    assert no_page_is_open_in_one_language_only(None, ["default"]) == []
    PageViewRestriction.groups.through.objects.filter(pageviewrestriction__page=other.pk)._raw_delete("default")
    open_behind_our_back(other)
    assert [error.id for error in no_page_is_open_in_one_language_only(None, ["default"])] == ["members.E001"]
    assert list(strays()) == [other]
    output = StringIO()
    call_command("repair_privacy", stdout=output)
    assert "Closed Frank words" in output.getvalue()
    assert_closed_alike(page, other)
    assert repair() == []


def test_the_command_replaces_shared_passwords(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="open")
    assert [error.id for error in no_page_is_open_in_one_language_only(None, ["default"])] == ["members.E002"]
    call_command("repair_privacy", stdout=StringIO())
    assert may_open(a_member(), page)
    assert not is_open(page)


# --- unpublishing


def unpublish(client, page, **data):
    client.force_login(a_user("Moderators"))
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    html = client.get(address).content.decode()
    client.post(address, data)
    return html


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_unpublishing_offers_the_translations_and_does_as_it_is_told(client, page):
    other = translated(page)
    html = unpublish(client, page)
    assert 'name="include_translations"' in html
    assert "checked" not in html
    assert not is_live(page)
    assert is_live(other)
    page.refresh_from_db()
    page.save_revision().publish()
    unpublish(client, page, include_translations="on")
    assert not is_live(other)


def test_unpublishing_a_private_page_proposes_to_unpublish_its_translations(client, page):
    translated(page)
    restrict(page, "Members")
    assert "checked" in unpublish(client, page)


def test_a_page_without_translations_is_asked_nothing_more(client, page):
    assert "include_translations" not in unpublish(client, page)
