from citassist.management.jobs import JobsCommand
from events.due import move_waiting_lists, remind
from members.letters import send_what_is_left


class Command(JobsCommand):
    help = "Does what cannot wait for an hour: late mail, free seats, reminders. Run it every five minutes."
    jobs = [send_what_is_left, move_waiting_lists, remind]
