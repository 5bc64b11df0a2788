"""What the program report says of the library: how often publications were opened."""

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from library.publications import Download, Kind
from members.figures import BY_AGENCY, BY_STATE, Breakdown, FigureSet, Number, figures

__all__ = ["DownloadFigures"]


@figures
class DownloadFigures(FigureSet):
    """Downloads, as they are counted: by publication, agency and day, without a person."""

    name = "downloads"
    heading = _("Downloads")
    introduction = _("How often files of publications were opened, in both languages, by people and not by programs.")
    right = rows_right = "library.view_download"
    numbers = [
        Number("all", _("Downloads")),
        Number("by_agencies", _("By members"), Q(agency__isnull=False)),
        Number("by_others", _("By everybody else"), Q(agency=None)),
    ]
    breakdowns = [
        Breakdown("kind", _("Kind of publication"), "publication__kind", lambda values: dict(Kind.choices)),
        BY_STATE,
        BY_AGENCY,
    ]
    columns = [
        (_("Day"), lambda row: row.day),
        (_("Publication"), lambda row: str(row.publication)),
        (_("Agency"), lambda row: str(row.agency or "")),
        (_("Downloads"), lambda row: row.count),
    ]
    whole = Sum("count")

    def rows(self, span):
        downloads = Download.objects.filter(day__gte=span.start, day__lte=span.end)
        return downloads.select_related("publication", "agency").order_by("-day", "pk")
