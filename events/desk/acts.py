"""What staff do about an event: write to people, make the next one, cancel."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from events.announcing import call_off
from events.desk.screens import EventScreen
from events.messages import Message, To
from events.messaging import recipients, send, tells_the_link
from events.registrations import Registration
from events.series import copy_event

__all__ = ["CallOffView", "MessageView", "NextView"]


class MessageForm(forms.ModelForm):
    class Meta:
        model = Message
        fields = ["to", "subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "body": _(
                "Plain words. The name of the reader stands above, the event and its page below. Addresses are not "
                "made into links, and the link to join never goes by mail."
            )
        }


class MessageView(EventScreen):
    """Write, look at it, send. What was sent is listed below."""

    template_name = "events/admin/message.html"
    page_title = _("Write a message")
    header_icon = "mail"

    def post(self, request, *args, **kwargs):
        form = MessageForm(request.POST)
        if not form.is_valid() or "send" not in request.POST:
            preview = form.cleaned_data if form.is_valid() and "back" not in request.POST else None
            return self.render_to_response(self.get_context_data(form=form, preview=preview))
        if tells_the_link(self.event, form.cleaned_data["subject"], form.cleaned_data["body"]):
            form.add_error("body", _("The link to join never goes by mail; it shows on the page of the event."))
            return self.render_to_response(self.get_context_data(form=form))
        sent = send(self.event, by=request.user, **form.cleaned_data)
        words = ngettext("The message goes to %(count)d person.", "The message goes to %(count)d people.", sent.count)
        messages.success(request, words % {"count": sent.count})
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", MessageForm())
        context = super().get_context_data(**kwargs)
        if preview := kwargs.get("preview"):
            context["count"] = recipients(self.event, preview["to"]).count()
            context["to_label"] = To(preview["to"]).label
        return context | {"sent": Message.objects.filter(event=self.event).select_related("sent_by")[:50]}


class NextView(EventScreen):
    """Next quarter's event in one step."""

    template_name = "events/admin/next.html"
    page_title = _("Make the next one")
    header_icon = "copy"

    @property
    def may_add(self) -> bool:
        return self.event.get_parent().permissions_for_user(self.request.user).can_add_subpage()

    def post(self, request, *args, **kwargs):
        if not self.may_add:
            raise PermissionDenied
        copy = copy_event(self.event, by=request.user)
        messages.success(request, gettext("This is the draft of the next one. Look through it, then publish it."))
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"may_add": self.may_add}


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes to everybody on the list by mail, and stands on the page of the event."),
    )


class CallOffView(EventScreen):
    """Cancel the event, with a reason, and tell everybody."""

    template_name = "events/admin/call_off.html"
    page_title = _("Cancel the event")
    header_icon = "cross"

    def post(self, request, *args, **kwargs):
        form = CallOffForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if call_off(self.event, by=request.user, reason=form.cleaned_data["reason"]):
            messages.success(request, gettext("The event is cancelled, and everybody on its list is told by mail."))
        else:
            messages.warning(request, gettext("Nothing was done: the event was cancelled before."))
        return redirect("event_desk:roster", self.event.pk)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", CallOffForm())
        return super().get_context_data(**kwargs) | {"count": Registration.objects.of(self.event).open().count()}
