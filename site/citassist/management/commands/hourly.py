from citassist.management.jobs import JobsCommand
from members.due import forget_ended_sessions, forget_unconfirmed, remind_deciders, warn_of_ending_access
from members.traces import forget_addresses_of_last_letters
from search.asked import forget_old_searches
from search.keeping import keep_up_with_time


class Command(JobsCommand):
    help = "Does what falls due by itself: warnings, reminders, tidying. Run it every hour."
    jobs = [
        warn_of_ending_access,
        remind_deciders,
        forget_unconfirmed,
        forget_ended_sessions,
        forget_addresses_of_last_letters,
        keep_up_with_time,
        forget_old_searches,
    ]
