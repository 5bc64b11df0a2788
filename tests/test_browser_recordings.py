"""A member watches: plays, reads along, goes to a moment, goes on elsewhere; by mouse, by keyboard, without scripts."""

import re
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LIST = "/resource-center/recordings/"
FAMILIES = f"{LIST}what-families-want-to-know/"  # forty seconds, eight lines of five seconds each, captions in both
COMMITTEES = f"{LIST}steering-committees/"
NUMBERS = f"{LIST}ten-numbers/"  # English captions alone

SHOWING = """() => [...document.getElementById('video').textTracks]
    .filter(track => track.mode === 'showing').map(track => track.language)"""
CHOOSE = """language => {
    for (const track of document.getElementById('video').textTracks)
        track.mode = track.language === language ? 'showing' : 'disabled';
}"""


def is_at(page, low, high):
    """Wait until the video stands between two moments."""
    page.wait_for_function(
        "([low, high]) => (now => now >= low && now < high)(document.getElementById('video').currentTime)",
        arg=[low, high],
    )


def ready(page):
    page.wait_for_function("() => document.getElementById('video').readyState >= 1")


def test_a_line_of_the_transcript_moves_the_video_and_the_line_being_spoken_is_marked(somebody):
    page = somebody("member").page
    page.goto(f"{FAMILIES}?t=0")
    ready(page)
    line = page.locator("#cues > li").nth(3)
    line.locator("p").click()
    is_at(page, 15, 20)
    expect(line).to_have_class(re.compile("is-spoken"))
    assert not page.locator("#video").evaluate("video => video.paused")
    page.locator(".player__chapters a").nth(2).click()
    is_at(page, 26, 32)
    assert "t=26" not in page.url  # the page was not loaded again


@pytest.mark.parametrize("moment", ["12", "0m12s", "12s", "0:12"])
def test_a_link_to_a_moment_opens_there(somebody, moment):
    page = somebody("member").page
    page.goto(f"{COMMITTEES}?t={moment}")
    is_at(page, 11.9, 12.5)
    expect(page.locator("#cues > li").nth(2)).to_have_class(re.compile("is-spoken"))


