"""A running copy of the site: production settings, its own database, the demonstration world in it."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

__all__ = ["World", "free_port"]

ROOT = Path(__file__).resolve().parents[1]
PASSED_ON = ["HOME", "LANG", "PATH", "TMPDIR"]
PREPARATION = [
    ["migrate", "--no-input"],
    ["compilecatalogue"],
    ["collectstatic", "--no-input"],
    ["demo", "--insecure-accounts"],
]


class World:
    """Everything lies in `folder`; with a PostgreSQL `database_url`, a new database beside that one.

    Use it as a context manager: `with World(folder) as world: … world.url …`.
    """

    def __init__(self, folder: Path, database_url: str = ""):
        self.folder = folder
        self.log = folder / "log.txt"
        self.mail = folder / "mail"
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._server_database = database_url
        self._database = f"citassist_world_{port}" if database_url.startswith("postgres") else ""
        self._server = None
        # Of the surrounding environment only the way to programs: the settings are those of production.
        self.environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ} | {
            "ALLOWED_HOSTS": "127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "citassist.settings",
            "EMAIL_URL": f"filemail:///{self.mail}",  # four slashes before an absolute path
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "REQUIRE_SECOND_FACTOR": "false",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": self.url,
            "VAR_DIR": str(folder),
            # The editor saves when told to, so that a test knows what was saved.
            "WAGTAIL_AUTOSAVE_INTERVAL": "0",
        }
        if self._database:
            address = urlsplit(database_url)._replace(path=f"/{self._database}")
            self.environment["DATABASE_URL"] = address.geturl()

    def __enter__(self):
        self.mail.mkdir(parents=True, exist_ok=True)
        if self._database:
            self._ask_postgresql("CREATE DATABASE {}")
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        self.stop()
        if self._database:
            self._ask_postgresql("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    def prepare(self):
        """Fill the database and the folders, as a deployment would."""
        for command in PREPARATION:
            self.manage(*command)

    def manage(self, *command: str):
        """Run one of Django's commands in this world; what it prints is shown only when it fails."""
        result = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{result.stdout}\n{result.stderr}")

    def start(self):
        """Start the server and wait until it answers."""
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(urlsplit(self.url).port)]
        options += ["--workers", "1", "--blocking-threads", "4"]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "granian", *options, "citassist.wsgi:application"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._server.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/robots.txt", timeout=5).close()  # noqa: S310
                return
            time.sleep(0.1)
        raise RuntimeError(f"The server did not answer:\n{self.log.read_text()}")

    def stop(self):
        if self._server and self._server.poll() is None:
            self._server.terminate()
            self._server.wait(timeout=30)

    def newest_mail(self) -> EmailMessage:
        """The last message the site sent."""
        return self._mail()[-1]

    def mail_to(self, address: str) -> EmailMessage:
        """The last message the site sent to somebody."""
        return [message for message in self._mail() if address in message["To"]][-1]

    def _mail(self) -> list[EmailMessage]:
        """Every message so far; a file may hold several, one after the other."""
        files = sorted(self.mail.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        parts = (part for file in files for part in file.read_bytes().split(b"-" * 79 + b"\n"))
        return [message_from_bytes(part, policy=policy.default) for part in parts if part.strip()]

    def _ask_postgresql(self, statement: str):
        with psycopg.connect(self._server_database, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(self._database)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
