"""An editor changes the home page, a moderator publishes it, everybody sees it."""

import re

import pytest
from playwright.sync_api import expect

from tests.places import open_in_editor

pytestmark = pytest.mark.browser

HOME = "CIT ASSIST"
HEADLINE = "We answer the call together."
HEADING = "Who comes when you call"


def add_block(page, kind, position="first"):
    """Add a block of a kind at the beginning ("first") or end ("last") of the body and return it."""
    body = page.locator("#panel-child-content-body-section")
    getattr(body.get_by_title("Insert a block"), position).click()
    page.get_by_role("option", name=kind, exact=True).click()
    block = getattr(body.locator("[data-streamfield-child]"), position)
    expect(block.get_by_text(kind, exact=True).first).to_be_visible()
    return block


def choose_action(page, name):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile(f"^{name}$")).click()


def expect_refusal(page, reason):
    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible()
    expect(page.get_by_text(reason)).to_be_visible()


def test_what_an_editor_writes_and_a_moderator_publishes_is_what_visitors_see(somebody):
    visitor, editor = somebody(), somebody("editor")
    visitor.page.goto("/")
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.page.get_by_text(HEADLINE)).to_have_count(0)

    open_in_editor(editor.page, HOME)
    editor.page.get_by_role("button", name="Toggle preview").click()
    preview = editor.page.frame_locator("iframe[title=Preview] >> nth=0")
    expect(preview.get_by_role("heading", level=1)).to_be_visible()
    editor.page.get_by_label("Headline").fill(HEADLINE)
    add_block(editor.page, "Heading", "last").get_by_role("textbox", name="Heading").fill(HEADING)
    expect(preview.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(preview.get_by_role("heading", name=HEADING, level=2)).to_be_visible()
    choose_action(editor.page, "Submit to Moderators approval")
    expect(editor.page.get_by_text("has been submitted for moderation")).to_be_visible()

    visitor.page.reload()
    expect(visitor.page.get_by_text(HEADLINE)).to_have_count(0)

    moderator = somebody("moderator")
    moderator.page.goto("/cms/")
    waiting = moderator.page.get_by_role("region", name="Awaiting your review")
    waiting.get_by_role("link", name=HOME).first.click()
    with moderator.page.expect_navigation():
        choose_action(moderator.page, "Approve and Publish")

    visitor.page.reload()
    expect(visitor.page.get_by_role("heading", name=HEADLINE, level=1)).to_be_visible()
    expect(visitor.page.get_by_role("heading", name=HEADING, level=2)).to_be_visible()


def test_a_skipped_heading_level_cannot_be_published(somebody):
    page = somebody("moderator").page
    open_in_editor(page, HOME, "Partners")
    block = add_block(page, "Heading")
    block.get_by_role("textbox", name="Heading").fill("A part of nothing")
    block.get_by_role("combobox", name="Level").select_option("3")
    choose_action(page, "Publish")
    expect_refusal(page, "A heading of level 3 follows one of level 1. Use level 2 here")


def test_a_picture_without_alt_text_cannot_be_submitted(somebody):
    page = somebody("editor").page
    open_in_editor(page, HOME, "Partners")
    block = add_block(page, "Picture")
    block.get_by_role("button", name="Choose an image").click()
    page.get_by_role("dialog").get_by_role("link").filter(has=page.get_by_role("img")).first.click()
    alt_text = block.get_by_role("textbox", name="Alt text")
    expect(alt_text).not_to_have_value("")  # the picture brings its own
    alt_text.fill("")
    choose_action(page, "Submit to Moderators approval")
    expect_refusal(page, "Please add some alt text")
