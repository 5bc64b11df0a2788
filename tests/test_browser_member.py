"""A member signs in, watches a recording and leaves; whoever has no right meets words, not a closed door."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.people import PASSWORD

pytestmark = pytest.mark.browser


def open_recording(person):
    """Find a recording from the page where members arrive, as they do."""
    page = person.page
    page.goto("/welcome/")
    main = page.get_by_role("main")
    main.get_by_role("link", name="Recordings", exact=True).first.click()
    expect(main.get_by_role("heading", name="Recordings", level=1)).to_be_visible()
    main.get_by_role("article").get_by_role("link").first.click()
    expect(main.locator("video")).to_be_visible()
    return main.locator("video")


def address_of(video):
    return video.evaluate("video => video.currentSrc || video.querySelector('source').src")


def sign_out(page):
    button = page.get_by_role("button", name="Sign out").first
    if not button.is_visible():  # on the page that asks first
        page.get_by_role("link", name="Sign out").first.click()
    page.get_by_role("button", name="Sign out").first.click()


def test_a_member_plays_a_recording_seeks_and_after_signing_out_gets_nothing(somebody):
    member = somebody("member")
    answers = []
    video = open_recording(member)
    address = address_of(video)
    member.context.on("response", lambda answer: answers.append(answer) if answer.url == address else None)

    video.focus()
    member.page.keyboard.press("Space")
    member.page.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    assert not video.evaluate("video => video.paused")

    video.evaluate("video => { video.currentTime = video.duration - 3 }")
    member.page.wait_for_function(
        "() => (video => video.currentTime > video.duration - 3)(document.querySelector('video'))"
    )
    assert {answer.status for answer in answers} <= {206}

    part = member.context.request.get(address, headers={"Range": "bytes=100-199"})
    assert part.status == 206
    assert len(part.body()) == 100
    assert member.context.request.get(address, headers={"Range": "bytes=99999999999-"}).status == 416

    sign_out(member.page)
    expect(member.page.get_by_role("link", name="Sign in").first).to_be_visible()
    refusal = member.context.request.get(address, headers={"Range": "bytes=100-199"}, max_redirects=0)
    assert refusal.status == 302
    assert "/accounts/login/" in refusal.headers["location"]
    assert not refusal.headers["content-type"].startswith("video/")


def test_a_recording_has_captions_and_words_to_read_along(somebody):
    video = open_recording(somebody("member"))
    languages = video.locator("track[kind=captions]").evaluate_all("tracks => tracks.map(track => track.srclang)")
    assert sorted(languages) == ["en", "es"]
    count = video.evaluate("""async video => {
        const track = video.querySelector('track').track;
        track.mode = 'showing';
        while (!track.cues?.length) await new Promise(done => setTimeout(done, 50));
        return track.cues.length;
    }""")
    assert count > 1


def test_the_public_folder_does_not_hold_private_files(somebody, world):
    files = [file for file in (world.folder / "private").rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".mp4", ".vtt", ".pdf"}
    member = somebody("member")
    for file in files:
        address = f"/media/{file.relative_to(world.folder / 'private')}"
        assert member.context.request.get(address).status == 404, address


@pytest.mark.parametrize(("prefix", "words"), [("/", "This page is for members"), ("/es/", "miembros")])
def test_somebody_without_membership_is_told_what_to_do(somebody, world, prefix, words):
    member = somebody("member")
    member.page.goto(f"{prefix}welcome/")
    stranger = somebody("visitor")
    stranger.expected.add(403)
    for path in (f"{prefix}welcome/", urlsplit(member.page.url).path):
        answer = stranger.page.goto(path)
        assert answer.status == 403
        assert urlsplit(stranger.page.url).path == path
        main = stranger.page.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_contain_text(words)
        expect(main.get_by_role("link").first).to_be_visible()


def test_signing_in_leads_back_to_where_one_wanted_to_go(somebody):
    member = somebody("member")
    member.page.goto("/welcome/")
    wanted = member.page.url
    stranger = somebody()
    stranger.page.goto(wanted)
    expect(stranger.page).to_have_url(re.compile("/accounts/login/"))
    stranger.page.locator("input[name=login]").fill("member@example.org")
    stranger.page.locator("input[name=password]").fill(PASSWORD)
    stranger.page.locator("input[name=password]").press("Enter")
    expect(stranger.page).to_have_url(wanted)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_wrong_password_is_answered_with_a_summary_of_what_is_wrong(somebody, javascript):
    page = somebody(javascript=javascript).page
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("nobody@example.org")
    page.locator("input[name=password]").fill("this is not the password")
    page.locator("input[name=password]").press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    expect(summary).to_contain_text(re.compile("password", re.I))
    expect(page.locator("input[name=login]")).to_have_value("nobody@example.org")


def test_a_forgotten_password_is_replaced_by_mail_in_spanish(somebody, world):
    somebody_forgetful = somebody(language="es")
    page = somebody_forgetful.page
    page.goto("/es/accounts/login/")
    page.get_by_role("main").locator("a[href='/es/accounts/password/reset/']").first.click()
    page.locator("input[name=email]").fill("translator@example.org")
    page.locator("input[name=email]").press("Enter")
    page.wait_for_url("**/es/accounts/password/reset/done/")

    message = world.newest_mail()
    words = message.get_body(("plain",)).get_content()
    assert message["To"] == "translator@example.org"
    assert "contraseña" in message["Subject"].lower()
    assert "contraseña" in words
    link = re.search(rf"{re.escape(world.url)}/es/\S+", words).group()

    page.goto(link)
    for field in ("password1", "password2"):
        page.locator(f"input[name={field}]").fill("un camino nuevo y largo")
    page.locator("input[name=password2]").press("Enter")
    page.wait_for_url("**/es/accounts/password/reset/key/done/")
    somebody_forgetful.sign_in("translator", "un camino nuevo y largo")

    page = somebody().page
    page.goto(link)
    expect(page.locator("input[name=password1]")).to_have_count(0)
