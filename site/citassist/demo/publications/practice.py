"""Invented policies, agreements, worksheets and fact sheets."""

from citassist.demo.publications.entries import BOTH, Entry
from library.publications import Kind, Printed

__all__ = ["ENTRIES"]

ENTRIES = [
    Entry(
        "crisis-order", Kind.POLICY, -1,
        "Responding to a person in crisis: a sample general order",
        "A complete order to adapt, from the words a call taker uses to the report a supervisor reads. It gives "
        "time and distance a place in the rules, tells who may decide against an arrest, and asks for a call back "
        "within a week. Notes at the end tell where state law decides.",
        "policy deflection dispatch", "executive coordinator patrol",
        ("Saint Brannoc Police Department", "Okafor, Denise"), document="crisis-order", is_featured=True,
        related="best-practice-guide",
    ),
    Entry(
        "transport", Kind.POLICY, 2021,
        "Transport to care without handcuffs: a sample policy",
        "When restraints are not needed on the way to a hospital or a crisis center, who decides, and how officers "
        "stay safe. The policy distinguishes adults from children and asks for a reason in writing whenever "
        "restraints are used.",
        "policy youth", "executive patrol clinician",
        ("Fairhaven Police Department",), pages=9, for_members=True, review_in=-20, related="crisis-order",
    ),
    Entry(
        "coding-calls", Kind.POLICY, 2022,
        "Coding crisis calls at the 911 center: a sample policy",
        "One code for a person in crisis, whatever the first complaint was. The policy tells call takers when to "
        "set it, lets officers correct it at the end of the call, and makes the monthly count reliable.",
        "dispatch policy data", "dispatcher executive coordinator",
        ("Wheelwright County Sheriff’s Office", "Pruss, Nadine"), pages=7,
    ),
    Entry(
        "campus-checks", Kind.POLICY, -2,
        "Wellness checks on campus: a sample policy",
        "For university police who are asked to see how a student is doing. A counselor goes first whenever it is "
        "safe, the roommate is not questioned in the hallway, and the parents’ call is answered the same day.",
        "policy youth suicide", "executive patrol clinician",
        ("Dry Fork University Police", "Pinecrest State University Police"), pages=8,
    ),
    Entry(
        "on-call-tree", Kind.POLICY, 2013,
        "A telephone tree for on-call clinicians: a sample procedure",
        "How a county reached a clinician at night before crisis lines took over that task. Kept for agencies whose "
        "agreements still refer to it.",
        "dispatch embedded", "dispatcher clinician",
        ("Iron Ridge County Sheriff’s Office",), pages=4, is_archived=True,
    ),
    Entry(
        "provider-agreement", Kind.AGREEMENT, 2024,
        "Police and a community mental health center: an agreement template",
        "A memorandum of understanding in plain words, with comments on what agencies usually negotiate. It settles "
        "who rides with whom, what may be shared, who supervises, and how the partners part if they must.",
        "agreements co-response embedded", "executive clinician coordinator",
        ("Vista Serena Police Department", "Lakeshore Community Mental Health"), editions=BOTH,
        document="provider-agreement", is_featured=True, related="first-year keeping-clinicians",
    ),
    Entry(
        "hospital-door", Kind.AGREEMENT, 2023,
        "Fifteen minutes at the door: an agreement template with an emergency department",
        "Officers should be back on the street within a quarter of an hour, and nurses should know who is coming. "
        "The template fixes a phone call ahead, a separate entrance, a handoff form and a monthly look at the calls "
        "that took longer.",
        "agreements deflection", "executive clinician patrol",
        ("Oyster Bend Police Department",), pages=6, for_members=True, related="provider-agreement",
    ),
    Entry(
        "only-what-is-needed", Kind.AGREEMENT, -1,
        "Only what is needed: a data-sharing agreement template",
        "What an officer may learn from a clinic and a clinic from an officer, for how long, and who can look it "
        "up. Written with a privacy lawyer and two people whose records were once shared too widely.",
        "agreements data", "executive clinician advocate",
        ("Hudson Landing Police Department", "Yoon, Grace"), pages=11, for_members=True,
        related="provider-agreement ten-numbers",
    ),
    Entry(
        "two-governments", Kind.AGREEMENT, 2022,
        "Two governments, one response: an agreement template for a tribal and a county agency",
        "Two agencies that meet at a boundary agree on who goes first, who stays, and where a person may be taken. "
        "The template respects the authority of the nation’s own courts and behavioral health program.",
        "tribal agreements rural", "executive civic_leader",
        ("Stonewater Tribal Police Department", "Copper Basin Sheriff’s Office"), pages=10,
        related="tribal-planning",
    ),
    Entry(
        "call-transfer", Kind.WORKSHEET, -1,
        "911 to 988: a checklist for transferring a call",
        "Three pages for the console: which calls can go to a counselor, what to tell the caller before the line "
        "changes, and what to do when nobody picks up. Supervisors find a form for reviewing ten transfers a month.",
        "988 dispatch", "dispatcher",
        ("Prairie Wind Police Department", "Kowalczyk, Anna"), document="call-transfer",
    ),
    Entry(
        "call-review", Kind.WORKSHEET, 2023,
        "Monthly call review: a worksheet",
        "Forty-five minutes, two or three calls, one change until next month. The sheet keeps the meeting about the "
        "response and away from blame.",
        "data steering", "coordinator clinician dispatcher",
        editions=BOTH, document="call-review", for_members=True, related="ten-numbers",
    ),
    Entry(
        "ready-to-teach", Kind.WORKSHEET, 2022,
        "Are we ready to teach? A checklist before the first training week",
        "Sixty questions to answer eight weeks, four weeks and one week ahead: rooms, role players, consent of the "
        "speakers, quiet space, overtime. A column shows who else has to know.",
        "starting", "coordinator", ("Kettle Falls Police Department", "Bouchard, Elise"), pages=5, for_members=True,
    ),
    Entry(
        "two-pages", Kind.FACT_SHEET, -1,
        "Crisis Intervention Teams in two pages",
        "What a team is, what it is not, and what a city council member can ask about it. To hand out before a "
        "hearing or to leave on a table.",
        "starting", "civic_leader advocate executive", editions=BOTH, pages=2, printed=Printed.AVAILABLE,
        related="first-year choosing-a-model",
    ),
    Entry(
        "what-988-does", Kind.FACT_SHEET, 2022,
        "What 988 does, and what it does not",
        "Who answers, what a counselor can do on the phone and when 911 is called in. It clears up four "
        "misunderstandings that officers and families share.",
        "988", "patrol dispatcher advocate", ("Loon Harbor Police Department",), pages=2, review_in=-140,
    ),
    Entry(
        "asking-about-suicide", Kind.FACT_SHEET, 2018,
        "Asking about suicide: a pocket card",
        "The question in plain words, what to say after a yes, and what never to promise. Printed on stiff card "
        "that fits a shirt pocket.",
        "suicide veterans", "patrol dispatcher", ("Abara, Chidi",), editions=BOTH, pages=2,
        printed=Printed.OUT_OF_STOCK, related="veterans-language",
    ),
    Entry(
        "what-to-expect", Kind.FACT_SHEET, 2023,
        "What to expect when the crisis team comes",
        "A sheet in Spanish for people who have needed help before and may need it again. It shows who comes, what "
        "they may ask and what you can refuse, and leaves room for a name and a phone number.",
        "co-response deflection", "advocate clinician",
        ("Bahía Clara Police Department",), editions="es", pages=2, printed=Printed.AVAILABLE,
        related="family-call",
    ),
    Entry(
        "sleep-and-shifts", Kind.FACT_SHEET, -2,
        "Sleep, shifts and hard calls",
        "What short nights do to patience and judgment, and four changes in a roster that cost nothing. For "
        "sergeants who write the schedule.",
        "wellness", "patrol executive dispatcher", ("Delacour, Simone",), pages=2, for_members=True,
        related="after-the-hard-call",
    ),
]  # fmt: skip
