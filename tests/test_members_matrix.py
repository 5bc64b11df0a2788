"""Everybody × every address × both languages: nobody meets a word that is not theirs, and everybody meets what is.

Every address pattern of the site has a row in `RULES`. A new pattern without one fails the test: say there who may
meet what, and give addresses to ask for.
"""

import re
from collections import defaultdict
from difflib import unified_diff
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, override_settings
from django.urls import LocalePrefixPattern, get_resolver, reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Page, PageViewRestriction, Site, Workflow

from content.models import Holiday, Topic
from forum.models import Act
from home.models import ContactFormPage
from library.models import Publication
from members.access import MEMBERS_GROUP
from members.models import AccessRequest, Invitation, User
from tests.matrix import ANYBODY, IDENTITIES, MARKER, MEMBERS, OFFICE, OUTSIDERS, STAFF, Planted
from tests.matrix_assistance import REQUEST_PATTERNS
from tests.matrix_forum import FORUM_PATHS, forum_pairs
from tests.matrix_search import SEARCHES

pytestmark = pytest.mark.django_db

GUESSES = [*range(1, 51), 10**17]
UNREAL = GUESSES[-1]  # no row has this number
PREFIXES = ["", "/es"]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The planted site: in a transaction around those of the tests, undone when the last one has run."""
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"], "STORAGES": storages}
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**quick):
            planted = Planted()
            client = client_for(planted, "administrator")
            for page in planted.pages:  # every size of every picture is made once, not in every test
                client.get(page.get_url())
        yield planted
        transaction.set_rollback(True)


# --- every pattern


def patterns(resolver=None, prefix=""):
    """Every address pattern, as one string from the root; the language's prefix left out."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix if isinstance(entry.pattern, LocalePrefixPattern) else prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from patterns(entry, here)
        else:
            yield here


# Who may open an address: everybody; whoever has signed in (strangers are asked to); nobody; or whoever the access
# rule admits, which the markers show.
EVERYBODY, SIGNED_IN, NOBODY, BY_RULE = "everybody", "signed in", "nobody", "by rule"


def both(path):
    return lambda site, numbers: [prefix + path for prefix in PREFIXES]


def one(path):
    return lambda site, numbers: [path]


def parts_of_the_sitemap(site, numbers):
    return ["/sitemap-pages.xml", "/sitemap-publications.xml"]


def documents(site, numbers):
    real = [document.url for document in site.documents.values()]
    return [
        *real,
        *(url.rpartition("/")[0] + "/" for url in real),
        *(f"/documents/{number}/{name}" for number in numbers for name in ("", "guide.pdf")),
    ]


def pictures(site, numbers):
    stored = [*site.images.values(), *site.renditions.values()]
    private = [site.video.file.name, site.video.poster.name, site.documents[MEMBERS].file.name]
    return [file.file.url for file in stored] + [f"/media/{name}" for name in private] + ["/media/../private/x"]


def numbered(kind):
    return lambda site, numbers: sorted({f"/files/{kind}/{number}" for number in numbers} | set(site.file_addresses))


def few(kind):
    """Addresses guessed from videos' numbers; the real ones are among all `file_addresses`."""
    return lambda site, numbers: [f"/files/{kind}/{number}" for number in (site.video.pk, site.idle_video.pk, UNREAL)]


def by_number(site, numbers):
    real = [page.pk for page in (site.article, site.recording, site.closed, site.draft)]
    return [f"{prefix}/page/{number}" for prefix in PREFIXES for number in {*real, *numbers}]


def pages(site, numbers):
    own = [page.get_url() or "" for page in Page.objects.filter(depth__gt=1)]
    asked = {path for url in own if (path := urlsplit(url).path)}
    beside = {f"{path}nothing/" for path in asked if "zqm" in path}
    old = {f"/old-{place.pk}/" for place in (site.closed, site.draft)}
    sent = {f"{form.get_url()}?sent" for form in ContactFormPage.objects.all()}
    lists = {f"{page.get_url()}?q=needle" for page in (site.library, site.members_library)}
    return sorted(asked | beside | old | sent | lists | {"/nothing/", "/es/nothing/"})


