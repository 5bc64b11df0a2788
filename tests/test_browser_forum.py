"""The forum in a real browser: ask, answer, find a colleague by keyboard, hear of replies; and what must never run."""

import re

import pytest
from playwright.sync_api import expect

from tests.payloads import READER
from tests.places import PREFIXES
from tests.test_site_accessibility import look_around

pytestmark = pytest.mark.browser

BOARD = "forum/boards/getting-started/"
QUESTION = "How do you thank volunteers?"


def ask(page, title, language="en"):
    page.goto(f"{PREFIXES[language]}{BOARD}new/")
    page.locator("[name=title]").fill(title)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_member_asks_and_a_colleague_answers_without_scripts(somebody, language):
    member = somebody("member", javascript=False, language=language)
    page = member.page
    ask(page, f"{QUESTION} {language}", language)
    page.locator("[name=body]").fill("We have twelve and **no budget**.")
    page.locator("button[value=preview]").click()
    expect(page.locator(".composer__preview strong")).to_have_text("no budget")
    page.locator("button[value=post]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{QUESTION} {language}")
    address = page.url
    colleague = somebody("coordinator", javascript=False, language=language).page
    colleague.goto(address)
    colleague.locator("[name=body]").fill("A letter to their families.")
    colleague.locator("button[value=post]").click()
    expect(colleague.locator(".post").last).to_contain_text("A letter to their families.")
    page.reload()
    page.locator(".post").last.locator("form[action*=answer] button").click()
    expect(page.locator(".post--answer")).to_contain_text("A letter to their families.")


def test_personal_data_is_pointed_out_and_masked(somebody):
    page = somebody("member").page
    ask(page, "Whom may I tell?")
    page.locator("[name=body]").fill("Her number is 615-555-0134.")
    page.locator("button[value=post]").click()
    expect(page.get_by_role("alert")).to_contain_text("615-555-0134")
    page.locator("button[value=mask]").click()
    expect(page.locator(".post__body")).not_to_contain_text("0134")


def test_the_keyboard_writes_bold_and_finds_a_colleague(somebody):
    page = somebody("member").page
    page.goto(f"/{BOARD}new/")
    text = page.locator("[name=body]")
    text.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("Enter")
    expect(text).to_have_value("*italic*")
    text.fill("")
    text.press_sequentially("Ask @Ime")
    options = page.locator(".mentions__list [role=option]")
    expect(options.first).to_contain_text("Imelda Crane")
    expect(text).to_have_attribute("aria-activedescendant", re.compile("people_0"))
    page.keyboard.press("Enter")
    expect(text).to_have_value("Ask @Imelda.Crane ")
    expect(options).to_have_count(0)


def test_what_was_begun_is_there_again_on_another_device(somebody):
    page = somebody("coordinator").page
    page.goto(f"/{BOARD}new/")
    page.locator("[name=body]").press_sequentially("Half a thought")
    expect(page.locator(".composer__said")).to_have_text("Draft kept.", timeout=10_000)
    page.locator("[name=is_anonymous]").check()
    expect(page.locator(".composer__said")).to_be_empty()
    expect(page.locator(".composer__said")).to_have_text("Draft kept.", timeout=10_000)
    other = somebody("coordinator", javascript=False).page
    other.goto(f"/{BOARD}new/")
    expect(other.locator("[name=body]")).to_have_value("Half a thought")
    expect(other.locator("[name=is_anonymous]")).to_be_checked()
    other.locator("button[value=draft]").click()
    other.goto("/forum/drafts/")
    other.get_by_role("button", name="Delete the draft").click()


def test_new_replies_are_announced_and_shown_in_place(somebody):
    reader = somebody("member").page
    ask(reader, "Who is on shift?")
    reader.locator("[name=body]").fill("Say hello.")
    reader.locator("button[value=post]").click()
    colleague = somebody("coordinator").page
    colleague.goto(reader.url)
    colleague.locator("[name=body]").fill("Hello from the desk.")
    colleague.locator("button[value=post]").click()
    expect(colleague.locator(".post")).to_have_count(2)
    news = reader.locator("#news")
    expect(news).to_have_attribute("aria-live", "polite")
    reader.evaluate("htmx.ajax('GET', document.querySelector('#news').getAttribute('hx-get'), '#news')")
    news.get_by_role("link", name="1 new reply, show").click()
    expect(reader.locator(".post").last).to_contain_text("Hello from the desk.")
    expect(reader.locator("#news")).to_be_empty()


