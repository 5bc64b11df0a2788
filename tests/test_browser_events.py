"""People at a browser: register, wait, be offered a seat, give it back, and join in time."""

import re

import pytest
from playwright.sync_api import expect

from tests.places import PREFIXES

pytestmark = pytest.mark.browser

EVENT = {"en": "events/plain-words/", "es": "eventos/palabras-sencillas/"}
FULL = {"en": "events/988-and-dispatch/", "es": "eventos/el-988-y-el-despacho/"}


def link_in(message) -> str:
    return re.search(r"^https?://\S+$", message.get_body(["plain"]).get_content(), re.MULTILINE)[0]


def button(page, words):
    return page.locator("main").get_by_role("button", name=words)


@pytest.mark.parametrize("language", list(PREFIXES))
@pytest.mark.parametrize("javascript", [True, False])
def test_a_member_registers_and_gives_the_seat_back(somebody, world, language, javascript):
    member = somebody("coordinator", language=language, javascript=javascript)
    page = member.page
    page.goto(PREFIXES[language] + EVENT[language])
    button(page, {"en": "Register", "es": "Inscribirse"}[language]).click()
    words = {"en": "You are registered.", "es": "Tiene un lugar reservado."}[language]
    expect(page.locator("#registration").get_by_text(words)).to_be_visible()
    letter = world.mail_to("coordinator@example.org")
    assert any(part.get_filename() == "event.ics" for part in letter.iter_attachments())
    assert "meetings.example.org" not in letter.as_string() + page.content()
    page.get_by_role("link", name={"en": "Give your seat back", "es": "Devolver el lugar"}[language]).click()
    button(page, {"en": "Yes, give it back", "es": "Sí, devolverlo"}[language]).click()
    expect(button(page, {"en": "Register", "es": "Inscribirse"}[language])).to_be_visible()


def test_a_guest_confirms_waits_is_offered_a_seat_takes_it_and_gives_it_back(somebody, world):
    guest, staff = somebody(), somebody("events")
    page = guest.page
    page.goto(f"/{FULL['en']}")
    page.get_by_role("link", name="Join the waiting list").click()
    page.locator("[name=name]").fill("Gil Guest")
    page.locator("[name=email]").fill("gil.guest@example.org")
    button(page, "Register").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    own = link_in(world.mail_to("gil.guest@example.org"))
    page.goto(own)
    button(page, "Confirm my registration").click()
    expect(page.get_by_text("You are on the waiting list.")).to_be_visible()

    # Staff take seven people off the list: six of them free a seat for who waited before, the last one for the guest.
    desk = staff.page
    desk.goto("/cms/event_desk/?q=988+and+your")
    desk.get_by_role("link", name="988 and your dispatch center").first.click()
    roster = desk.url
    for _number in range(6):
        desk.goto(f"{roster}?status=registered")
        desk.get_by_role("row").nth(1).get_by_role("button", name="More options").click()
        desk.get_by_role("link", name="Take off the list").first.click()
        desk.get_by_role("button", name="Take off the list").click()
        expect(desk.get_by_text("is off the list").first).to_be_visible()

    assert "A seat is free for you" in world.mail_to("gil.guest@example.org")["Subject"]
    page.goto(own)
    button(page, "Accept the seat").click()
    expect(page.get_by_text("You are registered.")).to_be_visible()
    button(page, "Give your seat back").click()
    expect(page.get_by_text("You are not registered.")).to_be_visible()


def test_times_are_shown_in_the_readers_zone_where_it_differs(somebody):
    for javascript, count in ((True, 1), (False, 0)):
        reader = somebody(javascript=javascript)
        reader.page.goto(f"/{EVENT['en']}")
        expect(reader.page.get_by_text("Central Time").first).to_be_visible()
        expect(reader.page.locator(".when--mine:visible")).to_have_count(count)


def test_the_month_is_a_table_on_a_desk_and_a_list_on_a_phone(somebody):
    for width, visible in ((1280, True), (360, False)):
        reader = somebody(width=width)
        reader.page.goto("/events/?view=month")
        expect(reader.page.locator(".month thead")).to_be_visible(visible=visible)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_calendar_of_ones_own_is_made_asked_and_switched_off(somebody):
    member = somebody("member")
    page = member.page
    page.goto("/accounts/events/")
    button(page, "Make my address").click()
    address = page.locator("#calendar-address").inner_text()
    program = somebody()
    feed = program.context.request.get(address)
    assert feed.status == 200
    assert "BEGIN:VEVENT" in feed.text()
    button(page, "Switch it off").click()
    assert program.context.request.get(address).status == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", r"Your time: \S+, \S+ \d+, \d{4}, \d+(:\d\d)?\s[ap]\.m\. to \d+(:\d\d)?\s[ap]\.m\. HST"),
        ("es", r"Su hora: \S+, \d+ de \S+ de \d{4}, de \d+:\d\d\s[ap]\.m\. a \d+:\d\d\s[ap]\.m\. HST"),
    ],
    ids=["en", "es"],
)
def test_the_home_page_shows_the_readers_own_time_in_the_servers_style(somebody, language, words):
    page = somebody(time_zone="Pacific/Honolulu").page
    page.goto(PREFIXES[language])
    times = page.locator(".when--mine")
    expect(times.first).to_be_visible()
    expect(times.filter(has_text=re.compile(words)).first).to_be_visible()
    expect(page.locator(".next-dates .when--mine").first).to_be_visible()
