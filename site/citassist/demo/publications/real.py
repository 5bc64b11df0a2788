"""Seven publications as they are, with abstracts of our own. Addresses stand only where they are certain."""

from citassist.demo.publications.entries import Entry
from library.publications import Kind

__all__ = ["ENTRIES"]

PARK_RIDGE = (
    "https://csgjusticecenter.org/mental-health/publications/park-ridges-success-story-on-going-beyond-crisis-"
    "intervention-team-training-building-whole-community-responses-to-mental-health/"
)

ENTRIES = [
    Entry(
        "lessons-from-the-field", Kind.GUIDE, 2019,
        "Law Enforcement Best Practices: Lessons Learned from the Field",
        "A guide of the COPS Office that gathers practices agencies have tried and what they learned from them. "
        "For leaders who want to see how others handled a subject before they write their own policy on it.",
        "policy data", "executive coordinator",
        ("Office of Community Oriented Policing Services",),
        "Office of Community Oriented Policing Services",
        url="https://cops.usdoj.gov/cit", is_invented=False,
    ),
    Entry(
        "park-ridge", Kind.CASE_STUDY, 2018,
        "Park Ridge’s Success Story on Going Beyond Crisis Intervention Team Training",
        "The story of one city that did not stop at training its officers. It is worth reading for teams that have "
        "finished their first course and ask what comes after it.",
        "starting sustainability", "executive coordinator civic_leader",
        publisher="CSG Justice Center", url=PARK_RIDGE, is_invented=False,
    ),
    Entry(
        "best-practice-guide", Kind.GUIDE, 2019,
        "Crisis Intervention Team (CIT) Programs: A Best Practice Guide for Transforming Community Responses to "
        "Mental Health Crises",
        "CIT International describes what a Crisis Intervention Team program consists of and how a community builds "
        "one. It sets out best practice for changing how a community responds to a mental health crisis, and it is "
        "the place to begin for anybody who starts a program.",
        "starting steering policy", "executive coordinator clinician advocate",
        ("CIT International",), "CIT International", is_invented=False, is_featured=True,
    ),
    Entry(
        "co-responder-review", Kind.REVIEW, 2021,
        "Assessing the Impact of Co-Responder Team Programs: A Review of Research",
        "A review of what studies say about teams in which an officer and a mental health professional answer calls "
        "together. It comes from the International Association of Chiefs of Police and the University of "
        "Cincinnati. Read it before you promise results to a council.",
        "co-response data", "executive coordinator clinician",
        ("International Association of Chiefs of Police", "University of Cincinnati"),
        "International Association of Chiefs of Police",
        url="https://bja.ojp.gov/library/publications/assessing-impact-co-responder-team-programs-review-research",
        is_invented=False,
    ),
    Entry(
        "co-responder-models", Kind.BRIEF, 2020,
        "Responding to Individuals in Behavioral Health Crisis via Co-Responder Models",
        "Policy Research and the National League of Cities explain models in which officers and behavioral health "
        "professionals respond together to a person in crisis. A good first reading for a city that is considering "
        "one.",
        "co-response embedded", "executive civic_leader clinician",
        ("Policy Research", "National League of Cities"), "Policy Research", is_invented=False,
        related="co-responder-review",
    ),
    Entry(
        "innovations", Kind.E_GUIDE, 2023,
        "Innovations in Crisis Response: What CIT Programs Need to Know",
        "An e-guide on the COPS Training Portal about innovations in crisis response, written for Crisis "
        "Intervention Team programs. Open it when your team is running and you wonder what has changed since its "
        "first course.",
        "co-response 988", "coordinator executive clinician advocate dispatcher",
        publisher="COPS Training Portal",
        url="https://copstrainingportal.org/project/innovations-in-crisis-response-what-cit-programs-need-to-know/",
        is_invented=False,
    ),
    Entry(
        "statewide-efforts", Kind.REVIEW, 2012,
        "Statewide Law Enforcement/Mental Health Efforts: Strategies to Support and Sustain Local Initiatives",
        "How a state can help the agencies within it: the strategies described here support local initiatives and "
        "keep them alive. Useful for state academies and associations, and for counties that wonder what to ask of "
        "their state.",
        "sustainability steering", "executive civic_leader coordinator",
        ("Council of State Governments Justice Center",), "Bureau of Justice Assistance", is_invented=False,
    ),
]  # fmt: skip
