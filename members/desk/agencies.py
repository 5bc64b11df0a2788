"""Members → Agencies: who holds an award, and until when their people have access."""

from datetime import timedelta

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Count, IntegerField, OuterRef, ProtectedError, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from content.columns import CalendarColumn
from content.places import STATES
from members.desk.acts import Act, ActsMixin, ActsOnList
from members.desk.lists import DeskList, without
from members.desk.people import with_standing
from members.desk.people_acts import ExtensionForm
from members.desk.rights import MANAGE
from members.models import Agency, User

__all__ = ["SOON", "AgencyViewSet", "ending_soon"]

SOON = timedelta(days=60)


def ending_soon(agencies=None):
    """Agencies whose people have access now, and in 60 days no more. A queryset."""
    agencies = Agency.objects.with_access_end() if agencies is None else agencies
    return agencies.holding_an_award().filter(access_ends_on__lte=timezone.localdate() + SOON)


def for_list():
    """All agencies with the number of their `people` and the end of their access, in a fixed number of queries."""
    people = User.objects.filter(agency=OuterRef("pk"), is_active=True).order_by()
    count = Subquery(people.values("agency").annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    return Agency.objects.with_access_end().annotate(people_count=Coalesce(count, 0)).prefetch_related("awards")


def award_years(agency) -> str:
    return ", ".join(str(year) for year in sorted({award.year for award in agency.awards.all()}))


class Access(TextChoices):
    CURRENT = "current", _("Current")
    ENDING = "ending", _("Ends within 60 days")
    ENDED = "ended", _("Has ended")
    NEVER = "never", _("Never had an award")


class AgencyFilterSet(WagtailFilterSet):
    access = django_filters.ChoiceFilter(
        label=_("Access"), choices=Access.choices, empty_label=_("All"), method="by_access"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Agency.Kind.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("All"))
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=Agency.Stage.choices, empty_label=_("All"))
    model = django_filters.ChoiceFilter(label=_("Model"), choices=Agency.Model.choices, empty_label=_("All"))

    class Meta:
        model = Agency
        fields = []

    def by_access(self, queryset, name, value):
        if value == Access.CURRENT:
            return queryset.holding_an_award()
        if value == Access.ENDING:
            return ending_soon(queryset)
        if value == Access.ENDED:
            return queryset.filter(access_ends_on__lte=timezone.localdate())
        return queryset.filter(access_ends_on=None)


class AgencyIndexView(ActsOnList, DeskList):
    nothing = _("There are no agencies yet. Add one, or import them from a spreadsheet.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Name"), sort_key="name", accessor="name"),
            Column("state", label=_("State"), sort_key="state"),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("get_stage_display", label=_("Stage"), sort_key="stage"),
            Column("people_count", label=_("People"), sort_key="people_count"),
            CalendarColumn("access_ends_on", label=_("Access until"), sort_key="access_ends_on"),
            Column("award_years", label=_("Awards"), accessor=award_years),
        ]

    def get_base_queryset(self):
        return for_list()

    def to_row_dict(self, item):
        item.award_years = award_years(item)
        return super().to_row_dict(item)


class AgencyInspectView(generic.InspectView):
    """Everything about an agency; its people only for those who look after members."""

    template_name = "members/admin/agency.html"

    def get_context_data(self, **kwargs):
        people = self.object.people.filter(is_active=True)
        context = {"awards": self.object.awards.all(), "people_count": people.count()}
        if self.request.user.has_perm(MANAGE):
            context["people"] = with_standing(people)
            context["history_url"] = reverse("agencies:history", args=[self.object.pk])
            context["domains"] = self.object.email_domains.all()
        return super().get_context_data(**kwargs) | context


class AgencyDeleteView(generic.DeleteView):
    """An agency with people stays: they would lose their place, and nobody would notice."""

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("delete") and self.object.people.exists():
            return self.refuse()
        return super().dispatch(request, *args, **kwargs)

    def refuse(self):
        count = self.object.people.count()
        message = ngettext(
            "%(agency)s has %(count)d account, and cannot be deleted. Move the person first.",
            "%(agency)s has %(count)d accounts, and cannot be deleted. Move the people first.",
            count,
        )
        messages.error(self.request, message % {"agency": self.object, "count": count})
        return redirect(f"{reverse('people:index')}?agency={self.object.pk}")

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:  # somebody joined meanwhile
            return self.refuse()


class ExtendAgencies(Act):
    display_name = _("Extend access")
    action_type = "extend"
    models = [Agency]
    policy = ModelPermissionPolicy(Agency)
    header_icon = "group"
    question = _("Extend the access that the latest award of these agencies gives?")
    form_class = ExtensionForm

    def act_on(self, row):
        until = self.cleaned_form.cleaned_data["until"]
        award = row.awards.first()  # the latest
        if not award or award.extended_to == until:
            return self.leave(
                row, gettext("it never had an award") if not award else gettext("it had this day already")
            )
        award.extended_to = until
        try:
            award.full_clean()
        except ValidationError as error:
            return self.leave(row, " ".join(error.messages))
        award.save(update_fields=["extended_to"])
        log(row, "members.extend", data={"until": until.isoformat()})
        return True

    def leave(self, row, why) -> bool:
        messages.warning(self.request, gettext("%(agency)s stays as it is: %(why)s") % {"agency": row, "why": why})
        return False

    def get_success_message(self, count, _children):
        return ngettext("%(count)d agency changed.", "%(count)d agencies changed.", count) % {"count": count}


class AgencyViewSet(ActsMixin, ModelViewSet):
    model = Agency
    name = "agencies"
    add_to_reference_index = False
    icon = "group"
    copy_view_enabled = False
    inspect_view_enabled = True
    acts = (ExtendAgencies,)
    index_view_class = AgencyIndexView
    inspect_view_class = AgencyInspectView
    delete_view_class = AgencyDeleteView
    filterset_class = AgencyFilterSet
    ordering = "name"
    search_fields = ["name", "city", "tribal_nation"]
    search_backend_name = None
    inspect_view_fields = ["kind", "city", "state", "tribal_nation", "size", "stage", "model"]
    list_export = [
        "name", "get_kind_display", "city", "state", "tribal_nation", "get_size_display", "get_stage_display",
        "get_model_display", "people_count", "access_ends_on", "award_years",
    ]  # fmt: skip
    export_headings = {
        "get_kind_display": _("Kind"),
        "get_size_display": _("Size"),
        "get_stage_display": _("Stage"),
        "get_model_display": _("Model"),
        "people_count": _("People"),
        "access_ends_on": _("Access until"),
        "award_years": _("Awards"),
    }
    export_filename = "agencies"
    add_to_reference_index = False

    def get_urlpatterns(self):
        return without(super().get_urlpatterns(), "usage")

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})
