"""The demonstration world: one call fills an empty site in English and Spanish, another changes nothing."""

from collections.abc import Callable

from django.db import transaction

from citassist.demo import (
    about,
    accounts,
    agencies,
    assistance,
    building,
    clips,
    community,
    contact,
    events,
    forum,
    library,
    model,
    news,
    notices,
    people,
    privacy,
    program,
    publications,
    recordings,
    resource_center,
    search,
    topics,
    translations,
    turnout,
    waiting,
    watching,
)

__all__ = ["build"]


def build(report: Callable[[str], None]) -> None:
    """Make what is missing, in one transaction; what exists stays as it is, edited or not.

    Rows are recognized by their translation key, accounts by their address, files by their title.
    Something deleted by hand comes back. Only what this call makes is translated. `report` is called
    with each line of progress.
    """
    rendered = clips.render_missing(report)  # before the transaction: nobody waits for the database meanwhile
    with transaction.atomic(), search.in_the_end(report):
        author = accounts.make(report)
        topics.make(report)
        search.make_synonyms()
        community.make(agencies.make(report), report)
        made = [*notices.make(author), *people.make(author)]
        report(f"  {len(made)} notices, partners and board members")
        records = publications.make(author, report)
        videos = recordings.make_videos(rendered, report)
        sheets = [
            *program.SHEETS,
            *model.SHEETS,
            *about.SHEETS,
            *news.sheets(),
            *resource_center.SHEETS,
            *recordings.sheets(videos),
            *library.SHEETS,
            *events.sheets(),
            *assistance.SHEETS,
            *contact.SHEETS,
            *forum.SHEETS,
        ]
        pages = building.make_pages(sheets, author)
        report(f"  {len(pages)} pages")
        translated = translations.translate([*made, *records, *pages], author)
        publications.tell_languages(records, author)
        turnout.make(pages, report)
        watching.make(videos, report)
        privacy.close(pages)
        waiting.submit(pages)
        assistance.make(report)
        forum.make(report)
        report(f"  {translated} translations into Spanish")
