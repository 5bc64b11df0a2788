"""Members → Imports: upload, look at what would happen, import, put back."""

import csv

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from members import importing
from members.desk.lists import DeskList, without
from members.desk.rights import RightsPolicy
from members.import_rows import READERS, Row
from members.models import ImportRun
from members.spreadsheets import Unreadable

__all__ = ["ImportViewSet"]

SHOWN = 200  # rows that do something without an error; errors are all shown


def state(run) -> str:
    if run.undone_at:
        return gettext("Undone")
    return gettext("Imported") if run.applied_at else gettext("Not imported")


class ImportIndexView(DeskList):
    add_item_label = _("Upload a spreadsheet")
    nothing = _("Nothing was imported yet. Upload a spreadsheet: first you see what it would change.")

    @cached_property
    def list_display(self):
        return [
            self.title_column(_("File"), sort_key="file_name"),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("rows", label=_("Rows"), accessor=lambda run: len(run.rows)),
            StatusTagColumn("state", label=_("Status"), accessor=state, primary=lambda run: bool(run.applied_at)),
            DateColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
            Column("created_by", label=_("By")),
        ]

    def get_base_queryset(self):
        return ImportRun.objects.select_related("created_by").defer("changes")

    def get_list_more_buttons(self, instance):
        return []


class UploadForm(forms.ModelForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ImportRun.Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 5 MB and 5,000 rows. Only the first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    class Meta:
        model = ImportRun
        fields = ["kind"]


class UploadView(generic.CreateView):
    template_name = "members/admin/upload.html"
    page_title = _("Upload")
    submit_button_label = _("Look at what it would change")
    submit_button_active_label = _("Reading…")
    success_message = None
    error_message = _("The file was not read. Look at the errors below.")

    def form_valid(self, form):
        kind = form.cleaned_data["kind"]
        try:
            self.object, unknown = importing.read(form.cleaned_data["file"], kind=kind, by=self.request.user)
        except Unreadable as error:
            form.add_error("file", str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        if unknown:
            words = gettext("These columns mean nothing here and are left out: %(columns)s.")
            messages.warning(self.request, words % {"columns": ", ".join(unknown)})
        return redirect("imports:run", self.object.pk)


class RunView(generic.PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One file: before it is imported what it would do, afterwards what it did."""

    template_name = "members/admin/import.html"
    permission_policy = None
    permission_required = "add"
    page_title = _("Import")
    header_icon = "upload"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(ImportRun.objects.select_related("created_by"), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": reverse("imports:index"), "label": _("Imports")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": str(self.object)}]

    def post(self, request, *args, **kwargs):
        try:
            self.undo() if "undo" in request.POST else self.apply()
        except importing.AlreadyDone:
            messages.warning(request, gettext("Nothing was done: somebody did it already."))
        except importing.Blocked as error:
            messages.error(request, gettext("Nothing was imported. %(why)s") % {"why": error})
        return redirect("imports:run", self.object.pk)

    def apply(self):
        given = self.request.POST
        count = importing.apply(
            self.object,
            by=self.request.user,
            seen=given.get("seen", ""),
            leave_out_errors="leave_out_errors" in given,
            send="send" in given,
        )
        words = ngettext("%(count)d row imported.", "%(count)d rows imported.", count)
        messages.success(self.request, words % {"count": count})

    def undo(self):
        stays = importing.undo(self.object, by=self.request.user)
        if stays:
            words = ngettext(
                "The import is undone, but for %(count)d change. See below.",
                "The import is undone, but for %(count)d changes. See below.",
                len(stays),
            )
            messages.warning(self.request, words % {"count": len(stays)})
        else:
            messages.success(self.request, gettext("The import is undone. Everything is as it was."))

    def get_context_data(self, **kwargs):
        run = self.object
        context = {"run": run, "is_people": run.kind == ImportRun.Kind.PEOPLE, "state": state(run)}
        if not run.applied_at:
            rows = importing.check(run)
            counts = importing.counts(rows)
            quiet = [row for row in rows if row.act != Row.ERROR]
            context |= {
                "seen": importing.digest(rows),
                "counts": [
                    (Row.NEW, _("new"), counts[Row.NEW]),
                    (Row.CHANGED, _("changed"), counts[Row.CHANGED]),
                    (Row.UNCHANGED, _("unchanged"), counts[Row.UNCHANGED]),
                    (Row.ERROR, _("with errors"), counts[Row.ERROR]),
                ],
                "todo": counts[Row.NEW] + counts[Row.CHANGED],
                "errors": [row for row in rows if row.act == Row.ERROR],
                "rows": quiet[:SHOWN],
                "more": max(len(quiet) - SHOWN, 0),
                "acts": {Row.NEW: _("New"), Row.CHANGED: _("Changed"), Row.UNCHANGED: _("Unchanged")},
            }
        else:
            context |= {
                "changed_rows": len({change["row"] for change in run.changes}),
                "stays": [change for change in run.changes if change.get("stays")],
            }
        return super().get_context_data(**kwargs) | context


class ImportViewSet(ModelViewSet):
    model = ImportRun
    name = "imports"
    icon = "upload"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ImportIndexView
    add_view_class = UploadView
    list_filter = ["kind"]
    ordering = "-created_at"
    permission_policy = RightsPolicy(
        ImportRun, view="members.view_importrun", add="members.add_importrun", change="members.add_importrun"
    )

    def get_form_class(self, for_update=False):
        return UploadForm

    def get_url_name(self, view_name):
        """A run is looked at, never edited."""
        return super().get_url_name("run" if view_name == "edit" else view_name)

    def get_common_view_kwargs(self, **kwargs):
        unused = dict.fromkeys(["delete_url_name", "history_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**unused, **kwargs})

    def template_view(self, request, kind):
        """An empty spreadsheet with the right headings."""
        if kind not in READERS or not self.permission_policy.user_has_permission(request.user, "add"):
            raise Http404
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
        csv.writer(response).writerow(column.label for column in READERS[kind].columns)
        return response

    def get_urlpatterns(self):
        patterns = super().get_urlpatterns()
        return [
            *without(patterns, "edit", "delete", "history", "history_results", "usage"),
            path("run/<int:pk>/", self.construct_view(RunView), name="run"),
            path("template/<slug:kind>.csv", require_safe(self.template_view), name="template"),
        ]
