"""The two answers to an access request, as forms."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from members.models import Agency, Award
from members.profiles import Role

__all__ = ["ApprovalForm", "RefusalForm"]


class NewAgencyForm(forms.ModelForm):
    class Meta:
        model = Agency
        fields = ["name", "kind", "state", "city", "tribal_nation"]


class NewAwardForm(forms.ModelForm):
    class Meta:
        model = Award
        fields = ["year", "number", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False  # no award at all is an answer, half an award is not

    def clean(self):
        values = super().clean()
        for name in self.fields:
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("An award needs its year, number, start and end."))
        return values


def with_access(agency, has_access: bool) -> str:
    """An agency as an option: its name, and what belonging to it would open today."""
    if not has_access:
        return gettext("%(agency)s (no current award)") % {"agency": agency}
    return gettext("%(agency)s (access until %(day)s)") % {"agency": agency, "day": agency.access_ends_on.isoformat()}


class ApprovalForm(forms.Form):
    """Where the person belongs: an agency on record, or one entered right here."""

    where = forms.ChoiceField(
        label=_("Agency"),
        choices=[("known", _("On record")), ("new", _("New, entered below"))],
        widget=forms.RadioSelect,
    )
    known = forms.ModelChoiceField(
        label=_("Agency on record"), queryset=Agency.objects.none(), required=False, empty_label=_("Choose an agency")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    as_coordinator = forms.BooleanField(
        label=_("As coordinator"),
        required=False,
        help_text=_("Invites, approves and removes colleagues of the agency. At most two of an agency."),
    )
    without_award = forms.BooleanField(label=_("Approve although there is no current award"), required=False)

    def __init__(self, data=None, *, request, proposed):
        chosen = request.agency_id
        new = {"name": request.agency_name, "state": request.state} if not chosen else {}
        super().__init__(
            data,
            initial={
                "where": "known" if chosen or proposed else "new",
                "known": chosen,  # what the person chose; what the domain proposes waits to be picked
                "role": request.role,
            },
        )
        self.agency_form = NewAgencyForm(data, prefix="agency", initial=new, use_required_attribute=False)
        self.award_form = NewAwardForm(data, prefix="award", empty_permitted=True, use_required_attribute=False)
        agencies = Agency.objects.with_access_end().order_by("name", "state")
        known = self.fields["known"]
        known.queryset = agencies
        first = {agency.pk for agency in proposed}
        current = set(Agency.objects.holding_an_award().values_list("pk", flat=True))
        options = [(agency.pk, with_access(agency, agency.pk in current)) for agency in agencies]
        groups = [(gettext("All agencies"), options)]
        if first:
            groups.insert(0, (gettext("Proposed because of the domain"), [row for row in options if row[0] in first]))
        known.choices = [("", known.empty_label), *groups]
        self.needs_consent = False

    @property
    def media(self):
        return super().media + self.award_form.media

    def clean(self):
        values = super().clean()
        if values.get("where") == "new":
            values["agency"], values["award"] = self.new_agency()
            award = values["award"]
            has_access = bool(award) and award.starts_on <= timezone.localdate() < award.ends_on
        else:
            values["agency"] = agency = values.get("known")
            if not agency:
                if "known" not in self.errors:
                    self.add_error("known", _("Choose an agency, or enter a new one."))
                return values
            has_access = Agency.objects.holding_an_award().filter(pk=agency.pk).exists()
        if not self.errors and not has_access and not values.get("without_award"):
            self.needs_consent = True
            raise ValidationError(
                _(
                    "This agency has no current award. The person would have no access until an award runs. "
                    "To approve all the same, tick the box and approve again."
                )
            )
        return values

    def new_agency(self):
        """The agency and the award that were entered, unsaved; the errors of either become ours."""
        if not self.agency_form.is_valid():
            self.add_error("where", _("The new agency is not complete. See below."))
        if not self.award_form.has_changed():
            return self.agency_form.instance, None
        if not self.award_form.is_valid():
            self.add_error("where", _("The award of the new agency is not complete. See below."))
        return self.agency_form.instance, self.award_form.instance


# What is said most often. The applicant reads it, in their language.
COMMON_REASONS = [
    _("The community is for people who work with an agency that holds a program award. We did not find one for yours."),
    _("Please ask again with the email address that your agency gave you."),
    _("We could not reach your agency to confirm that you work there. Please ask your coordinator to invite you."),
    _("You have an account already. Reset its password on the page where you sign in."),
]


class RefusalForm(forms.Form):
    common = forms.ChoiceField(label=_("Common reasons"), required=False)
    own = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Follows the reason chosen above, or stands alone."),
    )

    def __init__(self, data=None, *, request, proposed=None):
        super().__init__(data)
        with translation.override(request.language):
            reasons = [str(reason) for reason in COMMON_REASONS]
        self.fields["common"].choices = [("", _("None of these")), *((reason, reason) for reason in reasons)]
        self.fields["own"].widget.attrs["lang"] = request.language

    def clean(self):
        values = super().clean()
        values["reason"] = "\n\n".join(filter(None, [values.get("common"), values.get("own", "").strip()]))
        if not values["reason"] and not self.errors:
            self.add_error("own", _("Give a reason. The person reads it."))
        return values
