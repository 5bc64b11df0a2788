"""A search cluster, where there is one, says what answers best; what is shown, to whom, is said by the database.

No cluster runs here. Its protocol is spoken by the real clients with a server that keeps what it hears, and the engine
is driven end to end through Wagtail's search API with Wagtail's back-end for the database.
"""

import json
import socket
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from members.findable import kinds
from search.backend import forget_connections
from search.cluster import rebuild_cluster, tell_cluster
from search.engines.cluster import MOST
from search.indexing import forget, refresh
from search.models import ClusterChange, ClusterPassage, IndexedPassage, Synonym
from tests.builders import a_member, a_page, a_recording, a_resource_center, a_user, a_video, home, restrict
from tests.clusters import RecordingCluster
from tests.findings import asks, index_everything, titles_for
from tests.publications import a_document, a_publication, in_spanish
from tests.test_search_hostile import HOSTILE
from tests.test_search_privacy import suggested
from tests.test_site_settings import GOOD, manage

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
INDEX = "trial_search_indexedpassage"
CLIENTS = ["opensearch3", "elasticsearch9"]


@pytest.fixture
def configure(settings):
    def configure(**backend):
        settings.WAGTAILSEARCH_BACKENDS = settings.WAGTAILSEARCH_BACKENDS | {"passages": backend}
        forget_connections()

    yield configure
    forget_connections()


@pytest.fixture
def point_at(configure):
    """Point the site at a cluster, as SEARCH_URL does."""

    def point_at(netloc, client="opensearch3"):
        url = f"http://ada:secret-word@{netloc}"
        configure(BACKEND="search.backend", KIND=client, URLS=[url], INDEX_PREFIX="trial_", AUTO_UPDATE=False)

    return point_at


@pytest.fixture(params=CLIENTS)
def cluster(request, point_at):
    with RecordingCluster() as cluster:
        point_at(cluster.netloc, request.param)
        yield cluster


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def without_trouble(caplog):
    """The cluster answered; the database's own engine would have answered the same."""
    yield
    assert "cluster failed" not in caplog.text


def a_text(title, words, language="en"):
    return a_page(parent=home(language), title=title, body=[("text", f"<p>{words}</p>")])


def numbers_of(*titles) -> list[int]:
    rows = dict(IndexedPassage.objects.filter(locator=-1).values_list("title", "pk"))
    return [rows[title] for title in titles]


def rebuild():
    call_command("rebuild_search", verbosity=0)
    tell_cluster()  # no transaction of a test is ever safe


# --- the settings


def test_the_setting_names_the_client_the_cluster_and_the_index():
    code = "from django.conf import settings as s; print(s.WAGTAILSEARCH_BACKENDS)"
    url = "opensearch3+https://ada:secret@search.internal:9200/trial"
    said = manage("shell", "-v0", "-c", code, **GOOD, SEARCH_URL=url).stdout
    for part in (
        "'KIND': 'opensearch3'",
        "'URLS': ['https://ada:secret@search.internal:9200']",
        "'INDEX_PREFIX': 'trial_'",
    ):
        assert part in said
    assert "'default': {'BACKEND': 'content.search'}" in said
    assert "names a client first" in manage("check", **GOOD, SEARCH_URL="https://search.internal:9200/trial").stderr


def test_a_site_without_the_client_says_so_at_its_start(tmp_path):
    (tmp_path / "opensearchpy.py").write_text("raise ImportError('No client here.')")
    environment = GOOD | {"SEARCH_URL": "opensearch3+https://search.internal", "PYTHONPATH": str(tmp_path)}
    result = manage("check", **environment)
    assert (result.returncode, "No client here." in result.stderr) == (1, True)


# --- the protocol


