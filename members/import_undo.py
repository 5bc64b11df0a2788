"""What an import changed, put back."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members import inviting
from members.agencies import Agency, Award, EmailDomain
from members.import_rows import plain
from members.invitations import Invitation

__all__ = ["Undo"]


class Undo:
    """One change of a run, to be put back if nothing came after it."""

    MODELS = {"agency": Agency, "award": Award, "domain": EmailDomain, "invitation": Invitation}

    def __init__(self, change: dict):
        self.change = change
        self.model = self.MODELS[change["kind"]]

    def perform(self, *, by) -> str:
        """Put it back; the reason why not, or nothing."""
        if self.change["kind"] in ("agency", "award"):  # nobody joins while we look
            owner = "pk" if self.change["kind"] == "agency" else "awards"
            Agency.objects.select_for_update(of=["self"]).filter(**{owner: self.change["pk"]}).first()
        thing = self.model.objects.select_for_update().filter(pk=self.change["pk"]).first()
        if thing is None:
            return _("It was deleted since.")
        if self.change["kind"] == "invitation":
            return self.withdraw(thing, by=by)
        now = plain({name: getattr(thing, name) for name in self.change["now"]})
        if now != self.change["now"]:
            return _("It was edited since.")
        if self.change["was"] is not None:
            for name, value in self.change["was"].items():
                setattr(thing, name, thing._meta.get_field(name).to_python(value))
            thing.save()
            fields = [str(capfirst(thing._meta.get_field(name).verbose_name)) for name in self.change["was"]]
            log(getattr(thing, "agency", thing), "members.edit", user=by, data={"fields": fields})
        elif reason := self.in_use(thing):
            return reason
        else:
            if self.change["kind"] == "agency":
                log(thing, "wagtail.delete", user=by, deleted=True)
            else:
                log(thing.agency, "members.take_back", user=by, data={"fields": [str(thing)]})
            thing.delete()
        return ""

    def in_use(self, thing) -> str:
        if self.change["kind"] == "award" and thing.extended_to:
            return _("It was extended since.")
        if self.change["kind"] == "award" and thing.agency.people.exists():
            return _("People belong to its agency. Without the award they would lose their access.")
        if self.change["kind"] != "agency":
            return ""
        if thing.people.exists() or thing.invitations.exists() or thing.requests.exists():
            return _("People joined it, or were invited, or asked for access.")
        if thing.awards.exists() or thing.email_domains.exists():
            return _("It has an award or a domain that stays.")
        return ""

    def withdraw(self, invitation, *, by) -> str:
        if invitation.request_id:
            return _("A request was approved with it since.")
        try:
            inviting.withdraw(invitation, by=by)
        except inviting.AlreadyDecided:
            invitation.refresh_from_db()
            return _("The invitation was accepted since.") if invitation.accepted_at else ""
        return ""
