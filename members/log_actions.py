"""What people did for membership, in the words of the histories in the admin and of an agency's own log."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

__all__ = ["register_joining"]

# Action → its name in filters, and what is said of it; `person` and `agency` come from the entry.
JOINING = {
    "members.confirm": (_("Confirm address"), _("Confirmed the address of the request")),
    "members.approve": (_("Approve request"), _("Approved %(person)s as a member of %(agency)s")),
    "members.refuse": (_("Decline request"), _("Declined the request of %(person)s: %(reason)s")),
    "members.invite": (_("Invite"), _("Invited %(person)s (%(email)s)")),
    "members.resend": (_("Send invitation again"), _("Sent %(person)s (%(email)s) the invitation again")),
    "members.withdraw": (_("Withdraw invitation"), _("Withdrew the invitation of %(person)s (%(email)s)")),
    "members.accept": (_("Accept invitation"), _("%(person)s accepted the invitation of %(agency)s")),
    "members.move": (_("Move to another agency"), _("%(person)s moved to %(agency)s")),
    "members.remove": (_("Remove from agency"), _("Removed %(person)s from %(agency)s")),
}
FACTS = ("person", "agency", "email", "reason")


def register_joining(actions):
    for action, (label, sentence) in JOINING.items():
        actions.register_action(action)(_formatter(label, sentence))


def _formatter(label, sentence) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        def format_message(self, log_entry):
            facts = {fact: log_entry.data.get(fact, "") for fact in FACTS}
            named = facts["person"] != facts["email"]  # not everybody who is invited has a name yet
            return (sentence if named else str(sentence).replace(" (%(email)s)", "")) % facts

    Formatter.label = label
    return Formatter
