"""Commands that cron runs: one job after the other, none kept from running by another's trouble."""

import logging
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

__all__ = ["JobsCommand"]

logger = logging.getLogger(__name__)


class JobsCommand(BaseCommand):
    """Runs its `jobs`; each is safe to run at any time, twice too, and returns how much it did."""

    jobs: list[Callable[[], int]] = []

    def handle(self, **options):
        failed = []
        for job in self.jobs:
            try:
                result = job()
            except Exception:  # one job's trouble must not keep the others from running
                logger.exception("%s failed", job.__name__)
                failed.append(job.__name__)
            else:
                if options["verbosity"] > 1 or (result and options["verbosity"]):
                    self.stdout.write(f"{job.__name__}: {result}")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")
