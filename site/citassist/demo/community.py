"""About 160 invented members at the invented agencies, and some who would like to join."""

from datetime import timedelta
from itertools import count
from random import Random

from django.contrib.auth.models import Group
from django.utils import timezone

from citassist.demo.accounts import ACCOUNTS
from citassist.demo.agencies import AGENCIES, Place
from citassist.demo.topics import TOPICS, topic
from content.models import Topic
from members.access import MEMBERS_GROUP
from members.models import AccessRequest, Agency, Invitation, SpokenLanguage, User
from members.profiles import Audience, Role

__all__ = ["make"]

FIRST_NAMES = [
    "Aaliyah", "Abel", "Adriana", "Amos", "Anika", "Annette", "Arturo", "Beatriz", "Bernard", "Bettina", "Caleb",
    "Camila", "Carmen", "Cedric", "Celia", "Clyde", "Corinne", "Cyrus", "Dalia", "Damon", "Deborah", "Desmond",
    "Dolores", "Dwayne", "Edwin", "Elena", "Elias", "Elsa", "Emeka", "Esperanza", "Estelle", "Ezra", "Felicia",
    "Fernando", "Floyd", "Gabriela", "Gerald", "Gloria", "Graciela", "Gwen", "Hector", "Helen", "Hiro", "Ignacio",
    "Ingrid", "Irene", "Isaac", "Ivette", "Jamal", "Janelle", "Javier", "Joaquín", "Joel", "Josefina", "Judith",
    "Julián", "Kareem", "Keisha", "Kofi", "Lamar", "Leonor", "Lionel", "Lorena", "Luis", "Mabel", "Malik", "Marisol",
    "Maureen", "Mei", "Micah", "Miriam", "Moses", "Nadia", "Naomi", "Nestor", "Noelia", "Octavia", "Orlando",
    "Paloma", "Percy", "Pilar", "Quentin", "Rafael", "Ramona", "Renata", "Rhonda", "Rosalind", "Rubén", "Salma",
    "Samuel", "Selene", "Silas", "Simone", "Soledad", "Tamika", "Tobias", "Ursula", "Valeria", "Vernon", "Violeta",
    "Wendell", "Wilma", "Ximena", "Yolanda", "Yusuf", "Zora",
]  # fmt: skip
LAST_NAMES = [
    "Abbott", "Acevedo", "Alarcón", "Amundsen", "Archuleta", "Atkins", "Baptiste", "Barrera", "Beckett", "Begay",
    "Bellamy", "Bianchi", "Blackwood", "Booker", "Bowers", "Bratton", "Bustamante", "Cárdenas", "Castellano",
    "Chaudhry", "Choi", "Coffey", "Colón", "Cordero", "Crowder", "Dalton", "Delacroix", "Dietz", "Drummond", "Duarte",
    "Eastman", "Echols", "Eriksen", "Escobedo", "Fairchild", "Farrow", "Figueroa", "Fontaine", "Friesen", "Gaines",
    "Galloway", "Garza", "Gentry", "Gilchrist", "Goodwin", "Greer", "Guidry", "Hargrove", "Hawthorne", "Herrera",
    "Hinojosa", "Hollis", "Ibarra", "Iverson", "Jankowski", "Jessup", "Kaplan", "Keller", "Kimball", "Koenig",
    "Lacroix", "Langley", "Leyva", "Lindqvist", "Lockhart", "Luján", "Maddox", "Maldonado", "Marchetti", "McAdoo",
    "Mendel", "Mercado", "Montoya", "Mosley", "Murakami", "Naranjo", "Nez", "Nguyen", "Novak", "Ochoa", "Oduya",
    "Orozco", "Overton", "Padgett", "Palacios", "Paxton", "Pemberton", "Pickett", "Pizarro", "Pruett", "Quintana",
    "Ramsey", "Reyna", "Rosario", "Rutledge", "Salcedo", "Sandoval", "Saunders", "Sepúlveda", "Shelton", "Silvestri",
    "Sizemore", "Soto", "Stallworth", "Sweeney", "Tafoya", "Thibodeaux", "Tillman", "Trujillo", "Underwood", "Valdez",
    "Vasquez", "Venable", "Villanueva", "Wakefield", "Wexler", "Whitlock", "Winslow", "Yancey", "Yazzie", "Zamora",
]  # fmt: skip
# An agency sends them in this order; the first two of a team are there everywhere.
TEAM = [Role.COORDINATOR, Role.OFFICER, Role.EXECUTIVE, Role.CLINICIAN, Role.DISPATCHER, Role.PEER]
TITLES = {
    Role.COORDINATOR: ["Sergeant", "Lieutenant", "CIT coordinator"],
    Role.OFFICER: ["Officer", "Deputy", "Corporal"],
    Role.EXECUTIVE: ["Chief", "Captain", "Deputy chief"],
    Role.CLINICIAN: ["LCSW", "Licensed counselor", "Psychiatric nurse"],
    Role.DISPATCHER: ["Shift supervisor", "Dispatcher"],
    Role.PEER: ["Certified peer specialist", "Family advocate"],
}
ABOUT = {
    Role.COORDINATOR: [
        "I run the training week in {city} and call every new officer a month later to hear what stuck.",
        "Ask me about steering committees that still meet in their fifth year, and about ours that did not.",
        "Coordino el programa de {city}. Con gusto comparto nuestros materiales en español y lo que aprendimos al "
        "traducirlos.",
    ],
    Role.OFFICER: [
        "Twelve years on patrol in {city}, six of them with the crisis team.",
        "Night shift. I am interested in what works when the clinician has gone home.",
        "Trabajo de noche en {city} y atiendo casi todas las llamadas en español.",
    ],
    Role.EXECUTIVE: ["I sign the agreements in {city}. Happy to share wording with anybody who starts."],
    Role.CLINICIAN: [
        "I ride along in {city} four days a week and keep office hours for officers on the fifth.",
        "Before the crisis team I worked in the emergency department our officers bring people to.",
    ],
    Role.DISPATCHER: [
        "I wrote the questions our call takers ask first, and I change them whenever a call proves us wrong."
    ],
    Role.PEER: [
        "I have been on the other side of these calls. I teach the afternoon of the training that people remember."
    ],
}
OTHER_LANGUAGES = ["es", "es", "es", "ase", "fr", "vi", "ko", "ar"]


