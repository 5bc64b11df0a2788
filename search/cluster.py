"""Telling a search cluster, where the settings name one, what is in the index.

What changes is noted in the transaction that changes it and told once that is safe. What cannot be told stays noted,
so a cluster that was away for a day is told of that day.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from django.db import transaction
from django_tasks import task

from search.backend import PATIENTLY, Unavailable, ask, is_configured
from search.models import ClusterChange, ClusterPassage, IndexedPassage

__all__ = ["note", "rebuild_cluster", "tell_cluster"]

BATCH = 100  # passages in one request


def note(numbers: Iterable[int]) -> None:
    """Passages that came or go in this transaction."""
    if is_configured():
        ClusterChange.objects.bulk_create((ClusterChange(passage=number) for number in numbers), batch_size=500)
        transaction.on_commit(_tell_soon, robust=True)


def _tell_soon() -> None:
    if ClusterChange.objects.exists():  # once, however often something was noted
        _tell_cluster.enqueue()


@task()
def _tell_cluster() -> int:
    return tell_cluster()


def tell_cluster() -> int:
    """Tell what was noted, as it is by now; returns how much. Safe twice, late, and killed midway."""
    told = 0
    with suppress(Unavailable):
        while is_configured() and (noted := dict(ClusterChange.objects.order_by("pk").values_list()[:BATCH])):
            rows = list(ClusterPassage.objects.filter(pk__in=noted.values()))
            gone = set(noted.values()) - {row.pk for row in rows}
            ask(partial(_tell, rows=rows, gone=gone), PATIENTLY)
            told += ClusterChange.objects.filter(pk__in=noted).delete()[0]
    return told


def _tell(backend, rows: list[ClusterPassage], gone: Iterable[int]) -> None:
    index = backend.get_index_for_model(ClusterPassage)
    if not index.is_alias():
        return  # nobody has made it yet; who does reads everything
    index.add_items(ClusterPassage, rows)
    actions = [{"_op_type": "delete", "_id": str(number)} for number in sorted(gone)]
    if actions:
        backend.bulk(backend.es, actions, index=index.name)


def rebuild_cluster(report: Callable[[str, int, int], None]) -> int:
    """Make the cluster's index anew beside the one that answers, and put it in its place when it is whole.

    Raises `Unavailable`. `report` is called as `search.indexing.rebuild` calls it.
    """
    told = ask(partial(_rebuild, report=report), PATIENTLY)
    # What changed meanwhile was told to the index that is gone.
    with transaction.atomic():
        note(sorted(told ^ set(IndexedPassage.objects.values_list("pk", flat=True))))
    return len(told)


def _rebuild(backend, report) -> set[int]:
    rebuilder = backend.atomic_rebuilder_class(backend.get_index_for_model(ClusterPassage))
    index = rebuilder.start()
    try:
        index.add_model(ClusterPassage)
        total, told, last = IndexedPassage.objects.count(), set(), 0
        while rows := list(ClusterPassage.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
            index.add_items(ClusterPassage, rows)
            told |= {row.pk for row in rows}
            last = rows[-1].pk
            report("cluster", len(told), max(total, len(told)))
    except BaseException:
        index.delete()
        raise
    rebuilder.finish()
    return told
