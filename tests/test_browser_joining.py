"""The whole way in, and out again: ask, confirm, be approved, choose a password and a second factor, lose the award."""

import base64
import hmac
import re
import struct
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.people import Person
from tests.places import PREFIXES

pytestmark = pytest.mark.browser

PASSWORD = "lantern-orchard-seventeen"
REASON = "We train forty officers this spring."


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: HMAC-SHA-1, 30 seconds, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def link_in(message) -> str:
    """The address in a letter that stands alone on its line."""
    return re.search(r"^https?://\S+$", message.get_body(["plain"]).get_content(), re.MULTILINE)[0]


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)


def send(page):
    page.locator("main form:has([name=csrfmiddlewaretoken]) button.button").first.click()


def ask_for_access(visitor: Person, prefix: str, email: str, agency: str):
    page = visitor.page
    page.goto(f"{prefix}request-access/")
    fill(page, first_name="Noemí", last_name="Harper", agency_name=agency, email=email, reason=REASON)
    page.locator("[name=role]").select_option("coordinator")
    page.locator("[name=state]").select_option("KS")
    send(page)
    page.wait_for_url("**/request-access/sent/")


def approve(staff: Person, email: str, number: str):
    """Decide on one screen, making the new agency and its award right there."""
    page = staff.page
    page.goto("/cms/access_requests/")
    page.get_by_role("link", name="Noemí Harper").first.click()
    expect(page.get_by_text(email)).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    today = date.today()
    for name, value in {
        "award-year": str(today.year),
        "award-number": number,
        "award-starts_on": (today - timedelta(days=1)).isoformat(),
        "award-ends_on": (today + timedelta(days=365)).isoformat(),
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.keyboard.press("Escape")  # the calendar of the last field; while it closes it would catch a click
    page.get_by_role("button", name="Approve", exact=True).press("Enter")
    expect(page.get_by_text("approved", exact=False).first).to_be_visible()


def end_award(staff: Person, agency: str):
    """The award turns out to have ended yesterday."""
    page = staff.page
    page.goto(f"/cms/agencies/?q={agency.split(' ')[0]}")
    page.get_by_role("link", name=agency).first.click()
    page.locator("[name=awards-0-ends_on]").fill(date.today().isoformat())
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save").first.press("Enter")
    expect(page.get_by_text("updated", exact=False).first).to_be_visible()


@pytest.mark.parametrize("language", list(PREFIXES))
def test_somebody_asks_comes_in_and_meets_a_closed_door_when_the_award_ends(somebody, world, language):
    prefix = PREFIXES[language]
    email = f"harper.{language}@sunflower-{language}.example"
    agency = f"Sunflower{language.upper()} Police Department"
    person, staff = somebody(language=language), somebody("membership")
    page = person.page

    ask_for_access(person, prefix, email, agency)
    confirmation = link_in(world.mail_to(email))
    assert prefix in confirmation
    page.goto(confirmation)
    expect(page.get_by_text(REASON)).to_be_visible()
    send(page)

    approve(staff, email, f"AWARD-{language}")
    invitation = link_in(world.mail_to(email))
    page.goto(invitation)
    fill(page, password1=PASSWORD, password2=PASSWORD)
    send(page)
    heading = {"en": "Resource Center", "es": "Centro de recursos"}[language]
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    page.goto(f"{prefix}accounts/second-factor/totp/activate/")
    if "reauthenticate" in page.url:
        fill(page, password=PASSWORD)
        send(page)
    secret = page.locator("main code").inner_text()
    used = code_of(secret)
    fill(page, code=used)
    send(page)
    page.wait_for_url("**/second-factor/recovery-codes/**")
    expect(page.locator("html")).to_have_attribute("lang", language)

    person.context.clear_cookies()
    page.goto(f"{prefix}accounts/login/")
    fill(page, login=email, password=PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").wait_for()
    while code_of(secret) == used:  # a code opens one door only
        time.sleep(1)
    fill(page, code=code_of(secret))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url and "authenticate" not in url)
    page.goto(f"{prefix}welcome/")
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    center = page.url

    end_award(staff, agency)
    person.expected.add(403)
    assert page.goto(center).status == 403
    expect(page.get_by_text(agency)).to_be_visible()
