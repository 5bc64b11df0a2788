"""The directory: who finds whom, and who reads what. Lists, pages, filters, search and photos tell the same."""

import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data
from wagtail_localize.models import Translation, TranslationSource

from content.models import Topic
from home.member_home import agency_of
from home.models import ResourceCenterPage
from members.access import MEMBERS_GROUP
from members.models import DirectoryPage, SpokenLanguage, User
from tests.builders import a_member, a_page, a_resource_center, a_user, an_agency, an_award, home, know_the_rows

pytestmark = pytest.mark.django_db

AUDIENCES = ["members", "agency", "staff"]
PARTS = ["role", "photo", "biography", "expertise", "languages", "email", "phone"]


@pytest.fixture
def directory():
    center, _recordings = a_resource_center()
    return a_page(DirectoryPage, center, title="Directory", slug="directory")


@pytest.fixture
def topic():
    return Topic.objects.create(name="Co-response with clinicians", locale=Locale.get_default())


def a_photo():
    data = BytesIO()
    Image.new("RGB", (8, 8), "#2563b0").save(data, "WEBP")
    return ContentFile(data.getvalue(), "photo.webp")


def with_profile(topic=None, **fields):
    """A member who told everything, to be read by `audience` fields."""
    fields = {
        "first_name": "Wilhelmina", "last_name": "Zabriskie", "email": "zabriskie@example.org", "role": "clinician",
        "title": "Chief of nothing else", "phone": "555-0142", "biography": "Plays the theremin.", "photo": a_photo(),
        "email_audience": "members", "phone_audience": "members",
    } | fields  # fmt: skip
    person = a_member(**fields)
    SpokenLanguage.objects.create(person=person, language="vi")
    if topic:
        person.expertise.add(topic)
    return person


def in_spanish(directory):
    """The directory in Spanish, and the Resource Center above it."""
    for page in (directory.get_parent().specific, directory):
        other = page.copy_for_translation(Locale.objects.get(language_code="es"))
        other.save_revision().publish()
    return other


def ask(reader, address, **query):
    if not hasattr(reader, "client"):
        reader.client = Client()
        reader.client.force_login(reader)
    return reader.client.get(address, query)


def text(response):
    """What stands in the middle of the page; filters offer every word there is."""
    html = re.sub(r"<form.*?</form>", "", response.content.decode(), flags=re.DOTALL)
    return html.partition("<main")[2].partition("</main>")[0]


# --- who finds whom, who reads what: every audience, reader and part


