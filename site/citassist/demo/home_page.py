"""What the home page says. Its headline comes with the database; the rest is filled in here."""

from citassist.demo.sheets import link

__all__ = ["ACTIONS", "BODY", "DESCRIPTION", "LEAD"]

LEAD = (
    "CIT ASSIST helps law enforcement agencies build Crisis Intervention Teams, or make good ones better, "
    "together with mental health providers and advocates."
)
DESCRIPTION = (
    "CIT ASSIST is a national program that helps law enforcement agencies create or strengthen Crisis "
    "Intervention Teams with mental health providers and advocates."
)
ACTIONS = [
    ("link", link("How to get involved", "program/how-to-join")),
    ("link", link("What the program does", "program")),
]
BODY = [
    (
        "ways",
        {
            "heading": "Agencies learn fastest from each other",
            "introduction": (
                "The heart of the program is a Community of Practice: agencies that received COPS Office "
                "funding to improve their response to people in crisis."
            ),
            "items": [
                {
                    "strand": "law",
                    "title": "Quarterly meetings",
                    "text": (
                        "Four times a year the agencies meet online to compare what worked, what stalled and "
                        "who found a way around it."
                    ),
                    "kind": "meeting",
                    "links": [link("About the meetings", "program/quarterly-meetings")],
                },
                {
                    "strand": "voice",
                    "title": "Annual workshop",
                    "text": (
                        "Once a year everybody sits in the same room: officers, clinicians, dispatchers and "
                        "people who have been in crisis themselves."
                    ),
                    "kind": "workshop",
                    "links": [link("About the workshop", "program/annual-workshop")],
                },
                {
                    "strand": "care",
                    "title": "Virtual training",
                    "text": (
                        "Live sessions on the 988 crisis line, early diversion, deflection and responding to "
                        "a person who is thinking of suicide."
                    ),
                    "kind": "training",
                    "links": [link("About the training", "program/virtual-training")],
                },
            ],
        },
    ),
    (
        "features",
        {
            "heading": "The Resource Center, for members",
            "introduction": (
                "Members of the Community of Practice share one place for everything they collect, ask and learn."
            ),
            "links": [link("Go to the Resource Center", "resource-center")],
            "items": [
                {
                    "icon": "messages-square",
                    "title": "Community discussion forum",
                    "text": "Ask a question at night and read three answers from other states in the morning.",
                },
                {
                    "icon": "users",
                    "title": "Member directory",
                    "text": "Find the coordinator in an agency of your size who has solved your problem before.",
                },
                {
                    "icon": "library",
                    "title": "Resource library",
                    "text": "Publications on crisis response, chosen and described for people with little time.",
                },
                {
                    "icon": "circle-play",
                    "title": "Meeting and webinar recordings",
                    "text": "Every session to watch later, with captions and a transcript you can search.",
                },
                {
                    "icon": "life-buoy",
                    "title": "Technical assistance",
                    "text": "Describe what your team needs; you hear from us within two business days.",
                },
            ],
        },
    ),
    (
        "quotation",
        {
            "quotation": (
                "I think sometimes we lose sight of the human side of an illness and we oftentimes identify "
                "the illness as the person – and that’s not the case."
            ),
            "attribution": "Sam Cochran",
            "role": "Retired Memphis (TN) Police major",
        },
    ),
    (
        "timeline",
        {
            "heading": "A model that began with one city",
            "introduction": "The Crisis Intervention Team is older than this program, and it has always been "
            "shared work.",
            "items": [
                {
                    "when": "Late 1980s",
                    "title": "Memphis starts a new kind of first response",
                    "text": (
                        "Police and mental health leaders in Memphis, Tennessee, begin training officers for "
                        "calls that involve a mental illness or an addiction. Providers, individuals and "
                        "families help from the start."
                    ),
                },
                {
                    "when": "2014",
                    "title": "Research sees a difference",
                    "text": (
                        "A study published through the National Library of Medicine finds that trained "
                        "officers appear to refer or take more people to mental health services, and to "
                        "arrest fewer."
                    ),
                },
                {
                    "when": "2021",
                    "title": "CIT ASSIST begins",
                    "text": (
                        "The COPS Office funds a national program so that agencies with an award do not have "
                        "to work out the model alone."
                    ),
                },
                {
                    "when": "Today",
                    "title": "The community grows with every award year",
                    "text": (
                        "Agencies that are just starting sit beside teams with decades of practice, and both "
                        "leave with something new."
                    ),
                },
            ],
        },
    ),
    (
        "partners",
        {
            "heading": "Who stands behind the program",
            "introduction": (
                "One organization funds the program, one manages it and one guides it. An advisory board of "
                "law enforcement, mental health and advocacy experts backs all three."
            ),
            "role": "",
        },
    ),
    ("events", {"heading": "Coming up", "introduction": "", "kind": "", "limit": 4}),
    ("articles", {"heading": "Latest news", "introduction": "", "limit": 3}),
    (
        "call_to_action",
        {
            "heading": "How your agency can get involved",
            "text": (
                "Membership follows an award. Read the funding options on the COPS Office’s CIT page and "
                "apply together with your partners."
            ),
            "links": [
                link("See the funding options", "https://cops.usdoj.gov/cit"),
                link("Who can join, and how", "program/how-to-join"),
            ],
        },
    ),
]
