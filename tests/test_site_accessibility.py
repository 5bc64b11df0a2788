"""Everybody can use the site: with a screen reader, with the keyboard alone, on a small screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.places import (
    ACCOUNT_PAGES,
    COORDINATOR_PAGES,
    MEMBER_ACCOUNT_PAGES,
    NOWHERE,
    PREFIXES,
    member_pages,
    one_of_each,
    public_pages,
    request_pages,
)

pytestmark = pytest.mark.browser

languages = pytest.mark.parametrize("language", ["en", "es"])
widths = pytest.mark.parametrize("width", [360, 1280])

# Without `preload`, which would fetch style sheets anew and lay them into the page against its policy.
AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}

# Elements that somebody without a mouse must be able to reach, and that are there to be seen.
INTERACTIVE = """
() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(item => !item.disabled && item.type !== 'hidden' && item.tabIndex >= 0)
    .filter(item => item.checkVisibility({visibilityProperty: true}))
    .map(item => item.outerHTML.slice(0, 120))
"""
FOCUSED = """
() => {
    const item = document.activeElement;
    if (item === document.body) return null;
    const style = getComputedStyle(item);
    return {
        html: item.outerHTML.slice(0, 120),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
}
"""


# What readers may set for themselves (WCAG 2.2, 1.4.12). A sheet made here is not one that the policy refuses.
SPACED_OUT = """
() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [sheet];
}
"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def look_at(person, path: str, language: str) -> list[str]:
    """Open a page and say what hinders anybody there."""
    person.page.goto(path)
    found = []
    if (lang := person.page.locator("html").get_attribute("lang")) != language:
        found.append(f"{path} says its language is {lang}")
    if (count := person.page.locator("h1").count()) != 1:
        found.append(f"{path} has {count} headings of level 1")
    wide, space = person.page.evaluate(WIDTHS)
    if wide > space:
        found.append(f"{path} scrolls sideways: {wide} px on a screen of {space} px")
    for violation in Axe().run(person.page, options=AXE_OPTIONS).response["violations"]:
        places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        found.append(f"{path} {violation['id']}: {violation['help']}: {places}")
    return found


def look_around(person, paths, language: str) -> None:
    problems = [problem for path in paths for problem in look_at(person, path, language)]
    assert not problems, "\n".join(problems)


@languages
@widths
def test_public_pages_hinder_nobody(somebody, world, language, width):
    look_around(somebody(width=width), one_of_each(public_pages(world, language)), language)


@languages
@widths
def test_member_pages_hinder_nobody(somebody, language, width):
    member = somebody("member", width=width)
    look_around(member, one_of_each(member_pages(member, language)), language)
    look_around(member, request_pages(member, language), language)


@languages
@widths
def test_account_pages_hinder_nobody(somebody, language, width):
    look_around(somebody(width=width), [PREFIXES[language] + path for path in ACCOUNT_PAGES], language)
    member = somebody("member", width=width)
    look_around(member, [PREFIXES[language] + path for path in MEMBER_ACCOUNT_PAGES], language)
    coordinator = somebody("coordinator", width=width)
    look_around(coordinator, [PREFIXES[language] + path for path in COORDINATOR_PAGES], language)


@languages
@widths
def test_pages_that_refuse_hinder_nobody(somebody, language, width):
    stranger = somebody("visitor", width=width)
    stranger.expected |= {403, 404}
    look_around(stranger, [PREFIXES[language] + path for path in (NOWHERE, "welcome/")], language)


@languages
def test_the_header_of_a_member_stands_in_one_row(somebody, language):
    page = somebody("member", width=1280).page
    heights = "(elements) => elements.map(item => item.getBoundingClientRect().top)"
    page.goto(PREFIXES[language])
    assert len(set(page.locator(".menu__list > li:visible").evaluate_all(heights))) == 1
    page.set_viewport_size({"width": 360, "height": 800})
    name, sign_out = page.locator(".header__user").bounding_box(), page.locator(".header__account form").bounding_box()
    assert abs(name["y"] - sign_out["y"]) < name["height"]


@languages
def test_nothing_scrolls_sideways_at_four_hundred_percent(somebody, world, language):
    """1280 pixels enlarged four times are 320 (WCAG 2.2, 1.4.10), and there is room for letters spaced out."""
    page = somebody(width=320).page
    problems = []
    for path in one_of_each(public_pages(world, language)):
        page.goto(path)
        usual = page.evaluate(WIDTHS)
        page.evaluate(SPACED_OUT)
        spaced = page.evaluate(WIDTHS)
        problems += [f"{path} is {wide} px wide" for wide, space in (usual, spaced) if wide > space]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("opener", "sheet"), [(".menu__open", "#menu"), (".header__search", "#site-search")])
def test_a_sheet_of_the_header_never_lies_over_the_focus(somebody, opener, sheet):
    page = somebody(width=360).page
    page.goto("/")
    page.locator(opener).press("Enter")
    expect(page.locator(sheet)).to_be_visible()
    if sheet == "#menu":
        page.keyboard.press("Tab")
    for _ in range(page.locator(f"{sheet} :is(a, button, input, summary)").count() + 1):
        if not page.evaluate("(sheet) => document.querySelector(sheet).contains(document.activeElement)", sheet):
            break
        expect(page.locator(sheet)).to_be_visible()
        page.keyboard.press("Tab")
    expect(page.locator(sheet)).to_be_hidden()
    expect(page.locator(":focus")).to_be_in_viewport()
    page.locator(opener).click()
    expect(page.locator(sheet)).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(somebody):
    page = somebody().page
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@widths
def test_the_keyboard_reaches_everything_on_the_home_page_and_shows_where_it_is(somebody, width):
    page = somebody(width=width).page
    page.goto("/")
    wanted = page.evaluate(INTERACTIVE)
    reached = []
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        assert focused["ring"], f"nothing shows that the focus is on {focused['html']}"
        reached.append(focused["html"])
    assert [item for item in wanted if item not in reached] == []