def publications(path):
    """Addresses of a publication or topic, in both languages, whoever may open it."""
    return lambda site, numbers: [
        f"{prefix}/publications/{path.format(slug=slug, topic=site.topic.pk)}"
        for prefix in PREFIXES
        for slug in {*Publication.objects.values_list("slug", flat=True), "nothing"}
    ]


def guests(path):
    """The address by which a guest looks after a registration, and one that is nobody's."""
    return lambda site, numbers: [
        f"{prefix}/event-registrations/{token}/{path}" for prefix in PREFIXES for token in (site.guest.token, "x")
    ]


def searches(path):
    return lambda site, numbers: [f"{prefix}{path}?q={words}" for prefix in PREFIXES for words in SEARCHES]


def of_agencies(path, model):
    """Addresses that name a row of some agency's, real or guessed."""
    return lambda site, numbers: [
        f"{prefix}/my-agency/{path.format(number)}"
        for prefix in PREFIXES
        for number in {*model.objects.values_list("pk", flat=True), UNREAL}
    ]


def of_requests(path):
    """Addresses of a request for assistance and its files, real or guessed."""
    return lambda site, numbers: [
        f"{prefix}/assistance/{path.format(pk, file)}"
        for prefix in PREFIXES
        for pk, file in [*site.request_numbers, (UNREAL, UNREAL)]
    ]


