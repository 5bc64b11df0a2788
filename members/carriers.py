"""Who may have a file: whoever may open something that carries it.

A picture or document has no audience of its own. It is public when a published public page, or a
published text or person shown on public pages, carries it; it is for members when only pages for
members do; nobody but staff sees a file that nothing published carries. A private collection is
the second lock.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from content.models import EditorialSnippet
from members.access import Person, closed_to, is_staff, may_enter, visible_to

__all__ = ["Audience", "audience_of", "may_have", "pages_that_carry"]


class Audience(models.TextChoices):
    """To whom a file is open at this moment."""

    PUBLIC = "public", _("everybody")
    RESTRICTED = "restricted", _("members")
    STAFF = "staff", _("staff only")


def pages_that_carry(file: models.Model) -> models.QuerySet[Page]:
    """The published pages that carry a picture or document, in any language."""
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    numbers = [int(number) for number in references.values_list("object_id", flat=True)]
    return Page.objects.filter(pk__in=numbers).live()


def _texts_that_carry(file: models.Model) -> Iterator[EditorialSnippet]:
    """The published snippets that carry it: alerts, partners, board members, publications."""
    for reference in ReferenceIndex.get_references_to(file).select_related("content_type"):
        model = reference.content_type.model_class()
        if model and issubclass(model, EditorialSnippet):
            yield from model.objects.filter(pk=reference.object_id, live=True)


def _collection_admits(file: models.Model, user: Person) -> bool:
    path = file.collection.path
    above = [path[:end] for end in range(file.collection.steplen, len(path) + 1, file.collection.steplen)]
    return not CollectionViewRestriction.objects.filter(closed_to(user), collection__path__in=above).exists()


def may_have(user: Person, file: models.Model) -> bool:
    """Whether the person may have this picture or document now."""
    if is_staff(user):
        return True
    if not _collection_admits(file, user):
        return False
    if visible_to(user, pages_that_carry(file)).exists():
        return True
    return any(not text.is_members_only or may_enter(user) for text in _texts_that_carry(file))


def audience_of(file: models.Model) -> Audience:
    """To whom a file is open, as staff are told on its own screen."""
    if may_have(AnonymousUser(), file):
        return Audience.PUBLIC
    is_carried = pages_that_carry(file).exists() or any(_texts_that_carry(file))
    return Audience.RESTRICTED if is_carried else Audience.STAFF
