"""What was done about events, in the words of the histories."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

__all__ = ["register_events"]

WORDS = {
    "events.cancel": (_("Cancel event"), _("Cancelled the event: %(reason)s")),
    "events.copy": (_("Copy event"), _("Made from “%(title)s”")),
    "events.message": (_("Message"), _("Wrote “%(subject)s” to %(count)s people")),
    "events.attendance": (_("Attendance"), _("Noted the attendance of %(count)s people")),
    "events.unregister": (_("Take off the list"), _("Took somebody off the list")),
}


def register_events(actions):
    for action, (label, sentence) in WORDS.items():
        actions.register_action(action)(_formatter(label, sentence))


def _formatter(label, sentence) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        def format_message(self, log_entry):
            return sentence % ({"reason": "", "title": "", "subject": "", "count": 0} | log_entry.data)

    Formatter.label = label
    return Formatter
