"""One place says what a person may open."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import ProgramPage, ResourceCenterPage
from library.models import RecordingPage
from members import access
from members.access import (
    MEMBERS_GROUP,
    Membership,
    groups_that_may_enter,
    is_member,
    may_enter,
    may_open,
    members_now,
    membership_of,
    visible_to,
    works_here,
)
from members.models import User
from tests.builders import (
    a_member,
    a_page,
    a_request,
    a_resource_center,
    a_user,
    an_agency,
    an_award,
    home,
    restrict,
)

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


def again(person):
    """The person, as the next request finds them."""
    return User.objects.get(pk=person.pk)


def test_being_signed_in_is_not_being_a_member():
    assert not is_member(a_user())
    assert is_member(a_member())
    assert not is_member(STRANGER)


def test_an_account_that_is_switched_off_is_no_member():
    assert not is_member(a_member(is_active=False))


def test_people_inherit_access_from_their_agencys_current_award():
    agency = an_agency(awarded=False)
    person = a_member(agency=agency)
    assert membership_of(person) == Membership.EXPIRED
    an_award(agency, starts=1, ends=100)
    assert not is_member(again(person))
    an_award(agency, starts=-100, ends=1)
    assert is_member(again(person))


def test_access_ends_on_the_day_the_last_award_ends_and_begins_on_the_day_it_starts():
    agency = an_agency(awarded=False)
    an_award(agency, starts=-10, ends=0)
    assert not is_member(a_member(agency=agency))
    an_award(agency, starts=0, ends=10)
    assert is_member(a_member(agency=agency))


def test_staff_extend_access_for_an_agency_or_for_one_person():
    today = timezone.localdate()
    agency = an_agency(awarded=False)
    award = an_award(agency, starts=-20, ends=-10)
    person = a_member(agency=agency, access_extended_to=today + timedelta(days=1))
    assert is_member(person)
    colleague = a_member(agency=agency, access_extended_to=today)
    assert not is_member(colleague)
    award.extended_to = today + timedelta(days=1)
    award.save()
    assert is_member(again(colleague))


def test_an_award_without_approval_opens_nothing():
    assert not is_member(a_user(agency=an_agency()))


def test_suspension_overrules_everything():
    state = {"membership_suspended_at": timezone.now(), "access_extended_to": timezone.localdate() + timedelta(days=9)}
    assert membership_of(a_member(**state)) == Membership.SUSPENDED


def test_somebody_who_asked_and_confirmed_is_waiting():
    request = a_request(status="unconfirmed")
    person = a_user(email=request.email)
    assert membership_of(person) == Membership.NONE
    request.status = "waiting"
    request.save()
    assert membership_of(person) == Membership.PENDING


def test_the_queryset_of_members_and_the_question_about_one_person_always_agree():
    today = timezone.localdate()
    agencies = [an_agency(awarded=False) for _ in range(5)]
    an_award(agencies[1], -10, 10)
    an_award(agencies[2], -10, 0)
    an_award(agencies[3], -20, -10, extended_to=today + timedelta(days=1))
    an_award(agencies[4], 1, 10)
    states = product(
        [None, *agencies],
        [(), (MEMBERS_GROUP,)],
        [None, today, today + timedelta(days=1)],
        [None, timezone.now()],
        [True, False],
    )
    people = [
        a_user(*groups, agency=agency, access_extended_to=extended, membership_suspended_at=suspended, is_active=active)
        for agency, groups, extended, suspended, active in states
    ]
    asked_one_by_one = {person.pk for person in people if is_member(again(person))}
    assert asked_one_by_one == set(members_now().values_list("pk", flat=True))
    assert 0 < len(asked_one_by_one) < len(people)


def test_the_resource_center_is_for_members_and_those_who_look_after_it_by_role():
    assert set(groups_that_may_enter().values_list("name", flat=True)) == {
        "Assistance staff",
        "Editors",
        "Events staff",
        "Forum moderators",
        "Members",
        "Membership staff",
        "Moderators",
        "Translators",
    }


def test_the_funder_enters_the_admin_and_not_the_resource_center(client):
    center, _recordings = a_resource_center()
    funder = a_user("Funder")
    assert works_here(funder)
    assert not may_enter(funder)
    client.force_login(funder)
    assert client.get(center.url).status_code == 403
    assert client.get("/cms/").status_code == 200


def test_staff_look_after_the_resource_center_without_being_members():
    editor = a_user("Editors")
    assert may_enter(editor)
    assert not is_member(editor)


def test_everybody_sees_public_pages_and_nobody_sees_drafts():
    page, draft = a_page(), a_page(live=False)
    for person in (STRANGER, a_user(), a_member(), a_user("Editors")):
        assert page.page_ptr in visible_to(person)
        assert draft.page_ptr not in visible_to(person)


def test_what_is_private_by_type_stays_private_without_any_restriction_row():
    center, recordings = a_resource_center()
    PageViewRestriction.objects.all().delete()
    for person, open_to in [
        (STRANGER, False),
        (a_user(), False),
        (a_member(), True),
        (a_user("Editors"), True),
    ]:
        assert may_open(person, center) is open_to
        assert visible_to(person).filter(pk__in=[center.pk, recordings.pk]).count() == (2 if open_to else 0)


def test_a_page_of_a_private_type_is_private_through_its_plain_page_as_well():
    center, _recordings = a_resource_center()
    PageViewRestriction.objects.all().delete()
    assert not may_open(STRANGER, Page.objects.get(pk=center.pk))


def test_a_restriction_closes_the_page_and_everything_under_it():
    parent = a_page()
    child = a_page(parent=parent)
    restrict(parent, "Members")
    for page in (parent, child):
        assert not may_open(a_user(), page)
        assert may_open(a_member(), page)
    assert not visible_to(STRANGER, ProgramPage.objects.all()).filter(pk__in=[parent.pk, child.pk])


def test_any_signed_in_account_means_members_here():
    page = a_page()
    restrict(page)
    assert not may_open(a_user(), page)
    assert may_open(a_member(), page)
    assert page.page_ptr not in visible_to(a_user())


def test_a_shared_password_opens_nothing():
    page = a_page()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="open")
    assert not may_open(a_member(), page)


def test_losing_membership_takes_effect_on_the_next_request(client):
    center, _recordings = a_resource_center()
    member = a_member()
    client.force_login(member)
    assert client.get(center.url).status_code == 200
    member.groups.clear()
    assert client.get(center.url).status_code == 403


def test_the_private_types_are_those_that_say_so():
    assert {ResourceCenterPage, RecordingPage} <= set(access.private_types())
    assert ProgramPage not in access.private_types()


def test_asking_costs_the_same_with_one_private_page_and_with_fifty(django_assert_num_queries):
    def ask():
        person = User.objects.get(pk=member.pk)
        return list(visible_to(person, Page.objects.all()).values_list("pk", flat=True))

    member = a_member()
    restrict(a_page(), "Editors")
    ask()  # content types are looked up once a process
    with django_assert_num_queries(4):
        few = ask()
    for _ in range(50):
        restrict(a_page(), "Editors")
    with django_assert_num_queries(4):
        assert ask() == few


def test_a_stranger_is_asked_to_sign_in_in_their_language_and_comes_back(client):
    center, _recordings = a_resource_center()
    response = client.get(center.url)
    assert response.status_code == 302
    assert response["Location"] == f"/accounts/login/?next={center.url}"
    assert "no-store" in response["Cache-Control"]
    spanish = center.copy_for_translation(home("es").locale, copy_parents=True)
    spanish.save_revision().publish()
    assert client.get(spanish.url)["Location"].startswith("/es/accounts/login/?next=/es/")


def test_somebody_without_the_right_meets_a_page_that_says_what_to_do_and_no_loop(client):
    center, _recordings = a_resource_center()
    client.force_login(a_user())
    response = client.get(center.url)
    assert response.status_code == 403
    assert "members/not_a_member.html" in {template.name for template in response.templates}
    assert "no-store" in response["Cache-Control"]


def test_members_and_staff_open_the_resource_center(client):
    center, recordings = a_resource_center()
    for person in (a_member(), a_user("Editors"), a_user("Moderators"), a_user("Translators")):
        client.force_login(person)
        for page in (center, recordings):
            response = client.get(page.url)
            assert response.status_code == 200
            assert response["Cache-Control"] == "private, no-store"


def test_public_pages_may_be_kept_for_a_minute_and_set_no_cookie(client):
    response = client.get(a_page().url)
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_every_other_password_form_leads_to_the_one_door(client):
    for address in ("/cms/login/", "/_util/login/", "/es/_util/login/"):
        response = client.get(address + "?next=/cms/")
        assert response.status_code == 302
        assert "/accounts/login/?next=/cms/" in response["Location"]
        assert client.post(address, {"username": "a", "password": "b"}).status_code == 302
    assert client.post("/_util/authenticate_with_password/1/1/").status_code == 404
    assert client.get("/cms/").status_code == 302
    assert client.get("/cms/password_reset/").status_code == 404


def test_nobody_opens_an_account_alone(client):
    client.post(
        "/accounts/signup/",
        {"email": "x@example.org", "password1": "a long enough one", "password2": "a long enough one"},
    )
    assert not User.objects.filter(email="x@example.org").exists()


def test_one_email_address_is_one_account_whatever_its_letter_case(client):
    a_user(email="Pat@Example.org")
    response = client.post("/accounts/login/", {"login": "pat@EXAMPLE.org", "password": "a long enough password"})
    assert response.status_code == 302
    with pytest.raises(ValidationError, match="exists already"):
        User(email="PAT@example.org", password="x").full_clean()
