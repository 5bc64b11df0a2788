"""Library → Publications → Import: upload, look at what every record would do, take over as drafts."""

from django import forms
from django.core.signing import BadSignature
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from library import importing
from library.desk.screens import Screen
from library.importing import Row
from library.publications import Language

__all__ = ["ImportView"]

SHOWN = 200  # rows without an error; errors are all shown


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or RIS with at most 2,000 records, in UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ris"}),
    )
    locale = forms.ChoiceField(
        label=_("Language of the records"),
        choices=Language.choices,
        help_text=_("Titles and abstracts are in this language, where the file does not say otherwise."),
    )


class ImportView(Screen):
    page_title = _("Import publications")
    header_icon = "table"
    template_name = "library/admin/import.html"

    @cached_property
    def form(self):
        is_upload = self.request.method == "POST" and "rows" not in self.request.POST
        return UploadForm(*((self.request.POST, self.request.FILES) if is_upload else ()))

    def post(self, request, *args, **kwargs):
        if "rows" in request.POST:
            return self.apply()
        context = self.dry_run() if self.form.is_valid() else {}
        return self.render_to_response(self.get_context_data(**context))

    def dry_run(self) -> dict:
        try:
            sheet = importing.read(self.form.cleaned_data["file"])
            return self.shown(sheet, self.form.cleaned_data["locale"])
        except importing.Unreadable as error:
            self.form.add_error("file", str(error))
            return {}

    def shown(self, sheet, locale: str) -> dict:
        rows = importing.check(sheet, locale=locale)
        counts = {act: sum(row.act == act for row in rows) for act in (Row.NEW, Row.CHANGED)}
        labels = [
            (Row.NEW, _("new")),
            (Row.CHANGED, _("changed")),
            (Row.UNCHANGED, _("unchanged")),
            (Row.DUPLICATE, _("on record already")),
            (Row.ERROR, _("with errors")),
        ]
        quiet = [row for row in rows if row.act != Row.ERROR]
        quiet.sort(key=lambda row: row.act == Row.UNCHANGED)
        return {
            "rows": quiet[:SHOWN],
            "more": max(len(quiet) - SHOWN, 0),
            "errors": [row for row in rows if row.act == Row.ERROR],
            "counts": [(act, label, sum(row.act == act for row in rows)) for act, label in labels],
            "todo": sum(counts.values()),
            "signed": sheet.sign(),
            "seen": importing.digest(rows),
            "record_locale": locale,
            "ignored": sheet.ignored,
        }

    def apply(self):
        given = self.request.POST
        locale = given.get("locale") if given.get("locale") in Language.values else Language.ENGLISH.value
        try:
            sheet = importing.Sheet.from_signed(given["rows"])
            saved = importing.apply(sheet, locale=locale, seen=given.get("seen", ""), by=self.request.user)
        except BadSignature:
            messages.error(
                self.request, gettext("Nothing was imported: this upload is more than a day old. Upload it again.")
            )
            return redirect(self.request.path)
        except importing.Outdated:
            words = gettext("Nothing was imported: something changed since you looked. This is what would happen now.")
            messages.error(self.request, words)
            return self.render_to_response(self.get_context_data(**self.shown(sheet, locale)))
        words = ngettext(
            "%(count)d record was saved as a draft.", "%(count)d records were saved as drafts.", len(saved)
        )
        messages.success(self.request, words % {"count": len(saved)})
        return redirect(self.index_url_name)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"form": self.form}
