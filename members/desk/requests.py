"""Members → Access requests: everything needed to decide, in view."""

import django_filters
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, DateTimeField, F, IntegerField, Value, When
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from content.places import STATES
from members import joining
from members.desk.decisions import ApprovalForm, RefusalForm
from members.desk.lists import DeskList, without
from members.desk.people import with_standing
from members.desk.rights import DECIDE, RightsPolicy
from members.models import AccessRequest, Agency, Invitation, User
from members.profiles import Role

__all__ = ["AccessRequestViewSet"]

Status = AccessRequest.Status


def days_waiting(request) -> int | str:
    if request.status != Status.WAITING:
        return ""
    return (timezone.localdate() - timezone.localdate(request.confirmed_at)).days


class RequestFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("All"))
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, empty_label=_("All"))

    class Meta:
        model = AccessRequest
        fields = []


class RequestIndexView(DeskList):
    nothing = _("Nobody has asked for access yet. Requests come from the form “Request access” on the site.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Person"), sort_key="last_name"),
            Column(
                "agency", label=_("Agency"), accessor=lambda row: row.agency or row.agency_name, sort_key="agency_name"
            ),
            Column("state", label=_("State"), sort_key="state"),
            DateColumn("created_at", label=_("Received"), sort_key="created_at"),
            Column("days", label=_("Days waiting"), accessor=days_waiting),
            StatusTagColumn(
                "get_status_display",
                label=_("Status"),
                sort_key="status",
                primary=lambda row: row.status == Status.WAITING,
            ),
        ]

    def get_base_queryset(self):
        return AccessRequest.objects.select_related("agency", "decided_by")

    def order_queryset(self, queryset):
        """Who waits comes first, the longest wait on top; then the newest."""
        if self.ordering:
            return super().order_queryset(queryset)
        waits = Case(When(status=Status.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
        since = Case(When(status=Status.WAITING, then=F("confirmed_at")), output_field=DateTimeField())
        return queryset.order_by(waits, since, "-created_at")

    def get_list_more_buttons(self, instance):
        label = _("Decide") if instance.status == Status.WAITING else _("Look at")
        return [MenuItem(label, url=self.get_edit_url(instance), icon_name="tasks", priority=10)]

    def to_row_dict(self, item):
        return super().to_row_dict(item) | {
            "agency": str(item.agency or item.agency_name),
            "decided_by": str(item.decided_by or ""),
        }


class DecideView(generic.PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One request with all that is known around it, and the two answers."""

    template_name = "members/admin/decide.html"
    permission_policy = None
    permission_required = "change"
    page_title = _("Access request")
    header_icon = "login"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(AccessRequest.objects.select_related("agency", "decided_by"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": reverse("access_requests:index"), "label": _("Access requests")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    @cached_property
    def proposed(self):
        """What the domain of the address speaks for. A proposal: people move, and domains are shared."""
        return Agency.objects.matching_domain(self.object.email).with_access_end()

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        is_refusal = "refuse" in request.POST
        form_class = RefusalForm if is_refusal else ApprovalForm
        form = form_class(request.POST, request=self.object, proposed=self.proposed)
        try:
            if form.is_valid():
                self.refuse(form) if is_refusal else self.approve(form)
                return redirect("access_requests:index")
        except joining.AlreadyDecided:
            return self.already_decided()
        except ValidationError as error:
            form.add_error(None, error.messages)
        return self.render_to_response(self.get_context_data(**{"refusal" if is_refusal else "approval": form}))

    @transaction.atomic
    def approve(self, form):
        """One transaction: an agency made here stays only if the approval does."""
        agency = form.cleaned_data["agency"]
        if agency.pk is None:
            # Held until the end, or the loser of a race could meet the winner's agency.
            AccessRequest.objects.select_for_update().get(pk=self.object.pk)
            agency.save()
            log(agency, "wagtail.create")
            if award := form.cleaned_data.get("award"):
                award.agency = agency
                award.save()
        role, as_coordinator = form.cleaned_data["role"], form.cleaned_data["as_coordinator"]
        joining.approve(self.object, by=self.request.user, agency=agency, role=role, as_coordinator=as_coordinator)
        words = gettext("%(person)s is approved for %(agency)s, and is told by mail.")
        messages.success(self.request, words % {"person": self.object, "agency": agency})

    def refuse(self, form):
        joining.refuse(self.object, by=self.request.user, reason=form.cleaned_data["reason"])
        words = gettext("The request of %(person)s is refused. The reason goes to them by mail.")
        messages.success(self.request, words % {"person": self.object})

    def already_decided(self):
        self.object.refresh_from_db()
        if self.object.status == Status.UNCONFIRMED:
            words = gettext("Nothing was done: the address has not been confirmed yet.")
        else:
            words = gettext("Nothing was done: %(who)s decided on %(when)s. The answer was: %(answer)s.") % {
                "who": self.object.decided_by or gettext("somebody"),
                "when": timezone.localtime(self.object.decided_at).strftime("%Y-%m-%d, %H:%M"),
                "answer": self.object.get_status_display(),
            }
        messages.warning(self.request, words)
        return redirect("access_requests:decide", self.object.pk)

    def get_context_data(self, **kwargs):
        request = self.object
        people = User.objects.select_related("agency")
        context = {
            "ask": request,
            "language": request.get_language_display(),
            "agency": Agency.objects.with_access_end().filter(pk=request.agency_id).first(),
            "proposed": self.proposed,
            "accounts": with_standing(people.filter(email=request.email)),
            "namesakes": with_standing(
                people.filter(first_name__iexact=request.first_name, last_name__iexact=request.last_name)
            ).exclude(email=request.email)[:10],
            "earlier": AccessRequest.objects.filter(email=request.email)
            .exclude(pk=request.pk)
            .select_related("agency", "decided_by")[:10],
            "invitations": Invitation.objects.filter(email=request.email).select_related("agency")[:10],
            "history_url": reverse("access_requests:history", args=[quote(request.pk)]),
        }
        if context["agency"]:
            context["has_access"] = Agency.objects.holding_an_award().filter(pk=request.agency_id).exists()
            context["colleagues"] = with_standing(context["agency"].people.filter(is_active=True)).order_by(
                "-is_coordinator", "last_name"
            )
        if request.status == Status.WAITING:
            kwargs.setdefault("approval", ApprovalForm(request=request, proposed=self.proposed))
            kwargs.setdefault("refusal", RefusalForm(request=request, proposed=self.proposed))
            context["media"] = kwargs["approval"].media
        return super().get_context_data(**kwargs) | context


class AccessRequestViewSet(ModelViewSet):
    model = AccessRequest
    name = "access_requests"
    icon = "login"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = RequestIndexView
    filterset_class = RequestFilterSet
    search_fields = ["email", "first_name", "last_name", "agency_name", "agency__name"]
    search_backend_name = None
    list_export = [
        "first_name", "last_name", "email", "get_role_display", "agency", "state", "get_status_display", "created_at",
        "confirmed_at", "decided_at", "decided_by",
    ]  # fmt: skip
    export_headings = {"get_role_display": _("Role"), "get_status_display": _("Status")}
    export_filename = "access-requests"
    exclude_form_fields = []
    permission_policy = RightsPolicy(AccessRequest, view=DECIDE, change=DECIDE)

    def get_url_name(self, view_name):
        """A request is never edited, it is decided."""
        return super().get_url_name("decide" if view_name == "edit" else view_name)

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["add_url_name", "delete_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def get_urlpatterns(self):
        return [
            *without(super().get_urlpatterns(), "add", "edit", "delete", "usage"),
            path("decide/<int:pk>/", self.construct_view(DecideView), name="decide"),
        ]
