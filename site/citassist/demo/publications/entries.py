"""What a publication of the demonstration world says, before it is a record."""

from dataclasses import dataclass

from library.publications import Kind, Language, Printed

__all__ = ["BOTH", "NOTE", "Entry"]

NOTE = "Demonstration data: this publication is invented."
BOTH = "en+es"  # an edition in each language


@dataclass(frozen=True)
class Entry:
    """A record to be. `topics` are keys of TOPICS and `readers` values of Reader, separated by spaces.

    A `year` below 1 counts back from this one; `review_in` counts days from today. `replaced_by` and `related`
    name the keys of entries that come before this one. `document` is a key of the demonstration's documents.
    """

    key: str
    kind: Kind
    year: int
    title: str
    abstract: str
    topics: str
    readers: str
    authors: tuple[str, ...] = ()
    publisher: str = "CIT ASSIST (demo)"  # lists and citations, which leave the abstract out, say it too
    editions: str = Language.ENGLISH
    document: str = ""
    url: str = ""
    pages: int | None = None
    printed: Printed = Printed.NO
    for_members: bool = False
    is_invented: bool = True
    is_featured: bool = False
    is_archived: bool = False
    review_in: int | None = None
    replaced_by: str = ""
    related: str = ""

    @property
    def language(self) -> str:
        """The language of the publication that the English record stands for."""
        return Language.ENGLISH if self.editions == BOTH else self.editions
