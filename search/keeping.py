"""Keeping the index in step: whoever may not see something any more loses it in the very transaction that says so,
and what was changed is read again as soon as that transaction is safe.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page

from members.findable import Kind, PageKind, Place, kinds
from search.cluster import note
from search.indexing import BATCH, forget, forget_lost, refresh, refresh_places
from search.models import IndexedPassage

__all__ = ["keep_up_with_time", "paused", "read_again"]

# What nobody reads: saving only these changes nothing that can be found.
SILENT = {"last_login", "password", "draft_title", "latest_revision", "has_unpublished_changes"}

_paused: ContextVar[bool] = ContextVar("search_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Leave the index alone; who makes very much at once rebuilds it in the end."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def read_again(kind: Kind, numbers: Iterable[int | Place]) -> None:
    """Once the transaction is safe, and only once however often this was said in it."""
    if not (numbers := set(numbers)):
        return
    waiting = connection.__dict__.setdefault("_waiting_for_search", {})
    waiting.setdefault(kind.name, set()).update(numbers)
    transaction.on_commit(_catch_up, robust=True)


def _catch_up() -> None:
    for name, waiting in connection.__dict__.pop("_waiting_for_search", {}).items():
        numbers = {each for each in waiting if not isinstance(each, tuple)}
        refresh(kinds()[name], numbers)
        places = defaultdict(set)
        for number, locator in waiting - numbers:
            places[number].add(locator)
        for number in places.keys() - numbers:
            refresh_places(kinds()[name], number, places[number])


def _narrow(kind: Kind, instance) -> None:
    """What is closed or gone is so at once; what is opened waits until it is read again."""
    if not kind.rows().filter(pk=instance.pk).exists() or kind.access_varies:
        forget(kind, instance.pk)
    else:
        access = kind.access(instance)
        others = IndexedPassage.objects.filter(family=kind.family(instance)).exclude(access=access)
        with transaction.atomic(savepoint=False):
            note(others.values_list("pk", flat=True))
            others.update(access=access)


def _kind_of(instance) -> Kind | None:
    """The kind of which this is an object."""
    if isinstance(instance, Page):
        model = instance.specific_class or Page
        found = [kind for kind in kinds().values() if isinstance(kind, PageKind) and issubclass(model, kind.model)]
        return next((kind for kind in found if kind.model is not Page), next(iter(found), None))
    return next((kind for kind in kinds().values() if kind.model is type(instance)), None)


@cache
def _watches() -> dict[type[models.Model], list[tuple[Kind, Callable]]]:
    """Which kinds are made of a model's rows, and how each tells what a row changes. Asked when every room has told of
    its kinds.
    """
    found = defaultdict(list)
    for kind in kinds().values():
        for model, numbers_of in kind.watches.items():
            found[apps.get_model(model) if isinstance(model, str) else model].append((kind, numbers_of))
    return dict(found)


def _is_watched(model: type[models.Model]) -> bool:
    return issubclass(model, Page) or model in _watches() or any(kind.model is model for kind in kinds().values())


def _read_what_is_made_of(model: type[models.Model], instance) -> None:
    for kind, numbers_of in _watches().get(model, ()):
        read_again(kind, numbers_of(instance))


@receiver(post_save)
def saved(sender, instance, created, raw=False, update_fields=None, **kwargs):
    if not _is_watched(sender) or raw or _paused.get():
        return
    kind = _kind_of(instance)
    if update_fields is not None and SILENT.union(kind.silent if kind else ()).issuperset(update_fields):
        return
    if kind:
        if not created:
            _narrow(kind, instance)
        read_again(kind, [instance.pk])
    _read_what_is_made_of(sender, instance)


@receiver(post_delete)
def deleted(sender, instance, **kwargs):
    if _is_watched(sender):
        if kind := _kind_of(instance):
            forget(kind, instance.pk)
        _read_what_is_made_of(sender, instance)


@receiver(m2m_changed)
def related(sender, instance, action, **kwargs):
    if action.startswith("post_") and not _paused.get():
        _read_what_is_made_of(sender, instance)


def keep_up_with_time() -> int:
    """Read again what changes by itself; put in what is missing, take out what is lost. For the hourly jobs."""
    count = 0
    for kind in kinds().values():
        indexed = IndexedPassage.objects.filter(kind=kind.name).values_list("object_id", flat=True)
        there = set(kind.rows().order_by().values_list("pk", flat=True))
        numbers = [*kind.due(), *sorted(there - set(indexed.distinct()))]
        for place in range(0, len(numbers), BATCH):
            refresh(kind, numbers[place : place + BATCH])
        count += len(numbers) + forget_lost(kind)
    return count