def test_a_link_to_this_moment_is_copied(somebody, world):
    member = somebody("member")
    member.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=world.url)
    page = member.page
    page.goto(f"{COMMITTEES}?t=21")
    is_at(page, 20.9, 22)
    page.get_by_role("button", name="Copy link to this moment").click()
    expect(page.locator("#moment-said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{world.url}{COMMITTEES}?t=21"


def test_who_stops_goes_on_there_on_another_device(somebody):
    desk = somebody("coordinator").page
    desk.goto(f"{NUMBERS}?t=8")
    ready(desk)
    with desk.expect_response("**/files/watched/*") as told:
        desk.locator("#video").evaluate("video => video.play()")
        is_at(desk, 10, 20)
        desk.locator("#video").evaluate("video => video.pause()")
    assert told.value.status == 204
    stopped = desk.locator("#video").evaluate("video => Math.floor(video.currentTime)")

    phone = somebody("coordinator", width=360).page
    phone.goto(NUMBERS)
    is_at(phone, stopped - 0.1, stopped + 1)
    expect(phone.get_by_text("You stopped at 0:")).to_be_visible()
    phone.goto("/accounts/watched/")
    expect(phone.get_by_role("main")).to_contain_text("Ten numbers a team should know")
    phone.goto("/welcome/")
    expect(phone.get_by_role("heading", name="Continue watching")).to_be_visible()
    phone.goto(NUMBERS)
    phone.get_by_role("link", name="Start from the beginning").click()
    is_at(phone, 0, 2)


def test_skipping_to_the_end_is_not_watching(somebody):
    page = somebody("coordinator").page
    page.goto(f"{LIST}transport-with-dignity/?t=0")
    ready(page)
    with page.expect_response("**/files/watched/*"):
        page.locator("#video").evaluate("video => { video.currentTime = 34; return video.play() }")
        page.wait_for_function("() => document.getElementById('video').ended")
    page.goto("/accounts/watched/")
    entry = page.locator(".watched__item").filter(has_text="Transport with dignity")
    percent = int(re.search(r"(\d+) percent", entry.inner_text())[1]) if entry.count() else 0
    assert percent < 15


def test_captions_are_in_spanish_on_the_spanish_page_and_the_choice_is_remembered(somebody):
    member = somebody("member", language="es")
    page = member.page
    page.goto(FAMILIES)
    page.locator("a[hreflang=es], .languages a[lang=es]").first.click()
    page.wait_for_url("**/es/**")
    ready(page)
    assert page.evaluate(SHOWING) == ["es"]
    expect(page.locator("#cues")).to_have_attribute("lang", "es")
    expect(page.locator("#cues > li").first).to_contain_text("veinte minutos en el patio")
    words = page.evaluate("""async () => {
        const track = [...document.getElementById('video').textTracks].find(track => track.mode === 'showing');
        while (!track.cues?.length) await new Promise(done => setTimeout(done, 50));
        return track.cues[0].text;
    }""")
    assert "veinte minutos en el patio" in words
    page.evaluate(CHOOSE, "en")
    page.wait_for_function("() => localStorage.getItem('captions') === 'en'")
    page.reload()
    ready(page)
    assert page.evaluate(SHOWING) == ["en"]
    page.evaluate(CHOOSE, "")
    page.wait_for_function("() => localStorage.getItem('captions') === 'off'")
    page.reload()
    ready(page)
    assert page.evaluate(SHOWING) == []


def test_everything_can_be_done_by_keyboard_alone(somebody):
    page = somebody("member").page
    page.goto(f"{COMMITTEES}?t=0")
    ready(page)
    keys = page.keyboard

    def tab_to(selector, most=80):
        for _press in range(most):
            keys.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"Tab never reached {selector}")

    tab_to("#video")
    keys.press("Space")
    is_at(page, 0.3, 5)
    keys.press("Space")
    assert page.locator("#video").evaluate("video => video.paused")
    tab_to("[data-speed-of]")
    page.locator("[data-speed-of]").select_option("1.5")
    assert page.locator("#video").evaluate("video => video.playbackRate") == 1.5
    tab_to("#cues-search")
    keys.type("coffee")
    expect(page.get_by_text("1 line has these words.")).to_be_visible()
    keys.press("Enter")
    expect(page.locator("#cues > li:nth-child(7) > a")).to_be_focused()
    keys.press("Enter")
    is_at(page, 30, 35)
    keys.press("Shift+Tab")
    keys.press("Control+a")
    keys.press("Delete")
    expect(page.locator("#cues > li:visible")).to_have_count(8)
    tab_to("#cues a", most=3)
    keys.press("Home")
    keys.press("ArrowDown")
    expect(page.locator("#cues > li:nth-child(2) > a")).to_be_focused()
    keys.press("Enter")
    is_at(page, 5, 10)
    tab_to("a[download]", most=2)  # the list of lines is one stop
    page.reload()
    ready(page)
    assert page.locator("#video").evaluate("video => video.playbackRate") == 1.5


def test_without_scripts_there_are_video_captions_and_a_transcript_with_links(somebody):
    page = somebody("member", javascript=False).page
    page.goto(FAMILIES)
    expect(page.locator("video[controls] track[kind=captions]")).to_have_count(2)
    expect(page.locator("#cues-search")).to_be_hidden()
    page.locator("#cues > li").nth(2).get_by_role("link").click()
    page.wait_for_url("**?t=10")
    assert page.locator("video source").get_attribute("src").endswith("#t=10")
    page.locator(".player__chapters a").nth(1).click()
    page.wait_for_url("**?t=13#video")
    page.locator(".player__languages a[aria-current]").wait_for()
    page.get_by_role("link", name="Spanish").click()
    expect(page.locator("#cues")).to_contain_text("Estuve veinte minutos")
    page.get_by_role("link", name="Sound only, for slow networks").click()
    expect(page.locator("video source[type='audio/mp4']")).to_have_count(1)
    page.goto(LIST)
    page.locator("#facet-kind input[value=webinar]").check()
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**kind=webinar**")


def test_on_a_phone_the_transcript_folds_below(somebody):
    page = somebody("member", width=360).page
    page.goto(FAMILIES)
    expect(page.locator("#cues")).to_be_hidden()
    page.get_by_text("Read what is said").click()
    expect(page.locator("#cues > li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_list_is_narrowed_in_place(somebody):
    page = somebody("member").page
    page.goto(LIST)
    choice = page.locator("#facet-topic label").filter(has_text="Dispatch and 911")
    promised = choice.locator(".facet__count").inner_text().strip("()")
    choice.locator("input").check()
    page.wait_for_url("**topic=*")
    expect(page.locator("#shelf-count")).to_contain_text(promised)
    expect(page.locator(".recording-item")).to_have_count(int(promised))
    page.get_by_role("link", name="Clear all filters").click()
    expect(page.locator("#shelf-count")).to_contain_text("24")


MANY = """
from library.models import CaptionTrack, Cue
track = CaptionTrack.objects.get(video__title__startswith="Paying for it", language="en")
track.cues.all().delete()
Cue.objects.bulk_create([
    Cue(track=track, number=n, start=n * 1000, end=n * 1000 + 900, text=f"Line {n} of a very long day.")
    for n in range(20_000)
], batch_size=2_000)
"""


# Asked inside the page: a test's own look at each of so many elements takes longer than everything it looks at.
TYPE = """words => {
    const input = document.getElementById('cues-search');
    input.value = words;
    input.dispatchEvent(new Event('input'));
}"""
SAID = "words => document.querySelector('.player__search p').textContent === words"


def test_a_transcript_of_twenty_thousand_lines_stays_usable(somebody, world):
    world.manage("shell", "-c", MANY)
    page = somebody("member").page
    begun = time.perf_counter()
    page.goto(f"{LIST}paying-for-it/?t=3")
    ready(page)
    assert time.perf_counter() - begun < 20
    assert page.evaluate("document.querySelectorAll('#cues > li').length") == 20_000
    begun = time.perf_counter()
    page.evaluate(TYPE, "line 19999")
    page.wait_for_function(SAID, arg="1 line has these words.")
    page.evaluate(TYPE, "")
    page.wait_for_function(SAID, arg="")
    page.evaluate("document.querySelector('#cues > li:nth-child(8) > p').click()")
    is_at(page, 7, 20)
    page.wait_for_function("() => document.querySelector('#cues > li.is-spoken')")
    assert time.perf_counter() - begun < 10


def test_an_editor_uploads_with_a_progress_bar_and_reads_which_line_is_wrong(somebody, world, tmp_path):
    clip = next((world.folder / "private" / "videos").glob("*.mp4"))
    bad, good = tmp_path / "bad.srt", tmp_path / "good.srt"
    good.write_text("1\n00:00:01,000 --> 00:00:02,000\nThe lantern is lit.\n")
    bad.write_text(good.read_text() + "\n2\n00:00:09,000 --> 00:00:03,000\nBackward.\n")
    page = somebody("editor").page
    page.goto("/cms/videos/new/")
    page.locator("#id_title").fill("A lantern at the door")
    page.locator("#id_file").set_input_files(clip)
    page.get_by_role("button", name="Add captions").click()
    page.locator("[name='captions-0-language']").select_option("en")
    page.locator("[name='captions-0-file']").set_input_files(bad)
    page.get_by_role("button", name="Create").first.click()
    expect(page.get_by_text("Line 6: this caption ends before it begins.")).to_be_visible()
    page.locator("#id_file").set_input_files(clip)
    page.locator("[name='captions-0-file']").set_input_files(good)
    page.get_by_role("button", name="Create").first.click()
    page.wait_for_url("**/cms/videos/")
    row = page.get_by_role("row").filter(has_text="A lantern at the door")
    expect(row).to_contain_text("Ready")
    expect(row).to_contain_text("English")
