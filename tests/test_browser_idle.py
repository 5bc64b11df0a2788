"""Whoever writes in the admin and pauses is warned, stays by one key, and keeps what was typed who comes too late."""

import pytest
from playwright.sync_api import expect

from tests.places import open_in_editor

pytestmark = pytest.mark.browser

PRESENCE = "**/cms/presence/"
HEADLINE = "Written before a long telephone call."
QUARTER = "13:01"  # minutes and seconds after which a quiet window asks how long is left


def nearly_over(route):
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | {"seconds": 110})


def test_a_quiet_editor_is_warned_and_stays_or_signs_in_again(somebody):
    editor = somebody("editor")
    page = editor.page
    page.clock.install()
    open_in_editor(page, "CIT ASSIST")
    here = page.url
    page.get_by_label("Headline").fill(HEADLINE)
    warning = page.get_by_role("alertdialog", name="Are you still there?")
    page.route(PRESENCE, nearly_over)
    page.clock.fast_forward(QUARTER)
    expect(warning).to_contain_text("You will be signed out at ")
    expect(warning.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.unroute(PRESENCE)
    with page.expect_request(lambda request: request.url.endswith("/presence/") and request.method == "POST"):
        page.keyboard.press("Escape")
    expect(warning).to_be_hidden()

    editor.expected.add(403)
    editor.context.clear_cookies(name="sessionid")
    page.clock.fast_forward(QUARTER)
    expect(warning.get_by_role("alert")).to_contain_text("You are signed out. What you typed is still here")
    with editor.context.expect_page() as opened:
        warning.get_by_role("link", name="Sign in again").click()
    door = opened.value
    door.locator("input[name=login]").fill("editor@example.org")
    door.locator("input[name=password]").fill("three-strands-meet")
    door.get_by_role("button", name="Sign in", exact=True).click()
    expect(door).to_have_url(here)
    door.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as on coming back to this window
    expect(warning).to_be_hidden()
    expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
    # While nobody is signed in, and in a window older than the new session, the editor’s own pings are refused.
    editor.complaints[:] = [complaint for complaint in editor.complaints if "editing-sessions/ping" not in complaint]
