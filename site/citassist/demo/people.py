"""The three partners, as they are, and an advisory board that is invented."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from citassist.demo.notices import publish
from home.models import BoardMember, Partner

__all__ = ["make"]

LAW, CARE, VOICE = BoardMember.Sector.LAW, BoardMember.Sector.CARE, BoardMember.Sector.VOICE


@dataclass(frozen=True)
class Seat:
    """A seat on the board. Terms count from today: `since` and `until` are days before and after it."""

    name: str
    title: str
    sector: str
    organization: str
    city: str
    state: str
    since: int
    until: int
    biography: str

    @property
    def key(self) -> str:
        return "person:" + self.name.lower().replace(" ", "-").replace("é", "e").replace("í", "i").replace("’", "")

    def member(self, today: date) -> BoardMember:
        return BoardMember(
            name=self.name,
            title=self.title,
            sector=self.sector,
            organization=self.organization,
            city=self.city,
            state=self.state,
            biography=f"{self.biography} {NOTE}",
            term_starts_on=today - timedelta(days=self.since),
            term_ends_on=today + timedelta(days=self.until),
        )


NOTE = "Demonstration data: this person and agency are invented."

BOARD = [
    Seat(
        name="Denise Okafor",
        title="Chief of Police",
        sector=LAW,
        organization="Harlan Ridge Police Department",
        city="Harlan Ridge",
        state="OH",
        since=420,
        until=675,
        biography=(
            "Denise leads a department of 84 officers that trained its first team nine years ago. She opens "
            "every academy class with a visit from a family member who once called for help. Her subject on "
            "the board is what chiefs can do so that a team outlives the chief who started it."
        ),
    ),
    Seat(
        name="Raymond Tsosie",
        title="Captain",
        sector=LAW,
        organization="Cedar Mesa Tribal Police",
        city="Cedar Mesa",
        state="AZ",
        since=300,
        until=795,
        biography=(
            "Raymond commands patrol in a tribal department where the nearest hospital is ninety minutes "
            "away. He helped the nation’s behavioral health program and its officers agree on who drives, "
            "who stays and who calls back. He speaks for agencies where distance decides most calls."
        ),
    ),
    Seat(
        name="Kathleen Moriarty",
        title="Lieutenant, CIT coordinator",
        sector=LAW,
        organization="Port Wendell Police Department",
        city="Port Wendell",
        state="MA",
        since=610,
        until=485,
        biography=(
            "Kathleen has coordinated her city’s team for eleven years and reviews every crisis call with "
            "the local clinic on the first Tuesday of the month. She trains coordinators in neighboring "
            "towns. On the board she looks after the questions of mature teams."
        ),
    ),
    Seat(
        name="Andre Baptiste",
        title="Sheriff",
        sector=LAW,
        organization="St. Odile Parish Sheriff’s Office",
        city="Belle Anse",
        state="LA",
        since=180,
        until=915,
        biography=(
            "Andre’s deputies patrol 700 square miles with one clinician on call. He began with four "
            "volunteers and a borrowed classroom. He wants every small office to know that a team can start "
            "with the people it has."
        ),
    ),
    Seat(
        name="Marisol Vega",
        title="Emergency communications director",
        sector=LAW,
        organization="Tri-Rivers Regional Dispatch",
        city="Three Forks",
        state="OR",
        since=90,
        until=1005,
        biography=(
            "Marisol runs a dispatch center for fourteen agencies. Her call takers route some calls to 988 "
            "and stay on the line until somebody answers. She reminds the board that a crisis response "
            "begins with the person who picks up the phone."
        ),
    ),
    Seat(
        name="Priya Raman",
        title="Doctor of psychology",
        sector=CARE,
        organization="Lakeshore Community Mental Health",
        city="Port Sable",
        state="MI",
        since=500,
        until=595,
        biography=(
            "Priya directs crisis services for two counties and teaches the clinical half of the forty-hour "
            "course. She rode along on night shifts for a year before she wrote her first lesson. Her "
            "interest is what officers and clinicians can learn from the same call."
        ),
    ),
    Seat(
        name="Samuel Greenleaf",
        title="Licensed clinical social worker",
        sector=CARE,
        organization="High Plains Behavioral Health",
        city="Gilman",
        state="KS",
        since=240,
        until=855,
        biography=(
            "Samuel works as an embedded clinician with three rural departments. He keeps a follow-up list "
            "and calls every family within two days. He advises agencies that have no hospital of their own."
        ),
    ),
    Seat(
        name="Yolanda Price",
        title="Registered nurse",
        sector=CARE,
        organization="Bayou City Crisis Stabilization Center",
        city="Marsh Point",
        state="TX",
        since=365,
        until=730,
        biography=(
            "Yolanda manages a center that takes people from an officer’s hands in under ten minutes, at any "
            "hour. She designed its no-refusal rule together with patrol sergeants. On the board she speaks "
            "about places to go that are neither a jail nor an emergency room."
        ),
    ),
    Seat(
        name="Owen Castellano",
        title="Director of mobile crisis",
        sector=CARE,
        organization="Green Valley Crisis Network",
        city="Alder",
        state="VT",
        since=45,
        until=1050,
        biography=(
            "Owen’s mobile teams cover a state with more dirt roads than paved ones. He measures how often a "
            "team arrives without an officer and what made that possible. He helps agencies write agreements "
            "that people actually read."
        ),
    ),
    Seat(
        name="Gloria Hutchins",
        title="Family advocate",
        sector=VOICE,
        organization="Families Beside the Call",
        city="Fairmont Springs",
        state="GA",
        since=550,
        until=545,
        biography=(
            "Gloria’s son lives with schizophrenia, and she has met officers at her door on good days and on "
            "bad ones. She teaches recruits what a family hopes for when it dials 911. She asks of every "
            "plan the board sees: who will call the mother back?"
        ),
    ),
    Seat(
        name="Benjamin Ortiz",
        title="Certified peer specialist",
        sector=VOICE,
        organization="Second Morning Peer Network",
        city="Mesa Blanca",
        state="NM",
        since=150,
        until=945,
        biography=(
            "Benjamin has lived with depression and with addiction, and he has been the person in crisis. He "
            "now leads peers who visit people in the week after a call. He brings the board back to the "
            "person in the middle."
        ),
    ),
    Seat(
        name="Harriet Lindqvist",
        title="Policy director",
        sector=VOICE,
        organization="Open Door Disability Alliance",
        city="Duluth Heights",
        state="MN",
        since=270,
        until=825,
        biography=(
            "Harriet works with people who have intellectual and developmental disabilities and with the "
            "officers who meet them. She wrote a plain-language card that explains what happens during a "
            "call. Her subject is communication when words do not come easily."
        ),
    ),
    # Served before, no longer shown: staff see in the list how a finished term looks.
    Seat(
        name="Walter Grieg",
        title="Chief of Police, retired",
        sector=LAW,
        organization="Stonebrook Police Department",
        city="Stonebrook",
        state="WY",
        since=1200,
        until=-105,
        biography=(
            "Walter served on the first board. He started his county’s team after a call that ended badly "
            "and told that story to every class he taught."
        ),
    ),
]


def partners() -> dict[str, Partner]:
    """The real partners in their roles, in words of our own."""
    return {
        "partner:cops": Partner(
            name="Office of Community Oriented Policing Services",
            role=Partner.Role.FUNDER,
            summary=(
                "The COPS Office is the part of the U.S. Department of Justice that advances community "
                "policing. It funds CIT ASSIST, and it makes the awards that agencies use to build and "
                "strengthen their teams."
            ),
            url="https://cops.usdoj.gov/",
            sort_order=1,
        ),
        "partner:ncpi": Partner(
            name="National Center for Policing Innovation",
            role=Partner.Role.MANAGER,
            summary=(
                "NCPI runs the program from day to day: it convenes the Community of Practice, plans the "
                "meetings and the workshop, answers requests for assistance and keeps the Resource Center."
            ),
            url="https://ncpi.us/",
            sort_order=2,
        ),
        "partner:cit-international": Partner(
            name="CIT International",
            role=Partner.Role.GUIDANCE,
            summary=(
                "CIT International brings together people who work in and with Crisis Intervention Team "
                "programs. It guides CIT ASSIST so that the help agencies receive stays true to the model."
            ),
            url="https://www.citinternational.org/",
            sort_order=3,
        ),
    }


def make(author) -> list:
    """Make and publish the partners and board members that are missing."""
    today = timezone.localdate()
    return publish(partners(), author) + publish({seat.key: seat.member(today) for seat in BOARD}, author)
