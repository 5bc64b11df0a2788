"""The one place that says who is a member, and what a person may open.

A member was approved (the Members group), is not suspended, and belongs to an agency with a current award,
or was given more time by the office.

Two locks. Page types that derive from `MembersOnly` are private by type, whatever restriction
rows say; pages of types that derive from `WithAudience` are private where their own row says so.
Wagtail's page privacy is the second lock, the one editors set on anything else.
Every listing, menu, count, link and file starts from here.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet

from members.agencies import Award
from members.requests import AccessRequest

__all__ = [
    "MEMBERS_GROUP",
    "MembersOnly",
    "Membership",
    "OpenTo",
    "Person",
    "WithAudience",
    "closed_to",
    "groups_of",
    "groups_that_may_enter",
    "is_member",
    "is_private",
    "is_staff",
    "may_be_told_what_is_below",
    "may_enter",
    "may_open",
    "members_now",
    "membership_of",
    "private_types",
    "restrictions_above",
    "visible_to",
    "works_here",
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


class OpenTo(models.TextChoices):
    """To whom a page is open that says so itself."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members only")


class WithAudience(models.Model):
    """First base of every page type whose pages say one by one whether they are for members only.

    The English page says it for its translations and aliases (`members/privacy.py` sees to that).
    """

    audience = models.CharField(
        _("who may open it"),
        max_length=8,
        choices=OpenTo.choices,
        default=OpenTo.PUBLIC,
        db_index=True,
        help_text=_("Holds in every language. Members only: found, shown and opened by members and staff alone."),
    )

    class Meta:
        abstract = True


def groups_of(user: Person) -> dict[int, str]:
    """The person's groups by number; asked of the database once per user object, so once a request."""
    if not hasattr(user, "_access_groups"):
        rows = user.groups.values_list("pk", "name") if user.is_authenticated and user.is_active else []
        user._access_groups = dict(rows)
    return user._access_groups


def _has_time(user: Person) -> bool:
    """Whether an award of the person's agency, or time given by the office, runs today."""
    if user.access_extended_to and user.access_extended_to > timezone.localdate():
        return True
    if not hasattr(user, "_access_award"):
        user._access_award = bool(user.agency_id) and Award.objects.current().filter(agency=user.agency_id).exists()
    return user._access_award


def _approved_standing(user: Person) -> Membership:
    """Where the person stands, requests aside."""
    if not (user.is_authenticated and user.is_active) or MEMBERS_GROUP not in groups_of(user).values():
        return Membership.NONE
    if user.membership_suspended_at:
        return Membership.SUSPENDED
    return Membership.ACTIVE if _has_time(user) else Membership.EXPIRED


def membership_of(user: Person) -> Membership:
    """Where the person stands today."""
    standing = _approved_standing(user)
    if standing != Membership.NONE or not (user.is_authenticated and user.is_active):
        return standing
    is_waiting = AccessRequest.objects.waiting().filter(email=user.email).exists()
    return Membership.PENDING if is_waiting else standing


def is_member(user: Person) -> bool:
    """Whether the person is a member of the Community of Practice now. Being signed in is not enough."""
    return _approved_standing(user) == Membership.ACTIVE


def members_now(day: date | None = None) -> QuerySet:
    """The accounts for which `is_member` is true, on `day` (today if left out), as a queryset."""
    day = day or timezone.localdate()
    accounts = get_user_model().objects
    in_group = accounts.model.groups.through.objects.filter(user=OuterRef("pk"), group__name=MEMBERS_GROUP)
    has_time = Q(access_extended_to__gt=day) | Q(Exists(Award.objects.current(day).filter(agency=OuterRef("agency"))))
    return accounts.filter(Exists(in_group), has_time, is_active=True, membership_suspended_at=None)


def works_here(user: Person) -> bool:
    """Whether the person may enter the admin, to work or only to read reports."""
    return user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")


def is_staff(user: Person) -> bool:
    """Whether the person looks after the Resource Center, and so may open it without being a member."""
    return user.is_authenticated and user.is_active and user.has_perm("members.open_resource_center")


def may_enter(user: Person) -> bool:
    """Whether the person may open what is private by type: members, and staff who look after it."""
    return is_member(user) or is_staff(user)


def groups_that_may_enter() -> QuerySet[Group]:
    """The groups named in the restriction of whatever is private by type."""
    look_after = Q(permissions__content_type__app_label="members", permissions__codename="open_resource_center")
    return Group.objects.filter(Q(name=MEMBERS_GROUP) | look_after).distinct()


def closed_to(user: Person) -> Q:
    """The restriction rows that do not admit the person, as a condition on page or collection restrictions.

    "Any signed-in account" means members here, and a shared password opens nothing.
    """
    closed = Q(restriction_type=PageViewRestriction.PASSWORD)
    if user.is_authenticated and user.is_active and user.is_superuser:
        return closed
    state = _approved_standing(user)
    member = state == Membership.ACTIVE
    groups = [pk for pk, name in groups_of(user).items() if member or name != MEMBERS_GROUP]
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
    if may_enter(user):
        return pages
    for model in get_page_models():
        if issubclass(model, WithAudience):
            pages = pages.exclude(Exists(model.objects.filter(pk=OuterRef("pk"), audience=OpenTo.MEMBERS)))
    return pages.not_type(*private_types())


def private_types() -> list[type[Page]]:
    """Every page type that is private by nature."""
    return [model for model in get_page_models() if issubclass(model, MembersOnly)]


def _is_for_members(page: Page) -> bool:
    """Whether the page's type, or its own row as it is stored, keeps it for members."""
    model = page.specific_class or Page
    if issubclass(model, WithAudience):
        return model.objects.filter(pk=page.pk, audience=OpenTo.MEMBERS).exists()
    return issubclass(model, MembersOnly)


def may_be_told_what_is_below(user: Person, page: Page) -> bool:
    """Whether the person may learn that an address below a page is nobody's.

    Where pages say themselves who may open them, a stranger could tell a closed one from one that does not exist.
    """
    kinds = page.specific_class.allowed_subpage_models() if page.specific_class else []
    has_closed_ones = any(issubclass(model, WithAudience) for model in kinds)
    return may_open(user, page) and (may_enter(user) or not has_closed_ones)


def restrictions_above(page: Page) -> QuerySet[PageViewRestriction]:
    """The restriction rows on a page and the pages above it, the nearest first."""
    steps = range(page.steplen, len(page.path) + 1, page.steplen)
    rows = PageViewRestriction.objects.filter(page__path__in=[page.path[:end] for end in steps])
    return rows.order_by("-page__depth", "pk")


def is_private(page: Page) -> bool:
    """Whether the page is closed to the public: by type, by its own row, or by a restriction, its own or inherited."""
    return _is_for_members(page) or restrictions_above(page).exists()


def may_open(user: Person, page: Page) -> bool:
    """Whether the person may open this page (published or not: whoever asks has checked that)."""
    if not may_enter(user) and _is_for_members(page):
        return False
    return not restrictions_above(page).filter(closed_to(user)).exists()
