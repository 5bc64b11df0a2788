from citassist.management.jobs import JobsCommand
from forum.digests import send_digests
from forum.uploads import forget_unused_files
from members.due import forget_ended_sessions, forget_unconfirmed, remind_deciders, warn_of_ending_access
from members.traces import forget_addresses_of_last_letters


class Command(JobsCommand):
    help = "Does what falls due by itself: warnings, reminders, tidying. Run it every hour."
    jobs = [
        warn_of_ending_access,
        remind_deciders,
        forget_unconfirmed,
        forget_ended_sessions,
        forget_addresses_of_last_letters,
        send_digests,
        forget_unused_files,
    ]
