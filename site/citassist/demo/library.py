"""The two pages that list publications: one for everybody, one for members."""

from citassist.demo.sheets import Sheet
from library.models import LibraryPage, MembersLibraryPage

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="library",
        model=LibraryPage,
        title="Library",
        lead="Guides, sample policies, agreements, training plans and research on crisis response, described for "
        "people with little time.",
        in_menu=True,
        description="Publications on Crisis Intervention Teams and crisis response, in English and Spanish.",
    ),
    Sheet(
        key="resource-center/library",
        model=MembersLibraryPage,
        title="Library for members",
        lead="Every publication in one list: what the public can read, and what the agencies of the community share "
        "only among themselves.",
        in_menu=True,
    ),
]