def test_a_moderator_publishes_a_held_post(somebody):
    moderator = somebody("forum")
    page = moderator.page
    page.goto("/cms/forum_queue/")
    page.get_by_role("link", name="Hello from a brand-new team of three").click()
    page.get_by_role("button", name="Publish with this text").click()
    expect(page.get_by_text("Decided. Everybody whom it concerns is told.")).to_be_visible()
    page.goto("/forum/boards/introductions/")
    expect(page.get_by_role("link", name="Hello from a brand-new team of three")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_forum_hinder_nobody(somebody, language, width):
    member = somebody("member", width=width)
    page, prefix = member.page, PREFIXES[language]
    page.goto(f"{prefix}{BOARD}?show=&kind=question")
    topic = page.locator(".topic-item:has(.label--care) h2 a").first.get_attribute("href")
    page.goto(topic)
    report = page.locator("a[href*='/report/']").first.get_attribute("href")
    quote = page.locator("a[href*='quote=']").first.get_attribute("href")
    lists = [prefix + path for path in (BOARD, f"{BOARD}new/", "forum/drafts/", "forum/following/")]
    paths = [topic, report, quote, *lists]
    look_around(member, paths, language)
    page.goto(f"{prefix}{BOARD}new/")
    member.expected.add(400)
    page.locator("button[value=post]").click()
    expect(page.get_by_role("alert")).to_be_visible()


# --- what must never run

WATCH = """
() => {
    window.calls = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', '__xss']) {
        window[name] = (...args) => window.calls.push(`${name}(${args})`);
    }
}
"""
PROVOKE = """
() => {
    for (const item of document.querySelectorAll('body *')) {
        for (const kind of ['pointerenter', 'mouseover', 'focus', 'toggle', 'animationstart', 'error', 'load']) {
            item.dispatchEvent(new Event(kind));
        }
    }
}
"""
LOOK = """
() => ({
    calls: window.calls,
    handlers: [...document.querySelectorAll('body *')].flatMap(
        item => [...item.attributes].filter(a => a.name.startsWith('on')).map(() => item.outerHTML.slice(0, 200))),
    links: [...document.querySelectorAll('main a[href], body > p a[href]')].map(a => a.href)
        .filter(href => !/^(https?|mailto):/.test(href)),
    strangers: [...document.querySelectorAll(
        '.post__body *, .topic__answer .rich-text *')].map(item => item.tagName)
        .filter(tag => !'P BR STRONG EM S UL OL LI BLOCKQUOTE CODE PRE A HR'.split(' ').includes(tag)),
    styled: document.querySelectorAll('.post__body [style], .post__body [class], .post__body [id]').length,
})
"""
NOTHING = {"calls": [], "handlers": [], "links": [], "strangers": [], "styled": 0}


def test_no_payload_runs_or_calls_a_stranger_anywhere_in_the_forum(world, chromium, somebody):
    """With the content security policy switched off, so that the pages themselves have to be safe."""
    world.manage("shell", "-c", "from tests.forum_payloads import plant; plant()")
    state = somebody(READER).context.storage_state()
    context = chromium.new_context(base_url=world.url, storage_state=state, bypass_csp=True)
    asked, dialogs = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.add_init_script(f"({WATCH})()")
    page = context.new_page()
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    def look(where):
        page.evaluate(PROVOKE)
        page.wait_for_timeout(50)
        assert page.evaluate(LOOK) == NOTHING, where

    def visit(path):
        page.goto(path)
        look(path)

    board = "/forum/boards/payloads/"
    visit(board)
    topics = page.locator(".topic-item__title a").evaluate_all("links => links.map(link => link.pathname)")
    while page.locator("a[rel=next]").count():
        visit(board + page.locator("a[rel=next]").get_attribute("href"))
        topics += page.locator(".topic-item__title a").evaluate_all("links => links.map(link => link.pathname)")
    assert len(topics) >= 60
    long = topics[-1]  # the first topic was answered last, or first: look for the one that has pages
    for path in [*topics[:3], *topics[-3:]]:
        visit(path)
        if page.locator(".pagination").count():
            long = path
    for number in range(1, 6):
        visit(f"{re.sub(r'(unread|last)/$', '', long)}?page={number}")
    report = page.locator("a[href*='/report/']").first.get_attribute("href")
    quote = page.locator("a[href*='quote=']").first.get_attribute("href")
    history = report.replace("/report/", "/history/")
    for path in ["/resource-center/forum/", "/resource-center/", "/forum/following/", report, quote, history]:
        visit(path)
    page.set_content((world.folder / "payload_mail.html").read_text(encoding="utf-8"))
    look("mail")
    context.close()
    assert not dialogs
    assert [url for url in asked if not url.startswith((world.url, "data:", "about:"))] == []
