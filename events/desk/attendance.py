"""Events → Rosters → Attendance: by hand, or from a meeting tool's file."""

from django import forms
from django.core.signing import BadSignature
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from events import attending
from events.attendance import LONGEST, Attendance
from events.attending import Noted
from events.desk.screens import EventScreen
from events.registrations import Mode, Registration, Status
from members.forms import one_line
from members.models import Agency
from members.spreadsheets import Unreadable

__all__ = ["AttendanceView", "UploadView"]


class NotedForm(forms.Form):
    is_present = forms.BooleanField(label=_("Was there"), required=False)
    mode = forms.ChoiceField(label=_("Took part"), choices=Mode.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=LONGEST)


class WalkInForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.order_by("name"), required=False)
    mode = forms.ChoiceField(label=_("Took part"), choices=Mode.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=LONGEST)

    def clean_name(self):
        return one_line(self.cleaned_data["name"])


class AttendanceView(EventScreen):
    """Everybody registered, with what is noted of them."""

    template_name = "events/admin/attendance.html"
    page_title = _("Attendance")
    header_icon = "clipboard-list"

    @property
    def length(self) -> int:
        return min(round((self.event.ends_at - self.event.starts_at).total_seconds() / 60), LONGEST)

    def rows(self, data=None) -> list[tuple[Registration, NotedForm]]:
        people = Registration.objects.of(self.event).filter(status=Status.REGISTERED)
        rows = []
        for row in people.select_related("person", "agency", "attendance").order_by("person__last_name", "name", "pk"):
            known = getattr(row, "attendance", None)
            initial = {
                "is_present": known.is_present if known else False,
                "mode": known.mode if known else row.mode,
                "minutes": known.minutes if known else self.length,
            }
            rows.append((row, NotedForm(data, initial=initial, prefix=f"row-{row.pk}")))
        return rows

    def post(self, request, *args, **kwargs):
        if "walk_in" in request.POST:
            form = WalkInForm(request.POST, prefix="walk-in")
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(walk_in=form))
            attending.walk_in(self.event, by=request.user, **form.cleaned_data)
            messages.success(request, gettext("Noted."))
            return redirect(request.path)
        # Whoever registered since the screen was opened is not on it.
        rows = [(row, form) for row, form in self.rows(request.POST) if f"{form.prefix}-mode" in request.POST]
        if any(form.errors for _row, form in rows):
            messages.error(request, gettext("Nothing was saved. Minutes are whole numbers, at most 20160."))
            return self.render_to_response(self.get_context_data(rows=rows))
        count = attending.note(self.event, {row.pk: Noted(**form.cleaned_data) for row, form in rows}, by=request.user)
        words = ngettext("Noted for %(count)d person.", "Noted for %(count)d people.", count)
        messages.success(request, words % {"count": count})
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("rows", self.rows())
        walk_in = WalkInForm(prefix="walk-in", initial={"minutes": self.length, "mode": self.event.modes[0]})
        kwargs.setdefault("walk_in", walk_in)
        others = Attendance.objects.filter(event=self.event, registration=None).select_related("person", "agency")
        return super().get_context_data(**kwargs) | {"others": others}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("The attendance report of the meeting tool, as CSV or XLSX, at most 5 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class UploadView(EventScreen):
    """Upload, see who is who, decide about the others, take over: one screen, one transaction."""

    template_name = "events/admin/upload.html"
    page_title = _("Upload attendance")
    header_icon = "upload"

    def post(self, request, *args, **kwargs):
        if "lines" in request.POST:
            return self.take_over()
        form, context = UploadForm(request.POST, request.FILES), {}
        if form.is_valid():
            try:
                lines = attending.match(self.event, attending.read(form.cleaned_data["file"]))
                context = self.shown(lines)
            except Unreadable as error:
                form.add_error("file", str(error))
        return self.render_to_response(self.get_context_data(form=form, **context))

    def shown(self, lines) -> dict:
        people = Registration.objects.of(self.event).filter(status=Status.REGISTERED).select_related("person")
        names = {row.pk: row.display_name for row in people}
        matched = {line.registration for line in lines}
        return {
            "signed": attending.sign(lines),
            "matched": [(line, names.get(line.registration, line.name)) for line in lines if line.is_matched],
            "unmatched": [line for line in lines if not line.is_matched],
            "people": sorted(((pk, name) for pk, name in names.items() if pk not in matched), key=lambda pair: pair[1]),
            "agencies": Agency.objects.order_by("name"),
        }

    def take_over(self):
        given = self.request.POST
        try:
            lines = attending.from_signed(given["lines"])
        except BadSignature:
            messages.error(
                self.request, gettext("Nothing was saved: this upload is more than a day old. Upload it again.")
            )
            return redirect(self.request.path)
        choices = {
            line.number: (given.get(f"who-{line.number}", "")[:18], given.get(f"agency-{line.number}", "")[:18])
            for line in lines
        }
        count = attending.take_over(self.event, lines, choices, by=self.request.user)
        words = ngettext("Noted for %(count)d person.", "Noted for %(count)d people.", count)
        messages.success(self.request, words % {"count": count})
        return redirect("event_desk:attendance", self.event.pk)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", UploadForm())
        return super().get_context_data(**kwargs)
