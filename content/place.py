"""Where something stands that is no page of the tree but is met like one."""

from dataclasses import dataclass, field

from wagtail.models import Page

__all__ = ["Place"]


@dataclass(frozen=True)
class Place:
    """A view leaves it as `request.place`; breadcrumbs, menu and language switch read it there.

    `parent` is the page above it, which the visitor may open; `versions` are its addresses by language.
    """

    title: str
    parent: Page | None
    versions: dict[str, str] = field(default_factory=dict)
