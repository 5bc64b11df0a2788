"""What the program report says of the library: how often publications were opened and recordings watched."""

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from library.publications import Download, Kind
from library.recordings import RecordingPage
from library.videos import Video
from library.watching import View
from members.figures import BY_AGENCY, BY_STATE, Breakdown, FigureSet, Number, figures

__all__ = ["DownloadFigures", "ViewFigures"]


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


@figures
class ViewFigures(FigureSet):
    """Recordings, as they were played afterwards. Whoever took part live is counted by the events."""

    name = "views"
    heading = _("Recording views")
    introduction = _(
        "Recordings that members watched on demand: whoever played at least ten seconds of one on one day is one view. "
        "Live views are not in these numbers; they are the attendees online under “Attendance at events”."
    )
    right = "library.view_download"
    rows_right = "members.manage_members"
    numbers = [
        Number("views", _("Views on demand")),
        Number("recordings", _("Recordings watched"), aggregate=Count("video", distinct=True)),
        Number("agencies", _("Agencies"), Q(agency__isnull=False), Count("agency", distinct=True)),
        Number("hours", _("Hours played"), aggregate=Sum("seconds", default=0) / 3600.0, digits=1),
    ]
    breakdowns = [
        Breakdown("kind", _("Kind of recording"), "kind", lambda values: dict(RecordingPage.Kind.choices)),
        Breakdown("recording", _("Recording"), "video", Video.objects.in_bulk),
        BY_STATE,
        BY_AGENCY,
    ]
    columns = [
        (_("Day"), lambda row: row.day),
        (_("Recording"), lambda row: str(row.video)),
        (_("Agency"), lambda row: str(row.agency or "")),
        (_("Minutes played"), lambda row: row.seconds // 60),
    ]

    def rows(self, span):
        views = View.objects.counted().filter(day__gte=span.start, day__lte=span.end)
        # One video serves the pages of all languages; the oldest of them says what kind it is.
        pages = RecordingPage.objects.filter(video=OuterRef("video")).order_by("pk")
        return (
            views.annotate(kind=Subquery(pages.values("kind")[:1]))
            .select_related("video", "agency")
            .order_by("-day", "pk")
        )
