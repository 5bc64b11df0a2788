"""The index of what refers to what, which decides who may have a file, brought up to date in good time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

__all__ = ["noted_once"]


@contextmanager
def noted_once(rows: list[Model]) -> Iterator[None]:
    """Note at the end what the rows refer to, instead of at each of the many saves that make one."""
    with disable_reference_index_auto_update():
        yield
    for row in rows:
        ReferenceIndex.create_or_update_for_object(row)
