"""Invented guides, e-guides and toolkits."""

from citassist.demo.publications.entries import BOTH, Entry
from library.publications import Kind, Printed

__all__ = ["ENTRIES"]

ENTRIES = [
    Entry(
        "first-year", Kind.GUIDE, -1,
        "The first year of a crisis intervention team: a month-by-month guide",
        "Twelve short chapters, one for each month between the first meeting of partners and the first anniversary. "
        "Every chapter names one decision, one thing that can wait, and the person who should be in the room. "
        "Written by coordinators of four agencies who wish they had known the order.",
        "starting steering agreements", "coordinator executive",
        ("Crane, Imelda", "Cedar Bluff Police Department"), editions=BOTH, pages=64, printed=Printed.AVAILABLE,
        is_featured=True, related="best-practice-guide",
    ),
    Entry(
        "steering-second", Kind.GUIDE, 2024,
        "A steering committee that decides, second edition",
        "How to give every meeting one decision, and how to keep providers, advocates and dispatchers coming back "
        "in the third year. The second edition adds a chapter on chairs who are not police officers and sample "
        "minutes from three counties.",
        "steering sustainability", "executive coordinator civic_leader",
        ("Moriarty, Kathleen", "Hutchins, Gloria"), pages=38, related="first-year",
    ),
    Entry(
        "steering-first", Kind.GUIDE, 2014,
        "A steering committee that decides",
        "The first edition of a guide to committees that do more than listen to reports. It covers whom to invite, "
        "how to set an agenda and what to write down.",
        "steering", "executive coordinator", ("Moriarty, Kathleen",), pages=22, replaced_by="steering-second",
    ),
    Entry(
        "rural-distance", Kind.GUIDE, 2022,
        "When the nearest clinician is ninety miles away: crisis response in rural counties",
        "Deputies in large counties often meet a person in crisis alone, at night and without a signal. This guide "
        "shows how five sheriff’s offices use tablets, neighbors, volunteer drivers and a shared on-call list, and "
        "what each of these costs. With a one-page plan to fill in.",
        "rural co-response dispatch", "patrol coordinator executive",
        ("Tallow County Sheriff’s Office", "Lindgren, Astrid"), document="rural-distance",
        printed=Printed.OUT_OF_STOCK,
    ),
    Entry(
        "tribal-planning", Kind.GUIDE, 2023,
        "Our people, our response: planning crisis response with a tribal community",
        "A tribal police department and its behavioral health program tell how they planned together, beginning "
        "with elders and families. The guide treats jurisdiction, language and traditional healing as part of the "
        "plan, and warns against copying a city’s model.",
        "tribal starting agreements", "executive coordinator clinician advocate",
        ("Two Rivers Tribal Police Department", "Redbird, Marlene"), pages=46,
    ),
    Entry(
        "family-call", Kind.GUIDE, 2024,
        "When you call 911 for someone you love: a guide for families",
        "What to say first, what the call taker will ask and what to have ready when the officers arrive. Families "
        "helped to write every page. The guide exists in Spanish and is given out by clinics, parishes and schools.",
        "dispatch 988 youth", "advocate clinician",
        ("Cayo Sereno Police Department", "Betancourt, Rosaura"), editions="es", document="family-call",
        printed=Printed.AVAILABLE, is_featured=True,
    ),
    Entry(
        "keeping-clinicians", Kind.GUIDE, -1,
        "Hiring and keeping a clinician on patrol",
        "Job descriptions, interview questions and a first-month plan for the clinician who will share a car with "
        "officers. The second half asks why clinicians leave, and lists what agencies changed so that they stayed: "
        "supervision, a desk of their own, and a say in which calls they take.",
        "embedded sustainability co-response", "executive coordinator clinician",
        ("Ash Hollow Police Department", "Okonjo, Renee"), pages=34, for_members=True,
    ),
    Entry(
        "people-with-autism", Kind.GUIDE, 2021,
        "Meeting a person with autism on a call: a guide for patrol",
        "Adults with autism and parents explain what lights, touch and repeated commands do, and what helps instead. "
        "Each page holds one situation, from a traffic stop to a child near water, with words an officer can use.",
        "idd youth", "patrol dispatcher advocate",
        ("Ferrand, Lucille", "Loon Harbor Police Department"), editions=BOTH, pages=28,
        printed=Printed.AVAILABLE,
    ),
    Entry(
        "veterans-language", Kind.GUIDE, 2019,
        "Speaking the same language: calls with veterans in crisis",
        "Officers who served and counselors from a veterans’ center describe what military experience can mean in "
        "a crisis, and what is only a cliché. It covers weapons in the home, asking about suicide and handing a "
        "person over to people who know the benefits.",
        "veterans suicide", "patrol clinician coordinator",
        ("Whitaker, Dale", "Prairie Bend Police Department"), pages=30, review_in=-75,
    ),
    Entry(
        "choosing-a-model", Kind.E_GUIDE, 0,
        "CIT, co-response, mobile crisis or a mix: choosing what fits your community",
        "Eleven questions about call volume, distance, staff and partners lead to a short list of models that could "
        "work. For each one the e-guide tells what it needs on the first day and what usually goes wrong in the "
        "second year.",
        "starting co-response embedded", "executive civic_leader coordinator",
        ("Lakeshore Community Mental Health",), is_featured=True, related="co-responder-models innovations",
    ),
    Entry(
        "paying-for-it", Kind.E_GUIDE, -1,
        "After the grant: twelve ways to pay for a crisis program",
        "Medicaid billing, county mental health levies, hospital contributions and nine other sources, each with an "
        "agency that uses it and the paperwork it takes. A table shows which of them pay for people and which only "
        "for equipment.",
        "sustainability agreements", "executive civic_leader",
        ("Haldane, Victor", "Carolina Pines Police Department"), for_members=True,
    ),
    Entry(
        "youth-and-schools", Kind.E_GUIDE, 2023,
        "A young person in crisis: working with schools and families",
        "A school counselor, a school resource officer and a mother walk through one afternoon, from the first call "
        "to the ride home. Short films and questions for a shared training day accompany every part.",
        "youth deflection", "patrol clinician advocate",
        ("Hudson Landing Police Department", "Bellweather, June"), editions=BOTH,
    ),
    Entry(
        "small-agency-kit", Kind.TOOLKIT, 2020,
        "Ten officers, one plan: a toolkit for small agencies",
        "Everything an agency with fewer than fifteen officers needs for a first agreement with a provider: a "
        "script for the first phone call, a two-page agreement, a roster for shared training and a form for "
        "counting calls by hand.",
        "starting rural agreements", "executive coordinator",
        ("Old Mill Borough Police", "Granite Notch Police Department"), editions=BOTH, pages=52,
        related="rural-distance",
    ),
    Entry(
        "ten-numbers", Kind.TOOLKIT, 2024,
        "Ten numbers for a crisis program: a data toolkit",
        "Which ten figures tell a steering committee whether the program works, how to count each of them the same "
        "way every month, and what not to read into them. With definitions, a reporting sheet and examples of "
        "charts that a council understands.",
        "data sustainability", "coordinator executive clinician",
        ("Ocotillo Police Department", "Sandhu, Arjun"), document="ten-numbers", for_members=True,
        related="steering-second",
    ),
    Entry(
        "before-the-sweep", Kind.TOOLKIT, 2022,
        "Before the sweep, the conversation: an outreach toolkit",
        "For officers who meet people living outside every day. It holds a calendar of visits, cards with local "
        "services, rules for keeping belongings safe and a way to agree with public works on notice. People who "
        "have been without a home reviewed each tool.",
        "homelessness deflection substance-use", "patrol coordinator advocate civic_leader",
        ("Vista Serena Police Department", "Amaro, Teresa"), pages=40,
    ),
    Entry(
        "after-the-hard-call", Kind.TOOLKIT, 2023,
        "After the hard call: a peer support toolkit for crisis teams",
        "How a team looks after its own: a check-in within a day, a second one within a month, and a supervisor who "
        "knows what not to ask. Includes a roster of roles, a confidentiality statement and a card for families.",
        "wellness", "patrol coordinator executive clinician dispatcher",
        ("Saint Brannoc Police Department", "Delacour, Simone"), pages=26, for_members=True,
    ),
]  # fmt: skip
