"""What the front door holds about a person: messages they sent through a form."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormSubmission

from members.personal_data import PersonalData, register

__all__ = ["Messages"]


@register
class Messages(PersonalData):
    """Messages are nobody's account's; they are a person's where an answer is that person's address."""

    name, heading = "messages", _("Messages sent through a form")
    deleted = _("Messages you sent through a form with your address as an answer.")
    labels = {"form": _("Form"), "sent_at": _("Sent"), "answers": _("Answers")}

    def _of(self, user):
        written = FormSubmission.objects.filter(form_data__icontains=user.email).select_related("page")
        return [
            message
            for message in written.order_by("submit_time")
            if any(str(answer).lower() == user.email for answer in message.form_data.values())
        ]

    def collect(self, user):
        return [
            {
                "form": message.page.title,
                "sent_at": message.submit_time,
                "answers": [str(answer) for answer in message.form_data.values()],
            }
            for message in self._of(user)
        ]

    def on_closing(self, user):
        FormSubmission.objects.filter(pk__in=[message.pk for message in self._of(user)]).delete()