@pytest.mark.parametrize("listing", AUDIENCES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_way_to_a_part_of_a_profile_is_as_open_as_its_owner_says(directory, topic, listing, audience):
    agency = an_agency(name="Springfield Police")
    audiences = {f"{part}_audience": audience for part in PARTS}
    person = with_profile(topic, agency=agency, listing_audience=listing, **audiences)
    readers = {
        "colleague": a_member(agency=agency),
        "member": a_member(),
        "without an agency": a_member(agency=None, access_extended_to=timezone.localdate().replace(year=2099)),
        "staff": a_user("Editors"),
    }
    open_to = {"members": {*readers}, "agency": {"colleague", "staff"}, "staff": {"staff"}}
    page, photo = f"{directory.url}people/{person.pk}/", reverse("person_photo", args=[person.pk])
    on_page = {
        "role": "Chief of nothing else", "photo": photo, "biography": "theremin", "expertise": topic.name,
        "languages": "Vietnamese", "email": "zabriskie@example.org", "phone": "555-0142",
    }  # fmt: skip
    in_lists = {part: on_page[part] for part in ("role", "photo")}
    by_filter = {"role": "clinician", "expertise": str(topic.translation_key), "languages": "vi"}

    for name, reader in readers.items():
        finds, reads = name in open_to[listing], name in open_to[audience]
        found = [ask(reader, directory.url), ask(reader, directory.url, q="zabris")]
        if finds or name != "without an agency":
            found.append(ask(reader, f"{directory.url}agencies/{agency.pk}/"))
        for response in found:
            assert ("Zabriskie" in text(response)) is finds, name
            for part, words in in_lists.items():
                assert (words in text(response)) is (finds and reads), (name, part)
            for part in PARTS:
                if part not in in_lists:
                    assert on_page[part] not in text(response), (name, part)
        for part, answer in by_filter.items():
            response = ask(reader, directory.url, **{{"languages": "language"}.get(part, part): answer})
            assert ("Zabriskie" in text(response)) is (finds and reads), (name, part)
        response = ask(reader, page)
        assert response.status_code == (200 if finds else 404), name
        for part, words in on_page.items():
            assert (words in text(response)) is (finds and reads), (name, part)
        if finds and reads:
            assert 'class="person__picture person__monogram' not in text(response)
        elif finds:
            assert "strand-none" in text(response), "the color would tell the role"
        response = ask(reader, photo)
        assert response.status_code == (200 if (finds and reads) or name == "staff" else 404), name
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("part", PARTS)
def test_each_part_follows_its_own_audience(directory, topic, part):
    person = with_profile(topic, **{f"{part}_audience": "staff"})
    words = {
        "role": "Chief of nothing else", "photo": "/photo/", "biography": "theremin", "expertise": topic.name,
        "languages": "Vietnamese", "email": "zabriskie@example.org", "phone": "555-0142",
    }  # fmt: skip
    shown = text(ask(a_member(), f"{directory.url}people/{person.pk}/"))
    assert [name for name, word in words.items() if word not in shown] == [part]


def test_staff_read_everything_and_are_told_what_members_do_not(directory):
    person = with_profile(phone_audience="staff", biography_audience="agency")
    shown = text(ask(a_user("Editors"), f"{directory.url}people/{person.pk}/"))
    assert "555-0142" in shown
    assert shown.count("hidden from members") == 1
    assert shown.count("hidden from other agencies") == 1
    assert "hidden from" not in text(ask(a_member(), f"{directory.url}people/{person.pk}/"))


def test_only_people_who_are_members_now_are_listed(directory):
    now = timezone.now()
    gone = [
        a_member(last_name="Ended", agency=an_agency(awarded=False)),
        a_member(last_name="Suspended", membership_suspended_at=now),
        a_member(last_name="Inactive", is_active=False),
        a_user(last_name="Applicant", agency=an_agency()),
        a_user("Editors", last_name="Office"),
    ]
    for reader in (a_member(last_name="Reader"), a_user("Editors")):
        shown = text(ask(reader, directory.url))
        assert "Reader" in shown
        for person in gone:
            assert person.last_name not in shown
            assert ask(reader, f"{directory.url}people/{person.pk}/").status_code == 404
            assert ask(reader, reverse("person_photo", args=[person.pk])).status_code == 404


def test_a_member_without_a_name_is_not_named_by_the_address(directory):
    person = a_member(email="secret-address@example.org")
    for address in (
        directory.url,
        f"{directory.url}people/{person.pk}/",
        f"{directory.url}agencies/{person.agency_id}/",
    ):
        assert "secret-address" not in text(ask(a_member(), address))


def test_strangers_and_people_without_membership_meet_the_door(directory):
    person = with_profile()
    for address in ("", f"people/{person.pk}/", "people/999999/", "agencies/", f"agencies/{person.agency_id}/"):
        assert Client().get(directory.url + address)["Location"].startswith("/accounts/login/")
        assert ask(a_user(), directory.url + address).status_code == 403
    photo = reverse("person_photo", args=[person.pk])
    assert Client().get(photo).status_code == 404
    assert ask(a_user(), photo).status_code == 404
    assert ask(person, photo).status_code == 200


# --- lists


def names(response):
    return [entry.name for entry in response.context["listing"].object_list]


def test_people_stand_in_the_order_of_their_last_names(directory):
    reader = a_member(first_name="Zoe", last_name="Abbott")
    a_member(first_name="Ann", last_name="Young")
    a_member(first_name="Ben", last_name="Young")
    assert names(ask(reader, directory.url)) == ["Zoe Abbott", "Ann Young", "Ben Young"]


def test_filters_combine_with_a_search_for_names(directory):
    ohio = an_agency(state="OH", name="Ohio Police")
    reader = a_member(first_name="Rea", last_name="Der", agency=ohio, role="officer")
    a_member(first_name="Ana", last_name="Lopez", agency=ohio, role="officer")
    a_member(first_name="Ana", last_name="Lopez-Diaz", agency=ohio, role="peer")
    a_member(first_name="Ana", last_name="Lopez Tennessee", role="officer")
    assert names(ask(reader, directory.url, q="ana lop", state="OH", role="officer")) == ["Ana Lopez"]
    assert len(names(ask(reader, directory.url, q="LOPEZ"))) == 3
    assert len(names(ask(reader, directory.url, agency=ohio.pk))) == 3


def test_a_search_does_not_find_addresses_phones_or_words_about_somebody(directory):
    with_profile()
    for word in ("example.org", "555", "theremin", "%", "_"):
        assert names(ask(a_member(), directory.url, q=word)) == []


def test_what_is_set_can_be_taken_back_one_by_one(directory):
    reader = a_member(first_name="Rea", agency=an_agency(state="OH"), role="officer")
    response = ask(reader, directory.url, q="rea", state="OH", role="officer", page=1)
    chips = {label: (answer, rest) for label, answer, rest in response.context["form"].chips}
    assert chips["State"] == ("Ohio", "q=rea&role=officer")
    assert "Clear all filters" in text(response)
    assert "Clear all filters" not in text(ask(reader, directory.url))


@pytest.mark.parametrize(
    "query",
    [{"state": "XX"}, {"agency": "x"}, {"agency": "1" * 19}, {"role": "king"}, {"expertise": "x"}, {"q": "a" * 101}],
)
def test_an_answer_that_nobody_offered_finds_nobody_and_says_so(directory, query):
    response = ask(a_member(), directory.url, **query)
    assert names(response) == []
    assert "Nobody matches" in text(response)


def test_filters_offer_only_agencies_of_people_whom_the_reader_finds(directory):
    hidden = a_member(agency=an_agency(name="Hidden Police", state="AK"), listing_audience="staff")
    html = ask(a_member(), directory.url).content.decode()
    assert "Hidden Police" not in html
    assert "Alaska" not in html
    assert "Hidden Police" in ask(a_user("Editors"), directory.url).content.decode()
    assert names(ask(a_member(), directory.url, agency=hidden.agency_id)) == []


def test_pages_of_the_list_keep_the_filters(directory):
    agency = an_agency(state="OH")
    for number in range(DirectoryPage.PER_PAGE + 2):
        a_member(agency=agency, last_name=f"Person {number:02}")
    response = ask(User.objects.first(), directory.url, state="OH", page=2)
    assert len(names(response)) == 2
    assert "?state=OH&amp;page=1" in text(response)
    assert "Previous" in text(response)
    assert len(names(ask(User.objects.first(), directory.url, page="nonsense"))) == DirectoryPage.PER_PAGE


def test_a_topic_is_found_in_either_language_by_the_same_address(directory, topic):
    spanish = topic.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.name = "Respuesta conjunta"
    spanish.save()
    page = in_spanish(directory)
    person = with_profile(topic)
    response = ask(a_member(), page.url, expertise=topic.translation_key)
    assert names(response) == ["Wilhelmina Zabriskie"]
    assert "Respuesta conjunta" in text(response)
    assert "Respuesta conjunta" in text(ask(a_member(), f"{page.url}people/{person.pk}/"))


# --- agencies


def test_agencies_that_take_part_are_listed_with_the_people_the_reader_finds(directory):
    agency, former = an_agency(name="Here Police", kind="campus"), an_agency(awarded=False, name="Former Police")
    a_member(agency=agency)
    a_member(agency=agency, listing_audience="agency")
    shown = text(ask(a_member(), f"{directory.url}agencies/", kind="campus"))
    assert "Here Police" in shown
    assert "1 person in the directory" in shown
    assert "2 people in the directory" in text(ask(a_user("Editors"), f"{directory.url}agencies/", kind="campus"))
    assert "Former Police" not in text(ask(a_member(), f"{directory.url}agencies/"))
    assert ask(a_member(), f"{directory.url}agencies/{former.pk}/").status_code == 404
    assert "No current award" in text(ask(a_user("Editors"), f"{directory.url}agencies/{former.pk}/"))


def test_an_agencys_page_tells_its_facts_award_years_and_people(directory):
    agency = an_agency(name="Here Police", stage="mature", model="co_response", is_demonstration=True)
    an_award(agency, starts=-900, ends=-200, year=2021)
    a_member(agency=agency, first_name="Cora", last_name="Ordinator", is_coordinator=True)
    shown = text(ask(a_member(), f"{directory.url}agencies/{agency.pk}/"))
    for words in (
        "Here Police",
        "Mature program",
        "Co-response",
        "2021, 2024",
        "Cora Ordinator",
        "Agency’s coordinator",
    ):
        assert words in shown
    assert "Demonstration data" in shown


def test_a_person_whose_agency_has_no_award_has_no_link_to_its_page(directory):
    agency = an_agency(awarded=False)
    person = a_member(agency=agency, access_extended_to=timezone.localdate().replace(year=2099), last_name="Extended")
    shown = text(ask(a_member(), f"{directory.url}people/{person.pk}/"))
    assert agency.name in shown
    assert f"agencies/{agency.pk}/" not in shown


# --- one's own page


def test_one_sees_oneself_as_others_do(directory):
    person = with_profile(phone_audience="agency", biography_audience="staff")
    address = f"{directory.url}people/{person.pk}/"
    assert "555-0142" not in text(ask(person, address))
    assert "555-0142" in text(ask(person, address, **{"as": "agency"}))
    assert "theremin" not in text(ask(person, address, **{"as": "agency"}))
    assert "555-0142" not in text(ask(a_member(), address, **{"as": "agency"}))  # only one's own


def test_who_hid_from_the_directory_learns_it_on_their_own_page(directory):
    person = with_profile(listing_audience="staff")
    address = f"{directory.url}people/{person.pk}/"
    assert "do not find you" in text(ask(person, address))
    assert "Only staff find you" in text(ask(person, address, **{"as": "agency"}))


# --- the price


def test_five_thousand_members_cost_as_many_questions_as_fifty(directory, topic):
    reader = a_member(agency=an_agency(state="TX"))
    editor = a_user("Editors")
    queries = [
        {},
        {"q": "per"},
        {"state": "TN"},
        {"role": "officer"},
        {"expertise": topic.translation_key},
        {"language": "es"},
    ]
    addresses = ["", "agencies/", f"agencies/{reader.agency_id}/", f"people/{reader.pk}/"]

    def grow(count, agencies):
        group = Group.objects.get(name=MEMBERS_GROUP)
        homes = [an_agency() for _number in range(agencies)]
        first = User.objects.count()
        people = User.objects.bulk_create(
            User(
                email=f"p{number}@example.org", first_name="Per", last_name=f"Son {number}", role="officer",
                agency=reader.agency if number % 3 == 0 else homes[number % len(homes)], password="!",
                photo="people/x.webp",
            )
            for number in range(first, first + count)
        )  # fmt: skip
        User.groups.through.objects.bulk_create(User.groups.through(user=person, group=group) for person in people)
        SpokenLanguage.objects.bulk_create(SpokenLanguage(person=person, language="es") for person in people)
        User.expertise.through.objects.bulk_create(User.expertise.through(user=p, topic=topic) for p in people)
        know_the_rows()

    def count():
        counts = {}
        lists = [*(("", query) for query in queries), *((address, {}) for address in addresses)]
        for person in (reader, editor):
            client = Client()
            client.force_login(person)
            client.get(directory.url)  # the session is put on its owner's list
            for address, query in lists:
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(directory.url + address, query).status_code == 200
                counts[(person.pk, address, str(query))] = len(captured)
        return counts

    grow(50, 5)
    count()  # content types and sites are looked up once a process
    few = count()
    grow(4_950, 60)
    assert count() == few
    assert max(few.values()) <= 36, few


# --- around the page


def test_the_other_language_shows_the_same_person_and_crumbs_lead_back(directory):
    spanish = in_spanish(directory)
    person = with_profile()
    html = ask(a_member(), f"{directory.url}people/{person.pk}/", x="1").content.decode()
    assert f'href="{spanish.url}people/{person.pk}/?x=1"' in html
    crumbs = html.partition('class="breadcrumbs')[2].partition("</nav>")[0]
    assert f'<a href="{directory.url}">Directory</a>' in crumbs
    assert '<span aria-current="page">Wilhelmina Zabriskie</span>' in crumbs
    html = ask(a_member(), directory.url, state="TN").content.decode()
    assert f'href="{spanish.url}?state=TN"' in html
    assert f'<a href="{directory.url}">' not in html.partition('class="breadcrumbs')[2].partition("</nav>")[0]


def test_the_office_creates_previews_and_translates_the_directory(client, django_capture_on_commit_callbacks):
    center, _recordings = a_resource_center()
    client.force_login(a_user("Moderators"))
    assert DirectoryPage in ResourceCenterPage.creatable_subpage_models()
    add = reverse("wagtailadmin_pages:add", args=["members", "directorypage", center.pk])
    assert "The lists fill themselves" in client.get(add).content.decode()
    form = nested_form_data(
        {
            "title": "Who is who", "slug": "who", "lead": "Ask.", "seo_title": "", "search_description": "",
            "share_image": "", "action-publish": "1", "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )  # fmt: skip
    form |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    assert client.post(add, form).status_code == 302
    page = DirectoryPage.objects.get(slug="who")
    assert page.live
    reader = a_member(first_name="Rea", last_name="Der")
    preview = page.make_preview_request(original_request=ask(reader, page.url).wsgi_request)
    assert "Rea Der" in preview.render().content.decode()
    preview = page.make_preview_request().render().content.decode()  # as if by nobody
    assert "Who is who" in preview
    assert "Rea Der" not in preview
    for source in (page.get_parent().specific, page):
        source = TranslationSource.get_or_create_from_instance(source)[0]
        with django_capture_on_commit_callbacks(execute=True):
            Translation.objects.create(source=source, target_locale=home("es").locale).save_target(publish=True)
    assert Page.objects.filter(translation_key=page.translation_key, locale=home("es").locale, live=True).exists()


def test_the_first_page_counts_the_colleagues_whom_the_reader_finds():
    agency = an_agency()
    person, hidden = a_member(agency=agency), a_member(agency=agency, listing_audience="staff")
    assert agency_of(person).colleagues == 1
    User.objects.filter(pk=hidden.pk).update(listing_audience="agency")
    assert agency_of(person).colleagues == 2
