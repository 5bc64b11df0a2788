from citassist.management.jobs import JobsCommand
from events.due import forget_unconfirmed_registrations
from forum.digests import send_digests
from forum.uploads import forget_unused_files
from library.media import examine_videos_left
from members.due import forget_ended_sessions, forget_unconfirmed, remind_deciders, warn_of_ending_access
from members.traces import forget_addresses_of_last_letters
from members.work_list import send_work_lists
from search.asked import forget_old_searches
from search.keeping import keep_up_with_time


class Command(JobsCommand):
    help = "Does what falls due by itself: warnings, reminders, tidying. Run it every hour."
    jobs = [
        warn_of_ending_access,
        remind_deciders,
        forget_unconfirmed,
        forget_unconfirmed_registrations,
        forget_ended_sessions,
        forget_addresses_of_last_letters,
        examine_videos_left,
        send_work_lists,
        send_digests,
        forget_unused_files,
        keep_up_with_time,
        forget_old_searches,
    ]
