"""How staff fill in an event. Times are typed as clocks show them in the event's zone, and kept in UTC."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

from content.topics import Topic
from events.times import instant, is_repeated, is_skipped, wall

__all__ = ["EventForm", "WallTimeField"]

YEARS = range(2000, 2100)
TIMES = ["starts_at", "ends_at", "registration_opens_at", "registration_closes_at"]


class WallTimeField(forms.DateTimeField):
    """A moment, typed and shown as clocks in `zone` show it. Cleaned it is naive; the form knows the zone chosen."""

    zone = ZoneInfo(settings.TIME_ZONE)

    def prepare_value(self, value):
        return wall(value, self.zone) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value):
        if isinstance(value, datetime):
            return self.prepare_value(value)
        with timezone.override(UTC):  # where clocks show every time once
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)

    def has_changed(self, initial, data):
        try:
            return self.prepare_value(initial) != self.to_python(data)
        except ValidationError:
            return True


def _time(label, *, required=False, help_text=""):
    return WallTimeField(label=label, required=required, help_text=help_text, widget=AdminDateTimeInput)


class EventForm(WagtailAdminPageForm):
    """The whole event. A translator works without times, seats and topics: all languages share them."""

    starts_at = _time(_("Starts"), required=True)
    ends_at = _time(_("Ends"), required=True)
    registration_opens_at = _time(_("Registration opens"), help_text=_("Empty: at once."))
    registration_closes_at = _time(_("Registration closes"), help_text=_("Empty: when the event starts."))
    repeated_hour = forms.ChoiceField(
        label=_("If clocks show a time twice"),
        choices=[("0", _("The first time, still daylight saving time")), ("1", _("The second time, standard time"))],
        required=False,
        help_text=_("Only for an hour of the night in autumn in which clocks are put back."),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is about, as a reader would look for it. Two or three are usually enough."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        event = self.instance
        for name in TIMES:
            if name in self.fields:
                self.fields[name].zone = event.zone
        if "repeated_hour" in self.fields:
            # Asked again only where it was asked before.
            times = [wall(moment, event.zone) for name in TIMES if (moment := getattr(event, name))]
            folds = [moment.fold for moment in times if is_repeated(moment.replace(fold=0), event.zone)]
            self.initial.setdefault("repeated_hour", str(max(folds)) if folds else "")
            self.fields["repeated_hour"].choices = [("", _("No such time")), *self.fields["repeated_hour"].choices]
        if "topics" in self.fields:
            self.fields["topics"].queryset = Topic.objects.in_english()
            self.initial.setdefault("topics", [row.topic_id for row in event.topic_rows.all()])

    def defer_required_fields(self):
        """A draft may be incomplete, but not while it waits for approval: approving publishes what was saved last."""
        if not (self.instance.pk and self.instance.workflow_in_progress):
            super().defer_required_fields()

    def clean(self):
        values = super().clean()
        zone = ZoneInfo(values.get("time_zone") or self.instance.time_zone)
        for name in TIMES:
            if values.get(name):
                values[name] = self.moment(name, values[name], zone)
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end must come after the start."))
        return values

    def moment(self, name, local, zone):
        """The instant of a local time; nothing, and an error, where there is none or it is not said which."""
        if local.year not in YEARS:
            self.add_error(name, _("Choose a year of this century."))
            return None
        if is_skipped(local, zone):
            words = _("Clocks in this zone jump over this time when daylight saving time begins. Choose another one.")
            self.add_error(name, words)
            return None
        answer = self.cleaned_data.get("repeated_hour", "")
        if is_repeated(local, zone) and not answer:
            words = _("Clocks in this zone show this time twice that night. Say below which of the two you mean.")
            self.add_error(name, words)
            return None
        return instant(local, zone, fold=int(answer or 0) if is_repeated(local, zone) else 0)

    def save(self, commit=True):
        if "topics" in self.cleaned_data:
            rows = self.instance.topic_rows
            kept = {row.topic_id: row for row in rows.all()}
            chosen = [topic.pk for topic in self.cleaned_data["topics"]]
            rows.set([kept.get(pk) or rows.model(topic_id=pk) for pk in chosen])
        return super().save(commit=commit)
