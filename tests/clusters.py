"""The protocol of OpenSearch and Elasticsearch on this machine: what a client says is kept, what it hears is given.

It keeps indexes, aliases and documents as told, and searches nothing: it answers with the `hits` it is given, or with
every document whose word of access is among those in the question.
"""

import json
import re
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

__all__ = ["Heard", "RecordingCluster"]


@dataclass(frozen=True)
class Heard:
    """A request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: list = field(default_factory=list)  # one object, or those of a bulk

    def __str__(self):
        return f"{self.method} {re.sub(r'(?<=passage)_[a-z0-9]{7}', '_…', self.path)}"  # an index's own letters


class RecordingCluster:
    """Use it in a `with` statement; `trouble` is an answer (status, body) to everything, or a number of seconds."""

    def __init__(self):
        self.heard: list[Heard] = []
        self.documents: dict[str, dict[str, dict]] = {}
        self.aliases: dict[str, set[str]] = defaultdict(set)
        self.hits: list | None = None
        self.trouble: tuple[int, str] | float | None = None
        cluster = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                url = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                lines = [json.loads(line) for line in body.splitlines() if line]
                heard = Heard(
                    self.command, url.path, query, {name.lower(): value for name, value in self.headers.items()}, lines
                )
                cluster.heard.append(heard)
                status, text = cluster.answer(heard)
                with suppress(ConnectionError):  # who waited may have gone
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("X-Elastic-Product", "Elasticsearch")
                    self.send_header("Content-Length", str(len(text.encode())))
                    self.end_headers()
                    self.wfile.write(b"" if self.command == "HEAD" else text.encode())

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.netloc = f"127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    # --- what it knows

    def index(self, name: str) -> dict[str, dict]:
        """The documents that answer under a name, by their numbers."""
        names = self.aliases.get(name) or ({name} & self.documents.keys())
        return {pk: document for index in sorted(names) for pk, document in self.documents[index].items()}

    def said(self, of: str) -> list[Heard]:
        return [heard for heard in self.heard if heard.path.endswith(of)]

    @property
    def questions(self) -> list[dict]:
        return [heard.body[0] for heard in self.said("/_search")]

    # --- what it says

    def answer(self, heard: Heard) -> tuple[int, str]:
        if isinstance(self.trouble, tuple):
            return self.trouble
        if self.trouble:
            time.sleep(self.trouble)
        status, answer = self._answer(heard)
        return status, json.dumps(answer)

    def _answer(self, heard: Heard) -> tuple[int, object]:
        first, *rest = heard.path.strip("/").split("/")
        what = rest[0] if rest else ""
        if first == "_alias":
            found = {index: {"aliases": {rest[0]: {}}} for index in sorted(self.aliases[rest[0]])}
            return (200, found) if found else (404, {"error": "alias missing", "status": 404})
        if what == "_bulk":
            return 200, {"took": 1, "errors": False, "items": list(self._bulk(first, iter(heard.body)))}
        if what == "_search":
            return self._search(first, heard.body[0])
        if what == "_alias":
            self.aliases[rest[1]].add(first)
        elif heard.method == "PUT" and not rest:
            self.documents[first] = {}
        elif heard.method == "DELETE" and not rest:
            if not self.documents.pop(first, None) and first not in [i for some in self.aliases.values() for i in some]:
                return 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
            for some in self.aliases.values():
                some.discard(first)
        return 200, {"acknowledged": True}

    def _bulk(self, name: str, lines):
        indexes = self.aliases.get(name) or {name}
        for action in lines:
            [(act, facts)] = action.items()
            if act == "delete":
                found = [self.documents[index].pop(facts["_id"], None) for index in indexes]
                status = 200 if any(found) else 404
            else:
                document, status = next(lines), 201
                for index in indexes:
                    self.documents.setdefault(index, {})[facts["_id"]] = document
            yield {act: {"_id": facts["_id"], "status": status}}

    def _search(self, name: str, body: dict) -> tuple[int, object]:
        if not self.aliases.get(name):
            return 404, {"error": {"type": "index_not_found_exception"}, "status": 404}
        hits = self.hits
        if hits is None:
            [access] = [part["terms"]["access_filter"] for part in body["query"]["bool"]["filter"] if "terms" in part]
            hits = [pk for pk, document in self.index(name).items() if document["access_filter"] in access]
        return 200, {"took": 1, **({"hits": {"hits": [{"_id": str(pk)} for pk in hits]}} if hits else {})}
