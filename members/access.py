"""The one place that says what a person may open.

Two locks. Page types that derive from `MembersOnly` are private by type, whatever restriction
rows say. Wagtail's page privacy is the second lock, the one editors set on anything else.
Every listing, menu, count, link and file starts from here.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet

__all__ = [
    "MEMBERS_GROUP",
    "MembersOnly",
    "Membership",
    "Person",
    "closed_to",
    "groups_that_may_enter",
    "is_member",
    "is_private",
    "is_staff",
    "may_enter",
    "may_open",
    "membership_of",
    "private_types",
    "restrictions_above",
    "visible_to",
]

MEMBERS_GROUP = "Members"

Person = AbstractBaseUser | AnonymousUser


class Membership(models.TextChoices):
    """Where a person stands with the Community of Practice. Only ACTIVE opens anything."""

    NONE = "none", _("not a member")
    PENDING = "pending", _("waiting for approval")
    ACTIVE = "active", _("member")
    EXPIRED = "expired", _("membership has ended")
    SUSPENDED = "suspended", _("membership is suspended")


class MembersOnly:
    """First base of every page type that only members may open."""

    @classmethod
    def get_default_privacy_setting(cls, request):
        """Wagtail's second lock starts closed as well."""
        return {"type": PageViewRestriction.GROUPS, "groups": list(groups_that_may_enter())}


def _groups(user: Person) -> dict[int, str]:
    """The person's groups by number; asked of the database once per user object, so once a request."""
    if not hasattr(user, "_access_groups"):
        rows = user.groups.values_list("pk", "name") if user.is_authenticated and user.is_active else []
        user._access_groups = dict(rows)
    return user._access_groups


def membership_of(user: Person) -> Membership:
    """Where the person stands today. Approval is the Members group; an end or a suspension overrules it."""
    if not (user.is_authenticated and user.is_active):
        return Membership.NONE
    if MEMBERS_GROUP not in _groups(user).values():
        return Membership.PENDING if user.membership_requested_at else Membership.NONE
    if user.membership_suspended_at:
        return Membership.SUSPENDED
    if user.membership_ends_on and user.membership_ends_on <= timezone.localdate():
        return Membership.EXPIRED
    return Membership.ACTIVE


def is_member(user: Person) -> bool:
    """Whether the person is a member of the Community of Practice now. Being signed in is not enough."""
    return membership_of(user) == Membership.ACTIVE


def is_staff(user: Person) -> bool:
    """Whether the person works on the site: anyone who may enter the admin."""
    return user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")


def may_enter(user: Person) -> bool:
    """Whether the person may open what is private by type: members, and staff who look after it."""
    return is_member(user) or is_staff(user)


def groups_that_may_enter() -> QuerySet[Group]:
    """The groups named in the restriction of whatever is private by type."""
    works_here = Q(permissions__content_type__app_label="wagtailadmin", permissions__codename="access_admin")
    return Group.objects.filter(Q(name=MEMBERS_GROUP) | works_here).distinct()


def closed_to(user: Person) -> Q:
    """The restriction rows that do not admit the person, as a condition on page or collection restrictions.

    "Any signed-in account" means members here, and a shared password opens nothing.
    """
    closed = Q(restriction_type=PageViewRestriction.PASSWORD)
    if user.is_authenticated and user.is_active and user.is_superuser:
        return closed
    state = membership_of(user)
    member = state == Membership.ACTIVE
    groups = [pk for pk, name in _groups(user).items() if member or name != MEMBERS_GROUP]
    if state in (Membership.EXPIRED, Membership.SUSPENDED) and not is_staff(user):
        groups = []  # the other groups were a member's
    closed |= Q(restriction_type=PageViewRestriction.GROUPS) & ~Q(groups__in=groups)
    return closed if member else closed | Q(restriction_type=PageViewRestriction.LOGIN)


def visible_to(user: Person, pages: PageQuerySet | None = None) -> PageQuerySet:
    """Trim `pages` (all pages if left out) to the live ones that the person may open.

    One condition inside the query itself, so the cost does not grow with the number of private pages;
    beside it, one query for the person's groups and two for a permission, once a request.
    """
    pages = (Page.objects.all() if pages is None else pages).live()
    path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    above = PageViewRestriction.objects.annotate(below=path).filter(below__startswith=F("page__path"))
    pages = pages.exclude(Exists(above.filter(closed_to(user))))
    return pages if may_enter(user) else pages.not_type(*private_types())


def private_types() -> list[type[Page]]:
    """Every page type that is private by nature."""
    return [model for model in get_page_models() if issubclass(model, MembersOnly)]


def restrictions_above(page: Page) -> QuerySet[PageViewRestriction]:
    """The restriction rows on a page and the pages above it, the nearest first."""
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    rows = PageViewRestriction.objects.filter(page__path__in=[page.path[:end] for end in steps])
    return rows.order_by("-page__depth", "pk")


def is_private(page: Page) -> bool:
    """Whether the page is closed to the public, by type or by restriction, its own or inherited."""
    return issubclass(page.specific_class or Page, MembersOnly) or restrictions_above(page).exists()


def may_open(user: Person, page: Page) -> bool:
    """Whether the person may open this page (published or not: whoever asks has checked that)."""
    if issubclass(page.specific_class or Page, MembersOnly) and not may_enter(user):
        return False
    return not restrictions_above(page).filter(closed_to(user)).exists()
