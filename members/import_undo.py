"""What an import changed, put back."""

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
        if self.change["kind"] == "agency":  # nobody joins while we look
            Agency.objects.select_for_update().filter(pk=self.change["pk"]).first()
        thing = self.model.objects.filter(pk=self.change["pk"]).first()
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
        elif reason := self.in_use(thing):
            return reason
        else:
            log(thing, "wagtail.delete", user=by, deleted=True) if self.change["kind"] == "agency" else None
            thing.delete()
        return ""

    def in_use(self, thing) -> str:
        if self.change["kind"] == "award" and thing.extended_to:
            return _("It was extended since.")
        if self.change["kind"] != "agency":
            return ""
        if thing.people.exists() or thing.invitations.exists() or thing.requests.exists():
            return _("People joined it, or were invited, or asked for access.")
        if thing.awards.exists() or thing.email_domains.exists():
            return _("It has an award or a domain that stays.")
        return ""

    def withdraw(self, invitation, *, by) -> str:
        try:
            inviting.withdraw(invitation, by=by)
        except inviting.AlreadyDecided:
            invitation.refresh_from_db()
            return _("The invitation was accepted since.") if invitation.accepted_at else ""
        return ""
