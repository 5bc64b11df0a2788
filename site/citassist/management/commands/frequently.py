from assistance.acts import record_missed
from citassist.management.jobs import JobsCommand
from members.letters import send_what_is_left


class Command(JobsCommand):
    help = (
        "Does what cannot wait for an hour: records broken promises, sends mail left over. Run it every five minutes."
    )
    jobs = [record_missed, send_what_is_left]
