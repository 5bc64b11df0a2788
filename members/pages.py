"""The directory of members: a page in the Resource Center, with people and agencies below it."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import HelpPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from content.models import BasePage
from members.access import MembersOnly
from members.agencies import Agency
from members.directory import AgencyFilter, Entry, PeopleFilter, Reader

__all__ = ["DirectoryPage"]


class DirectoryPage(MembersOnly, RoutablePageMixin, BasePage):
    """Who takes part, and who can be asked about what."""

    PER_PAGE = 24

    parent_page_types = ["home.ResourceCenterPage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = gettext_lazy("Lists members and agencies. Each member decides who sees what.")

    content_panels = [
        HelpPanel(
            content=gettext_lazy(
                "The lists fill themselves with today’s members and agencies. People and agencies are kept under "
                "“Members” in the menu; what others read about a person is up to that person."
            )
        ),
        *BasePage.content_panels,
    ]

    class Meta:
        verbose_name = gettext_lazy("member directory")
        verbose_name_plural = gettext_lazy("member directories")

    def _entries(self, request, people, reader):
        """One page of a list of people, as this reader may see them."""
        listing = Paginator(people, self.PER_PAGE).get_page(request.GET.get("page"))
        listing.object_list = [Entry(person, reader) for person in listing.object_list]
        return listing

    @path("")
    def people(self, request):
        reader = Reader.of(request.user)
        form = PeopleFilter(request.GET, reader)
        listing = self._entries(request, form.people(), reader)
        return self.render(request, context_overrides={"form": form, "listing": listing})

    @path("people/<int:pk>/")
    def person(self, request, pk):
        """A person's page; to themselves as others see it, `?as=agency` as their own agency does."""
        is_self = request.user.pk == pk
        reader = Reader.of(request.user)
        if is_self:
            reader = Reader(request.user.agency_id if request.GET.get("as") == "agency" else None)
        person = reader.finds().filter(pk=pk).first()
        if not person and not (is_self and Reader(is_staff=True).finds().filter(pk=pk).exists()):
            raise Http404
        entry = person and Entry(person, reader)
        context = {
            "entry": entry,
            "crumb": entry.name if entry else _("Your entry"),
            "is_self": is_self,
            "as_agency": reader.agency_id is not None,
        }
        return self.render(request, template="members/person_page.html", context_overrides=context)

    @path("agencies/")
    def agencies(self, request):
        form = AgencyFilter(request.GET)
        listing = Paginator(form.agencies(), self.PER_PAGE).get_page(request.GET.get("page"))
        found = Reader.of(request.user).finds().filter(agency__in=[agency.pk for agency in listing])
        people = dict(found.order_by().values_list("agency").annotate(Count("pk")))
        for agency in listing:
            agency.people_found = people.get(agency.pk, 0)
        context = {"form": form, "listing": listing, "crumb": _("Agencies")}
        return self.render(request, template="members/agencies.html", context_overrides=context)

    @path("agencies/<int:pk>/")
    def agency(self, request, pk):
        reader = Reader.of(request.user)
        agency = get_object_or_404(Agency if reader.is_staff else Agency.objects.holding_an_award(), pk=pk)
        context = {
            "agency": agency,
            "has_access": Agency.objects.holding_an_award().filter(pk=pk).exists(),
            "years": sorted({award.year for award in agency.awards.all()}),
            "listing": self._entries(request, reader.finds().filter(agency=agency), reader),
            "crumb": agency.name,
        }
        return self.render(request, template="members/agency_page.html", context_overrides=context)
