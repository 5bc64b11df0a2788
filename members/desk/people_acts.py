"""What the office does to many people at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log

from members.desk.acts import Act
from members.desk.rights import MANAGE, PeoplePolicy
from members.inviting import remove
from members.models import User

__all__ = ["ACTS", "ExtensionForm"]


class ExtensionForm(forms.Form):
    until = forms.DateField(
        label=_("Access until"), widget=AdminDateInput, help_text=_("On this day access ends again.")
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("Choose a day that is still to come."))
        return until


class PeopleAct(Act):
    models = [User]
    policy = PeoplePolicy(User, view=MANAGE, change=MANAGE)
    header_icon = "user"

    def get_success_message(self, count, _children):
        return ngettext("%(count)d person changed.", "%(count)d people changed.", count) % {"count": count}


class Suspend(PeopleAct):
    display_name = _("Suspend")
    action_type = "suspend"
    question = _("Suspend the membership of these people? They can sign in, and open nothing that is for members.")

    def act_on(self, row):
        if row.membership_suspended_at:
            return False
        row.membership_suspended_at = timezone.now()
        row.save(update_fields=["membership_suspended_at"])
        log(row, "members.suspend")
        return True


class Lift(PeopleAct):
    display_name = _("Lift suspension")
    action_type = "lift"
    question = _("Lift the suspension of these people? Their agency’s award decides again.")

    def act_on(self, row):
        if not row.membership_suspended_at:
            return False
        row.membership_suspended_at = None
        row.save(update_fields=["membership_suspended_at"])
        log(row, "members.lift")
        return True


class Extend(PeopleAct):
    display_name = _("Extend access")
    action_type = "extend"
    question = _("Give these people access until a day, whatever their agency’s award says?")
    form_class = ExtensionForm

    def act_on(self, row):
        until = self.cleaned_form.cleaned_data["until"]
        if row.access_extended_to == until:
            return False
        row.access_extended_to = until
        row.save(update_fields=["access_extended_to"])
        log(row, "members.extend", data={"until": until.isoformat()})
        return True


class TakeOut(PeopleAct):
    display_name = _("Remove from agency")
    action_type = "remove"
    question = _("End the membership of these people? Their accounts stay, and belong to no agency any more.")
    classes = {"serious"}

    def check_perm(self, obj):
        return obj.pk != self.request.user.pk and super().check_perm(obj)

    def act_on(self, row):
        if not row.agency_id:
            return False
        remove(row, by=self.request.user)
        return True


ACTS = (Suspend, Lift, Extend, TakeOut)