RULES = {
    r"^documents/(?P<pk>\d{1,18})/(?P<filename>[^/]*)$": (BY_RULE, documents),
    "documents/authenticate_with_password/<path:rest>": (NOBODY, one("/documents/authenticate_with_password/1/")),
    r"documents/^(\d+)/(.*)$": (NOBODY, one("/documents/1/a/b.txt")),
    "documents/authenticate_with_password/<int:restriction_id>/": (
        NOBODY,
        one("/documents/authenticate_with_password/2/"),
    ),
    "media/<path:name>": (BY_RULE, pictures),
    r"files/^video/(?P<pk>\d{1,18})$": (BY_RULE, numbered("video")),
    r"files/^poster/(?P<pk>\d{1,18})$": (BY_RULE, numbered("poster")),
    r"files/^captions/(?P<pk>\d{1,18})$": (BY_RULE, numbered("captions")),
    r"files/^sound/(?P<pk>\d{1,18})$": (BY_RULE, few("sound")),
    r"files/^transcript/(?P<pk>\d{1,18})$": (BY_RULE, few("transcript")),
    r"files/^watched/(?P<pk>\d{1,18})$": (BY_RULE, few("watched")),
    "calendars/<str:token>.ics": (BY_RULE, one(f"/calendars/{'a' * 22}.ics")),
    "accounts/events/": (SIGNED_IN, both("/accounts/events/")),
    "event-registrations/<str:token>/": (BY_RULE, guests("")),
    "event-registrations/<str:token>/join/": (BY_RULE, guests("join/")),
    "art/<int:seed>.png": (EVERYBODY, one("/art/7.png")),
    "robots.txt": (EVERYBODY, one("/robots.txt")),
    "sitemap.xml": (EVERYBODY, one("/sitemap.xml")),
    "sitemap-<slug:section>.xml": (EVERYBODY, parts_of_the_sitemap),
    "accounts/login/": (EVERYBODY, both("/accounts/login/")),
    "accounts/logout/": (SIGNED_IN, both("/accounts/logout/")),
    "accounts/inactive/": (EVERYBODY, both("/accounts/inactive/")),
    "accounts/signup/": (EVERYBODY, both("/accounts/signup/")),
    "accounts/reauthenticate/": (SIGNED_IN, both("/accounts/reauthenticate/")),
    "accounts/email/": (NOBODY, both("/accounts/email/")),
    "accounts/confirm-email/": (EVERYBODY, both("/accounts/confirm-email/")),
    "accounts/confirm-email/<path:rest>": (NOBODY, both("/accounts/confirm-email/MQ:x:y/")),
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": (NOBODY, both("/accounts/confirm-email/x/")),
    "accounts/password/change/": (SIGNED_IN, both("/accounts/password/change/")),
    "accounts/password/set/": (SIGNED_IN, both("/accounts/password/set/")),
    "accounts/password/reset/": (EVERYBODY, both("/accounts/password/reset/")),
    "accounts/password/reset/done/": (EVERYBODY, both("/accounts/password/reset/done/")),
    "accounts/password/reset/key/done/": (EVERYBODY, both("/accounts/password/reset/key/done/")),
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        EVERYBODY,
        lambda site, numbers: [f"{p}/accounts/password/reset/key/{n}-wrong/" for p in PREFIXES for n in [*numbers][:9]],
    ),
    "accounts/login/code/confirm/": (SIGNED_IN, both("/accounts/login/code/confirm/")),
    "accounts/sessions/": (SIGNED_IN, both("/accounts/sessions/")),
    "welcome/": (SIGNED_IN, both("/welcome/")),
    "_util/login/": (SIGNED_IN, both("/_util/login/")),
    "_util/authenticate_with_password/<path:rest>": (NOBODY, both("/_util/authenticate_with_password/1/3/")),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": (
        NOBODY,
        lambda site, numbers: [f"/_util/authenticate_with_password/{n}/{site.recording.pk}/" for n in [*numbers][:5]],
    ),
    "request-access/": (BY_RULE, both("/request-access/")),
    "request-access/sent/": (EVERYBODY, both("/request-access/sent/")),
    "request-access/agencies/": (EVERYBODY, both("/request-access/agencies/?q=zq")),
    "request-access/confirm/<str:token>/": (
        EVERYBODY,
        lambda site, numbers: [prefix + site.confirmation for prefix in PREFIXES],
    ),
    "invitation/<str:token>/": (EVERYBODY, lambda site, numbers: [prefix + site.invitation for prefix in PREFIXES]),
    "my-agency/": (SIGNED_IN, both("/my-agency/")),
    "my-agency/invite/": (BY_RULE, both("/my-agency/invite/")),
    "my-agency/invitations/<int:pk>/": (BY_RULE, of_agencies("invitations/{}/", Invitation)),
    "my-agency/requests/<int:pk>/": (BY_RULE, of_agencies("requests/{}/", AccessRequest)),
    "my-agency/people/<int:pk>/remove/": (BY_RULE, of_agencies("people/{}/remove/", User)),
    "people/<int:pk>/photo/": (
        BY_RULE,
        lambda site, numbers: [f"/people/{n}/photo/" for n in {*numbers, *(p.pk for p in site.profiles.values())}],
    ),
    "accounts/profile/": (SIGNED_IN, both("/accounts/profile/")),
    "accounts/data/": (SIGNED_IN, both("/accounts/data/")),
    "accounts/data.json": (SIGNED_IN, both("/accounts/data.json")),
    "accounts/close/": (SIGNED_IN, both("/accounts/close/")),
    "accounts/watched/": (SIGNED_IN, both("/accounts/watched/")),
    "accounts/watched.csv": (SIGNED_IN, both("/accounts/watched.csv")),
    "publications/feed/": (EVERYBODY, both("/publications/feed/")),
    "publications/feed/<int:pk>/": (BY_RULE, publications("feed/{topic}/")),
    "publications/<slug:slug>/": (BY_RULE, publications("{slug}/")),
    "publications/<slug:slug>/file/": (BY_RULE, publications("{slug}/file/")),
    "publications/<slug:slug>.ris": (BY_RULE, publications("{slug}.ris")),
    "publications/<slug:slug>.bib": (BY_RULE, publications("{slug}.bib")),
    "assistance/begin/": (BY_RULE, both("/assistance/begin/")),
    **{pattern: (BY_RULE, of_requests(path)) for pattern, path in REQUEST_PATTERNS.items()},
    **{pattern: (BY_RULE, sample) for pattern, sample in FORUM_PATHS.items()},
    "forum/stop/<str:token>/": (EVERYBODY, lambda site, numbers: [prefix + site.forum_stop for prefix in PREFIXES]),
    "search/": (EVERYBODY, searches("/search/")),
    "search/suggestions/": (EVERYBODY, searches("/search/suggestions/")),
    r"^page/(?P<pk>\d{1,18})$": (BY_RULE, by_number),
    r"^((?:[\w\-]+/)*)$": (BY_RULE, pages),
}
SECOND_FACTOR = "accounts/second-factor/"  # allauth's pages, one rule: for whoever has signed in
ADMIN = "cms/"


