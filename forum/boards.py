"""Boards: where topics live, and which groups may read, post and moderate there."""

from django.contrib.auth.models import Group
from django.core.validators import slug_re
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.access import may_enter

__all__ = ["MODERATE", "Board", "BoardQuerySet"]

MODERATE = "forum.moderate_forum"  # looks after every board


class BoardQuerySet(models.QuerySet):
    """Every list, count and mail of the forum starts from one of these three questions."""

    def _in_groups(self, user, name: str) -> Exists:
        through = getattr(self.model, name).through
        mine = user.groups.values("pk")
        return Exists(through.objects.filter(board=OuterRef("pk"), group__in=mine))

    def at_address(self, slug: str):
        """The board whose address ends so. What can be no address is not asked for."""
        return self.filter(slug=slug) if slug_re.match(slug) else self.none()

    def readable_by(self, user):
        """The boards the person may read now. A closed board whose groups were deleted is read by moderators alone."""
        if not may_enter(user):
            return self.none()
        if user.has_perm(MODERATE):
            return self
        listed = self._in_groups(user, "read_groups") | self._in_groups(user, "moderate_groups")
        return self.filter(Q(everybody_reads=True) | Q(listed))

    def moderated_by(self, user):
        if not may_enter(user):
            return self.none()
        return self if user.has_perm(MODERATE) else self.filter(self._in_groups(user, "moderate_groups"))

    def open_to(self, user):
        """The boards in which the person may write now, suspensions aside."""
        boards = self.readable_by(user).filter(is_archived=False)
        if not may_enter(user) or user.has_perm(MODERATE):
            return boards
        listed = self._in_groups(user, "post_groups") | self._in_groups(user, "moderate_groups")
        return boards.filter(Q(everybody_posts=True) | Q(listed))


class Board(models.Model):
    """A place for topics of one kind. Its counts are kept by whatever changes a post, in the same transaction."""

    name = models.CharField(_("name"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80)
    slug = models.SlugField(_("address"), unique=True, help_text=_("The last part of the board’s address."))
    description = models.CharField(_("description"), max_length=300, blank=True)
    description_es = models.CharField(_("description in Spanish"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(
        _("place in the list"), default=100, help_text=_("Boards with a small number come first.")
    )
    everybody_reads = models.BooleanField(
        _("every member may read"), default=True, help_text=_("If not, only the groups chosen below.")
    )
    read_groups = models.ManyToManyField(Group, verbose_name=_("groups that may read"), blank=True, related_name="+")
    everybody_posts = models.BooleanField(
        _("whoever reads may post"), default=True, help_text=_("If not, only the groups chosen below.")
    )
    post_groups = models.ManyToManyField(Group, verbose_name=_("groups that may post"), blank=True, related_name="+")
    moderate_groups = models.ManyToManyField(
        Group,
        verbose_name=_("groups that moderate"),
        blank=True,
        related_name="+",
        help_text=_("Beside the forum moderators, who look after every board. They read and post here too."),
    )
    allows_anonymous = models.BooleanField(
        _("may be asked anonymously"),
        default=True,
        help_text=_("Other members then read “a member”. Moderators can reveal the name, and that is logged."),
    )
    holds_first_posts = models.BooleanField(
        _("hold first posts"),
        default=False,
        help_text=_("A member’s first post in the forum waits for a moderator."),
    )
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("Can be read, but nobody writes here any more.")
    )
    topic_count = models.PositiveIntegerField(_("topics"), default=0, editable=False)
    post_count = models.PositiveIntegerField(_("posts"), default=0, editable=False)
    last_post_at = models.DateTimeField(_("last post"), null=True, editable=False)
    last_topic = models.ForeignKey(
        "forum.Topic", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["position", "pk"]
        permissions = [
            ("moderate_forum", "Can moderate every board of the forum"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forum_board", args=[self.slug])

    @property
    def title(self) -> str:
        return self.name_es if get_language() == "es" else self.name

    @property
    def summary(self) -> str:
        return self.description_es if get_language() == "es" else self.description