def make(made: dict[str, Agency], report) -> None:
    """Fill the agencies made now with people, and give the sign-ins of the demonstration their agencies."""
    group = Group.objects.get(name=MEMBERS_GROUP)
    topics = Topic.objects.in_english().in_bulk([topic(key).pk for key in TOPICS])
    number = count()
    people = [
        (person, topics_of, languages)
        for index, place in enumerate(AGENCIES)
        for person, topics_of, languages in team(place, index, made.get(place.name), number, list(topics))
        if place.name in made
    ]
    there = set(User.objects.filter(email__in=[person.email for person, *_ in people]).values_list("email", flat=True))
    people = [facts for facts in people if facts[0].email not in there]
    User.objects.bulk_create(person for person, *_ in people)
    User.groups.through.objects.bulk_create(User.groups.through(user=person, group=group) for person, *_ in people)
    User.expertise.through.objects.bulk_create(
        User.expertise.through(user=person, topic_id=pk) for person, chosen, _languages in people for pk in chosen
    )
    SpokenLanguage.objects.bulk_create(
        SpokenLanguage(person=person, language=code) for person, _topics, codes in people for code in codes
    )
    for account in ACCOUNTS:
        if account.agency:
            place_account(account)
    if made:
        knocking(made)
    report(f"  {len(people)} members")


