"""`make screenshots`: pictures of every kind of page, in both languages, at four widths.

They go to var/screenshots/. Words after the command keep only the pictures whose names contain all of
them: `make screenshots ARGS="partners 360"`.
"""

import sys
import tempfile
from pathlib import Path

from tests.people import Person, start_chromium
from tests.places import (
    ACCOUNT_PAGES,
    COORDINATOR_PAGES,
    MEMBER_ACCOUNT_PAGES,
    NOWHERE,
    PREFIXES,
    member_pages,
    one_of_each,
    open_in_editor,
    public_pages,
)
from tests.world import ROOT, World

FOLDER = ROOT / "var" / "screenshots"
WIDTHS = [360, 768, 1280, 1920]
ADMIN_PAGES = {
    "dashboard": "/cms/",
    "pages": "/cms/pages/",
    "partners": "/cms/snippets/home/partner/",
    "board-members": "/cms/snippets/home/boardmember/",
    "videos": "/cms/videos/",
}
DESK_PAGES = {
    "requests": "/cms/access_requests/",
    "assistance": "/cms/assistance_cases/",
    "assistance-case": "/cms/assistance_cases/case/1/",
    "figures": "/cms/reports/figures/",
    "decide": "/cms/access_requests/decide/1/",
    "people": "/cms/people/",
    "agencies": "/cms/agencies/",
    "invitations": "/cms/invitations/",
    "import": "/cms/imports/add/",
}


class Photographer:
    """Takes the pictures whose names contain all the words asked for."""

    def __init__(self, words: list[str]):
        self.words = words
        self.taken = 0
        FOLDER.mkdir(parents=True, exist_ok=True)

    def wants(self, name: str) -> bool:
        return all(word in name for word in self.words)

    def take(self, person: Person, name: str, path: str) -> None:
        """One picture of the whole page for each width."""
        for width in WIDTHS:
            file = f"{name}-{width}.png"
            if not self.wants(file):
                continue
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.goto(path, wait_until="networkidle")
            self.save(person, file)

    def save(self, person: Person, file: str) -> None:
        person.page.screenshot(path=FOLDER / file, full_page=True)
        self.taken += 1
        print(f"  {file}", flush=True)


def name_of(language: str, path: str) -> str:
    """A file's name from a path: /es/programa/taller/ becomes es-programa-taller."""
    inside = path.removeprefix(PREFIXES[language]).strip("/").replace("/", "-")
    return f"{language}-{inside or 'home'}"


def photograph_site(photographer: Photographer, world: World, browser) -> None:
    for language, prefix in PREFIXES.items():
        people = visitor, member, coordinator, stranger = [Person(browser, world, language=language) for _ in range(4)]
        member.sign_in("member")
        coordinator.sign_in("coordinator")
        stranger.sign_in("visitor")
        for path in [*public_pages(world, language), *(prefix + page for page in [*ACCOUNT_PAGES, NOWHERE])]:
            photographer.take(visitor, name_of(language, path), path)
        for path in [*one_of_each(member_pages(member, language)), *(prefix + page for page in MEMBER_ACCOUNT_PAGES)]:
            photographer.take(member, name_of(language, path), path)
        photographer.take(stranger, f"{language}-not-a-member", f"{prefix}welcome/")
        for page in COORDINATOR_PAGES:
            photographer.take(coordinator, name_of(language, prefix + page), prefix + page)
        for person in people:
            person.leave()


def photograph_admin(photographer: Photographer, world: World, browser) -> None:
    editor = Person(browser, world)
    editor.sign_in("editor")
    for name, path in ADMIN_PAGES.items():
        photographer.take(editor, f"cms-{name}", path)
    open_in_editor(editor.page, "CIT ASSIST")
    editor.page.get_by_role("button", name="Toggle preview").click()
    editor.page.frame_locator("iframe[title=Preview] >> nth=0").get_by_role("heading", level=1).wait_for()
    for width in WIDTHS:
        if photographer.wants(file := f"cms-editor-{width}.png"):
            editor.page.set_viewport_size({"width": width, "height": 900})
            editor.page.wait_for_timeout(500)  # the panels slide
            photographer.save(editor, file)
    editor.leave()
    staff = Person(browser, world)
    staff.sign_in("membership")
    for name, path in DESK_PAGES.items():
        photographer.take(staff, f"cms-members-{name}", path)
    staff.leave()


def main() -> None:
    photographer = Photographer(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        print("Preparing the demonstration world ...", flush=True)
        with World(Path(folder)) as world, start_chromium() as browser:
            photograph_site(photographer, world, browser)
            photograph_admin(photographer, world, browser)
    print(f"{photographer.taken} pictures in {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