def test_an_index_is_filled_beside_the_one_that_answers_and_takes_its_place(cluster):
    a_text("Heron guide", "About herons at night.")
    call_command("rebuild_search", verbosity=0)
    said = [str(heard) for heard in cluster.heard if "_bulk" not in heard.path]
    assert said == [
        f"PUT /{INDEX}_…", f"PUT /{INDEX}_…/_mapping", f"POST /{INDEX}_…/_refresh",
        f"HEAD /_alias/{INDEX}", f"DELETE /{INDEX}", f"PUT /{INDEX}_…/_alias/{INDEX}",
    ]  # fmt: skip
    assert cluster.heard[0].headers["authorization"].startswith("Basic ")
    assert cluster.heard[0].body[0]["settings"]["analysis"]["filter"]["edgengram"]["max_gram"] == 40
    fields = cluster.said("/_mapping")[0].body[0]["properties"]
    kinds = {name: fields[name]["type"] for name in ("title_terms", "lead_terms", "text_terms", "access_filter")}
    assert kinds == dict.fromkeys(["title_terms", "lead_terms", "text_terms"], "text") | {"access_filter": "keyword"}
    [number] = numbers_of("Heron guide")
    document = cluster.index(INDEX)[str(number)]
    assert (document["title_terms"], document["access_filter"]) == ("enheron enguid", "public")
    assert document["_edgengrams"] == ["heron guide"]
    assert "Heron" not in json.dumps(document)
    [before] = cluster.aliases[INDEX]
    rebuild()
    [after] = cluster.aliases[INDEX]
    assert after != before
    assert list(cluster.documents) == [after]
    assert cluster.index(INDEX).keys() == {str(pk) for pk in IndexedPassage.objects.values_list("pk", flat=True)}
    assert not ClusterChange.objects.exists()


@pytest.mark.parametrize("client", ["opensearch2", "elasticsearch8"])
def test_the_clients_of_the_versions_before_speak_the_same(point_at, without_trouble, client):
    a_text("Heron guide", "About herons.")
    with RecordingCluster() as cluster:
        point_at(cluster.netloc, client)
        rebuild()
        cluster.hits = numbers_of("Heron guide")
        assert titles_for(NOBODY, "heron") == ["Heron guide"]
        assert len(cluster.questions) == 1


def test_an_index_that_cannot_be_filled_is_removed_and_the_one_that_answers_stays(cluster, caplog):
    a_text("Heron guide", "About herons.")
    rebuild()
    before = dict(cluster.documents)
    bulk = cluster._bulk
    cluster._bulk = lambda name, lines: [{"index": {"_id": "1", "status": 400, "error": {"type": "x", "reason": "y"}}}]
    with pytest.raises(CommandError, match="search cluster failed"):
        rebuild()
    assert "1 passages were refused" in caplog.text
    assert "enheron" not in caplog.text
    cluster._bulk = bulk
    assert cluster.documents.keys() == before.keys()
    assert "Heron guide" in titles_for(NOBODY, "heron")


def test_the_question_asks_for_what_the_reader_may_see_and_for_no_more(cluster, without_trouble):
    a_text("Heron guide", "About herons.")
    rebuild()
    member = a_member()
    for reader in (NOBODY, member):
        cluster.heard.clear()
        asks(reader, "heron")
        [heard] = cluster.said("/_search")
        assert heard.path == f"/{INDEX}/_search"
        assert heard.query["filter_path"] == "took,hits.hits._id"
        assert heard.query["allow_partial_search_results"] == "false"
        assert int(heard.query.get("size") or heard.body[0]["size"]) == MOST
        [access] = [part["terms"] for part in heard.body[0]["query"]["bool"]["filter"] if "terms" in part]
        expected = {"public"} if reader is NOBODY else {"public", "members", f"agency:{member.agency_id}"}
        assert set(access["access_filter"]) == expected


FIELDS = ["title_terms^10", "lead_terms^4", "text_terms"]


