from django.core.management.base import BaseCommand
from wagtail.documents import get_document_model

from library.documents import DocumentReport
from library.publications import Publication
from library.reading import complete, obstacles, read


class Command(BaseCommand):
    help = "Read documents that are new or have changed: text by page, checks, covers and page counts of publications."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="read every document again, changed or not")

    def handle(self, *args, **options):
        documents = get_document_model().objects.order_by("pk")
        seen = dict(DocumentReport.objects.values_list("document", "read_at"))
        count = 0
        for document in documents.iterator(chunk_size=200):
            report = read(document, again=options["all"])
            if report and seen.get(document.pk) != report.read_at:
                count += 1
                why = "; ".join(str(reason) for reason in obstacles(report))
                self.stdout.write(f"{document.pk} {document}: {report.get_outcome_display()}. {why}".rstrip())
        for publication in Publication.objects.exclude(document=None).select_related("latest_revision"):
            complete(publication)
        self.stdout.write(f"{count} documents read.")
