"""News and notices, dated back from today. None of it speaks for a real person or agency."""

from datetime import timedelta

from django.utils import timezone

from citassist.demo.sheets import Sheet, link
from home.models import ArticleIndexPage, ArticlePage

__all__ = ["sheets"]

NOTE = "<p><i>This article is demonstration data. It shows how news appears on this site.</i></p>"

# slug, title, lead, days ago, body
ARTICLES = [
    (
        "new-recording-steering-committees",
        "New recording: steering committees that last",
        "The latest quarterly meeting is in the Resource Center, with captions and a transcript to search.",
        6,
        [
            (
                "text",
                "<p>The last quarterly meeting of the Community of Practice asked a plain question: what "
                "keeps a steering committee alive in its second year? The recording is now available to "
                "members.</p>"
                "<p>Two answers came up again and again. Give each meeting one decision to make, and send "
                "the reports around beforehand. And keep one seat for someone who has needed the team’s "
                "help; that person notices first when a meeting drifts.</p>"
                "<h2>Try it at your own table</h2>"
                "<p>Before your next meeting, ask each partner for one sentence: what should we decide? If "
                "nobody answers, the meeting can be shorter. If everybody does, you have a calendar for the "
                "year.</p>"
                "<h2>Where to watch it</h2>"
                "<p>Members find the "
                '<a href="page:resource-center/recordings/steering-committees">recording</a> in the Resource '
                "Center. Captions and transcript are available in English and Spanish.</p>" + NOTE,
            ),
        ],
    ),
    (
        "worksheets-in-two-languages",
        "Three worksheets, now in English and Spanish",
        "Teams can download short worksheets for the first meeting, for following ten calls and for the "
        "monthly review.",
        19,
        [
            (
                "text",
                "<p>Coordinators asked for paper they can put on the table. We made three worksheets of one "
                "page each. They are written in plain language, and each of them exists in English and in "
                "Spanish.</p>"
                "<p>The first is an agenda for people who have not met before. It begins with stories "
                "instead of goals, because stories show sooner where the gaps are. The second follows ten "
                "recent calls from the first ring to the week after. The third is for the monthly review: a "
                "few numbers, two or three calls, and one change.</p>",
            ),
            (
                "downloads",
                {
                    "heading": "",
                    "documents": [
                        {"document": "document:first-meeting", "label": ""},
                        {"document": "document:ten-calls", "label": ""},
                        {"document": "document:call-review", "label": ""},
                    ],
                },
            ),
            ("text", "<p>Use them, change them, and tell us what you changed.</p>" + NOTE),
        ],
    ),
    (
        "what-to-ask-before-you-apply",
        "What to ask each other before you apply",
        "Five questions for a chief, a provider and an advocate to answer together before anyone writes an "
        "application.",
        33,
        [
            (
                "text",
                "<p>Applications for team funding are often written by one person in a hurry. The partners "
                "then meet for the first time after the award. An hour together beforehand saves months.</p>"
                "<ol><li>What happens today when somebody calls in a crisis at two in the morning?</li>"
                "<li>Which of us is missing from this table?</li>"
                "<li>What would a family notice first if this went well?</li>"
                "<li>Who will do the work when the money ends?</li>"
                "<li>What are we not willing to change?</li></ol>"
                '<p>The funding options stand on the <a href="https://cops.usdoj.gov/cit">COPS Office’s CIT '
                'page</a>. <a href="page:program/how-to-join">Who can join, and how</a> explains what '
                "follows an award.</p>" + NOTE,
            ),
        ],
    ),
    (
        "subjects-for-the-coming-year",
        "Members chose the subjects for the coming year",
        "Dispatch, officer wellness and rural response lead the list for the next quarterly meetings.",
        52,
        [
            (
                "text",
                "<p>At each quarterly meeting the members say what they want to work on next. These subjects "
                "received the most votes for the coming year:</p>"
                "<ul><li><b>Dispatch:</b> recognizing a crisis in the first minute of a call</li>"
                "<li><b>Officer wellness:</b> what teams do for their own people after a hard call</li>"
                "<li><b>Rural response:</b> distance, weather and small shifts</li>"
                "<li><b>Evaluation:</b> a few numbers that a committee can use</li></ul>"
                "<p>Each subject fills one meeting. Two or three agencies report, and the small groups work "
                "by size and kind of agency. Between the meetings, what belongs to a subject is collected in "
                "the Resource Center.</p>"
                "<p>Agencies that would like to report on one of them are welcome to "
                '<a href="page:contact">write to us</a>. A report takes ten minutes and needs no slides.</p>' + NOTE,
            ),
        ],
    ),
    (
        "how-we-write-about-people",
        "How we write about people in crisis",
        "A short guide to the words on this site, and the reasons behind them.",
        74,
        [
            (
                "text",
                "<p>Everything on this site puts the person first. It is a matter of respect, and it is also "
                "more exact: an illness tells very little about the person who lives with it.</p>",
            ),
            (
                "table",
                {
                    "caption": "Words we choose",
                    "columns": [
                        {"type": "text", "heading": "We write"},
                        {"type": "text", "heading": "Because"},
                    ],
                    "rows": [
                        {"values": ["a person in crisis", "A crisis passes. The person stays."]},
                        {"values": ["a person living with schizophrenia", "Nobody is a diagnosis."]},
                        {"values": ["died by suicide", "It names what happened and blames nobody."]},
                        {"values": ["a person who uses drugs", "It describes an act and not a character."]},
                    ],
                },
            ),
            (
                "text",
                "<p>The same holds for families and for officers. We do not write that somebody refused help "
                "when nothing was offered that they could accept, and we do not praise a call because it "
                "ended quickly.</p>"
                '<p>If you find a sentence here that falls short, please <a href="page:contact">tell us</a>. '
                "We will change it.</p>" + NOTE,
            ),
        ],
    ),
    (
        "call-for-workshop-sessions",
        "Call for sessions at the annual workshop",
        "Member agencies and their partners can propose a session; scenarios and honest reports are the most wanted.",
        95,
        [
            (
                "text",
                "<p>The best sessions of past workshops had something in common: the people on stage told "
                "what did not work. We invite proposals from all member agencies and their partners.</p>"
                "<h2>What we look for</h2>"
                "<ul><li>A scenario that your team has practiced</li>"
                "<li>An agreement that changed something, with its text</li>"
                "<li>A conversation between an officer and the person or family on the other side of a "
                "call</li></ul>"
                "<p>Three sentences are enough for a start. Tell us who will speak, what people will take "
                "home, and how much time you need.</p>",
            ),
            (
                "call_to_action",
                {
                    "heading": "Propose a session",
                    "text": "Write three sentences through the contact form and choose “Meetings, workshop "
                    "or training”.",
                    "links": [link("Write to us", "contact")],
                },
            ),
            ("text", NOTE),
        ],
    ),
    (
        "new-agencies-join",
        "New agencies join the Community of Practice",
        "With the latest award year the community gained departments of every size, from a campus to a large county.",
        128,
        [
            (
                "text",
                "<p>The Community of Practice grows with every award year. The newest members include small "
                "towns, a campus department, a tribal nation and a county sheriff’s office. About half of "
                "them are building their first team.</p>"
                "<p>Their first step is the same for everybody: a call with the program’s staff, accounts "
                "for the team and its partners, and a seat in the next "
                '<a href="page:program/quarterly-meetings">quarterly meeting</a>. Each new agency is also '
                "introduced to one that has walked the same road.</p>"
                "<h2>What newcomers ask first</h2>"
                "<ul><li>Whom should we send to the first meeting?</li>"
                "<li>How do we choose among officers who volunteer?</li>"
                "<li>What belongs in an agreement with a hospital?</li>"
                "<li>How do others count their calls?</li></ul>"
                "<p>None of these has one answer, and that is what a community is for: an agency hears four "
                "answers and takes the one that fits.</p>" + NOTE,
            ),
        ],
    ),
    (
        "this-site-in-spanish",
        "This site now speaks Spanish",
        "Every public page, the contact form and the Resource Center can be read in English and in Spanish.",
        160,
        [
            (
                "text",
                "<p>Families, providers and officers in many communities work in two languages. So does this "
                "site from now on. The language switch at the top of each page leads to the same page in the "
                "other language.</p>"
                "<p>Recordings have English captions, and a growing number have Spanish ones as well.</p>"
                "<p>The Spanish pages are not a summary. Whatever an English page says, its Spanish "
                "counterpart says as well. Programs that are known by an English name keep it, with an "
                "explanation where it helps. The worksheets have Spanish versions of their own.</p>"
                '<p>Have you found a word that nobody in your town would use? <a href="page:contact">Tell '
                "us</a>.</p>" + NOTE,
            ),
        ],
    ),
]


def sheets() -> list[Sheet]:
    """The list of news and the articles, dated back from today."""
    today = timezone.localdate()
    return [
        Sheet(
            key="news",
            model=ArticleIndexPage,
            title="News",
            lead="New recordings, calls for sessions and notices from the program.",
            in_menu=True,
        )
    ] + [
        Sheet(
            key=f"news/{slug}",
            model=ArticlePage,
            title=title,
            lead=lead,
            body=body,
            fields={"published_on": today - timedelta(days=days_ago)},
        )
        for slug, title, lead, days_ago, body in ARTICLES
    ]