def test_words_phrases_exclusions_and_synonyms_are_put_to_all_fields_in_both_languages(cluster, without_trouble):
    Synonym.objects.create(language="en", words="MHFA\nmental health")
    a_text("Heron guide", "About herons.")
    rebuild()

    def word(term):
        return {"multi_match": {"query": term, "fields": FIELDS}}

    def phrase(terms):
        return {"multi_match": {"query": terms, "fields": FIELDS, "type": "phrase"}}

    def english(question):
        cluster.heard.clear()
        cluster.hits = []
        asks(NOBODY, question, exactly="1")
        return [one["query"]["bool"]["must"]["bool"]["should"][0] for one in cluster.questions]

    # Each word asked for with "and", as one word.
    def plain(query):
        return json.loads(json.dumps(query).replace(', "operator": "and"', ""))

    [whole, some] = map(plain, english("heron nights"))
    assert whole == {"bool": {"must": [word("enheron"), word("ennight")]}}
    assert some == {"bool": {"should": [word("enheron"), word("ennight")]}}
    [one] = map(plain, english('"heron nights"'))
    assert one == phrase("enheron ennight")
    [one] = map(plain, english('heron -"night shift" -day'))
    unwanted = [{"bool": {"must_not": phrase("ennight enshift")}}, {"bool": {"must_not": word("enday")}}]
    assert one == {"bool": {"must": [word("enheron"), *unwanted]}}
    [one] = map(plain, english("mhfa"))
    assert {"multi_match": {"query": "enmhfa", "fields": FIELDS}} in one["bool"]["should"]
    assert phrase("enmental enhealth") in one["bool"]["should"]
    asks(NOBODY, "heron")
    both = cluster.questions[-1]["query"]["bool"]["must"]["bool"]["should"]
    assert [plain(part) for part in both] == [word("enheron"), word("esheron")]


def test_the_order_is_the_clusters_and_the_counts_are_the_databases(cluster, without_trouble):
    for title in ("One heron", "Two heron", "Three heron"):
        a_text(title, "Herons.")
    a_publication(title="Heron guide", document=a_document("The heron page."))
    rebuild()
    order = ["Three heron", "Heron guide", "One heron", "Two heron"]
    cluster.hits = [*numbers_of(*order), *numbers_of("One heron"), 4_000_000]
    search = asks(NOBODY, "heron")
    assert [result.name for result in search.results] == order
    counts = {facet.name: {choice.value: choice.count for choice in facet.choices} for facet in search.facets}
    assert (search.total, counts["kind"]) == (4, {"page": 3, "publication": 1})
    cluster.hits = numbers_of("Two heron")
    assert titles_for(NOBODY, "heron") == ["Two heron"]
    filtered = asks(NOBODY, "heron", kind="publication")
    assert (filtered.results, filtered.total) == ([], 0)


def test_titles_are_suggested_by_how_their_words_begin_however_long_they_are(cluster, without_trouble):
    a_text("Responsabilidad compartida", "Texto.", "es")
    rebuild()
    cluster.hits = numbers_of("Responsabilidad compartida")
    assert suggested(NOBODY, "responsabilidad comp", "/es") == ["Responsabilidad compartida"]
    [question] = cluster.questions
    asked = question["query"]["bool"]["must"]["match"]["_edgengrams"]
    assert asked == {"query": "responsabilidad comp", "operator": "and"}
    assert {"terms": {"access_filter": ["public"]}} in question["query"]["bool"]["filter"]


# --- in step


def bulk_of(cluster) -> tuple[set[str], set[str]]:
    """The numbers of passages put in and taken out."""
    lines = [line for heard in cluster.said("/_bulk") for line in heard.body]
    put = {line["index"]["_id"] for line in lines if "index" in line}
    return put, {line["delete"]["_id"] for line in lines if "delete" in line}


def test_what_is_saved_and_deleted_is_told_once_that_is_safe(cluster, commit, without_trouble):
    a_text("Other page", "Nothing.")
    rebuild()
    cluster.heard.clear()
    with commit():
        page = a_text("Heron guide", "Herons.")
        assert not cluster.heard
    [first] = numbers_of("Heron guide")
    assert str(first) in bulk_of(cluster)[0]
    cluster.heard.clear()
    with commit():
        page.title = "Heron manual"
        page.save()
        page.save()
    [second] = numbers_of("Heron manual")
    put, gone = bulk_of(cluster)
    assert (str(second) in put, str(first) in gone) == (True, True)
    assert cluster.index(INDEX)[str(second)]["title_terms"] == "enheron enmanual"
    cluster.heard.clear()
    with commit(), transaction.atomic():
        a_text("Undone", "Nothing.")
        transaction.set_rollback(True)
    assert not cluster.heard
    with commit():
        page.delete()
    assert str(second) in bulk_of(cluster)[1]
    assert cluster.index(INDEX).keys() == {str(pk) for pk in IndexedPassage.objects.values_list("pk", flat=True)}
    assert tell_cluster() == 0


