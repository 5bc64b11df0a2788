"""The desk's list of people: what the office changes on an account, and what it cannot reach."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from members.access import MEMBERS_GROUP, is_member, members_now
from members.closing import close_account
from members.desk.people import PersonForm, Standing, with_standing
from members.inviting import remove
from members.joining import approve
from members.models import Letter, User
from tests.builders import a_member, a_request, a_user, an_agency, an_award
from tests.test_members_desk import act_on, history, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = a_user("Membership staff", first_name="Olive", last_name="Office")
    client.force_login(person)
    return person


def fresh(person):
    return User.objects.get(pk=person.pk)


def form_for(person, **changes):
    data = {name: getattr(person, name) or "" for name in ("first_name", "last_name", "email", "role", "title")}
    data |= {"agency": person.agency_id or "", "access_extended_to": person.access_extended_to or ""}
    ticks = {
        "is_coordinator": person.is_coordinator,
        "is_approved": person.groups.filter(name=MEMBERS_GROUP).exists(),
        "is_suspended": bool(person.membership_suspended_at),
    }
    data |= {"version": PersonForm(instance=fresh(person)).initial["version"]}
    data |= {name: "on" for name, ticked in ticks.items() if ticked} | changes
    return {name: value for name, value in data.items() if value is not None}


def save(client, person, **changes):
    return client.post(reverse("people:edit", args=[person.pk]), form_for(person, **changes), follow=True)


def people_of_each_standing():
    ended = an_agency(awarded=False)
    an_award(ended, ends=-1)
    return {
        Standing.MEMBER: a_member(),
        Standing.ENDED: a_member(agency=ended),
        Standing.SUSPENDED: a_member(membership_suspended_at=timezone.now()),
        Standing.NO_AGENCY: a_user(),
        Standing.NOT_APPROVED: a_user(agency=an_agency()),
        Standing.STAFF: a_user("Editors"),
        Standing.CLOSED: a_member(is_active=False),
    }


def test_the_list_says_where_each_person_stands():
    people = people_of_each_standing()
    found = dict(with_standing(User.objects.all()).values_list("standing", "pk"))
    assert found == {standing: person.pk for standing, person in people.items()}


def test_nobody_is_called_a_member_who_is_not_one():
    people_of_each_standing()
    a_member(agency=None, access_extended_to=timezone.localdate() + timedelta(days=5))
    called = with_standing(User.objects.all()).filter(standing=Standing.MEMBER)
    assert set(called.values_list("pk", flat=True)) == set(members_now().values_list("pk", flat=True))


@pytest.mark.parametrize("standing", list(Standing))
def test_people_are_filtered_by_their_standing(client, office, standing):
    people = people_of_each_standing()
    page = client.get(f"{reverse('people:index')}?standing={standing}")
    assert set(page.context["object_list"]) - {office} == {people[standing]}


def test_people_are_found_by_any_part_of_name_and_address(client, office):
    agency = an_agency(state="OH")
    person = a_member(agency=agency, first_name="Zoë", last_name="Quick", email="zq@quick.example.gov", role="peer")
    a_member(first_name="Ann", last_name="Other")
    for query in ("q=quick+zo", "q=ZQ@", f"agency={agency.pk}", "state=OH", "role=peer"):
        page = client.get(f"{reverse('people:index')}?{query}")
        assert list(page.context["object_list"]) == [person], query


def test_what_the_office_changes_is_saved_and_logged(client, office):
    person, agency = a_member(first_name="Ann"), an_agency()
    until = timezone.localdate() + timedelta(days=20)
    save(client, person, first_name="Anna", agency=agency.pk, is_coordinator="on", access_extended_to=str(until))
    changed = fresh(person)
    assert (changed.first_name, changed.agency, changed.is_coordinator) == ("Anna", agency, True)
    assert changed.access_extended_to == until
    entry = registry.get_logs_for_instance(person).get(action="members.edit")
    assert entry.user == office
    assert entry.message == "Changed: First name, Agency, Coordinator, Access extended to"
    assert "Changed: First name" in text_of(client.get(reverse("people:history", args=[person.pk])))


def test_suspending_and_approving_are_check_boxes(client, office):
    person = a_member()
    save(client, person, is_suspended="on")
    assert not is_member(fresh(person))
    since = fresh(person).membership_suspended_at
    save(client, fresh(person), title="Chief")
    assert fresh(person).membership_suspended_at == since
    save(client, fresh(person), is_suspended=None)
    assert is_member(fresh(person))
    save(client, fresh(person), is_approved=None)
    assert not is_member(fresh(person))


def test_a_form_that_was_open_too_long_brings_nobody_back(client, office):
    coordinator = a_member(is_coordinator=True)
    cases = [
        lambda person: remove(person, by=coordinator),
        lambda person: User.objects.filter(pk=person.pk).update(membership_suspended_at=timezone.now()),
        lambda person: User.objects.filter(pk=person.pk).update(is_coordinator=True),
        lambda person: User.objects.filter(pk=person.pk).update(access_extended_to=timezone.localdate()),
        lambda person: person.groups.clear(),
        lambda person: User.objects.filter(pk=person.pk).update(title="Sergeant, they say"),
    ]
    for change in cases:
        person = a_member(agency=coordinator.agency)
        address = reverse("people:edit", args=[person.pk])
        opened = form_for(person)
        change(person)
        before = User.objects.values().get(pk=person.pk), fresh(person).groups.count()
        assert "was changed since you opened the form" in text_of(client.post(address, opened | {"title": "Chief"}))
        assert (User.objects.values().get(pk=person.pk), fresh(person).groups.count()) == before
        assert history(person).count("members.edit") == 0
        User.objects.filter(pk=person.pk).update(is_coordinator=False)


def test_the_form_carries_what_it_was_opened_with(client, office):
    person = a_member()
    html = client.get(reverse("people:edit", args=[person.pk])).content.decode()
    [version] = re.findall(r'name="version" value="(\w+)"', html)
    assert version == form_for(person)["version"]
    page = client.post(reverse("people:edit", args=[person.pk]), form_for(person, version=None, title="Chief"))
    assert page.status_code == 200
    assert not fresh(person).title


def test_only_the_columns_that_were_changed_are_written(client, office, django_assert_max_num_queries):
    person = a_member(title="Officer")
    with django_assert_max_num_queries(200) as queries:
        save(client, person, title="Chief")
    [update] = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "members_user" SET "title"')]
    assert '"agency_id" =' not in update
    assert fresh(person).title == "Chief"


def test_who_is_not_approved_any_more_does_not_coordinate_when_they_come_back(client, office):
    person = a_member(is_coordinator=True)
    save(client, person, is_approved=None)
    assert not fresh(person).is_coordinator
    entry = registry.get_logs_for_instance(person).get(action="members.edit")
    assert entry.message == "Changed: Approved as a member, Coordinator"
    approve(a_request(person.agency, email=person.email), by=office, agency=person.agency)
    assert is_member(fresh(person))
    assert not fresh(person).is_coordinator


def test_an_account_that_is_closed_is_read_and_never_changed(client, office):
    person = a_member(first_name="Gone")
    agency = person.agency
    close_account(person)
    person, root = fresh(person), a_user(is_superuser=True)
    for who in (office, root):
        client.force_login(who)
        assert client.get(reverse("people:inspect", args=[person.pk])).status_code == 200
        assert client.get(reverse("people:edit", args=[person.pk])).status_code == 302
        save(client, person, first_name="Back", agency=agency.pk, is_approved="on")
        act_on(client, "people", "extend", [person], {"until": str(timezone.localdate() + timedelta(days=9))})
        changed = fresh(person)
        assert (changed.first_name, changed.agency, changed.access_extended_to) == ("", None, None)


def test_an_agency_has_at_most_two_coordinators(client, office):
    person = a_member()
    for _number in range(2):
        a_member(agency=person.agency, is_coordinator=True)
    page = save(client, person, is_coordinator="on")
    assert "two coordinators already" in text_of(page)
    assert not fresh(person).is_coordinator


def test_a_coordinator_without_an_agency_is_an_error_on_the_form(client, office):
    person = a_member()
    page = save(client, person, is_coordinator="on", agency="")
    assert page.status_code == 200
    assert "A coordinator needs an agency" in text_of(page)


def test_a_changed_address_replaces_what_was_known_of_the_old_one(client, office):
    person = a_member(email="old@example.org")
    EmailAddress.objects.create(user=person, email="old@example.org", verified=True, primary=True)
    save(client, person, email="New@Example.org")
    assert fresh(person).email == "new@example.org"
    assert not EmailAddress.objects.filter(email="old@example.org").exists()
    assert Letter.objects.get(to="old@example.org").template == "address_changed"


def test_an_address_of_somebody_else_is_refused(client, office):
    person, other = a_member(), a_member()
    assert "exists already" in text_of(save(client, person, email=other.email.upper()))


# --- what membership staff cannot reach


ATTACK = {
    "is_superuser": "on", "is_staff": "on", "is_active": "", "password": "x", "password1": "x", "groups": ["1", "2"],
    "user_permissions": ["1"],
}  # fmt: skip


def test_the_form_takes_no_rights_and_no_passwords(client, office):
    person = a_member()
    before = person.password
    save(client, person, title="Chief", **ATTACK)
    changed = fresh(person)
    assert changed.title == "Chief"
    assert not changed.is_superuser
    assert not changed.is_staff
    assert changed.is_active
    assert changed.password == before
    assert [group.name for group in changed.groups.all()] == [MEMBERS_GROUP]


def people_who_work_here():
    yield a_user("Editors", email="editor@example.org")
    yield a_user("Membership staff", MEMBERS_GROUP, email="colleague@example.org", agency=an_agency())
    yield a_user("Funder", email="funder@example.org")
    yield a_user(email="root@example.org", is_superuser=True)
    yield a_user(email="sleeping@example.org", is_superuser=True, is_active=False)
    yield a_user("Moderators", email="closed@example.org", is_active=False)


def test_accounts_that_work_here_are_out_of_reach(client, office):
    for person in [*people_who_work_here(), office]:
        assert client.get(reverse("people:inspect", args=[person.pk])).status_code == 200
        assert client.get(reverse("people:edit", args=[person.pk])).status_code == 302
        save(client, person, email="taken@example.org", first_name="Taken", is_suspended="on", is_approved="on")
        changed = fresh(person)
        assert (changed.email, changed.first_name) == (person.email, person.first_name)
        assert not changed.membership_suspended_at
        assert history(person) == []


def test_acts_on_many_leave_out_those_who_work_here(client, office):
    person, boss = a_member(), a_user("Moderators", MEMBERS_GROUP, agency=an_agency())
    until = str(timezone.localdate() + timedelta(days=9))
    for act, data in [("suspend", None), ("extend", {"until": until}), ("remove", None)]:
        page = act_on(client, "people", act, [person, boss, office], data)
        assert "1 person changed" in text_of(page), act
    boss = fresh(boss)
    assert (boss.membership_suspended_at, boss.access_extended_to) == (None, None)
    assert boss.agency
    assert not fresh(person).agency


def test_an_administrator_may_change_those_who_work_here(client):
    client.force_login(a_user(is_superuser=True))
    editor = a_user("Editors")
    save(client, editor, title="Editor")
    assert fresh(editor).title == "Editor"


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators", "Funder", "Forum moderators"])
def test_nobody_else_comes_near(client, role):
    client.force_login(a_user(role))
    person = a_member(first_name="Secret", last_name="Person")
    for name, arguments in [
        ("index", []), ("index_results", []), ("edit", [person.pk]), ("inspect", [person.pk]), ("history", [person.pk]),
    ]:  # fmt: skip
        response = client.get(reverse(f"people:{name}", args=arguments))
        assert response.status_code == 302, name
    for act in ("suspend", "lift", "extend", "remove"):
        address = f"{reverse('people:act', args=[act])}?id={person.pk}"
        assert client.get(address).status_code == 302
        assert client.post(address, {"until": "2099-01-01"}).status_code == 302
    assert is_member(fresh(person))


def test_wagtails_own_list_of_users_stays_closed(client, office):
    for address in (reverse("wagtailusers_users:index"), reverse("wagtailusers_users:edit", args=[a_member().pk])):
        assert client.get(address).status_code == 302
    assert not office.has_perm("members.change_user")


# --- acts


def test_acts_do_what_they_say_and_log_it(client, office):
    person = a_member()
    until = timezone.localdate() + timedelta(days=9)
    act_on(client, "people", "suspend", [person])
    assert fresh(person).membership_suspended_at
    act_on(client, "people", "lift", [person])
    assert not fresh(person).membership_suspended_at
    act_on(client, "people", "extend", [person], {"until": str(until)})
    assert fresh(person).access_extended_to == until
    act_on(client, "people", "remove", [person])
    assert not is_member(fresh(person))
    assert set(history(person)) == {"members.suspend", "members.lift", "members.extend", "members.remove"}


def test_everything_in_the_list_means_the_list_as_filtered(client, office):
    agency = an_agency()
    inside, outside = [a_member(agency=agency) for _number in range(25)], a_member()
    address = f"{reverse('people:act', args=['suspend'])}?agency={agency.pk}&id=all&next={reverse('people:index')}"
    client.post(address, {"go": "1"})
    assert all(fresh(person).membership_suspended_at for person in inside)
    assert not fresh(outside).membership_suspended_at


@pytest.mark.parametrize("numbers", ["id=0", "id=x", "", "id=99999999999999999999999"])
def test_a_selection_of_nobody_is_not_found(client, office, numbers):
    assert client.get(f"{reverse('people:act', args=['suspend'])}?{numbers}").status_code == 404
    assert client.get(f"{reverse('people:act', args=['nonsense'])}?{numbers}").status_code == 404


def test_access_is_not_extended_into_the_past(client, office):
    person = a_member()
    page = act_on(client, "people", "extend", [person], {"until": str(timezone.localdate())})
    assert "still to come" in text_of(page)
    assert not fresh(person).access_extended_to


def test_the_check_boxes_are_only_there_for_those_who_act(client, office):
    a_member()
    html = client.get(reverse("people:index")).content.decode()
    assert "data-bulk-action-checkbox" in html
    labels = re.findall(r"data-bulk-action-button[^>]*>\s*([^<]+?)\s*<", html)
    assert set(labels) == {"Suspend", "Lift suspension", "Extend access", "Remove from agency"}
