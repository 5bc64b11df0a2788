"""A visitor finds their way through the menu, in both languages, with and without JavaScript."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# A page's heading in both languages and the words to follow in the menu.
DESTINATIONS = [
    ("Partners", "Socios", ["Partners"]),
    ("Advisory board", "Consejo asesor", ["Advisory board"]),
    ("The program", "El programa", ["The program", "Overview"]),
]
PHONE, DESK = 360, 1280


def follow_menu(page, words):
    """Go to a page by the menu; on a phone, open the menu first."""
    if page.viewport_size["width"] == PHONE:
        page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Main")
    for word in words:
        menu.get_by_text(word, exact=True).filter(visible=True).click()


def switch_language(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def path_of(page):
    return urlsplit(page.url).path


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_visitor_changes_the_language_and_stays_on_the_page(somebody, width, javascript):
    page = somebody(width=width, javascript=javascript).page
    page.goto("/")
    for english, spanish, words in DESTINATIONS:
        follow_menu(page, words)
        expect(page.get_by_role("heading", name=english, level=1)).to_be_visible()
        start = path_of(page)
        switch_language(page, "Español")
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(page.get_by_role("heading", name=spanish, level=1)).to_be_visible()
        assert path_of(page).startswith("/es/")
        switch_language(page, "English")
        expect(page.get_by_role("heading", name=english, level=1)).to_be_visible()
        assert path_of(page) == start