def test_a_translation_that_is_opened_or_closed_with_its_original_is_told_of_it(cluster, commit, without_trouble):
    english = a_publication(title="Heron guide", document=a_document("The pelican text."))
    in_spanish(english, title="Guía heron")
    rebuild()
    for access in ("members", "public"):
        with commit():
            english.access = access
            english.save()
        for number in numbers_of("Heron guide", "Guía heron"):
            assert cluster.index(INDEX)[str(number)]["access_filter"] == access


def test_telling_again_and_telling_of_what_the_cluster_never_knew_changes_nothing(cluster, without_trouble):
    page = a_text("Heron guide", "Herons.")
    rebuild()
    before = cluster.index(INDEX)
    numbers = [int(pk) for pk in before]
    ClusterChange.objects.bulk_create(ClusterChange(passage=pk) for pk in [*numbers, *numbers, 999_999])
    assert tell_cluster() == len(numbers) * 2 + 1
    assert cluster.index(INDEX) == before
    assert str(page.title) in titles_for(NOBODY, "heron")


def test_an_index_that_nobody_made_is_not_made_by_what_is_saved(cluster, commit):
    with commit():
        a_text("Heron guide", "Herons.")
    assert [str(heard) for heard in cluster.heard] == [f"HEAD /_alias/{INDEX}"]
    assert not ClusterChange.objects.exists()
    assert titles_for(NOBODY, "heron") == ["Heron guide"]  # said by the database


def test_what_changes_while_an_index_is_made_is_told_to_the_new_one(cluster, commit, without_trouble):
    page = a_text("Heron guide", "Herons.")
    rebuild()
    [before] = numbers_of("Heron guide")

    def meanwhile(_name, done, _total):
        if numbers_of("Heron guide") == [before]:
            with commit():
                refresh(kinds()["page"], [page.pk])
            assert str(before) not in cluster.index(INDEX)

    with commit():
        rebuild_cluster(meanwhile)
    [after] = numbers_of("Heron guide")
    assert after != before
    assert cluster.index(INDEX).keys() == {str(pk) for pk in IndexedPassage.objects.values_list("pk", flat=True)}


def test_a_cluster_that_is_away_keeps_nothing_from_being_saved_and_is_told_when_it_is_back(cluster, commit, caplog):
    rebuild()
    cluster.trouble = (503, "{}")
    with commit():
        page = a_text("Heron guide", "Herons.")
    assert page.pk
    assert set(numbers_of("Heron guide")) <= set(ClusterChange.objects.values_list("passage", flat=True))
    assert "cluster failed" in caplog.text
    assert titles_for(NOBODY, "heron") == ["Heron guide"]
    cluster.trouble = None
    forget_connections()  # half a minute later
    call_command("frequently", verbosity=0)
    assert not ClusterChange.objects.exists()
    assert str(*numbers_of("Heron guide")) in cluster.index(INDEX)


def test_without_a_cluster_nothing_is_noted_and_passages_are_deleted_unread(commit):
    with commit():
        page = a_text("Heron guide", "Herons.")
    assert not ClusterChange.objects.exists()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        forget(kinds()["page"], page.pk)
    assert [query["sql"].split()[0] for query in queries if "search_" in query["sql"]] == ["DELETE"]


def test_wagtails_own_indexing_leaves_passages_and_the_cluster_alone(cluster):
    a_text("Heron guide", "Herons.")
    rebuild()
    before = cluster.index(INDEX)
    cluster.heard.clear()
    call_command("update_index", verbosity=0)
    assert not cluster.heard
    assert cluster.index(INDEX) == before
    assert not IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(ClusterPassage)).exists()


# --- privacy


