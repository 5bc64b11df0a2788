import logging

from django.core.management.base import BaseCommand, CommandError

from members.due import forget_ended_sessions, forget_unconfirmed, remind_deciders, warn_of_ending_access
from members.letters import send_what_is_left
from members.traces import forget_addresses_of_last_letters

logger = logging.getLogger(__name__)

JOBS = [
    warn_of_ending_access,
    remind_deciders,
    forget_unconfirmed,
    forget_ended_sessions,
    send_what_is_left,
    forget_addresses_of_last_letters,
]


class Command(BaseCommand):
    help = "Does what falls due by itself: warnings, reminders, tidying, unsent mail. Run it every hour."

    def handle(self, **options):
        failed = []
        for job in JOBS:
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
