"""Publications are written, approved and translated like everything else; topics and audiences are check boxes."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from library.publications import Publication
from members.work_list import work_of
from tests.builders import a_member, a_user
from tests.publications import a_publication, a_topic, in_spanish

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/library/publication/"
FORM = {
    "title": "A guide",
    "abstract": "What it says.",
    "kind": "guide",
    "language": "en",
    "document": "",
    "url": "",
    "access": "public",
    "cover": "",
    "printed": "",
    "order_url": "",
    "authors": "",
    "publisher": "",
    "year": "2020",
    "published_on": "",
    "page_count": "",
    "slug": "",
    "review_by": "",
    "replaced_by": "",
    "go_live_at": "",
    "expire_at": "",
    "related_rows-TOTAL_FORMS": "0",
    "related_rows-INITIAL_FORMS": "0",
    "related_rows-MIN_NUM_FORMS": "0",
    "related_rows-MAX_NUM_FORMS": "6",
}


def add(client, **fields):
    return client.post(f"{LIST}add/", FORM | fields)


def edit(client, publication, **fields):
    data = FORM | {"title": publication.title, "slug": publication.slug} | fields
    return client.post(f"{LIST}edit/{publication.pk}/", data)


def facts(publication):
    topics = [row.topic.name for row in publication.topic_rows.all()]
    return sorted(topics), sorted(row.audience for row in publication.audience_rows.all())


# --- writing


def test_an_editor_writes_and_a_moderator_publishes(client):
    youth = a_topic("Youth")
    client.force_login(a_user("Editors"))
    add(client, topics=[youth.pk], audiences=["patrol", "advocate"], **{"action-publish": "1"})
    publication = Publication.objects.get()
    assert not publication.live  # an editor's "publish" is no more than a draft
    assert facts(publication) == (["Youth"], ["advocate", "patrol"])
    edit(client, publication, topics=[youth.pk], **{"action-submit": "1"})
    task = publication.current_workflow_task_state
    client.force_login(a_user("Moderators"))
    client.post(f"{LIST}workflow/action/{publication.pk}/approve/{task.pk}/", {"comment": ""})
    publication.refresh_from_db()
    assert publication.live
    assert facts(publication) == (["Youth"], [])


def test_what_waits_for_approval_can_only_be_saved_complete(client):
    client.force_login(a_user("Editors"))
    assert add(client, abstract="").status_code == 302  # a draft may wait for its abstract
    publication = Publication.objects.get()
    assert edit(client, publication, abstract="", **{"action-submit": "1"}).status_code == 200
    edit(client, publication, **{"action-submit": "1"})
    client.force_login(a_user("Moderators"))
    assert edit(client, publication, abstract="").status_code == 200
    assert Publication.objects.get().get_latest_revision_as_object().abstract == "What it says."


def test_a_drafts_topics_do_not_show_before_it_is_published(client):
    youth, rural = a_topic("Youth"), a_topic("Rural")
    publication = a_publication([youth], ["patrol"])
    client.force_login(a_user("Moderators"))
    edit(client, publication, topics=[rural.pk], audiences=["clinician"], title="Changed")
    publication = Publication.objects.get()
    assert (publication.title, *facts(publication)) != ("Changed", ["Rural"], ["clinician"])
    assert facts(publication) == (["Youth"], ["patrol"])
    assert facts(publication.get_latest_revision_as_object()) == (["Rural"], ["clinician"])
    html = client.get(f"{LIST}edit/{publication.pk}/").content.decode()
    boxes = re.findall(r'<input type="checkbox" name="topics" value="(\d+)"[^>]* checked', html)
    assert boxes == [str(rural.pk)]
    edit(client, publication, topics=[rural.pk, youth.pk], **{"action-publish": "1"})
    assert facts(Publication.objects.get()) == (["Rural", "Youth"], [])


def test_rows_that_stay_are_not_written_again(client):
    youth, rural = a_topic("Youth"), a_topic("Rural")
    publication = a_publication([youth])
    kept = publication.topic_rows.get().pk
    client.force_login(a_user("Moderators"))
    edit(client, publication, topics=[rural.pk, youth.pk], **{"action-publish": "1"})
    assert Publication.objects.get().topic_rows.get(topic=youth).pk == kept


def test_the_preview_shows_the_topics_that_are_checked_now(client):
    rural = a_topic("Rural")
    publication = a_publication()
    client.force_login(a_user("Editors"))
    address = f"{LIST}preview/{publication.pk}/"
    sent = client.post(address, FORM | {"title": "Changed", "topics": [rural.pk]})
    assert sent.json() == {"is_valid": True, "is_available": True}
    html = client.get(address).content.decode()
    assert "Changed" in html
    assert "Rural" in html


def test_an_older_version_brings_its_topics_back(client):
    youth = a_topic("Youth")
    publication = a_publication([youth])
    first = publication.save_revision()
    client.force_login(a_user("Moderators"))
    edit(client, publication, **{"action-publish": "1"})
    assert facts(Publication.objects.get()) == ([], [])
    html = client.get(f"{LIST}history/{publication.pk}/revisions/{first.pk}/revert/").content.decode()
    assert "checked" in html
    first.publish()
    assert facts(Publication.objects.get()) == (["Youth"], [])


def test_an_address_that_is_taken_is_refused_beside_the_field(client):
    taken = a_publication(slug="taken")
    client.force_login(a_user("Editors"))
    assert "Another publication has this address" in add(client, slug=taken.slug).content.decode()
    assert Publication.objects.count() == 1


def test_related_publications_are_kept_with_the_draft(client):
    other, publication = a_publication(title="Other"), a_publication()
    client.force_login(a_user("Moderators"))
    rows = {
        "related_rows-TOTAL_FORMS": "1",
        "related_rows-0-id": "",
        "related_rows-0-related": str(other.pk),
        "related_rows-0-ORDER": "1",
        "related_rows-0-DELETE": "",
    }
    edit(client, publication, **rows)
    assert not Publication.objects.get(pk=publication.pk).related_rows.exists()
    edit(client, publication, **rows, **{"action-publish": "1"})
    assert Publication.objects.get(pk=publication.pk).related_rows.get().related == other


@pytest.mark.parametrize("field", ["is_archived", "is_featured"])
def test_archiving_and_featuring_are_ticks_on_the_form(client, field):
    publication = a_publication()
    client.force_login(a_user("Moderators"))
    edit(client, publication, **{field: "on", "action-publish": "1"})
    assert getattr(Publication.objects.get(), field)


def test_a_publication_is_replaced_through_its_form(client):
    old, new = a_publication(), a_publication(title="Second edition")
    client.force_login(a_user("Moderators"))
    edit(client, old, replaced_by=str(new.pk), **{"action-publish": "1"})
    assert Publication.objects.get(pk=old.pk).replaced_by == new
    assert list(Publication.objects.listed()) == [new]


# --- roles


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Editors", {"add", "change"}),
        ("Moderators", {"add", "change", "delete", "publish"}),
        ("Translators", {"change"}),
        ("Members", set()),
        ("Funder", set()),
    ],
)
def test_each_role_does_its_part_and_no_more(role, may):
    person = a_user(role)
    actions = ("add", "change", "delete", "publish")
    assert {action for action in actions if person.has_perm(f"library.{action}_publication")} == may


SCREENS = ["", "add/", "files/", "import/"]


@pytest.mark.parametrize(
    ("role", "answers"),
    [("Editors", [200] * 4), ("Moderators", [200] * 4), ("Translators", [200, 302, 302, 302]), ("Funder", [302] * 4)],
)
def test_each_role_opens_its_screens_and_no_others(client, role, answers):
    client.force_login(a_user(role))
    assert [client.get(LIST + screen).status_code for screen in SCREENS] == answers


def test_a_member_sees_nothing_of_the_desk_nor_of_the_translation_tools(client):
    a_publication(title="A draft nobody knows", live=False)
    client.force_login(a_member())
    api = "/cms/localize/api/snippets/library/publication/"
    for address in [*(LIST + screen for screen in SCREENS), "/cms/reports/documents/", "/cms/reports/downloads/", api]:
        response = client.get(address)
        assert response.status_code in (302, 403, 404)
        assert "A draft nobody knows" not in response.content.decode()


def test_the_menu_has_a_library_with_publications_and_videos(client):
    client.force_login(a_user("Editors"))
    html = client.get("/cms/").content.decode()
    assert LIST in html
    assert reverse("videos:index") in html
    assert reverse("documents_report") in html
    client.force_login(a_user("Funder"))
    assert reverse("documents_report") not in client.get("/cms/").content.decode()


# --- the list


def listed(client, query=""):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return {row.title for row in response.context["object_list"]}


def test_the_list_is_filtered_and_searched(client):
    youth = a_topic("Youth", "Jóvenes")
    today = timezone.localdate()
    a_publication([youth], title="Due", kind="brief", year=2019, review_by=today)
    a_publication(title="Later", access="members", language="es", review_by=today + timedelta(days=1))
    a_publication(title="Old", is_archived=True, review_by=today)
    a_publication(title="First", is_featured=True, live=False, review_by=today)
    client.force_login(a_user("Editors"))
    assert listed(client) == {"Due", "Later", "Old", "First"}
    assert listed(client, "kind=brief") == {"Due"}
    assert listed(client, "access=members") == {"Later"}
    assert listed(client, "language=es") == {"Later"}
    assert listed(client, f"topic={youth.pk}") == {"Due"}
    assert listed(client, "year=2019") == {"Due"}
    assert listed(client, "is_featured=1") == {"First"}
    assert listed(client, "is_archived=1") == {"Old"}
    assert listed(client, "is_archived=0&kind=guide") == {"Later", "First"}
    assert listed(client, "review=due") == {"Due"}
    assert listed(client, "q=lat") == {"Later"}


def test_the_dashboard_leads_to_what_is_to_be_reviewed(client):
    a_publication(review_by=timezone.localdate())
    a_publication(review_by=timezone.localdate(), live=False)
    editor = a_user("Editors")
    (step,) = [step for step in work_of(editor) if "review" in step.text]
    assert step.count == 1
    client.force_login(editor)
    assert len(client.get(step.url).context["object_list"]) == 1


# --- translating


def translate(publication, **words):
    """Do what the translation editor does: take the strings, translate some, make the draft."""
    spanish = Locale.objects.get(language_code="es")
    source, _is_new = TranslationSource.update_or_create_from_instance(publication)
    translation_of = Translation.objects.create(source=source, target_locale=spanish)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=spanish,
            context=segment.context,
            data=words.get(segment.context.path, segment.string.data),
        )
    translation_of.save_target(publish=False)
    return translation_of, publication.get_translation(spanish)


def test_a_translation_gets_the_topics_audiences_and_related_publications():
    other = a_publication()
    publication = a_publication([a_topic("Youth", "Jóvenes")], ["patrol"], [other], title="English", slug="guide")
    _translation, spanish = translate(publication, title="Español")
    draft = spanish.get_latest_revision_as_object()
    assert (draft.title, draft.slug, draft.live) == ("Español", "guide", False)
    assert facts(draft) == (["Youth"], ["patrol"])
    assert [row.related for row in draft.related_rows.all()] == [other]


def test_a_later_change_of_topics_reaches_the_translation():
    publication = a_publication([a_topic("Youth")])
    translation_of, spanish = translate(publication)
    publication.topic_rows.set([])
    publication.audience_rows.create(audience="clinician")
    publication.save()
    translation_of.source.update_from_db()
    translation_of.save_target(publish=True)
    assert facts(Publication.objects.get(pk=spanish.pk)) == ([], ["clinician"])


def test_the_translation_has_a_screen_of_its_own(client):
    publication = a_publication([a_topic("Youth")], title="English words")
    _translation, spanish = translate(publication)
    client.force_login(a_user("Translators"))
    html = client.get(f"{LIST}edit/{spanish.pk}/").content.decode()
    assert "English words" in html
    assert "translation-editor" in html.lower() or "data-props" in html


def test_a_spanish_record_of_its_own_is_edited_like_an_english_one(client):
    spanish = in_spanish(a_publication([a_topic("Youth", "Jóvenes")]))
    client.force_login(a_user("Editors"))
    with translation.override("es"):
        assert client.get(f"{LIST}edit/{spanish.pk}/").status_code == 200
