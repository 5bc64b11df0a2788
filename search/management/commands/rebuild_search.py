from django.core.management.base import BaseCommand

from members.findable import kinds
from search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Reads everything that can be found into the search index again. The search answers meanwhile, and the "
        "command may be stopped and repeated at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("kinds", nargs="*", choices=[*kinds(), []], help="only these (all if left out)")

    def handle(self, *args, **options):
        def report(name: str, done: int, total: int) -> None:
            if options["verbosity"]:
                self.stdout.write(f"\r  {name:<14}{done:>8,} of {total:,}", ending="\n" if done == total else "")
                self.stdout.flush()

        total = rebuild(report, options["kinds"])
        if options["verbosity"]:
            self.stdout.write(f"{total:,} passages can be found.")
