"""Page privacy means the same in every language, and survives copying, moving and translating.

What is kept, in the transaction that changes anything: a page, its translations and its aliases
carry the same restriction, and the same audience where their type has one; a page that leaves a
private section takes the restriction along.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import post_page_move

from members.access import OpenTo, WithAudience, restrictions_above

__all__ = ["equalize", "family_of", "keep_closed", "repair", "strays"]

_busy: ContextVar[bool] = ContextVar("privacy_busy", default=False)


@contextmanager
def _quietly() -> Iterator[None]:
    """In one transaction, and without answering to our own changes."""
    token = _busy.set(True)
    try:
        with transaction.atomic():
            yield
    finally:
        _busy.reset(token)


def family_of(page: Page) -> list[Page]:
    """The other pages that are this page: its translations and aliases, theirs included."""
    family, unseen = {page.pk: page}, [page]
    while unseen:
        keys = {member.translation_key for member in unseen}
        sources = {member.alias_of_id for member in unseen if member.alias_of_id}
        kin = Page.objects.filter(Q(translation_key__in=keys) | Q(alias_of__in=unseen) | Q(pk__in=sources))
        unseen = list(kin.exclude(pk__in=family))
        family |= {member.pk: member for member in unseen}
    return [member for pk, member in family.items() if pk != page.pk]


def _terms(row: PageViewRestriction) -> tuple[str, frozenset[int]]:
    return row.restriction_type, frozenset(row.groups.values_list("pk", flat=True))


def keep_closed(page: Page, like: PageViewRestriction) -> None:
    """Close a page as another is closed, unless that holds already. Rows add up, so this never opens anything."""
    nearest = restrictions_above(page).first()
    if nearest and (nearest.page_id == page.pk or _terms(nearest) == _terms(like)):
        return
    row = PageViewRestriction.objects.create(page_id=page.pk, restriction_type=like.restriction_type)
    row.groups.set(like.groups.all())


def equalize(page: Page) -> None:
    """Close every member of a page's family if one of them is closed."""
    family = [page, *family_of(page)]
    if len(family) > 1:
        nearest = [row for member in family if (row := restrictions_above(member).first())]
        for member in family if nearest else []:
            keep_closed(member, nearest[0])


def strays() -> QuerySet[Page]:
    """Open pages that have a closed translation or alias."""
    closed = Q()
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        closed |= Q(path__startswith=path)
    if not closed:
        return Page.objects.none()
    inside = Page.objects.filter(closed)
    kin = Q(translation_key__in=inside.values("translation_key")) | Q(alias_of__in=inside.values("pk"))
    kin |= Q(pk__in=inside.exclude(alias_of=None).values("alias_of"))
    return Page.objects.filter(kin).exclude(closed)


def repair() -> list[Page]:
    """Close every stray; return the pages that were open and should not have been."""
    with _quietly():
        found = list(strays())
        for page in found:
            equalize(page)
    return found


def _merge(row: PageViewRestriction) -> None:
    """Leave one row on the page, with the groups it had; fill groups that a copy forgot."""
    twins = PageViewRestriction.objects.filter(page=row.page).exclude(pk=row.pk)
    kin = PageViewRestriction.objects.filter(page__in=family_of(row.page), restriction_type=row.restriction_type)
    if row.restriction_type == PageViewRestriction.GROUPS and not row.groups.exists():
        known = next((other for other in [*twins, *kin] if other.groups.exists()), None)
        if known:
            row.groups.set(known.groups.all())
    twins.delete()


@receiver(post_save, sender=PageViewRestriction)
def set_or_changed(sender, instance, created, raw=False, **kwargs):
    """Mirror a restriction to the family, and close translations of pages below that lie elsewhere."""
    if raw or _busy.get():
        return
    with _quietly():
        if created:
            _merge(instance)
        for member in family_of(instance.page):
            row = member.view_restrictions.first()
            if row is None:
                row = PageViewRestriction.objects.create(page=member, restriction_type=instance.restriction_type)
                row.groups.set(instance.groups.all())
            elif row.restriction_type != instance.restriction_type:
                row.restriction_type = instance.restriction_type
                row.save()
        for stray in strays():
            equalize(stray)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def groups_changed(sender, instance, action, **kwargs):
    """Mirror the groups, whole."""
    if _busy.get() or not action.startswith("post_") or not isinstance(instance, PageViewRestriction):
        return
    with _quietly():
        for row in PageViewRestriction.objects.filter(page__in=family_of(instance.page)):
            row.groups.set(instance.groups.all())


@receiver(post_delete, sender=PageViewRestriction)
def lifted(sender, instance, origin=None, **kwargs):
    """Lift it from the family too, unless the row only went because its page was deleted."""
    by_hand = isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction
    if by_hand and not _busy.get():
        with _quietly():
            PageViewRestriction.objects.filter(page__in=family_of(instance.page)).delete()


@receiver(post_save)
def created(sender, instance, created=False, raw=False, **kwargs):
    """A new translation or alias is as closed as its family from its first moment."""
    if created and not raw and isinstance(instance, Page):
        with _quietly():
            equalize(instance)


@receiver(post_save)
def say_the_same_audience(sender, instance, raw=False, update_fields=None, **kwargs):
    """What the English page says holds for its family; where there is none, one that is closed closes the others."""
    if raw or not isinstance(instance, WithAudience) or (update_fields and "audience" not in update_fields):
        return
    kin = family_of(instance)
    if not kin:
        return
    pages = sender._base_manager.filter(pk__in=[instance.pk, *(page.pk for page in kin)])
    said = dict(pages.values_list("pk", "audience"))
    english = pages.filter(locale=Locale.get_default(), alias_of=None).order_by("pk").values_list("audience", flat=True)
    audience = english.first() or (OpenTo.MEMBERS if OpenTo.MEMBERS in said.values() else OpenTo.PUBLIC)
    if set(said.values()) != {audience}:
        pages.update(audience=audience)
    instance.audience = audience


@receiver(post_page_move)
def moved(sender, instance, parent_page_before, **kwargs):
    """Out of a private section: the restriction goes along. Into one: the translations follow."""
    with _quietly():
        if before := restrictions_above(parent_page_before).first():
            keep_closed(instance, before)
        for page in instance.get_descendants(inclusive=True):
            equalize(page)


def _copy_and_keep_closed(copy_page):
    """Wagtail has no signal for copies, so the action itself is wrapped."""

    def wrapped(self, page, *args, **kwargs):
        with transaction.atomic():
            copy = copy_page(self, page, *args, **kwargs)
            if row := restrictions_above(page).first():
                with _quietly():
                    keep_closed(copy, row)
            return copy

    return wrapped


CopyPageAction._copy_page = _copy_and_keep_closed(CopyPageAction._copy_page)
