"""Facts about the database that a deployment must meet: `manage.py check --database default`."""

from django.core.checks import Error
from django.db import OperationalError, ProgrammingError
from wagtail.models import PageViewRestriction

from members.privacy import strays

__all__ = ["no_page_is_open_in_one_language_only"]


def no_page_is_open_in_one_language_only(app_configs, databases, **kwargs):
    """Find pages that are open while their translation or alias is closed, and privacy that this site cannot honor."""
    if not databases:
        return []
    try:
        open_pages = list(strays())
        passwords = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.PASSWORD).count()
    except (OperationalError, ProgrammingError):  # before the first migration
        return []
    errors = [
        Error(f"Page {page.pk} is open although a translation or alias of it is private.", id="members.E001")
        for page in open_pages
    ]
    if passwords:
        errors.append(Error(f"{passwords} pages are restricted by a shared password.", id="members.E002"))
    for error in errors:
        error.hint = "Run manage.py repair_privacy."
    return errors
