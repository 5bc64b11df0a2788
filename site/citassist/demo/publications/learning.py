"""Invented curricula, e-learning, recordings, case studies, reviews and briefs."""

from citassist.demo.publications.entries import BOTH, Entry
from library.publications import Kind, Printed

__all__ = ["ENTRIES"]

ENTRIES = [
    Entry(
        "training-week", Kind.CURRICULUM, -1,
        "Forty hours with a purpose: a sample training week",
        "A schedule for five days, hour by hour, with the aim of each session and the person who should teach it. "
        "Scenarios begin on the second afternoon and never happen without somebody who has been in crisis. Notes "
        "say what to cut if only thirty-two hours can be had.",
        "starting suicide", "coordinator clinician advocate",
        ("Cedar Bluff Police Department", "Bouchard, Elise"), document="training-week", for_members=True,
        related="ready-to-teach best-practice-guide",
    ),
    Entry(
        "call-takers", Kind.CURRICULUM, 2023,
        "Eight hours for call takers: a curriculum",
        "Two half days in which call takers listen to real questions, practice with actors and visit a 988 center. "
        "Each unit ends with one sentence to say differently tomorrow.",
        "dispatch 988 suicide", "dispatcher coordinator",
        ("Kowalczyk, Anna", "Prairie Wind Police Department"), pages=58, related="call-transfer",
    ),
    Entry(
        "refresher", Kind.CURRICULUM, 2021,
        "Sixteen hours later: a refresher for experienced teams",
        "For officers who took the first course five or more years ago. The course starts from their own calls, "
        "brings the law up to date and gives half a day to the officers’ own health.",
        "sustainability wellness", "coordinator patrol",
        ("North Star State Patrol Academy", "Ekström, Paul"), pages=44, for_members=True, review_in=200,
        related="training-week after-the-hard-call",
    ),
    Entry(
        "spanish-scenarios", Kind.CURRICULUM, 2022,
        "Crisis intervention in Spanish: vocabulary and scenarios for patrol",
        "Officers who speak some Spanish practice the words that calm and the ones that insult, in eight scenarios "
        "recorded with families. The whole course is in Spanish and needs an instructor who grew up with the "
        "language.",
        "starting suicide youth", "patrol coordinator",
        ("Cayo Sereno Police Department", "Villaseñor, Hugo"), editions="es", pages=36,
    ),
    Entry(
        "first-five-minutes", Kind.E_LEARNING, 2024,
        "The first five minutes: slowing a crisis call down",
        "A one-hour course in which the learner makes six decisions on one call and sees where each of them leads. "
        "No certificate, no test; it can be taken alone or projected at roll call.",
        "suicide policy", "patrol", ("Marrow Creek Police Department",), url="https://example.org/courses/first-five",
    ),
    Entry(
        "recognizing-disability", Kind.E_LEARNING, 2021,
        "Yes is not always yes: recognizing an intellectual disability",
        "Adults with a disability act in every scene and explain afterward what they understood. The course shows "
        "how to ask, how to explain rights so that they are understood, and whom to call.",
        "idd policy", "patrol dispatcher clinician",
        ("Ferrand, Lucille",), url="https://example.org/courses/recognizing", related="people-with-autism",
    ),
    Entry(
        "call-takers-988", Kind.E_LEARNING, 2023,
        "988 for call takers in forty minutes",
        "Six short lessons on what a crisis counselor does, when a transfer helps and how to stay on the line. Made "
        "for a quiet night shift.",
        "988 dispatch", "dispatcher", ("Oyster Bend Police Department",), editions=BOTH,
        url="https://example.org/courses/988", related="call-transfer call-takers",
    ),
    Entry(
        "overdose-and-crisis", Kind.E_LEARNING, -1,
        "Overdose, withdrawal or crisis? A course for first responders",
        "What looks alike from the curb and what does not, with a nurse and a person in recovery as guides. The last "
        "lesson is about the hour after naloxone, when most people are left alone.",
        "substance-use deflection", "patrol clinician",
        ("Bayou Verret Parish Sheriff’s Office", "Thibault, Remy"), url="https://example.org/courses/overdose",
        for_members=True,
    ),
    Entry(
        "hardest-year", Kind.RECORDING, -1,
        "Three coordinators on their hardest year",
        "A recorded conversation, fifty minutes long, about a budget cut, a death on a call and a partner who left. "
        "What helped was smaller than any of them expected.",
        "sustainability wellness", "coordinator executive",
        ("Moriarty, Kathleen", "Crane, Imelda", "Tafoya, Ruben"), for_members=True, related="steering-second",
    ),
    Entry(
        "round-table", Kind.RECORDING, 2024,
        "Round table: community health workers and police officers",
        "In Spanish. Two promotoras, a deputy and a nurse talk about visiting farmworkers’ camps together, about "
        "fear of uniforms, and about what changed when they came in one car.",
        "co-response homelessness rural", "patrol advocate clinician",
        ("Almond Valley Sheriff’s Office", "Zaragoza, Amparo"), editions="es", for_members=True,
    ),
    Entry(
        "four-cars", Kind.CASE_STUDY, 2022,
        "One clinician, four patrol cars: co-response in Port Amity",
        "How a city without money for a team of its own let one clinician move between four cars on a shift. The "
        "study follows eighteen months of calls and shows which hours were worth covering.",
        "co-response embedded data", "executive clinician coordinator",
        ("Port Amity Police Department", "Oyelowo, Grace"), pages=24, related="co-responder-review",
    ),
    Entry(
        "five-towns", Kind.CASE_STUDY, -1,
        "Five towns, one clinician: sharing a position in Maple County",
        "Five small towns split a salary, a car and a phone number. The case study prints their cost formula and is "
        "frank about the town that left after a year.",
        "embedded rural agreements", "executive civic_leader",
        ("Maple Gorge Sheriff’s Department",), pages=16, for_members=True,
        related="four-cars small-agency-kit",
    ),
    Entry(
        "sleeping-downtown", Kind.CASE_STUDY, -1,
        "A bench, a blanket, a name: deflection for people who sleep downtown",
        "Officers of one city stopped writing tickets for sleeping in public and started writing down what people "
        "asked for. The study tells how merchants, a shelter and the city attorney came to agree, and which "
        "questions stay open.",
        "homelessness deflection", "executive patrol civic_leader advocate",
        ("Sage Flat Department of Public Safety",), pages=18, related="before-the-sweep",
    ),
    Entry(
        "open-at-night", Kind.CASE_STUDY, 2018,
        "Open at night: a crisis center next to the county jail",
        "Why a county built its drop-off center beside the jail, and why officers used it only after the door, the "
        "form and the hours had changed. Includes floor plans and the handoff form.",
        "deflection substance-use", "executive civic_leader clinician",
        ("Ocotillo Police Department", "Brightwater, Ellis"), pages=32, printed=Printed.OUT_OF_STOCK,
        review_in=-6,
    ),
    Entry(
        "after-training", Kind.REVIEW, 2020,
        "What changes after crisis intervention training: a reader’s review",
        "A review for people who do not read journals. It sorts the questions into three groups: what many studies "
        "have asked, what a few have asked, and what nobody has measured well.",
        "data", "executive coordinator advocate",
        ("Sandhu, Arjun", "Feldspar, Nora"), pages=27, related="co-responder-review",
    ),
    Entry(
        "peers-in-teams", Kind.REVIEW, 2023,
        "Peers in crisis teams: what has been asked so far",
        "Teams hire people with lived experience, and research follows slowly. This review lists the roles that "
        "peers have, the outcomes that studies looked at, and the questions that peers themselves would ask.",
        "co-response data sustainability", "advocate clinician coordinator",
        ("Hutchins, Gloria", "Feldspar, Nora"), pages=21, related="after-training",
    ),
    Entry(
        "exposure", Kind.REVIEW, 2021,
        "Repeated crisis calls and the people who answer them: a scoping review",
        "Which kinds of strain researchers have looked at in officers, dispatchers and clinicians, and how. The "
        "authors find far more surveys than follow-ups, and propose five measures an agency could start with.",
        "wellness data", "executive clinician",
        ("Delacour, Simone", "Yoon, Grace"), pages=33, for_members=True, related="after-the-hard-call",
    ),
    Entry(
        "budget-season", Kind.BRIEF, 0,
        "What a crisis team costs: a brief for budget season",
        "Salaries, overtime, training and the hours officers no longer spend waiting, on six pages and with a sheet "
        "for your own figures. It tells which savings a budget office will believe and which it will not.",
        "sustainability data", "executive civic_leader",
        ("Haldane, Victor",), pages=6, editions=BOTH, related="paying-for-it ten-numbers",
    ),
    Entry(
        "before-a-charge", Kind.BRIEF, 2017,
        "Diversion before a charge: what prosecutors ask",
        "Six prosecutors explain what they want to know before they agree that a case goes to care. Their questions "
        "make a good first agenda for a meeting between a chief and a district attorney.",
        "deflection policy substance-use", "executive civic_leader",
        ("Copper Basin Sheriff’s Office", "Marchbanks, Cora"), pages=8,
    ),
    Entry(
        "veterans-liaisons", Kind.BRIEF, 2015,
        "An officer who served: veterans’ liaisons in five counties",
        "Five sheriffs gave one deputy who had served the task of knowing the veterans’ center, the court and the "
        "families. The brief describes the job, the hours it takes and what the deputies would do differently.",
        "veterans deflection", "executive coordinator",
        ("Llano Verde Sheriff’s Office",), pages=10, related="veterans-language",
    ),
]  # fmt: skip
