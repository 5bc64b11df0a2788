"""What a page of the demonstration world says, before it is a page."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

__all__ = ["Sheet", "link"]


@dataclass(frozen=True)
class Sheet:
    """A page to be. The key is its place: "program/workshop" lies under "program".

    `body` holds (block, raw value) pairs, `fields` the page type's own fields, `rows` those that belong
    to it, `questions` a form's.
    Texts name other rows by key: `href="page:program/workshop"`, `href="document:call-review"`; raw values
    do too: "page:…", "document:…", "picture:…", "person:…", "publication:…".
    """

    key: str
    model: type[Page]
    title: str
    lead: str
    body: list[tuple[str, Any]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    questions: list[dict[str, Any]] = field(default_factory=list)
    in_menu: bool = False
    description: str = ""

    @property
    def parent(self) -> str:
        return self.key.rpartition("/")[0]

    @property
    def slug(self) -> str:
        return self.key.rpartition("/")[2]


def link(label: str, target: str) -> dict[str, Any]:
    """A link for LinkBlock: `target` is a full address or the key of a page."""
    if target.startswith("https://"):
        return {"label": label, "page": None, "url": target}
    return {"label": label, "page": f"page:{target}", "url": ""}
