"""Reports → Program figures: numbers for any span of days, the rows behind each, and both as files."""

import csv
import io
from datetime import date, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from openpyxl import Workbook
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from members.figures import FigureSet, Span, set_named, sets_for
from members.spreadsheets import harmless

__all__ = ["FiguresReport", "FiguresRows", "half_year"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BARS = 15  # in a chart; its table has every part


def half_year(day: date) -> Span:
    """The half-year in which a day lies, as the program reports to its funder."""
    return (
        Span(date(day.year, 1, 1), date(day.year, 6, 30))
        if day.month <= 6
        else Span(date(day.year, 7, 1), date(day.year, 12, 31))
    )


class SpanForm(forms.Form):
    start = forms.DateField(label=_("From"), widget=AdminDateInput)
    end = forms.DateField(label=_("To"), widget=AdminDateInput)

    def clean(self):
        values = super().clean()
        start, end = values.get("start"), values.get("end")
        if start and end and start > end:
            self.add_error("end", _("The last day lies before the first."))
        for name in ("start", "end"):
            if values.get(name) and not 2000 <= values[name].year <= 2100:
                self.add_error(name, _("Choose a day between 2000 and 2100."))
        return values


def _file(rows: list[list], name: str, kind: str) -> HttpResponse:
    """Rows as a CSV or XLSX file that is safe to open."""
    rows = [[harmless(str(cell) if not isinstance(cell, int | float | date) else cell) for cell in row] for row in rows]
    if kind == "xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        content, content_type = data.getvalue(), XLSX
    else:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        content, content_type = text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Content-Type": content_type}
    return HttpResponse(content, headers=headers)


class FiguresView(WagtailAdminTemplateMixin, TemplateView):
    """What report and rows have in common: the set, the span, and who may."""

    header_icon = "table"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.sets = sets_for(request.user)
        if not self.sets:
            raise PermissionDenied
        name = kwargs.get("name")
        self.set = set_named(name, request.user) if name else self.sets[0]
        if not self.set:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> SpanForm:
        span = half_year(timezone.localdate())
        asked = self.request.GET
        return SpanForm({"start": asked.get("start", span.start), "end": asked.get("end", span.end)})

    @cached_property
    def span(self) -> Span | None:
        return Span(**self.form.cleaned_data) if self.form.is_valid() else None

    @property
    def query(self) -> dict:
        return {"start": self.span.start.isoformat(), "end": self.span.end.isoformat()}

    @property
    def file_name(self) -> str:
        return f"{self.set.name}-{self.span.start.isoformat()}-{self.span.end.isoformat()}"

    def address(self, **more) -> str:
        return f"?{urlencode(self.query | more)}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"set": self.set, "form": self.form, "media": self.form.media}

    def wanted_file(self) -> str:
        asked = self.request.GET.get("export", "")
        return asked if asked in ("csv", "xlsx") and self.span else ""


class FiguresReport(FiguresView):
    """The numbers of one set, each a link to its rows for whoever may open them."""

    page_title = _("Program figures")
    template_name = "members/admin/figures.html"

    def get_breadcrumbs_items(self):
        return [{"url": reverse("wagtailadmin_home"), "label": gettext("Home")}, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        if kind := self.wanted_file():
            return _file(self.lines(), self.file_name, kind)
        return super().get(request, *args, **kwargs)

    def lines(self) -> list[list]:
        """All the figures of the set as the lines of a file."""
        span, chosen = self.span, self.set
        lines = [
            [str(chosen.heading), gettext("From"), span.start, gettext("To"), span.end],
            [],
            [gettext("Figure"), gettext("Number")],
        ]
        lines += [[str(number.label), "" if value is None else value] for number, value in chosen.count(span)]
        for breakdown in chosen.breakdowns:
            lines += [[], [str(breakdown.heading), gettext("Number")]]
            lines += [[part.label, part.count] for part in chosen.divide(breakdown, span)]
        return lines

    def rows_url(self, **what) -> str:
        if not self.request.user.has_perm(self.set.rows_right):
            return ""
        return f"{reverse('figures_rows', args=[self.set.name])}?{urlencode(self.query | what)}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "tabs": [(known, reverse("figures_set", args=[known.name])) for known in self.sets],
            "half_years": self.half_years(),
        }
        if not self.span:
            return context
        context["query"] = urlencode(self.query)
        context["numbers"] = [
            (number, value, self.rows_url(number=number.name)) for number, value in self.set.count(self.span)
        ]
        context["charts"] = [self.chart(breakdown) for breakdown in self.set.breakdowns]
        return context

    def chart(self, breakdown) -> dict:
        """A breakdown for the template: its parts with the addresses of their rows, and the bars drawn of them."""
        parts = self.set.divide(breakdown, self.span)
        bars = [
            {"part": part, "y": 32 * index, "middle": 32 * index + 17, "width": round(3.4 * part.share, 1)}
            for index, part in enumerate(parts[:BARS])
        ]
        rows = [(part, self.rows_url(by=breakdown.name, value=part.key)) for part in parts]
        hidden = max(len(parts) - BARS, 0)
        return {"breakdown": breakdown, "parts": rows, "bars": bars, "height": 32 * len(bars), "hidden": hidden}

    def half_years(self) -> list[tuple[str, str]]:
        """The last four half-years: (in words, address)."""
        span, found = half_year(timezone.localdate()), []
        for _number in range(4):
            words = (
                gettext("January to June %(year)s") if span.start.month == 1 else gettext("July to December %(year)s")
            )
            query = urlencode({"start": span.start.isoformat(), "end": span.end.isoformat()})
            found.append((words % {"year": span.start.year}, f"?{query}"))
            span = half_year(span.start - timedelta(days=1))
        return found


class FiguresRows(FiguresView):
    """The rows behind one number: the very condition by which it was counted."""

    PER_PAGE = 50
    template_name = "members/admin/figures_rows.html"

    def dispatch(self, request, *args, **kwargs):
        chosen: FigureSet | None = set_named(kwargs["name"], request.user)
        if chosen and not request.user.has_perm(chosen.rows_right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if not self.span:
            raise Http404
        asked = {name: request.GET[name] for name in ("number", "by", "value") if name in request.GET}
        try:
            self.words, self.rows = self.set.behind(self.span, **asked)
        except LookupError as error:
            raise Http404 from error
        self.asked = asked
        if kind := self.wanted_file():
            return _file(self.lines(), f"{self.file_name}-{asked.get('number') or asked.get('by')}", kind)
        return super().get(request, *args, **kwargs)

    def get_page_title(self):
        return self.words

    def cells(self, row) -> list:
        return ["" if (cell := look(row)) is None else cell for _heading, look in self.set.columns]

    def lines(self) -> list[list]:
        return [[str(heading) for heading, _look in self.set.columns], *map(self.cells, self.rows)]

    def get_breadcrumbs_items(self):
        report = reverse("figures_set", args=[self.set.name]) + self.address()
        return [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": report, "label": gettext("Program figures")},
            {"url": "", "label": self.words},
        ]

    def get_context_data(self, **kwargs):
        listing = Paginator(self.rows, self.PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "headings": [heading for heading, _look in self.set.columns],
            "listing": listing,
            "rows": [(self.set.url_of(row), self.cells(row)) for row in listing],
            "query": urlencode(self.query | self.asked),
        }