def team(place: Place, index: int, agency: Agency | None, number, topics: list[int]):
    """Three to five people, the same on every machine: (account, numbers of topics, codes of languages)."""
    chance = Random(place.name)  # noqa: S311 (names, not secrets)
    for position in range(3 + index % 3):
        n = next(number)
        first, last = FIRST_NAMES[n * 7 % len(FIRST_NAMES)], LAST_NAMES[n * 13 % len(LAST_NAMES)]
        role = TEAM[position] if position < 2 else TEAM[2 + (index + position) % 4]
        plain = f"{first}.{last}".lower().translate(str.maketrans("áéíóúñ", "aeioun"))
        about = chance.choice(ABOUT[role]).format(city=place.city) if chance.random() < 0.7 else ""
        person = User(
            email=f"{plain}@{place.domain}",
            first_name=first,
            last_name=last,
            agency=agency,
            is_coordinator=position == 0,
            role=role,
            title=chance.choice(TITLES[role]),
            phone=f"555-01{n % 100:02}" if chance.random() < 0.5 else "",
            biography=about,
            language="es" if about.startswith(("Coordino", "Trabajo")) else "en",
            email_audience=chance.choice([Audience.MEMBERS, Audience.MEMBERS, Audience.AGENCY]),
            listing_audience=Audience.AGENCY if n % 23 == 22 else Audience.MEMBERS,
            role_audience=Audience.AGENCY if n % 17 == 16 else Audience.MEMBERS,
            date_joined=timezone.now() - timedelta(days=chance.randrange(10, 900)),
        )
        person.set_unusable_password()
        codes = ["en", *([chance.choice(OTHER_LANGUAGES)] if chance.random() < 0.4 else [])]
        if person.language == "es" and "es" not in codes:
            codes.append("es")
        yield person, chance.sample(topics, chance.randrange(0, 4)), codes


def place_account(account) -> None:
    """The agency of one of the sign-ins, unless somebody has given it one."""
    agency = Agency.objects.get(name=account.agency, is_demonstration=True)
    User.objects.filter(email=account.email, agency=None, closed_at=None).update(
        agency=agency, is_coordinator=account.is_coordinator, role=account.work
    )


def knocking(made: dict[str, Agency]) -> None:
    """Requests in every state, and invitations that wait."""
    now = timezone.now()
    decider = User.objects.get(email="membership@example.org")
    status = AccessRequest.Status
    domain = next(place.domain for place in AGENCIES if place.name == "Larkspur Police Department")
    requests = [
        AccessRequest(
            email=f"n.albrecht@{domain}",
            first_name="Nora",
            last_name="Albrecht",
            role=Role.DISPATCHER,
            agency=made.get("Larkspur Police Department"),
            agency_name="Larkspur Police Department",
            state="IL",
            reason="I supervise the night shift at our 911 center and will teach the call takers’ part of the course.",
            language="en",
            status=status.WAITING,
            confirmed_at=now - timedelta(hours=5),
        ),
        AccessRequest(
            email="g.pedroza@riolento.example",
            first_name="Gilberto",
            last_name="Pedroza",
            role=Role.EXECUTIVE,
            agency_name="Río Lento Police Department",
            state="NM",
            reason="Recibimos el anuncio de la subvención la semana pasada y queremos preparar el comité directivo.",
            language="es",
            status=status.WAITING,
            confirmed_at=now - timedelta(days=4),
        ),
        AccessRequest(
            email="p.haskell@harborlight.example",
            first_name="Pauline",
            last_name="Haskell",
            role=Role.CLINICIAN,
            agency_name="Harbor Light Counseling",
            state="ME",
            reason="We would like to see what the police in our county are learning.",
            language="en",
            status=status.REFUSED,
            confirmed_at=now - timedelta(days=20),
            decided_at=now - timedelta(days=19),
            decided_by=decider,
            refusal="Access follows an award to a law enforcement agency, and yours holds none yet. Ask the police "
            "department you work with to invite you once it does.",
        ),
    ]
    for request in requests:
        if not AccessRequest.objects.filter(email=request.email).exists():
            request.save()
            asked_at = request.confirmed_at - timedelta(minutes=20)
            AccessRequest.objects.filter(pk=request.pk).update(created_at=asked_at)
    inviting = User.objects.filter(agency__name="Cedar Bluff Police Department", is_coordinator=True).first()
    agency = inviting.agency
    for email, first, last, role in [
        (f"r.stanhope@{agency.email_domains.get()}", "Rita", "Stanhope", Role.OFFICER),
        (f"j.amador@{agency.email_domains.get()}", "Joaquín", "Amador", Role.PEER),
    ]:
        if not Invitation.objects.filter(email=email, agency=agency).exists():
            Invitation.objects.create(
                agency=agency, email=email, first_name=first, last_name=last, role=role, invited_by=inviting
            )
