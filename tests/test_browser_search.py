"""People search: with the keyboard and suggestions, and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Without `preload`, which would fetch style sheets anew and lay them into the page against its policy.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_visitor_chooses_a_suggestion_with_the_keyboard(somebody, language):
    page = somebody(language=language).page
    page.goto("/" if language == "en" else "/es/")
    page.locator(".header__search").click()
    box = page.locator("#site-q")
    expect(box).to_be_focused()
    page.keyboard.type("crisis", delay=20)
    options = page.locator("#site-q-list [role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "site-q-list-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")  # back in the field itself
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowDown")
    title = options.first.locator("span").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    page.locator(".header__search").click()
    page.keyboard.type("crisis", delay=20)
    expect(options.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#site-q-list")).to_be_hidden()
    expect(box).to_be_visible()  # the first press closes the list alone
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=crisis")
    expect(page.locator(".result").first).to_be_visible()


def test_the_search_works_without_javascript(somebody):
    page = somebody(javascript=False).page
    page.goto("/")
    page.locator(".header__search").click()
    page.locator("#site-q").fill("cricis intervension")
    page.locator("#site-q").press("Enter")
    page.wait_for_url("**/search/?q=cricis*")
    expect(page.locator(".search__guess")).to_be_visible()
    total = int(re.search(r"\d+", page.locator(".result-count").inner_text())[0])
    kind = page.get_by_role("navigation", name="Kind").get_by_role("link", name=re.compile("Publications"))
    kind.click()
    assert int(re.search(r"\d+", page.locator(".result-count").inner_text())[0]) < total
    expect(page.locator(".chips")).to_contain_text("Publications")


def test_a_spoken_line_leads_a_member_into_the_recording(somebody):
    page = somebody("member").page
    page.goto("/search/?q=%22opens+in+six+minutes%22")
    line = page.locator(".result__lines a").first
    assert re.search(r"\?t=\d+$", line.get_attribute("href"))
    line.click()
    expect(page.locator("video")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_results_suggestions_and_empty_states_are_accessible(somebody, width):
    page = somebody(width=width).page
    for path in ("/search/", "/search/?q=crisis", "/es/search/?q=capacitaciones", "/search/?q=zebraxx"):
        page.goto(path)
        assert Axe().run(page, options=AXE_OPTIONS).violations_count == 0, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto("/")
    page.locator(".header__search").click()
    page.keyboard.type("crisis", delay=20)
    expect(page.locator("#site-q-list [role=option]").first).to_be_visible()
    assert Axe().run(page, options=AXE_OPTIONS).violations_count == 0
