"""Three years of meetings, workshops and trainings, around today so that there is always a next one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from citassist.demo import publications
from citassist.demo.building import find
from citassist.demo.sheets import Sheet
from citassist.demo.topics import topic
from events.models import EventPage, EventsPage, EventTopic
from library.models import EventPublication
from members.access import OpenTo

__all__ = ["WITH_A_LINE", "event", "held_on", "sheets"]

NOTE = (
    "text",
    "<p>This event is demonstration data: it shows how the site works, and its speakers and their agencies are "
    "invented.</p>",
)
EASTERN = "America/New_York"
SEATS = 12  # of the training that has a waiting list
OPEN_MEETINGS = {"tribal-nations", "anniversary"}  # everybody reads when they are; members register
WITH_A_LINE = "988-and-dispatch"
JOIN_URL = "https://meetings.example.org/room/{slug}"
ACCESS = "Live captions in English and Spanish. Tell us when you register what else you need."


def event(slug: str) -> EventPage:
    """The English page of one of these events, for what belongs to it: `event("988-and-dispatch")`."""
    return EventPage.objects.get(pk=find(f"events/{slug}").pk)


@dataclass(frozen=True)
class Plan:
    """One event: `days` from today, moved on to a Wednesday."""

    slug: str
    days: int
    title: str
    lead: str
    topics: tuple[str, ...] = ()
    is_public: bool = True
    reads: tuple[str, ...] = ()  # keys of publications


MEETINGS = [
    Plan(
        "steering-committees",
        -805,
        "Quarterly meeting: steering committees that decide",
        "Which decisions belong to the committee, and which to the team.",
        ("steering",),
        reads=("tribal-planning", "two-governments"),
    ),
    Plan(
        "first-training-week",
        -714,
        "Quarterly meeting: the first training week",
        "What agencies would do again, and what they dropped after one year.",
    ),
    Plan(
        "sharing-information",
        -623,
        "Quarterly meeting: sharing information lawfully",
        "What police and clinicians may tell each other, and how agencies wrote it down.",
        ("agreements", "policy"),
    ),
    Plan(
        "night-shift",
        -532,
        "Quarterly meeting: the night shift",
        "Who answers when the clinic is closed, and how teams stay one team.",
    ),
    Plan(
        "families",
        -441,
        "Quarterly meeting: families at the table",
        "What relatives know before anybody calls, and how agencies listen to them.",
    ),
    Plan(
        "small-agencies",
        -350,
        "Quarterly meeting: small agencies, long roads",
        "How five officers share one team with three counties.",
        ("rural",),
    ),
    Plan(
        "counting",
        -259,
        "Quarterly meeting: counting what matters",
        "Ten numbers that agencies really use, and forty that they stopped collecting.",
        ("data",),
    ),
    Plan(
        "peers",
        -168,
        "Quarterly meeting: peers on the team",
        "What changes when somebody who has been in crisis helps to answer the call.",
        reads=("peers-in-teams",),
    ),
    Plan(
        "keeping-going",
        -77,
        "Quarterly meeting: keeping a team going",
        "How teams pass on the work when people retire or move.",
        ("sustainability",),
        reads=("paying-for-it", "budget-season"),
    ),
    Plan(
        "tribal-nations",
        14,
        "Quarterly meeting: working with tribal nations",
        "Agreements between counties and nations that hold at night and on weekends.",
        ("tribal",),
    ),
    Plan(
        "youth",
        105,
        "Quarterly meeting: young people in crisis",
        "Schools, parents and officers: who calls whom, and who stays.",
        ("youth",),
    ),
    Plan(
        "anniversary",
        196,
        "Quarterly meeting: three years of the community",
        "What the agencies have learned together, and what comes next.",
    ),
]
WORKSHOPS = [
    Plan(
        "workshop-first",
        -610,
        "Annual workshop: beginning well",
        "Three days in one room for officers, clinicians, dispatchers and people who have been in crisis.",
    ),
    Plan(
        "workshop-second",
        -246,
        "Annual workshop: partners who stay",
        "Three days on agreements, trust and what to do when a partner leaves.",
    ),
    Plan(
        "workshop-third",
        118,
        "Annual workshop: the calls nobody trains for",
        "Three days of scenarios, told and played by those who were there.",
    ),
]
TRAININGS = [
    Plan(
        "988-basics",
        -700,
        "What 988 does, and what it does not",
        "How a call to 988 is answered, and when it becomes a call to 911.",
        ("988",),
    ),
    Plan(
        "early-diversion",
        -651,
        "Early diversion before there is a charge",
        "Bringing a person to care in place of a cell, and what must be ready first.",
        ("deflection",),
        reads=("before-a-charge", "open-at-night"),
    ),
    Plan(
        "suicidal-subjects",
        -588,
        "Responding to a person who is thinking of suicide",
        "Words, distance and time on a call on which a life depends.",
        ("suicide",),
        False,
    ),
    Plan(
        "deflection",
        -525,
        "Deflection: help before anything has happened",
        "Connecting people with care when there is no crime and no crisis yet.",
        ("deflection",),
    ),
    Plan(
        "warm-transfer",
        -462,
        "A warm transfer, step by step",
        "Who stays on the line, what is said, and how both centers know that it worked.",
        ("988", "dispatch"),
    ),
    Plan(
        "mobile-crisis",
        -392,
        "Mobile crisis teams and patrol",
        "Two teams, one call: who goes first, and who goes home.",
        (),
        False,
    ),
    Plan("autism", -329, "Autism and the traffic stop", "What an officer can see, say and leave out.", ("idd",)),
    Plan(
        "dementia",
        -287,
        "Dementia, wandering and the search at night",
        "Finding a person who does not know that they are lost.",
        (),
    ),
    Plan(
        "veterans",
        -224,
        "Veterans in crisis",
        "What service leaves behind, and who can be called at any hour.",
        ("veterans",),
        False,
    ),
    Plan(
        "officer-wellness",
        -140,
        "After the call: the officers",
        "What a team owes its own people after a hard night.",
        ("wellness",),
    ),
    Plan(
        "first-hour-at-hospital",
        -49,
        "The first hour at the hospital",
        "How officers and emergency rooms hand over a person and not a problem.",
        (),
    ),
    Plan(
        "988-and-dispatch",
        21,
        "988 and your dispatch center",
        "Write the protocol together, in ninety minutes and with your own call types.",
        ("988", "dispatch"),
        reads=("call-transfer", "what-988-does"),
    ),
    Plan(
        "plain-words",
        42,
        "Plain words in a crisis",
        "What to say first, what to repeat, and when to say nothing at all.",
        (),
    ),
    Plan(
        "suicide-on-bridges",
        70,
        "A person on a bridge",
        "Distance, traffic and time: a training for patrol and for dispatch.",
        ("suicide",),
        False,
    ),
    Plan(
        "diversion-center",
        133,
        "Opening a diversion center",
        "What it costs, who runs it, and how officers come to trust it.",
        ("deflection",),
    ),
]


def held_on(slug: str) -> date:
    """The day of one of the meetings and trainings."""
    begins = {plan.slug: _wednesday(plan.days) for plan in MEETINGS}
    begins |= {plan.slug: _wednesday(plan.days) + timedelta(days=1) for plan in TRAININGS}
    return begins[slug]


def _wednesday(days: int) -> date:
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=(2 - day.weekday()) % 7)


def _at(day: date, hour: int, minute: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


def _item(starts, ends, title, speakers="", day=1):
    facts = {"day": day, "starts": time(*starts), "ends": time(*ends), "title": title, "speakers": speakers, "text": ""}
    return ("item", facts)


def _sheet(plan: Plan, **fields) -> Sheet:
    shared = {"accommodations": ACCESS, "join_url": JOIN_URL.format(slug=plan.slug)}
    return Sheet(
        key=f"events/{plan.slug}",
        model=EventPage,
        title=plan.title,
        lead=plan.lead,
        fields=shared | fields | {"topic_rows": [EventTopic(topic=topic(key)) for key in plan.topics]},
        body=[NOTE],
        rows={
            "publication_rows": [
                EventPublication(publication=publications.find(key), sort_order=number)
                for number, key in enumerate(plan.reads)
            ]
        },
    )


def _meeting(plan: Plan) -> Sheet:
    day = _wednesday(plan.days)
    return _sheet(
        plan,
        kind="meeting",
        audience=OpenTo.PUBLIC if plan.slug in OPEN_MEETINGS else OpenTo.MEMBERS,
        time_zone=EASTERN,
        starts_at=_at(day, 13, 0, EASTERN),
        ends_at=_at(day, 14, 30, EASTERN),
        agenda=[
            _item((13, 0), (13, 10), "Welcome, and what is new in the program"),
            _item(
                (13, 10),
                (13, 40),
                "Two agencies tell what worked",
                "Lt. Kathleen Moriarty, Port Wendell Police Department",
            ),
            _item((13, 40), (14, 15), "Small groups: what would you try first?"),
            _item((14, 15), (14, 30), "Questions for everybody"),
        ],
    )


def _workshop(plan: Plan, place: str, zone: str) -> Sheet:
    day = _wednesday(plan.days) - timedelta(days=1)
    return _sheet(
        plan,
        kind="workshop",
        is_online=False,
        venue=place,
        capacity=120,
        time_zone=zone,
        starts_at=_at(day, 9, 0, zone),
        ends_at=_at(day + timedelta(days=2), 12, 30, zone),
        accommodations="Step-free rooms, sign language on request, a quiet room on every floor.",
        questions=[
            (
                "text",
                {
                    "question": "Do you need an interpreter or anything else to take part?",
                    "hint": "",
                    "is_required": False,
                    "recipients": "",
                },
            ),
            (
                "choice",
                {
                    "question": "What would you like for lunch?",
                    "hint": "",
                    "is_required": True,
                    "recipients": "",
                    "choices": ["With meat", "Without meat", "I bring my own"],
                },
            ),
        ],
        agenda=[
            _item((9, 0), (10, 30), "Around one table: what brought you here"),
            _item((11, 0), (16, 0), "Scenarios in mixed teams", "Gloria Hutchins, Families Beside the Call"),
            _item((9, 0), (16, 30), "Working groups by size of agency", day=2),
            _item((9, 0), (12, 30), "What each agency takes home", day=3),
        ],
    )


def _training(plan: Plan) -> Sheet:
    day = _wednesday(plan.days) + timedelta(days=1)
    return _sheet(
        plan,
        kind="training",
        audience=OpenTo.PUBLIC if plan.is_public else OpenTo.MEMBERS,
        is_open_to_public=plan.is_public,
        capacity=SEATS if plan.slug == WITH_A_LINE else None,
        time_zone="America/Chicago",
        starts_at=_at(day, 10, 0, "America/Chicago"),
        ends_at=_at(day, 11, 30, "America/Chicago"),
        agenda=[
            _item(
                (10, 0),
                (10, 25),
                "The subject in twenty-five minutes",
                "Dr. Priya Raman, Lakeshore Community Mental Health",
            ),
            _item((10, 25), (11, 5), "One call, step by step"),
            _item((11, 5), (11, 30), "Questions for everybody"),
        ],
    )


PLACES = [
    ("Riverbank Conference Center, Larkspur, IL", "America/Chicago"),
    ("Old Mill Hall, Cedar Bluff, TN", "America/Chicago"),
    ("Mesa Community College, Río Lento, NM", "America/Denver"),
]


def sheets() -> list[Sheet]:
    """The list of events and the events."""
    return [
        Sheet(
            key="events",
            model=EventsPage,
            title="Events",
            lead="Quarterly meetings, the annual workshop and virtual trainings. Members also find what is for members "
            "only, once they have signed in.",
            in_menu=True,
            description="Coming meetings, workshops and trainings on crisis response, with dates and registration.",
        ),
        *(_meeting(plan) for plan in MEETINGS),
        *(_workshop(plan, *place) for plan, place in zip(WORKSHOPS, PLACES, strict=True)),
        *(_training(plan) for plan in TRAININGS),
    ]
