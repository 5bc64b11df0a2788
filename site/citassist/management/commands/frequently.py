from assistance.acts import record_missed
from citassist.management.jobs import JobsCommand
from members.letters import send_what_is_left


class Command(JobsCommand):
    help = "Does what cannot wait for an hour: broken promises, and mail that could not be sent at once. Run it every five minutes."
    jobs = [record_missed, send_what_is_left]
