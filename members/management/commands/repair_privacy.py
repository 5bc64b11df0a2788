from django.core.management.base import BaseCommand
from wagtail.models import PageViewRestriction

from members.access import groups_that_may_enter
from members.privacy import repair


class Command(BaseCommand):
    help = "Close every page that is open while a translation or alias of it is private; replace shared passwords."
    requires_system_checks = []

    def handle(self, *args, **options):
        for row in PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.PASSWORD):
            row.restriction_type, row.password = PageViewRestriction.GROUPS, ""
            row.save()
            row.groups.set(groups_that_may_enter())
            self.stdout.write(f"{row.page} opens to members now, no longer by a shared password.")
        closed = repair()
        for page in closed:
            self.stdout.write(f"Closed {page} ({page.locale}).")
        if not closed:
            self.stdout.write("Every page is as private as its translations and aliases.")
