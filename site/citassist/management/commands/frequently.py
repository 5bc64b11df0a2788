from assistance.acts import record_missed
from citassist.management.jobs import JobsCommand
from events.due import move_waiting_lists, remind
from members.letters import send_what_is_left
from search.cluster import tell_cluster


class Command(JobsCommand):
    help = "Does what cannot wait for an hour: late mail, free seats, reminders, missed promises. Every five minutes."
    jobs = [send_what_is_left, move_waiting_lists, remind, record_missed, tell_cluster]