def test_a_cluster_that_names_everything_shows_nobody_what_they_may_not_see(cluster, commit, without_trouble):
    _center, recordings = a_resource_center()
    a_recording(recordings, title="Secret meeting", video=a_video())
    closed, gone, deleted = a_text("Closed heron", "A."), a_text("Gone heron", "B."), a_text("Deleted heron", "C.")
    document = a_document("The pelican text.")
    guide = a_publication(title="Heron guide", document=document)
    rebuild()
    cluster.hits = list(IndexedPassage.objects.order_by("pk").values_list("pk", flat=True))
    assert {"Closed heron", "Gone heron", "Deleted heron", "Heron guide"} <= set(titles_for(NOBODY, "heron"))
    restrict(closed, "Moderators")
    gone.unpublish()
    deleted.delete()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    guide.access = "members"
    guide.save()
    for outsider in (NOBODY, a_user()):
        for words in ("heron", "secret", "pelican", "her"):
            found = set(titles_for(outsider, words)) | set(suggested(outsider, words))
            assert not found & {"Closed heron", "Gone heron", "Deleted heron", "Heron guide", "Secret meeting"}
        counts = [choice.value for facet in asks(outsider, "heron").facets for choice in facet.choices]
        assert "recording" not in counts
    assert "Secret meeting" in titles_for(a_member(), "heron")
    assert "Closed heron" in titles_for(a_user("Moderators"), "heron")


# --- trouble


def refused():
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def assert_the_database_answers(client, caplog, seconds):
    begun = time.monotonic()
    page = client.get("/search/?q=heron")
    assert page.status_code == 200
    assert "<mark>Heron</mark> guide" in page.content.decode()
    assert "cluster failed" in caplog.text
    assert "secret-word" not in caplog.text
    assert client.get("/search/?q=herron+zebras+flamigno+xyzzy").status_code == 200  # asks of each word
    assert suggested(NOBODY, "her") == ["Heron guide"]
    assert time.monotonic() - begun < seconds
    assert caplog.text.count("cluster failed") == 1


@pytest.mark.parametrize("kind", CLIENTS)
def test_where_nobody_listens_the_database_answers(client, point_at, caplog, kind):
    a_text("Heron guide", "Herons.")
    index_everything()
    point_at(refused(), kind)
    assert_the_database_answers(client, caplog, 3)


def test_a_cluster_that_keeps_silent_is_waited_for_once(cluster, client, caplog):
    a_text("Heron guide", "Herons.")
    rebuild()
    cluster.trouble = 6
    assert_the_database_answers(client, caplog, 5)


MALFORMED = [
    (503, "{}"), (500, "<html>"), (429, "{}"), (401, "{}"), (200, ""), (200, "no JSON"), (200, "[]"), (200, "null"),
    (200, "{}"),
    (200, '{"took": 1, "hits": 7}'), (200, '{"took": 1, "hits": {"hits": [7]}}'),
    (200, '{"took": 1, "hits": {"hits": [{"_id": "heron"}]}}'), (200, '{"took": 1, "hits": {"hits": [{}]}}'),
    (200, '{"took": 1, "hits": {"hits": [{"_id": "' + "9" * 30 + '"}]}}'),
    (200, '{"took": 1, "hits": {"hits": [{"_id": "-1"}]}}'), (200, '{"took": 1, "hits": {"hits": [{"_id": null}]}}'),
]  # fmt: skip


def test_an_answer_that_is_none_is_given_by_the_database(cluster, client, caplog):
    a_text("Heron guide", "Herons.")
    rebuild()
    for trouble in MALFORMED:
        cluster.trouble = trouble
        forget_connections()
        caplog.clear()
        assert_the_database_answers(client, caplog, 3)


def test_after_half_a_minute_the_cluster_is_asked_again(cluster, caplog, monkeypatch):
    a_text("Heron guide", "Herons.")
    rebuild()
    cluster.trouble = (503, "{}")
    titles_for(NOBODY, "heron")
    cluster.trouble = None
    cluster.heard.clear()
    titles_for(NOBODY, "heron")
    assert not cluster.heard
    now = time.monotonic()
    monkeypatch.setattr("search.backend.monotonic", lambda: now + 31)
    assert "Heron guide" in titles_for(NOBODY, "heron")
    assert len(cluster.questions) == 1


