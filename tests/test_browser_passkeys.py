"""Passkeys in a real browser, with a device of Chromium's own making (WebAuthn level 2, section 11)."""

import copy
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.people import PASSWORD, Person
from tests.world import free_port

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
IN_THE_ADMIN = re.compile(r":\d+/cms/$")
ACCOUNTS = """
from django.contrib.auth.models import Group
from members.models import User
for name, group in [("passkeys-member", "Members"), ("passkeys-editor", "Editors")]:
    User.objects.create_user(f"{name}@example.org", "PASSWORD").groups.set(Group.objects.filter(name=group))
"""


@pytest.fixture(scope="module")
def door(world):
    """The same world at a second door: at a name, as passkeys need, and with a second factor for the admin."""
    world.manage("shell", "-v0", "-c", ACCOUNTS.replace("PASSWORD", PASSWORD))
    door = copy.copy(world)
    door.url = f"http://localhost:{free_port()}"
    door.environment = world.environment | {"ALLOWED_HOSTS": "localhost", "REQUIRE_SECOND_FACTOR": "true"}
    door.start()
    yield door
    door.stop()


@pytest.fixture
def arrive(door, chromium):
    """Call it for a person at a browser whose device has a fingerprint reader."""
    people = []

    def arrive(**options):
        person = Person(chromium, door, **options)
        people.append(person)
        person.device = person.context.new_cdp_session(person.page)
        person.device.send("WebAuthn.enable")
        person.finger = person.device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
        return person

    yield arrive
    for person in people:
        person.leave()
    assert [complaint for person in people for complaint in person.complaints] == []


def add_passkey(page):
    """From the page of one's account, where confirming with the password comes between."""
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_label("Name")).to_have_value("Chrome on Linux")
    page.get_by_label("Name").press("Enter")  # sends nothing: there is no passkey yet
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("The passkey is added.")


def sign_out(page):
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.goto("/accounts/login/")


def test_a_member_adds_a_passkey_and_from_then_on_signs_in_without_the_password(arrive):
    member = arrive()
    page = member.page
    member.sign_in("passkeys-member")
    page.goto("/accounts/second-factor/")
    add_passkey(page)
    sign_out(page)

    page.goto("/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/accounts/sessions/")
    expect(page.get_by_role("main")).to_contain_text("Chrome on Linux")

    page.goto("/accounts/second-factor/")
    page.get_by_role("link", name="Rename the passkey Chrome on Linux").click()
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_label("Name").fill("Computer at the station")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("heading", name="Your passkeys", level=1)).to_be_visible()
    page.get_by_role("link", name="Remove the passkey Computer at the station").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_role("main")).to_contain_text("You have no passkey.")

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("status")).to_contain_text("passkey is incorrect")


def test_an_editor_sets_up_a_passkey_at_the_admins_door_and_enters_with_it_in_both_ways(arrive):
    editor = arrive()
    page = editor.page
    editor.sign_in("passkeys-editor")
    page.goto("/cms/")
    expect(page.get_by_role("status")).to_contain_text("Set up a second factor first.")
    add_passkey(page)

    page.goto("/cms/")
    expect(page.get_by_role("status")).to_contain_text("Sign in once more, now with your second factor.")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(IN_THE_ADMIN)

    page.goto("/accounts/second-factor/")
    sign_out(page)
    page.goto("/accounts/login/?next=/cms/")
    page.locator("input[name=login]").fill("passkeys-editor@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(IN_THE_ADMIN)


def test_a_device_that_does_not_recognize_its_owner_signs_nobody_in_and_the_page_says_so(arrive):
    somebody = arrive()
    page = somebody.page
    page.goto("/accounts/login/")
    somebody.device.send("WebAuthn.setUserVerified", {"authenticatorId": somebody.finger, "isUserVerified": False})
    expect(page.get_by_text("Passkeys work only with JavaScript")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("No passkey was used.")
    assert urlsplit(page.url).path == "/accounts/login/"


def test_without_javascript_no_button_promises_a_passkey(arrive):
    page = arrive(javascript=False).page
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_text("Passkeys work only with JavaScript")).to_be_visible()
