from django.core.management.base import BaseCommand, CommandError

from members.findable import kinds
from search.backend import Unavailable, is_configured
from search.cluster import rebuild_cluster
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
        if is_configured() and not options["kinds"]:
            try:
                rebuild_cluster(report)
            except Unavailable as error:
                raise CommandError("The search cluster failed, and the log says how. The database answers.") from error
        if options["verbosity"]:
            self.stdout.write(f"{total:,} passages can be found.")
