"""The library's lists: one for everybody, one in the Resource Center."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from content.models import BasePage
from library.shelf import Shelf
from members.access import MembersOnly, may_enter, visible_to

__all__ = ["LibraryPage", "MembersLibraryPage"]


class ListsPublications:
    """A page that is a list of publications: whole, or, where htmx asks, only what changes in it."""

    def readers(self, request):
        """For whom the list is made."""
        return request.user

    def get_template(self, request, *args, **kwargs):
        asks_for_part = request.htmx and not request.htmx.history_restore_request
        return "library/shelf.html" if asks_for_part else self.template

    def get_context(self, request, *args, **kwargs):
        shelf = Shelf(self.readers(request), request.GET)
        return super().get_context(request, *args, **kwargs) | {
            "shelf": shelf,
            "listing": shelf.listing,
            "is_part": self.get_template(request) != self.template,
        }

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
        shelf = response.context_data["shelf"]
        if response.context_data["is_part"]:
            response["HX-Push-Url"] = request.path + shelf.here.removesuffix("?")
        if shelf.is_set or shelf.sort_asked:
            response["X-Robots-Tag"] = "noindex"  # the same publications again, in endless combinations
        return response


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