def test_whatever_somebody_types_is_a_question_to_the_cluster_too(cluster, without_trouble):
    a_text("Heron guide", "Herons.")
    rebuild()
    cluster.hits = numbers_of("Heron guide")
    for words in HOSTILE:
        asks(NOBODY, words)
        suggested(NOBODY, words.encode("utf-8", "replace").decode(), "/es")
    assert len(cluster.questions) > len(HOSTILE) / 2
    leaves = json.dumps(cluster.questions)
    assert "query_string" not in leaves
    assert "<" not in leaves


# --- the whole way, with Wagtail's back-end for the database in the cluster's place


@pytest.fixture
def wagtails_index(configure, without_trouble):
    """Put what there is into Wagtail's own index, which answers for the passages from then on."""
    configure(BACKEND="wagtail.search.backends.database", AUTO_UPDATE=False)

    def fill():
        index_everything()
        get_search_backend("passages").add_bulk(ClusterPassage, list(ClusterPassage.objects.all()))

    return fill


WORLD = [
    ("Crisis intervention", "Officers and clinicians answer together."),
    ("Night shifts", "Officers at night, and a crisis line that answers."),
    ("A line about a crisis", "Nothing else."),
    ("Dispatchers", "They hear of a crisis first; co-responders follow."),
]
MUNDO = [("Intervención en crisis", "Los agentes y los médicos."), ("Turnos de noche", "La línea de crisis.")]
QUESTIONS = [
    ("crisis intervention", "en"), ("officers answering", "en"), ('"crisis line"', "en"), ("co-responder", "en"),
    ("crisis -night", "en"), ("dispatcher zebra", "en"), ("crisis", "es"), ("intervenciones", "es"),
    ("agente medico", "es"), ("-crisis", "en"), ("flamingo", "en"),
]  # fmt: skip


def found_now():
    suggestions = [suggested(NOBODY, *typed) for typed in [("cris",), ("crisis inter",), ("turn", "/es")]]
    return [titles_for(NOBODY, *question) for question in QUESTIONS], suggestions


def test_the_same_is_found_by_way_of_wagtails_search_as_by_the_databases_own(wagtails_index, settings):
    for title, words in WORLD:
        a_text(title, words)
    for title, words in MUNDO:
        a_text(title, words, "es")
    wagtails_index()
    with CaptureQueriesContext(connection) as queries:
        found, suggestions = found_now()
    assert any("json_each" in query["sql"] for query in queries)
    settings.WAGTAILSEARCH_BACKENDS = {"default": settings.WAGTAILSEARCH_BACKENDS["default"]}
    own, own_suggestions = found_now()
    assert list(map(set, found)) == list(map(set, own))
    assert list(map(set, suggestions)) == list(map(set, own_suggestions))
    assert found[0][0] == own[0][0] == "Crisis intervention"
    assert {len(titles) for titles in own} >= {0, 1, 2, 6}


def test_an_index_that_is_behind_shows_nothing_that_was_closed_since(wagtails_index):
    section = a_page(title="Harbor section")
    below = a_page(parent=section, title="Harbor page")
    other, last = a_page(title="Harbor note"), a_page(title="Harbor letter")
    _center, recordings = a_resource_center()
    a_recording(recordings, title="Harbor meeting", video=a_video())
    wagtails_index()
    assert set(titles_for(NOBODY, "harbor")) == {"Harbor section", "Harbor page", "Harbor note", "Harbor letter"}
    row = restrict(section, "Moderators")
    other.unpublish()
    last.delete()
    assert titles_for(NOBODY, "harbor") == suggested(NOBODY, "harb") == []
    assert asks(NOBODY, "harbor").total == 0
    assert titles_for(a_member(), "harbor") == ["Harbor meeting"]
    row.delete()
    assert set(titles_for(NOBODY, "harbor")) == {"Harbor section", below.title}