def public_patterns():
    return sorted({pattern for pattern in patterns() if not pattern.startswith((ADMIN, SECOND_FACTOR))})


def second_factor_paths():
    return sorted(
        f"{prefix}/{re.sub(r'<[^>]+>', '1', pattern)}"
        for prefix in PREFIXES
        for pattern in patterns()
        if pattern.startswith(SECOND_FACTOR)
    )


def test_every_pattern_has_a_rule():
    missing = [pattern for pattern in public_patterns() if pattern not in RULES]
    assert not missing, f"Add to RULES in {__name__} who may open these, and addresses to ask for: {missing}"


def test_every_rule_has_a_pattern():
    assert not set(RULES) - set(public_patterns())


# --- asking


def client_for(site, identity):
    client = Client(raise_request_exception=True)
    if identity != "anonymous":
        client.force_login(site.people[identity])
    return client


def text_of(response):
    """All of an answer that a person can read: head and body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(
        f"{name}: {value}" for name, value in [*response.items(), ("Set-Cookie", response.cookies.output())]
    )
    return f"{head}\n{body.decode('utf-8', 'replace')}"


LINK = re.compile(r"""(?:href|src|action|poster|content|value)=["']([^"']+)|([^\s"',]+) \d+w\b|<loc>([^<]+)""")


def links_in(text):
    """The paths of this site that an answer names, in markup, picture sets, the sitemap or its head."""
    found = {unescape(next(filter(None, groups))) for groups in LINK.findall(text)} | set(
        re.findall(r"Location: (\S+)", text)
    )
    parts = [urlsplit(link) for link in found if link.startswith(("/", "http://localhost", "http://testserver"))]
    return {part.path for part in parts if not part.path.startswith(("/static/", "/cms/", "/art/"))}


# Whose place between the others is clear: both languages are asked by the others.
IN_ENGLISH_ONLY = {"pending", "expired", "suspended", "funder", "translator", "moderator", "membership", "assistance"}


def asks_for(identity, path):
    return identity not in IN_ENGLISH_ONLY or not path.startswith("/es/")


def every_path(site, identity):
    numbers = GUESSES if identity == "anonymous" else [*GUESSES[:6], UNREAL]
    paths = [path for _rule, sample in RULES.values() for path in sample(site, numbers)]
    paths += second_factor_paths() if identity in ("anonymous", "account", "editor") else []
    return [path for path in paths if asks_for(identity, path)]


def is_kept_private(response):
    return {"private", "no-store"} <= set(re.split(r",\s*", response.get("Cache-Control", "")))


def complaints_about(site, identity, path, response, text):
    """What is wrong with one answer."""
    for marker in site.forbidden(identity, text, asked=path):
        yield f"{path} shows {marker}"
    if response.status_code >= 500:
        yield f"{path} answers {response.status_code}"
    own = {marker for marker in MARKER.findall(text) if marker[2] != ANYBODY}
    is_private = identity != "anonymous" or own - set(MARKER.findall(path))
    if is_private and not is_kept_private(response) and response.status_code != 301:
        yield f"{path} may be kept by caches: {response.get('Cache-Control')}"
    if identity == "anonymous":
        if response.cookies and "/accounts/" not in path and path.split("?")[0] not in site.forms:
            yield f"{path} sets a cookie"
        if response.cookies and not is_kept_private(response):
            yield f"{path} lets caches keep a cookie"


@pytest.mark.parametrize("identity", IDENTITIES)
def test_nobody_meets_what_is_not_theirs_and_everybody_meets_what_is(site, identity):
    client = client_for(site, identity)
    unseen, seen, met, complaints = every_path(site, identity), set(), set(), []
    while unseen:
        path = unseen.pop()
        if path in seen or path.endswith("/logout/"):
            continue
        seen.add(path)
        response = client.get(path)
        text = text_of(response)
        complaints += complaints_about(site, identity, path, response, text)
        if response.status_code == 200:
            met |= set(MARKER.findall(text))
        unseen += [link for link in links_in(text) - seen if asks_for(identity, link)]
    assert not complaints, "\n".join(complaints)
    missed = {marker for marker in site.expected(identity) - met if asks_for(identity, f"/{marker[-2:]}/")}
    assert not missed, "\n".join(
        f"{marker} ({site.markers[marker]}) is nowhere to be found" for marker in sorted(missed)
    )


@pytest.mark.parametrize("identity", ["anonymous", "member"])
def test_head_tells_no_more_than_get(site, identity):
    client = client_for(site, identity)
    complaints = []
    for path in every_path(site, identity):
        if not path.endswith("/logout/") and not path.startswith("/es/accounts/"):
            response = client.head(path)
            text = text_of(response)
            complaints += complaints_about(site, identity, path, response, text)
            assert response.streaming or response.content == b"", path
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_other_methods_open_nothing(site, method):
    private = [path for path in every_path(site, "suspended") if re.search("zq[mosngcbhrdkw]", path)]
    for identity in ("anonymous", "suspended"):
        client = client_for(site, identity)
        for path in [*private, site.video.url, site.center.url, f"/page/{site.recording.pk}"]:
            text = text_of(getattr(client, method)(path))
            assert not site.forbidden(identity, text, asked=path), (method, path)


@pytest.mark.parametrize("pattern", [pattern for pattern, (rule, _sample) in RULES.items() if rule != BY_RULE])
def test_each_pattern_answers_by_its_rule(site, pattern):
    rule, sample = RULES[pattern]
    stranger, account, editor = (client_for(site, name) for name in ("anonymous", "account", "editor"))
    for path in sample(site, GUESSES):
        answer = stranger.get(path)
        if rule == EVERYBODY:
            assert answer.status_code == 200, path
        elif rule == SIGNED_IN:
            assert answer.status_code == 302, path
            assert "/accounts/login/" in answer["Location"] or path.endswith("/logout/"), path
        else:
            for client in (stranger, account, editor):
                assert client.get(path).status_code == client.post(path).status_code == 404, path


# --- what an answer tells by being another one


def shape(response, path):
    """An answer without the question in it."""
    text = re.sub(
        r"csrfmiddlewaretoken\S+ value=\S+|expires=[^;]+|Content-(Length|Security-Policy): .+", "", text_of(response)
    )
    return response.status_code, text.replace(path, "PATH")


@pytest.mark.parametrize("identity", OUTSIDERS)
def test_outsiders_cannot_tell_what_exists_from_what_does_not(site, identity):
    client = client_for(site, identity)
    client.get("/accounts/sessions/")  # the first answer of a session notes it
    document, below = site.documents[MEMBERS], site.recordings.url
    for real, unreal in [
        (document.url, f"/documents/{UNREAL}/{document.filename}"),
        (site.documents[OFFICE].url, f"/documents/{UNREAL}/{site.documents[OFFICE].filename}"),
        (site.video.url, f"/files/video/{UNREAL}"),
        (site.idle_video.poster_url, f"/files/poster/{UNREAL}"),
        (site.renditions[MEMBERS].url, "/media/images/no-such-picture.width-32.png"),
        (f"{below}{site.recording.slug}/", f"{below}no-such-recording/"),
        (f"{site.events.url}{site.members_event.slug}/", f"{site.events.url}no-such-event/"),
        (f"{site.events.url}{site.members_event.slug}/calendar/", f"{site.events.url}no-such-event/calendar/"),
        (f"/page/{site.recording.pk}", f"/page/{UNREAL}"),
        *forum_pairs(site, UNREAL),
        (f"/page/{site.draft.pk}", f"/page/{UNREAL}"),
        *(
            (f"/publications/{made.slug}{rest}", f"/publications/nothing{rest}")
            for made in site.publications[1:]
            for rest in ("/", "/file/", ".ris", ".bib")
        ),
        *((f"/assistance/{pk}/{rest}", f"/assistance/{UNREAL}/{rest}") for pk, rest in site.request_addresses),
    ]:
        answers = [shape(client.get(path), path) for path in (real, unreal)]
        assert answers[0] == answers[1], "\n".join(
            unified_diff(*(f"{status}\n{text}".split("\n") for status, text in answers), n=0)
        )


def test_the_door_leads_back_to_what_was_asked_for(site):
    recording = site.recording
    path = f"/page/{recording.pk}"
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"
    assert client_for(site, "member").get(path)["Location"] == recording.url
    assert client_for(site, "account").get(path).status_code == 403
    assert client_for(site, "member").get(f"/page/{site.draft.pk}").status_code == 404


# --- the admin


def admin_patterns():
    return sorted({pattern for pattern in patterns() if pattern.startswith(ADMIN)})


def rows_by_snippet(site):
    return {
        "partner": site.partners[0],
        "boardmember": site.board[0],
        "alert": site.alerts[0],
        "sitetext": site.text,
        "topic": Topic.objects.first(),
    }


def admin_path(site, pattern):
    """An address of the admin with the numbers of real rows."""
    article = Page.objects.get(pk=site.article.pk)
    revision = article.specific.save_revision().pk if not article.latest_revision_id else article.latest_revision_id
    model = next((name for name in rows_by_snippet(site) if f"/{name}/" in pattern), None)
    page = site.contact.pk if "forms/" in pattern else article.pk
    numbers = {
        "pk": next(
            (
                row.pk
                for start, row in {
                    "cms/videos/": site.video, "cms/video_chooser/": site.video,
                    "cms/documents/": site.documents[OFFICE], "cms/images/": site.images[OFFICE],
                    "cms/api/main/^documents": site.documents[OFFICE], "cms/api/main/^images": site.images[OFFICE],
                    "cms/locales/": site.spanish, "cms/sites/": Site.objects.get(), "cms/users/": site.other,
                    "cms/groups/": Group.objects.get(name=MEMBERS_GROUP), "cms/collections/": site.collection,
                    "cms/workflows/": Workflow.objects.first(), "cms/localize/": site.partners[0],
                    "cms/people/": site.other, "cms/agencies/": site.agency,
                    "cms/access_requests/": AccessRequest.objects.first(),
                    "cms/event_desk/": site.event, "cms/recipient_lists/": site.recipients,
                    "cms/assistance_cases/": site.case, "cms/assistance_replies/": site.reply,
                    "cms/assistance_holidays/": Holiday.objects.get_or_create(day="2026-12-24")[0],
                    "cms/forum_queue/": site.review, "cms/forum_boards/": site.boards[0],
                    "cms/forum_suspensions/": site.suspension, "cms/forum_log/": Act.objects.first(),
                    "cms/invitations/": Invitation.objects.first(), "cms/synonyms/": site.synonym,
                }.items()
                if pattern.startswith(start)
            ),
            rows_by_snippet(site)[model].pk if model else site.recording.pk,
        ),
        "page_id": page, "parent_page_id": site.center.get_parent().pk, "page_to_move_id": page, "page_pk": page,
        "destination_id": site.center.get_parent().pk, "task_id": GroupApprovalTask.objects.first().pk,
        "workflow_pk": Workflow.objects.first().pk, "task_state_id": 1, "workflow_state_id": 1,
        "revision_id": revision, "collection_id": site.collection.pk, "object_id": page, "session_id": 1,
        "image_id": site.images[OFFICE].pk, "document_id": site.documents[OFFICE].pk,
        "doc_id": site.documents[OFFICE].pk,
        "uploaded_file_id": 1, "redirect_id": Redirect.objects.first().pk, "translation_id": site.translation.pk,
        "translation_source_id": site.translation.source_id, "string_segment_id": site.segment.pk,
        "overridable_segment_id": 1, "filter_spec": "width-32",
        "mode": "", "action_name": "approve", "action": "publish", "act": "extend", "kind": "agencies", "name": "assistance",
        "registration": site.guest.pk, "query_id": site.promoted_query.pk, "uidb64": "MQ", "token": "x", "app_name": "home", "app_label": "home", "model_name": "partner",
        "content_type_app_name": "home", "content_type_model_name": "programpage", "rest": "1/",
    }  # fmt: skip
    if "bulk" in pattern:
        numbers |= {"app_label": "wagtailcore", "model_name": "page"}
    if "settings/" in pattern:
        numbers |= {"app_name": "content", "model_name": "programsettings", "pk": Site.objects.get().pk}
    if "pages/create/" in pattern:
        numbers |= {"model_name": "programpage"}
    path = re.sub(r"\((?:\?P<\w+>)?live\|\w+\|\\d\+\)", "live", pattern.replace("(?P<pk>.+)", "<pk>"))
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(numbers[match[1]]), path)
    path = path.replace(r"(\d+)", str(page)).replace(r"\.", ".")
    return "/" + path.replace("^", "").replace("$", "").replace(".*", "nothing")


@pytest.fixture(scope="module")
def admin_paths(site):
    try:
        paths = {admin_path(site, pattern) for pattern in admin_patterns()}
        return sorted(paths - {"/cms/logout/"})  # or the rest would be asked by a stranger
    except KeyError as unknown:
        raise AssertionError(f"Say in admin_path() what to put for {unknown} in an address of the admin.") from unknown


def test_the_admins_addresses_are_those_of_real_rows(site, admin_paths):
    client = client_for(site, "administrator")
    answers = defaultdict(list)
    for path in admin_paths:
        response = client.get(path)
        text_of(response)  # a file is read to its end, or it would be closed together with the database
        answers[response.status_code].append(path)
    assert len(answers[200]) > 200, {status: len(paths) for status, paths in answers.items()}
    assert not [status for status in answers if status >= 500], answers


@pytest.mark.parametrize("identity", ["anonymous", "account", "suspended", "member"])
def test_nobody_from_outside_meets_anything_in_the_admin(site, admin_paths, identity):
    client = client_for(site, identity)
    open_to_all = {"/cms/sprite/", "/cms/jsi18n/"}  # drawings and words of the admin itself
    for path in admin_paths:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (302, 403, 404, 405) or path in open_to_all, (path, answer.status_code)
            assert not site.forbidden(identity, text_of(answer), asked=path), path


@pytest.mark.parametrize("identity", STAFF[:2])
def test_the_admin_answers_editors_and_translators_without_a_crash_and_keeps_to_their_role(site, admin_paths, identity):
    client = client_for(site, identity)
    private = {site.other.email.split("@")[0]}
    if identity == "translator":
        private |= {marker for marker, what in site.markers.items() if what == "message from a visitor"}
    complaints = []
    for path in admin_paths:
        response = client.get(path)
        text = text_of(response)
        if response.status_code >= 500:
            complaints.append(f"{path} answers {response.status_code}")
        complaints += [f"{path} shows {site.markers[marker]}" for marker in private & set(MARKER.findall(text))]
    assert not complaints, "\n".join(complaints)


def test_messages_are_read_by_the_office_and_not_by_translators(site):
    for form in Page.objects.filter(translation_key=site.contact.translation_key):
        address = reverse("wagtailforms:list_submissions", args=[form.pk])
        readers = {name for name in STAFF if re.search("zqn", client_for(site, name).get(address).content.decode())}
        assert readers == {"editor", "moderator", "administrator"}


@pytest.mark.parametrize("identity", ["editor", "translator"])
def test_who_does_not_publish_does_not_change_privacy(site, identity):
    client = client_for(site, identity)
    before = set(PageViewRestriction.objects.values_list("pk", "restriction_type"))
    for page in Page.objects.filter(depth__gt=1):
        client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "none"})
    client.post(
        reverse("wagtailadmin_collections:set_privacy", args=[site.collection.pk]), {"restriction_type": "none"}
    )
    assert set(PageViewRestriction.objects.values_list("pk", "restriction_type")) == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_patterns_are_the_same_in_both_languages(language):
    with translation.override(language):
        assert not [pattern for pattern in public_patterns() if pattern not in RULES]
