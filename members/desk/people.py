"""Members → People: who belongs, where, and until when."""

import json

import django_filters
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect
from wagtail.log_actions import log

from content.places import STATES
from members.access import MEMBERS_GROUP, members_now
from members.authority import check_room_for_coordinator
from members.desk.acts import ActsMixin, ActsOnList
from members.desk.lists import DeskList, without
from members.desk.people_acts import ACTS
from members.desk.rights import MANAGE, PeoplePolicy, people_of_the_admin
from members.letters import post
from members.models import Agency, User
from members.profiles import Role

__all__ = ["PeopleViewSet", "Standing", "with_standing"]


class Standing(models.TextChoices):
    """What the list says of a person. `members.access` alone decides who is a member."""

    MEMBER = "member", _("Member")
    ENDED = "ended", _("Access has ended")
    SUSPENDED = "suspended", _("Suspended")
    NO_AGENCY = "no_agency", _("No agency")
    NOT_APPROVED = "not_approved", _("Not approved")
    STAFF = "staff", _("Works here")
    CLOSED = "closed", _("Account closed")


def with_standing(people):
    """Annotate `standing`, and `works_here` for whoever may enter the admin."""
    approved = User.groups.through.objects.filter(user=OuterRef("pk"), group__name=MEMBERS_GROUP)
    us = Exists(people_of_the_admin().filter(pk=OuterRef("pk")))
    return people.annotate(works_here=us).annotate(
        standing=Case(
            When(is_active=False, then=Value(Standing.CLOSED)),
            When(~Q(membership_suspended_at=None), then=Value(Standing.SUSPENDED)),
            When(Exists(members_now().filter(pk=OuterRef("pk"))), then=Value(Standing.MEMBER)),
            When(works_here=True, then=Value(Standing.STAFF)),
            When(agency=None, then=Value(Standing.NO_AGENCY)),
            When(Exists(approved), then=Value(Standing.ENDED)),
            default=Value(Standing.NOT_APPROVED),
            output_field=models.CharField(),
        )
    )


class PeopleFilterSet(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(label=_("Standing"), choices=Standing.choices, empty_label=_("All"))
    agency = django_filters.ModelChoiceFilter(label=_("Agency"), queryset=Agency.objects.all(), empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="agency__state", choices=STATES, empty_label=_("All")
    )
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, empty_label=_("All"))
    is_coordinator = django_filters.BooleanFilter(label=_("Coordinator"), widget=BooleanRadioSelect)

    class Meta:
        model = User
        fields = []


class PeopleIndexView(ActsOnList, DeskList):
    page_title = _("People")

    def get_base_queryset(self):
        return with_standing(User.objects.select_related("agency"))

    def search_queryset(self, queryset):
        """Every word in a name or the address, in any order."""
        for word in self.search_query.split():
            places = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            queryset = queryset.filter(places)
        return queryset

    def order_queryset(self, queryset):
        if self.ordering in ("name", "-name"):
            sign = self.ordering.removesuffix("name")
            return queryset.order_by(f"{sign}last_name", f"{sign}first_name", "email")
        return super().order_queryset(queryset)

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("Name"), sort_key="name"),
            Column("email", label=_("Email"), sort_key="email", classname="address"),
            Column("agency", label=_("Agency"), sort_key="agency__name"),
            Column("get_role_display", label=_("Role"), sort_key="role"),
            StatusTagColumn(
                "standing",
                label=_("Standing"),
                accessor=lambda person: Standing(person.standing).label,
                primary=lambda person: person.standing == Standing.MEMBER,
            ),
            Column(
                "is_coordinator", label="", accessor=lambda person: _("Coordinator") if person.is_coordinator else ""
            ),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_edit_url(self, instance):
        if self.permission_policy.user_has_permission_for_instance(self.request.user, "change", instance):
            return super().get_edit_url(instance)
        return None

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return row | {
            "agency": str(item.agency or ""),
            "role": item.get_role_display(),
            "standing": str(Standing(item.standing).label),
            "is_coordinator": str(_("yes") if item.is_coordinator else _("no")),
        }


