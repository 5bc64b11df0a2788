"""The library's lists: publications for everybody and for members, recordings for members."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.models import BasePage
from library.lists import ListsByFilter
from library.recording_list import RecordingList
from library.shelf import Shelf
from members.access import MembersOnly, may_enter, visible_to

__all__ = ["LibraryPage", "MembersLibraryPage", "RecordingsPage"]


class ListsPublications(ListsByFilter):
    """A page that is a list of publications."""

    part_template = "library/shelf.html"

    def readers(self, request):
        """For whom the list is made."""
        return request.user

    def get_shelf(self, request):
        return Shelf(self.readers(request), request.GET)

    def is_one_of_many(self, shelf):
        return super().is_one_of_many(shelf) or bool(shelf.sort_asked)


class LibraryPage(ListsPublications, BasePage):
    """The publications that everybody may read."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Lists what everybody may read. The publications themselves are kept under “Library”.")

    tells_of_more = models.BooleanField(
        _("tell that members find more"),
        default=True,
        help_text=_("Visitors read that the Resource Center has more, and how to get in. Nothing else is told."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("tells_of_more")]

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")

    def readers(self, request):
        """The public, whoever asks, so that everybody talks about the same list."""
        return AnonymousUser()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if may_enter(request.user):
            lists = MembersLibraryPage.objects.filter(locale__language_code=get_language())
            context["list_for_members"] = visible_to(request.user, lists).first()
        return context


class MembersLibraryPage(ListsPublications, MembersOnly, BasePage):
    """All publications in one list, for members."""

    template = "library/library_page.html"

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Lists everything in the library. The publications themselves are kept under “Library”.")

    class Meta:
        verbose_name = _("library for members")
        verbose_name_plural = _("libraries for members")


class RecordingsPage(ListsByFilter, MembersOnly, BasePage):
    """All recordings, newest first."""

    part_template = "library/recordings.html"

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = ["library.RecordingPage"]
    max_count_per_parent = 1
    page_description = _("Lists the recordings below it, with filters.")

    class Meta:
        verbose_name = _("recordings list")
        verbose_name_plural = _("recordings lists")

    def get_shelf(self, request):
        return RecordingList(request.user, request.GET, self)
