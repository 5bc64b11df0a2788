"""A request from its first word to its outcome and the survey, as the member and as the desk see it."""

import re

import pytest
from playwright.sync_api import expect

from tests.people import Person

pytestmark = pytest.mark.browser

SUBJECT = "How do we begin at night?"
NOTE = "Between us: call the coordinator first."
PDF = b"%PDF-1.4\nletter of support\n%%EOF\n"


def write_draft(member: Person) -> None:
    """Four steps, left once for later and taken up again."""
    page = member.page
    page.goto("/welcome/")
    page.get_by_role("main").get_by_role("link", name="Technical assistance").first.click()
    page.get_by_role("button", name="Ask for assistance").click()
    page.get_by_label("Your question in one line").fill(SUBJECT)
    page.get_by_role("button", name="Save for later").click()
    page.get_by_role("link", name=SUBJECT).first.click()
    expect(page.get_by_label("Your question in one line")).to_have_value(SUBJECT)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Topic")  # what is missing is said
    page.get_by_label("Topic").select_option(index=1)
    page.get_by_label("What you need, in your own words").fill("We have six officers and one clinician.")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Telephone or video call").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Within a month").check()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Telephone or video call")).to_be_checked()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_label("Within a month")).to_be_checked()
    page.get_by_role("button", name="Save and continue").click()
    letter = {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Letter of support").set_input_files(letter)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name="letter.pdf")).to_be_visible()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Your request is on its way")).to_be_visible()


def number_of(page) -> str:
    return re.search(r"/assistance/(\d+)/", page.url)[1]


def open_act(page, label: str):
    """The form of an act at the desk, unfolded."""
    page.locator("summary").filter(has_text=re.compile(f"^{label}$")).click()
    return page.locator("details[open] form")


def test_a_request_from_draft_to_closed_with_its_survey(somebody, world):
    member, desk = somebody("member", javascript=False), somebody("assistance")
    write_draft(member)
    number = number_of(member.page)
    assert f"#{number}" in world.mail_to("member@example.org")["Subject"]
    assert SUBJECT not in str(world.mail_to("assistance@example.org"))

    page = desk.page
    page.goto("/cms/assistance_cases/?owner=nobody")
    page.get_by_role("link", name=f"#{number} {SUBJECT}").click()
    page.get_by_role("button", name="Claim").click()
    message = page.get_by_role("region", name="Message: the agency reads it")
    message.get_by_label("Canned reply").select_option(label="Thank you, and when you hear from us")
    message.get_by_role("button", name="Insert").click()
    expect(message.get_by_label("Message to the agency")).to_have_value(re.compile("Thank you for asking"))
    message.get_by_role("button", name="Send message").click()
    expect(page.get_by_text("Done. The timeline has it.")).to_be_visible()
    note = page.get_by_role("region", name="Internal note: only the desk reads it")
    note.get_by_label("Internal note").fill(NOTE)
    note.get_by_role("button", name="Keep note").click()
    expect(page.locator(".case-story__entry--note")).to_contain_text(NOTE)
    form = open_act(page, "Ask, and wait for the agency")
    form.get_by_label("What do you need from the agency?").fill("Which shifts?")
    form.get_by_role("button", name="Ask, and wait").click()
    expect(page.get_by_text("Waiting for the agency", exact=True).first).to_be_visible()

    theirs = member.page
    theirs.goto(f"/assistance/{number}/")
    expect(theirs.get_by_text("Which shifts?")).to_be_visible()
    expect(theirs.get_by_text(NOTE)).to_have_count(0)
    theirs.get_by_label("Your message").fill("Only the nights.")
    theirs.get_by_role("button", name="Send message").click()
    expect(theirs.get_by_text("Only the nights.")).to_be_visible()

    page.goto(f"/cms/assistance_cases/case/{number}/")
    expect(page.get_by_text("Only the nights.")).to_be_visible()
    form = open_act(page, "Match with help")
    form.get_by_label("Who helps").fill("Sergeant Alba Renfield")
    form.get_by_label("Message to the agency").fill("She calls you tomorrow.")
    form.get_by_role("button", name="Match with help").click()
    form = open_act(page, "Help was delivered")
    form.get_by_label("What was delivered").fill("You talked for an hour.")
    form.get_by_role("button", name="Help was delivered").click()
    form = open_act(page, "Close")
    form.get_by_label("Last words to the agency").fill("Thank you for working with us.")
    desk.expected.add(400)  # no case without its outcome
    form.get_by_role("button", name="Close").click()
    expect(form.get_by_text("This field is required.")).to_be_visible()
    form = page.locator("details[open] form")
    form.get_by_label("Outcome").select_option(label="Need met")
    form.get_by_role("button", name="Close").click()
    expect(page.get_by_text("Closed: Need met")).to_be_visible()

    survey = re.search(r"^\S+/survey/$", world.mail_to("member@example.org").get_body(["plain"]).get_content(), re.M)[0]
    theirs.goto(survey)
    theirs.get_by_label("Very satisfied").check()
    theirs.locator("[name=is_need_met][value=yes]").check()
    theirs.locator("[name=has_learned][value=True]").check()
    theirs.get_by_label("What should we know?").fill("It helped at once.")
    theirs.get_by_role("button", name="Send answers").click()
    expect(theirs.get_by_text("Thank you. Your answers help us")).to_be_visible()
    page.reload()
    expect(page.get_by_text("It helped at once.")).to_be_visible()
    page.goto("/cms/reports/figures/")
    page.get_by_role("link", name=re.compile(r"^\d+ show the rows$")).first.click()
    expect(page.get_by_role("link", name=f"#{number}", exact=True)).to_be_visible()


def test_the_desk_claims_the_most_pressing_from_its_first_screen(somebody):
    page = somebody("assistance").page
    page.goto("/cms/")
    page.get_by_role("button", name="Claim the most pressing").click()
    page.wait_for_url("**/cms/assistance_cases/case/*/")
    expect(page.get_by_text("is yours.")).to_be_visible()
