"""Every address worth looking at, found the way visitors and search engines find them."""

import re
import urllib.request
from urllib.parse import urlsplit

__all__ = [
    "ACCOUNT_PAGES",
    "COORDINATOR_PAGES",
    "MEMBER_ACCOUNT_PAGES",
    "NOWHERE",
    "PREFIXES",
    "member_pages",
    "one_of_each",
    "open_in_editor",
    "public_pages",
    "request_pages",
]

PREFIXES = {"en": "/", "es": "/es/"}
NOWHERE = "no-such-page/"
ACCOUNT_PAGES = [
    "accounts/login/",
    "accounts/signup/",
    "accounts/inactive/",
    "accounts/password/reset/",
    "accounts/password/reset/done/",
    "accounts/password/reset/key/1-expired/",
    "accounts/password/reset/key/done/",
    "request-access/",
    "request-access/sent/",
]
MEMBER_ACCOUNT_PAGES = [
    "accounts/logout/",
    "accounts/password/change/",
    "accounts/reauthenticate/",
    "accounts/second-factor/",
    "accounts/second-factor/webauthn/",
    "accounts/sessions/",
    "accounts/profile/",
    "accounts/data/",
    "accounts/watched/",
    "accounts/events/",
    "accounts/close/",
    "my-agency/",
]
COORDINATOR_PAGES = ["my-agency/"]


def public_pages(world, language: str) -> list[str]:
    """The paths that the sitemap offers in a language."""

    def named_in(address: str) -> list[str]:
        with urllib.request.urlopen(f"{world.url}{address}") as answer:  # noqa: S310
            return [urlsplit(url).path for url in re.findall(r"<loc>(.*?)</loc>", answer.read().decode())]

    paths = [path for part in named_in("/sitemap.xml") for path in named_in(part)]
    return [path for path in paths if path.startswith("/es/") == (language == "es")]


def one_of_each(paths: list[str]) -> list[str]:
    """The pages of the first level, and the first one of each place below: every page type is among them."""
    chosen, places = [], set()
    for path in paths:
        steps = path.removeprefix("/es").strip("/").split("/")
        place = tuple(steps[:-1])
        if not place or place not in places:
            chosen.append(path)
            places.add(place)
    return chosen


def member_pages(person, language: str) -> list[str]:
    """The paths of the Resource Center: what the page where members arrive links to, and the lists below it."""
    person.page.goto(f"{PREFIXES[language]}welcome/")
    top = urlsplit(person.page.url).path
    found = [top]
    for path in found:  # grows on the way; what lies deeper than the lists links to nothing new
        if path.count("/") <= top.count("/") + 1:
            person.page.goto(path)
            anchors = person.page.locator("main a[href]")
            links = anchors.evaluate_all("anchors => anchors.map(anchor => anchor.pathname)")
            found += [link for link in dict.fromkeys(links) if link.startswith(top) and link not in found]
    return found


def request_pages(person, language: str) -> list[str]:
    """The pages of a member's requests for assistance: a draft's steps, and each request that was sent."""
    prefix = PREFIXES[language]
    found = []
    for path in member_pages(person, language):
        person.page.goto(path)
        anchors = person.page.locator("main a[href*='/assistance/']")
        found += anchors.evaluate_all("anchors => anchors.map(anchor => anchor.pathname)")
    numbers = {re.search(r"/assistance/(\d+)/(draft)?", path).groups() for path in found}
    pages = []
    for number, draft in sorted(numbers, key=str):
        steps = [f"draft/{step}/" for step in range(1, 5)] + ["review/"] if draft else [""]
        pages += [f"{prefix}assistance/{number}/{step}" for step in steps]
    return pages


def open_in_editor(page, *titles: str) -> None:
    """Go down the English page tree as staff do, and open the last page named in the editor."""
    page.goto("/cms/pages/")
    rows = page.get_by_role("row").filter(has_text="English")
    for title in titles:
        row = rows.filter(has=page.get_by_role("link", name=title, exact=True)).first
        if title == titles[-1]:
            row.get_by_role("link", name=title, exact=True).click()
        else:
            row.get_by_role("link", name="Explore child pages").click()
            rows = page.get_by_role("row")
    page.get_by_role("button", name="More actions").wait_for()
