"""Somebody at a browser, who notices everything that goes wrong behind the page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect, sync_playwright

__all__ = ["Person", "find_chromium", "start_chromium"]

PASSWORD = "three-strands-meet"
PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC_PROGRAMS = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
# The only strangers a page may call on; nothing of theirs is loaded in tests.
PLAYERS = {"www.youtube-nocookie.com", "player.vimeo.com"}

PATIENCE = 10_000  # milliseconds; a busy machine is slow, and a page that is right is found at once
expect.set_options(timeout=PATIENCE)


@cache
def find_chromium() -> str:
    """The path of a Chromium: the system's, else Playwright's own, else nothing."""
    for program in [os.environ.get("CHROMIUM", ""), *PROGRAMS, *MAC_PROGRAMS]:
        if path := shutil.which(program):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


@contextmanager
def start_chromium() -> Iterator[Browser]:
    options = ["--disable-gpu", "--disable-background-networking", "--mute-audio"]
    if os.name == "posix" and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium's sandbox refuses to work for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()


class Person:
    """A browser profile of its own with one `page` open.

    `complaints` collects script errors, refusals of the content security policy, failed requests and requests
    to other hosts. Answers that a test provokes go into `expected` first: `person.expected.add(404)`.
    """

    def __init__(self, chromium: Browser, world, *, width=1280, javascript=True, language="en", time_zone=None):
        self.host = urlsplit(world.url).netloc
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self.context = chromium.new_context(
            base_url=world.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale=language,
            timezone_id=time_zone,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.route(self._is_player, lambda route: route.fulfill(body=""))
        self.context.on("console", self._hear)
        self.context.on("weberror", lambda error: self._complain(error.page, f"script error: {error.error}"))
        self.context.on("request", self._see_request)
        self.context.on("requestfailed", self._see_failure)
        self.context.on("response", self._see_response)
        self.page = self.context.new_page()

    def sign_in(self, name: str, password: str = PASSWORD):
        """Sign in through the form, as one of the demonstration world's people."""
        self.page.goto("/accounts/login/")
        self.page.locator("input[name=login]").fill(f"{name}@example.org")
        self.page.locator("input[name=password]").fill(password)
        self.expected.add(403)  # people without membership meet a page that tells them so
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/accounts/login/" not in url)
        self.expected.discard(403)

    def leave(self):
        self.context.close()

    def _complain(self, page, what: str):
        self.complaints.append(f"{page.url if page else 'somewhere'}: {what}")

    def _is_ours(self, url: str) -> bool:
        return urlsplit(url).netloc == self.host

    def _is_player(self, url: str) -> bool:
        return urlsplit(url).hostname in PLAYERS

    def _hear(self, message):
        # Failed requests are judged below, where their status is known.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._complain(message.page, message.text)

    def _see_request(self, request):
        url = request.url
        if url.startswith("http") and not self._is_ours(url) and not self._is_player(url):
            self.complaints.append(f"asked a stranger for {request.url}")

    def _see_failure(self, request):
        # A video's download stops whenever the player has enough or goes elsewhere.
        if self._is_ours(request.url) and "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"{request.url} failed: {request.failure}")

    def _see_response(self, response):
        if self._is_ours(response.url) and response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.url} answered {response.status}")
