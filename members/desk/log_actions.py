"""What the office did at the desk, in the words of the histories."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

__all__ = ["register_desk"]

DESK = {
    "members.suspend": (_("Suspend membership"), _("Suspended the membership")),
    "members.lift": (_("Lift suspension"), _("Lifted the suspension")),
    "members.extend": (_("Extend access"), _("Extended access until %(until)s")),
    "members.edit": (_("Edit"), _("Changed: %(fields)s")),
    "members.take_back": (_("Undo import"), _("Undid the import of %(fields)s")),
    "members.import": (_("Import"), _("Imported %(rows)s rows")),
    "members.undo_import": (_("Undo import"), _("Undid the import; %(stays)s changes stay")),
}


def register_desk(actions):
    for action, (label, sentence) in DESK.items():
        actions.register_action(action)(_formatter(label, sentence))


def _formatter(label, sentence) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        def format_message(self, log_entry):
            facts = {"until": "", "fields": [], "rows": 0, "stays": 0} | log_entry.data
            return sentence % (facts | {"fields": ", ".join(facts["fields"])})

    Formatter.label = label
    return Formatter
