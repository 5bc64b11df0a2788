"""A reader finds a publication, to the very page of its file; an editor adds files and a moderator publishes them."""

import re

import pytest
from playwright.sync_api import expect

from tests.pdfs import a_pdf

pytestmark = pytest.mark.browser

LIBRARIES = {"en": "/library/", "es": "/es/biblioteca/"}
LIST = "/cms/snippets/library/publication/"


def count_on(page) -> int:
    return int(re.search(r"\d+", page.locator("#shelf-count").inner_text())[0])


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", list(LIBRARIES))
def test_a_visitor_narrows_the_list_opens_a_publication_and_takes_its_citation(somebody, language, javascript):
    visitor = somebody(language=language, javascript=javascript)
    page = visitor.page
    page.goto(LIBRARIES[language])
    everything = count_on(page)
    choice = page.locator("#facet-kind label").filter(has=page.locator("input[value=brief]"))
    promised = int(choice.locator(".facet__count").inner_text().strip("()"))
    choice.locator("input").check()
    if not javascript:
        page.locator("form.shelf__form button, form:has(#facet-kind) button").first.click()
    page.wait_for_url("**kind=brief**")
    expect(page.locator("#shelf-count")).to_contain_text(str(promised))
    assert 0 < count_on(page) < everything
    page.locator(".publication-item__title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ris = page.locator("a[href$='.ris']").get_attribute("href")
    text = visitor.context.request.get(ris).text()
    assert text.startswith(("TY  -", "\nTY  -", "1.\nTY  -"))
    assert page.get_by_role("heading", level=1).inner_text().split(":")[0][:20] in text
    page.go_back()
    expect(page.locator("#facet-kind input[value=brief]")).to_be_checked()


def test_words_inside_a_file_lead_a_member_to_the_page_and_a_visitor_to_nothing(somebody):
    for name, finds in [("member", True), ("", False)]:
        person = somebody(name)
        page = person.page
        if name:
            page.goto("/welcome/")
            page.get_by_role("main").get_by_role("link", name="Library for members").first.click()
        else:
            page.goto("/library/")
        page.locator("#shelf-q").fill("clubhouse run by peers")
        page.locator("#shelf-q").press("Enter")
        page.wait_for_url("**q=clubhouse*peers**")
        if not finds:
            expect(page.locator(".publication-item")).to_have_count(0)
            continue
        hit = page.locator(".publication-item__excerpt a").first
        address = hit.get_attribute("href")
        assert re.search(r"/file/#page=\d+$", address)
        answer = person.context.request.get(address.split("#")[0])
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-")


def test_an_editor_turns_files_into_drafts_and_a_moderator_publishes_one(somebody, tmp_path):
    files = []
    for number, title in enumerate(["Lantern walks after midnight", "A chair at the steering table"]):
        file = tmp_path / f"paper-{number}.pdf"
        file.write_bytes(a_pdf(title, "The lantern keeper counts every walk that ended at home.", pages=2))
        files.append(file)
    editor = somebody("editor")
    page = editor.page
    page.goto(LIST)
    page.get_by_role("link", name="Add from files").click()
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Make drafts of these files").click()
    expect(page.locator(".desk-draft")).to_have_count(2)
    expect(page.locator("input[name$=-title]").first).to_have_value("Lantern walks after midnight")
    for field in page.locator("textarea[name$=-abstract]").all():
        field.fill("How a town counts what went well.")
    page.get_by_role("button", name="Save all 2 drafts").click()
    expect(page.get_by_role("link", name="Lantern walks after midnight").first).to_be_visible()

    moderator = somebody("moderator")
    page = moderator.page
    page.goto(f"{LIST}?q=Lantern")
    page.get_by_role("link", name="Lantern walks after midnight").first.click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published", exact=False).first).to_be_visible()

    visitor = somebody()
    visitor.page.goto("/library/?q=lantern+keeper")
    expect(visitor.page.locator(".publication-item__excerpt mark").first).to_be_visible()
    expect(visitor.page.locator(".publication-item")).to_have_count(1)
