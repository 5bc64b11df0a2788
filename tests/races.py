"""Two people at once: real threads with connections of their own, on a copy of the test database.

A module of races imports the fixtures `copy` and `db`; the copy is thrown away after the module.
"""

import sqlite3
import threading
from contextlib import closing, suppress

import pytest
from django.conf import settings
from django.db import connection

__all__ = ["Meeting", "at_once", "copy", "db", "kinds", "unguarded"]

PATIENCE = 1  # seconds that one waits for the other, who cannot come while a guard holds


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of the test database that threads can share; SQLite's own, in memory, cannot wait for a lock."""
    is_file = connection.vendor == "sqlite"
    original, hashers = connection.settings_dict["NAME"], settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        connection.ensure_connection()
        memory = connection.connection
        if is_file:
            path = str(tmp_path_factory.mktemp("races") / "copy.sqlite3")
            with closing(sqlite3.connect(path)) as file:
                memory.backup(file)
            connection.connection = None  # set aside, not closed: closing it would end the database
        else:
            connection.creation.clone_test_db("races", verbosity=0)
            path = connection.creation.get_test_db_clone_settings("races")["NAME"]
            connection.close()
        connection.settings_dict["NAME"] = path
        yield
        connection.close()
        connection.settings_dict["NAME"] = original
        if is_file:
            connection.connection = memory
        else:
            connection.creation.destroy_test_db(suffix="races", verbosity=0)
    settings.PASSWORD_HASHERS = hashers


@pytest.fixture(autouse=True)
def db(copy, django_db_blocker):
    """In place of pytest-django's: no transaction around a test, its threads begin their own."""
    with django_db_blocker.unblock():
        yield


class Meeting:
    """A place where two threads wait for each other, for a moment; alone there, one goes on."""

    def __init__(self):
        self.barrier = threading.Barrier(2)

    def wait(self):
        with suppress(threading.BrokenBarrierError):
            self.barrier.wait(PATIENCE)

    def after(self, function):
        """The function, followed by the wait: both know the answer before either acts on it."""

        def met(*args, **kwargs):
            answer = function(*args, **kwargs)
            self.wait()
            return answer

        return met


def at_once(*acts):
    """Do it all at the same time; returns what came of each, an exception if it was one."""
    start = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def do(number, act):
        try:
            start.wait(10)
            results[number] = act()
        except Exception as error:  # that is what we want to know
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def unguarded(service):
    """The service without its transaction."""
    return service.__wrapped__
