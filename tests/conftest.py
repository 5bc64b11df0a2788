"""What every test starts from: settings as in production, files in a temporary folder, no network.

Browser tests meet the site as people do: a real server with the demonstration world (`world`), a real
Chromium (`browser`), and nothing imported from the site itself. They run last, because Playwright's
event loop and Django's database connections do not get along in one process.
"""

import os
import secrets
import tempfile

import django
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from tests.people import Person, find_chromium, start_chromium
from tests.world import World

NO_BROWSER = (
    "Browser tests skipped: no Chromium was found. Install Chromium or Chrome, or run "
    "“.venv/bin/playwright install chromium”."
)
LONGEST = "test_members_matrix.py"  # begun first, so that no worker waits for it in the end
_skipped = pytest.StashKey[bool]()

_files = tempfile.TemporaryDirectory(prefix="citassist-tests-")
os.environ.pop("DEBUG", None)
if not os.environ.get("DATABASE_URL"):
    os.environ.pop("DATABASE_URL", None)
os.environ |= {
    "CACHE_URL": "locmemcache://",
    "REQUIRE_SECOND_FACTOR": "false",  # its own tests and one journey switch it on
    "DJANGO_SETTINGS_MODULE": "citassist.settings",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "SITE_URL": "http://localhost",
    "VAR_DIR": _files.name,
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes():
    """A worker that finds settings named loads them before its own conftest, and would share this process's folder."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_configure():
    django.setup()


def _group_of(item) -> str:
    """What one worker does in one go: a module, with what it prepares, or half of the browser tests."""
    if item.get_closest_marker("browser"):
        return "looking" if "accessibility" in item.path.name else "journeys"
    return item.path.name


@pytest.hookimpl(tryfirst=True)  # before the workers read the groups
def pytest_collection_modifyitems(config, items):
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, item.path.name != LONGEST))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group_of(item)))
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if browser_tests and not find_chromium():
        if os.environ.get("REQUIRE_BROWSER"):
            raise pytest.UsageError(NO_BROWSER)
        config.stash[_skipped] = True
        for item in browser_tests:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter, config):
    if config.stash.get(_skipped, False):
        terminalreporter.write_line(NO_BROWSER, yellow=True)


@pytest.fixture(scope="session", autouse=True)
def catalogue():
    """The Spanish words, compiled."""
    call_command("compilecatalogue", verbosity=0)


@pytest.fixture(autouse=True)
def quick_and_clean(settings):
    """Cheap passwords, style sheets without a build, an empty cache, English."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns where there is none
    cache.clear()
    with translation.override("en"):  # a request in Spanish leaves Spanish behind
        yield


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """The site, running, with the demonstration world in it."""
    with World(tmp_path_factory.mktemp("world"), os.environ.get("DATABASE_URL", "")) as world:
        yield world


@pytest.fixture(scope="session")
def chromium():
    with start_chromium() as browser:
        yield browser


@pytest.fixture
def somebody(world, chromium):
    """Call it for a person at a browser of their own: `somebody("member", javaScriptEnabled=False)`.

    A name signs them in; without one they are an anonymous visitor. At the end, nothing may have gone
    wrong in any of their browsers.
    """
    people = []

    def arrive(name: str = "", **options) -> Person:
        person = Person(chromium, world, **options)
        people.append(person)
        if name:
            person.sign_in(name)
        return person

    yield arrive
    for person in people:
        person.leave()
    complaints = dict.fromkeys(complaint for person in people for complaint in person.complaints)
    assert not complaints, "\n".join(list(complaints)[:20])
