from django import template

from library.documents import DocumentReport
from library.reading import obstacles

register = template.Library()


@register.inclusion_tag("library/admin/file_report.html")
def file_report(document):
    """Whether everybody can read a document, and if not, why not."""
    report = DocumentReport.objects.filter(document=document).first()
    return {"report": report, "obstacles": obstacles(report) if report else []}
