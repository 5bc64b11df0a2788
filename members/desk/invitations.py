"""Members → Invitations: who was asked in, and has not answered yet."""

import django_filters
from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import ValidationError
from django.db import models
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

from content.columns import CalendarColumn
from members import inviting
from members.desk.lists import DeskList, without
from members.desk.rights import MANAGE, RightsPolicy
from members.models import Invitation

__all__ = ["InvitationViewSet"]


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class InvitationFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=State.choices, empty_label=_("All"), method="by_state"
    )

    class Meta:
        model = Invitation
        fields = ["language"]

    def by_state(self, queryset, name, value):
        if value == State.ACCEPTED:
            return queryset.exclude(accepted_at=None)
        if value == State.WITHDRAWN:
            return queryset.exclude(withdrawn_at=None)
        if value == State.WAITING:
            return queryset.unanswered().filter(expires_at__gt=timezone.now())
        return queryset.unanswered().filter(expires_at__lte=timezone.now())


class InvitationIndexView(DeskList):
    add_item_label = _("Invite a person")
    nothing = _("Nobody has been invited yet. Approving an access request invites the person as well.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Person"), sort_key="last_name"),
            Column("email", label=_("Email"), sort_key="email", classname="address"),
            Column("agency", label=_("Agency"), sort_key="agency__name"),
            StatusTagColumn("state", label=_("Status"), primary=lambda invitation: invitation.is_open),
            DateColumn("sent_at", label=_("Last sent"), sort_key="sent_at"),
            CalendarColumn("expires_at", label=_("Valid until"), sort_key="expires_at"),
            Column("invited_by", label=_("Invited by")),
        ]

    def get_base_queryset(self):
        return Invitation.objects.select_related("agency", "invited_by")

    def get_list_more_buttons(self, instance):
        if instance.accepted_at or instance.withdrawn_at:
            return []
        return [
            MenuItem(
                label, url=reverse(f"invitations:{name}", args=[quote(instance.pk)]), icon_name=icon, priority=priority
            )
            for priority, (name, label, icon) in enumerate(
                [("resend", _("Send again"), "mail"), ("withdraw", _("Withdraw"), "cross")]
            )
        ]

    def to_row_dict(self, item):
        return super().to_row_dict(item) | {"agency": str(item.agency), "invited_by": str(item.invited_by or "")}


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["agency", "email", "first_name", "last_name", "role", "as_coordinator", "language"]
        help_texts = {
            "email": _("The invitation goes to this address, and works for it alone."),
            "language": _("Of the mail, and of the page it leads to."),
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class InviteView(generic.CreateView):
    page_title = _("Invite")
    submit_button_label = _("Send the invitation")
    submit_button_active_label = _("Sending…")
    success_message = _("The invitation to %(object)s is on its way.")
    error_message = _("Nobody was invited yet. Look at the errors below.")

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)

    produced_error_message = error_message

    def save_instance(self):
        return inviting.invite(by=self.request.user, **self.form.cleaned_data)

    def get_success_buttons(self):
        return []


class AnswerView(generic.PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Send an invitation again, or take it back: asked first, done by a click."""

    template_name = "members/admin/invitation.html"
    permission_policy = None
    permission_required = "change"
    header_icon = "mail"
    act = staticmethod(inviting.resend)
    question = button = done = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Invitation.objects.select_related("agency"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": reverse("invitations:index"), "label": _("Invitations")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title, "sublabel": str(self.object)}]

    def post(self, request, *args, **kwargs):
        try:
            self.act(self.object, by=request.user)
        except inviting.AlreadyDecided:
            self.object.refresh_from_db()
            words = gettext("Nothing was done: the invitation to %(person)s is %(state)s.")
            messages.warning(request, words % {"person": self.object, "state": self.object.state})
        else:
            messages.success(request, self.done % {"person": self.object})
        return redirect("invitations:index")


class ResendView(AnswerView):
    page_title = _("Send again")
    question = _("Send this invitation again? It is then valid for 14 days from today.")
    button = _("Send again")
    done = _("The invitation to %(person)s is on its way again.")


class WithdrawView(AnswerView):
    page_title = _("Withdraw")
    act = staticmethod(inviting.withdraw)
    question = _("Withdraw this invitation? Its link stops working at once. The person is not told.")
    button = _("Withdraw")
    done = _("The invitation to %(person)s is withdrawn.")


class InvitationViewSet(ModelViewSet):
    model = Invitation
    name = "invitations"
    icon = "mail"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = InvitationIndexView
    add_view_class = InviteView
    filterset_class = InvitationFilterSet
    ordering = "-created_at"
    search_fields = ["email", "first_name", "last_name", "agency__name"]
    search_backend_name = None
    list_export = [
        "email", "first_name", "last_name", "agency", "get_role_display", "state", "created_at", "sent_at",
        "expires_at", "accepted_at", "invited_by",
    ]  # fmt: skip
    export_headings = {"get_role_display": _("Role"), "state": _("Status")}
    export_filename = "invitations"
    permission_policy = RightsPolicy(Invitation, view=MANAGE, add=MANAGE, change=MANAGE)

    def get_form_class(self, for_update=False):
        return InvitationForm

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def register_admin_url_finder(self):
        """An invitation has no screen of its own."""

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        return [
            *without(patterns, "edit", "delete", "history", "history_results", "usage"),
            path("resend/<int:pk>/", self.construct_view(ResendView), name="resend"),
            path("withdraw/<int:pk>/", self.construct_view(WithdrawView), name="withdraw"),
        ]