class PersonForm(forms.ModelForm):
    """A member's account, as far as the office looks after it."""

    is_approved = forms.BooleanField(
        label=_("Approved as a member"),
        required=False,
        help_text=_("Without this the person is not a member, whatever the agency’s award."),
    )
    is_suspended = forms.BooleanField(
        label=_("Membership suspended"),
        required=False,
        help_text=_("While this is ticked the person can sign in, and opens nothing that is for members."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = User
        fields = [
            "first_name", "last_name", "email", "role", "title", "agency", "is_coordinator", "access_extended_to",
        ]  # fmt: skip
        widgets = {"access_extended_to": AdminDateInput}
        help_texts = {"email": _("The name they sign in with. Change it only when they asked you to.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance
        self.fields["is_approved"].initial = person.groups.filter(name=MEMBERS_GROUP).exists()
        self.fields["is_suspended"].initial = bool(person.membership_suspended_at)
        self.fields["agency"].empty_label = _("No agency")
        shown = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        self.initial["version"] = salted_hmac("members.person", json.dumps(shown, default=str)).hexdigest()

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        values = super().clean()
        if values.get("version") != self.initial["version"]:
            words = _("This account was changed since you opened the form. Nothing was saved: open it again.")
            raise ValidationError(words)
        if not values.get("is_approved"):  # or they would coordinate again the day they are approved again
            values["is_coordinator"] = False
        agency = values.get("agency")
        if values.get("is_coordinator") and agency:
            try:
                check_room_for_coordinator(agency, but=self.instance)
            except ValidationError as error:
                self.add_error("is_coordinator", error)
        return values

    def save(self, commit=True):
        person = super().save(commit=False)
        if person.is_coordinator != self.initial["is_coordinator"] and "is_coordinator" not in self.changed_data:
            self.changed_data.append("is_coordinator")
        columns = [name for name in self.changed_data if name in self.Meta.fields]
        if "is_suspended" in self.changed_data:
            person.membership_suspended_at = timezone.now() if self.cleaned_data["is_suspended"] else None
            columns.append("membership_suspended_at")
        person.save(update_fields=columns)
        members = Group.objects.get(name=MEMBERS_GROUP)
        (person.groups.add if self.cleaned_data["is_approved"] else person.groups.remove)(members)
        if "email" in self.changed_data:
            # What allauth noted of the former address must open nothing any more, and its owner must hear of it.
            EmailAddress.objects.filter(user=person).delete()
            moment = timezone.now().isoformat(timespec="seconds")
            former = self.initial["email"]
            post("address_changed", key=f"{person.pk}:{moment}", to=former, language=person.language)
        return person


class PersonEditView(generic.EditView):
    success_message = _("“%(object)s” saved.")

    def get_object(self, queryset=None):
        if self.request.method == "POST":  # nobody changes the account between our looking and writing
            queryset = User.objects.select_for_update()
        person = super().get_object(queryset)
        if not self.user_has_permission_for_instance("change", person):
            raise PermissionDenied
        return person

    def post(self, request, *args, **kwargs):
        chosen = request.POST.get("agency", "")
        with transaction.atomic():
            if chosen.isdecimal():  # agency before account, the order of members.inviting
                Agency.objects.select_for_update(no_key=True).filter(pk=chosen).first()
            return super().post(request, *args, **kwargs)

    def save_instance(self):
        person = self.form.save()
        self.has_content_changes = self.form.has_changed()
        if self.has_content_changes:
            fields = [str(capfirst(self.form.fields[name].label)) for name in self.form.changed_data]
            log(person, "members.edit", content_changed=True, data={"fields": fields})
        return person


class PersonInspectView(generic.InspectView):
    def get_edit_url(self):
        may = self.user_has_permission_for_instance("change", self.object)
        return super().get_edit_url() if may else None

    def get_is_coordinator_display_value(self):
        return _("yes") if self.object.is_coordinator else _("no")


class PeopleViewSet(ActsMixin, ModelViewSet):
    model = User
    name = "people"
    icon = "user"
    menu_label = _("People")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    acts = ACTS
    index_view_class = PeopleIndexView
    edit_view_class = PersonEditView
    filterset_class = PeopleFilterSet
    ordering = "name"
    search_fields = ["first_name", "last_name", "email"]
    search_backend_name = None
    inspect_view_class = PersonInspectView
    inspect_view_fields = [
        "first_name", "last_name", "email", "role", "title", "agency", "is_coordinator", "access_extended_to",
        "membership_suspended_at", "date_joined", "last_login",
    ]  # fmt: skip
    list_export = [
        "first_name", "last_name", "email", "agency", "role", "title", "is_coordinator", "standing",
        "access_extended_to", "date_joined", "last_login",
    ]  # fmt: skip
    export_headings = {"standing": _("Standing")}
    export_filename = "people"
    permission_policy = PeoplePolicy(User, view=MANAGE, change=MANAGE)

    def get_form_class(self, for_update=False):
        return PersonForm

    def register_admin_url_finder(self):
        """Wagtail's own list of users keeps the links of the log."""

    def get_urlpatterns(self):
        return without(super().get_urlpatterns(), "add", "delete", "usage")

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, "delete_url_name": None, **kwargs})
