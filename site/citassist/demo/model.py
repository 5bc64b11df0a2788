"""“The CIT model” and the pages below it."""

from citassist.demo.sheets import Sheet, link
from home.models import ProgramPage

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="cit-model",
        model=ProgramPage,
        title="The CIT model",
        lead=(
            "A Crisis Intervention Team is a partnership of law enforcement, mental health providers and "
            "advocates. Training is one part of it."
        ),
        in_menu=True,
        body=[
            (
                "text",
                "<p>When somebody calls for help in a mental health crisis, the person who arrives is often "
                "a police officer. The Crisis Intervention Team model, CIT for short, asks what that officer "
                "needs in order to help: knowledge, time, a place to take the person, and partners who do "
                "their part.</p>",
            ),
            (
                "figure",
                {
                    "image": {
                        "image": "picture:first-meeting",
                        "alt_text": "",
                        "decorative": True,
                    },
                    "caption": "",
                    "width": "text",
                },
            ),
            (
                "timeline",
                {
                    "heading": "Where it comes from",
                    "introduction": "",
                    "items": [
                        {
                            "when": "Late 1980s",
                            "title": "Two professions sit down together",
                            "text": (
                                "In Memphis, police and mental health leaders start a first-responder model: "
                                "police-based crisis intervention training for calls that involve a mental "
                                "illness or an addiction."
                            ),
                        },
                        {
                            "when": "The years after",
                            "title": "A partnership, not a course",
                            "text": (
                                "The model rests on a community partnership of police, providers, "
                                "individuals and families. Agencies that copy only the training find out how "
                                "much they left behind."
                            ),
                        },
                        {
                            "when": "2014",
                            "title": "Researchers look at the results",
                            "text": (
                                "Research available through the National Library of Medicine asks what "
                                "changes when a trained officer answers the call."
                            ),
                        },
                    ],
                },
            ),
            (
                "text",
                "<h2>What research says, carefully</h2>"
                "<p>The study published in 2014 found that CIT training appears to raise referral or "
                "transport to mental health services, and to lower arrest, in encounters with people thought "
                "to have a behavioral disorder. “Appears” is the right word: departments differ, and so do "
                "the services around them. A trained officer without a place to go has fewer good choices "
                "than one whose town has a crisis center.</p>"
                "<h2>Person first, in words as well</h2>"
                "<p>People who teach the model choose their words. They say “a person in crisis” or “a "
                "person living with schizophrenia”, because the illness is not the person. Officers who "
                "speak this way on the radio tend to arrive with a different picture in mind.</p>",
            ),
            (
                "call_to_action",
                {
                    "heading": "Begin with what you have",
                    "text": "Most teams started with a few people who trusted each other.",
                    "links": [
                        link("Getting started", "cit-model/getting-started"),
                        link("For mature teams", "cit-model/mature-teams"),
                    ],
                },
            ),
        ],
    ),
    Sheet(
        key="cit-model/core-elements",
        model=ProgramPage,
        title="Core elements",
        lead="What strong teams have in common, whatever their size: partners, training, a place to go and a "
        "habit of review.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Teams look different in a city, a county and a tribal nation. Yet when members compare "
                "notes, the same elements return. If one of them is missing, the others carry its weight "
                "until they tire.</p>"
                "<h2>Partners who own it together</h2>"
                "<p>A steering committee with law enforcement, mental health and advocacy meets regularly. "
                "It has a written purpose, a chair and a calendar. Decisions belong to the partnership and "
                "not to one chief.</p>"
                "<h2>Officers who volunteer</h2>"
                "<p>The best crisis officers want to be there. Agencies explain the role, let people apply "
                "and ask supervisors and peers about them.</p>"
                "<h2>Dispatch as the first responder</h2>"
                "<p>Call takers learn which questions show a crisis, how to note it and whom to send. They "
                "also learn when a call can go to 988.</p>"
                "<h2>A place to go</h2>"
                "<p>There is a crisis center, a hospital or a clinic that takes a person from an officer "
                "quickly and at any hour. Without it, an emergency room or a jail becomes the only door.</p>",
            ),
            (
                "table",
                {
                    "caption": "One way to spend a forty-hour course (an example)",
                    "columns": [
                        {"type": "text", "heading": "Subject"},
                        {"type": "text", "heading": "Who teaches it"},
                        {"type": "number", "heading": "Hours"},
                    ],
                    "rows": [
                        {"values": ["Mental illness and medication", "Clinicians", 8]},
                        {"values": ["Lived experience and family panels", "Peers and families", 6]},
                        {"values": ["Substance use", "Clinicians and peers", 4]},
                        {"values": ["Local services and site visits", "Providers", 6]},
                        {"values": ["Law and policy", "Officers and attorneys", 4]},
                        {"values": ["De-escalation scenarios", "Officers, clinicians and actors", 12]},
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "caution",
                    "title": "Training everyone is not the goal",
                    "text": (
                        "<p>All officers need basic knowledge. The team needs people who chose the work and "
                        "practice it. When a whole department is sent to the course in one year, the "
                        "volunteers disappear in the crowd.</p>"
                    ),
                },
            ),
        ],
    ),
    Sheet(
        key="cit-model/getting-started",
        model=ProgramPage,
        title="Getting started",
        lead="For agencies without a team: what to do in the first months, and what can wait.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>It is tempting to book a course and send twelve officers. Agencies that did so often "
                "tell us they would begin elsewhere today: with the people who will still be there when the "
                "course is over.</p>",
            ),
            (
                "steps",
                {
                    "heading": "Your first ninety days",
                    "introduction": "An order that has worked for agencies large and small.",
                    "items": [
                        {
                            "title": "Make three calls",
                            "text": (
                                "<p>One to the mental health provider, one to a family or peer organization, "
                                "one to your dispatch center. Ask each what happens today when somebody is "
                                "in crisis.</p>"
                            ),
                        },
                        {
                            "title": "Name a coordinator",
                            "text": "<p>One person keeps the calendar and the promises. Give them hours for "
                            "it, not just a title.</p>",
                        },
                        {
                            "title": "Follow ten calls",
                            "text": (
                                "<p>Take ten recent crisis calls and draw what happened, minute by minute, "
                                "with all partners in the room. You will see where people wait and where "
                                "they get lost.</p>"
                            ),
                        },
                        {
                            "title": "Agree on one change",
                            "text": "<p>Choose the smallest change that would have helped in most of the "
                            "ten. Write down who does it.</p>",
                        },
                        {
                            "title": "Then plan the training",
                            "text": "<p>Now you know what your officers need to learn, and who in your town "
                            "can teach it.</p>",
                        },
                    ],
                },
            ),
            (
                "downloads",
                {
                    "heading": "Worksheets to take along",
                    "documents": [
                        {"document": "document:ten-calls", "label": ""},
                        {"document": "document:first-meeting", "label": ""},
                    ],
                },
            ),
            (
                "publications",
                {
                    "heading": "To read before you begin",
                    "introduction": "From the library. The ones marked as demo are invented.",
                    "chosen": [
                        "publication:best-practice-guide",
                        "publication:first-year",
                        "publication:small-agency-kit",
                    ],
                    "topic": "",
                    "limit": 4,
                },
            ),
            (
                "accordion",
                {
                    "heading": "Worries we often hear",
                    "introduction": "",
                    "items": [
                        {
                            "title": "We are too small for a team.",
                            "text": (
                                "<p>Small agencies share one: with the county, the neighboring town or the "
                                "campus. A team of four who know every family can do a great deal. The "
                                '<a href="page:library">library</a> has plans and agreements for agencies with '
                                "few officers.</p>"
                            ),
                        },
                        {
                            "title": "We have no crisis center.",
                            "text": (
                                "<p>Begin with an agreement with the nearest hospital about waiting time, "
                                "and with a clinician you can reach by phone. Write down every call where a "
                                "center would have helped; that list is how towns get one.</p>"
                            ),
                        },
                        {
                            "title": "Our officers think it is not police work.",
                            "text": (
                                "<p>Let them hear from an officer they respect and from a mother who once "
                                "called. People are seldom convinced by slides.</p>"
                            ),
                        },
                    ],
                },
            ),
        ],
    ),
    Sheet(
        key="cit-model/mature-teams",
        model=ProgramPage,
        title="For mature teams",
        lead="A team that is ten years old has other questions: who comes next, what the numbers say, what "
        "has gone quiet.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Mature teams seldom fail with noise. The founding coordinator retires, the committee "
                "meets less often, the course becomes a box to tick. These are the subjects that experienced "
                "members bring to the Community of Practice.</p>"
                "<h2>Passing it on</h2>"
                "<p>Prepare the next coordinator two years ahead. Let the two of them share the work, the "
                "phone numbers and the reasons behind old decisions. Put the agreements in writing while "
                "everybody who made them is still there.</p>"
                "<h2>Looking at numbers without fear</h2>"
                "<p>Count a few things and look at them every month: calls with a person in crisis, how they "
                "ended, how long an officer waited at the hospital, how many people received a call "
                "afterward. Talk about a surprise before you explain it.</p>"
                "<h2>Adding to the team</h2>"
                "<ul><li>A clinician who rides along, or one who is embedded in the department</li>"
                "<li>Follow-up visits by peers</li>"
                "<li>A shared protocol with the 988 center</li>"
                "<li>Support for the officers themselves after hard calls</li></ul>",
            ),
            (
                "downloads",
                {
                    "heading": "For the monthly review",
                    "documents": [{"document": "document:call-review", "label": "Call review worksheet"}],
                },
            ),
            (
                "callout",
                {
                    "tone": "note",
                    "title": "A question for your next committee meeting",
                    "text": (
                        "<p>If our coordinator left tomorrow, what would stop next week, and who would "
                        "notice first: an officer, a clinician or a family?</p>"
                    ),
                },
            ),
        ],
    ),
]
