"""“The program” and the pages below it."""

from citassist.demo.sheets import Sheet, link
from home.models import ProgramPage

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="program",
        model=ProgramPage,
        title="The program",
        lead=(
            "CIT ASSIST is a national program that helps law enforcement agencies create a Crisis "
            "Intervention Team, or strengthen the one they have."
        ),
        in_menu=True,
        body=[
            (
                "text",
                "<p>The letters stand for <b>Crisis Intervention Teams Adaptive System of Supports for "
                "Implementation of Specialized Training</b>. The name is long because the work has many "
                "parts: a team needs trained officers, but it also needs a provider who picks up the phone, "
                "a dispatcher who recognizes a crisis, and people with lived experience who say what "
                "helps.</p>"
                "<p>The program began in 2021. The Office of Community Oriented Policing Services (COPS "
                "Office) of the U.S. Department of Justice funds it. The National Center for Policing "
                "Innovation manages it, and CIT International guides it. The "
                '<a href="page:advisory-board">National Advisory Board</a> brings in experts from law '
                "enforcement, mental health and advocacy.</p>"
                "<h2>One aim, two kinds of agencies</h2>"
                "<p>Some agencies come with nothing but a decision to do better. Others have had a team for "
                "twenty years and wonder why fewer officers volunteer. The program raises the capacity of "
                "both. It does not hand out a single recipe; it puts agencies in touch with others that have "
                "stood where they stand, and it brings in experts when a question needs one.</p>",
            ),
            (
                "features",
                {
                    "heading": "What the program offers",
                    "introduction": "Four kinds of support, all of them open to agencies with an award.",
                    "links": [link("Who can join, and how", "program/how-to-join")],
                    "items": [
                        {
                            "icon": "users",
                            "title": "A Community of Practice",
                            "text": (
                                "Agencies that received COPS Office funding work on the same problems and "
                                "share what they find."
                            ),
                        },
                        {
                            "icon": "calendar-days",
                            "title": "Meetings and a workshop",
                            "text": "Quarterly meetings online and one workshop a year in person.",
                        },
                        {
                            "icon": "graduation-cap",
                            "title": "Training",
                            "text": "Live virtual sessions on the subjects that members ask for, recorded for later.",
                        },
                        {
                            "icon": "life-buoy",
                            "title": "Technical assistance",
                            "text": "Help for one agency with one question, from somebody who knows the subject.",
                        },
                    ],
                },
            ),
            (
                "statistics",
                {
                    "heading": "An award in figures",
                    "introduction": "",
                    "items": [
                        {"value": "$250,000", "label": "typical size of an award"},
                        {"value": "2 years", "label": "in which an agency uses it"},
                        {"value": "4", "label": "award years since fiscal year 2021"},
                    ],
                    "source": "Award programs of the COPS Office, fiscal years 2021 to 2024",
                },
            ),
            (
                "table",
                {
                    "caption": "Award years of the Community of Practice",
                    "columns": [
                        {"type": "text", "heading": "Fiscal year"},
                        {"type": "text", "heading": "Award program"},
                    ],
                    "rows": [
                        {"values": ["2021", "Community Policing Development: Crisis Intervention Teams"]},
                        {"values": ["2022", "Implementing Crisis Intervention Teams"]},
                        {"values": ["2023", "Implementing Crisis Intervention Teams"]},
                        {"values": ["2024", "Promoting Access to Crisis Teams"]},
                    ],
                },
            ),
        ],
    ),
    Sheet(
        key="program/community-of-practice",
        model=ProgramPage,
        title="Community of Practice",
        lead=(
            "Agencies that applied for COPS Office funding, and received it, work on the same problems and "
            "learn from one another."
        ),
        in_menu=True,
        body=[
            (
                "text",
                "<p>A community of practice is a group of people who do the same work and get better at it "
                "by talking about it. Ours is made of agencies: city police departments, sheriff’s offices, "
                "state and campus police and tribal departments. What they share is an award from the COPS "
                "Office to improve how they respond to a person in crisis.</p>"
                "<h2>Who takes part</h2>"
                "<p>An agency rarely sends only its officers. The coordinator comes with the clinician who "
                "rides along. A dispatcher joins when the subject is the first minute of a call. Advocates "
                "and peers take part because they notice what the others miss.</p>"
                "<h2>How members work together</h2>"
                '<ul><li>They meet online <a href="page:program/quarterly-meetings">every quarter</a>.</li>'
                "<li>They come together once a year for the "
                '<a href="page:program/annual-workshop">workshop</a>.</li>'
                '<li>They join <a href="page:program/virtual-training">virtual training</a> on the subjects '
                "they chose.</li>"
                '<li>Between meetings they use the <a href="page:resource-center">Resource Center</a>, which '
                "is open to members only.</li></ul>"
                "<p>The community grows with each award year. Agencies that have gone through the whole of "
                "an award know things that no guide contains, and newer members ask them first.</p>",
            ),
            (
                "callout",
                {
                    "tone": "success",
                    "title": "Good to know for newcomers",
                    "text": (
                        "<p>Bring the question you are a little embarrassed about. Somebody in the room had "
                        "it last year, and somebody else still has it.</p>"
                    ),
                },
            ),
            (
                "people",
                {
                    "heading": "Three board members to talk to",
                    "introduction": (
                        "One from each sector. They join the quarterly meetings in turn. All of them are "
                        "demonstration data."
                    ),
                    "people": [
                        "person:kathleen-moriarty",
                        "person:samuel-greenleaf",
                        "person:benjamin-ortiz",
                    ],
                },
            ),
        ],
    ),
    Sheet(
        key="program/quarterly-meetings",
        model=ProgramPage,
        title="Quarterly meetings",
        lead="Four times a year the Community of Practice meets online to work on one subject and many questions.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>A meeting has one subject, which the members choose at the meeting before. Two or three "
                "agencies tell how they approached it, with the parts that failed. Then the group splits up "
                "by size and kind of agency, because a campus department and a county sheriff rarely need "
                "the same answer.</p>"
                "<p>Anyone from a member agency may come, and so may its partners: the clinic, the call "
                "center, the family organization. Most coordinators bring one person who has never been "
                "before.</p>",
            ),
            (
                "steps",
                {
                    "heading": "How a meeting runs",
                    "introduction": "The order stays the same, so that people can come for the part they need.",
                    "items": [
                        {
                            "title": "Welcome and a short round",
                            "text": "<p>New agencies say who they are and what they hope to solve first.</p>",
                        },
                        {
                            "title": "Two or three agencies report",
                            "text": (
                                "<p>Each report answers the same questions: What did you try? What got in "
                                "the way? What would you do first if you began again?</p>"
                            ),
                        },
                        {
                            "title": "Small groups",
                            "text": "<p>Agencies of a similar size compare notes and write down one thing to try.</p>",
                        },
                        {
                            "title": "What comes next",
                            "text": "<p>The group chooses the next subject and the next people to hear from.</p>",
                        },
                    ],
                },
            ),
            (
                "text",
                "<h2>If you cannot be there</h2>"
                "<p>The main session is recorded with captions and a transcript. Members find it among the "
                '<a href="page:resource-center/recordings">recordings</a> in the Resource Center. The small '
                "groups are not recorded, so that people speak freely.</p>",
            ),
        ],
    ),
    Sheet(
        key="program/annual-workshop",
        model=ProgramPage,
        title="Annual workshop",
        lead="Once a year the agencies of the Community of Practice spend time together in one place.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Some things do not travel over video: a scenario played out by people who have been on "
                "both sides of it, a long talk after dinner, a handshake that later becomes a phone call. "
                "That is what the workshop is for.</p>"
                "<h2>Who should come</h2>"
                "<p>Send a small team rather than one person. Agencies get the most from the workshop when "
                "an officer, a clinician and an advocate come together and leave with one plan.</p>",
            ),
            (
                "figure",
                {
                    "image": {
                        "image": "picture:workshop",
                        "alt_text": (
                            "Drawing: a blue, an amber and a teal strand come from different sides and meet "
                            "under a white circle."
                        ),
                        "decorative": False,
                    },
                    "caption": "Three strands, one person: the picture this program uses for itself.",
                    "width": "wide",
                },
            ),
            ("heading", {"text": "What happens there", "level": "2"}),
            (
                "text",
                "<h3>Scenarios</h3>"
                "<p>Teams practice calls that have no easy end and talk about them afterward with peers who "
                "have lived through one.</p>"
                "<h3>Planning time</h3>"
                "<p>Each agency leaves with a page of its own: what it will change, who does it and by "
                "when.</p>"
                "<h3>Visits</h3>"
                "<p>Where the place allows it, participants see a crisis center or a dispatch floor and ask "
                "the staff what works.</p>",
            ),
            (
                "call_to_action",
                {
                    "heading": "Have a subject for the next workshop?",
                    "text": "Members and their partners propose the sessions. Tell us what your team would travel for.",
                    "links": [link("Write to us", "contact")],
                },
            ),
        ],
    ),
    Sheet(
        key="program/virtual-training",
        model=ProgramPage,
        title="Virtual training",
        lead="Live sessions, most of them about one hard moment in a call and what helps in it.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Training events are open to everyone in a member agency and to its partners. Each one "
                "has a person who does the work, a person who has needed the help, and time for "
                "questions.</p>",
            ),
            (
                "cards",
                {
                    "heading": "Subjects that return every year",
                    "introduction": "",
                    "items": [
                        {
                            "strand": "care",
                            "title": "The 988 crisis line",
                            "text": (
                                "When a call can go to a counselor instead of a patrol car, and how 911 and "
                                "988 centers agree on it."
                            ),
                            "links": [],
                        },
                        {
                            "strand": "care",
                            "title": "Early diversion",
                            "text": "How an officer brings a person to care before there is a charge, and "
                            "what the law asks.",
                            "links": [],
                        },
                        {
                            "strand": "care",
                            "title": "A person thinking of suicide",
                            "text": "Words, distance and time: what to say first, what not to promise and "
                            "who takes over.",
                            "links": [],
                        },
                        {
                            "strand": "care",
                            "title": "Deflection",
                            "text": "Ways to connect people with help when no crime and no crisis has happened yet.",
                            "links": [],
                        },
                    ],
                },
            ),
            (
                "text",
                "<h2>Courses to take at your own pace</h2>"
                '<p>The <a href="https://ncpi.us/">National Center for Policing Innovation</a> offers '
                'courses on its own learning site, and the <a href="https://copstrainingportal.org/">COPS '
                "Training Portal</a> has e-learning and e-guides for every agency, with or without an "
                "award.</p>"
                "<h2>Afterward</h2>"
                "<p>Most sessions are recorded. Members watch them in the "
                '<a href="page:resource-center/recordings">Resource Center</a> with captions, and can search '
                "what was said.</p>",
            ),
        ],
    ),
    Sheet(
        key="program/technical-assistance",
        model=ProgramPage,
        title="Technical assistance",
        lead="When a question is yours alone, we find somebody who has answered it before.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Technical assistance means help for one agency with one matter: a policy to review, a "
                "steering committee that does not meet, a data question, a partner who has left. It is part "
                "of membership in the Community of Practice.</p>",
            ),
            (
                "steps",
                {
                    "heading": "From request to result",
                    "introduction": "",
                    "items": [
                        {
                            "title": "You describe what you need",
                            "text": (
                                "<p>A short form in the Resource Center asks what you want to change and by "
                                "when. You do not have to know what kind of help it takes.</p>"
                            ),
                        },
                        {
                            "title": "We answer within two business days",
                            "text": "<p>A person calls or writes, asks what is missing and says what happens next.</p>",
                        },
                        {
                            "title": "You have a match within two weeks",
                            "text": (
                                "<p>We look for an expert or a peer agency that knows your kind of "
                                "community, and introduce you to each other.</p>"
                            ),
                        },
                        {
                            "title": "You work together, and we ask how it went",
                            "text": (
                                "<p>The two of you agree on milestones. At the end we write down what came "
                                "of it, so that the next agency can start there.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "accordion",
                {
                    "heading": "Questions agencies ask",
                    "introduction": "",
                    "items": [
                        {
                            "title": "What kinds of help can we ask for?",
                            "text": (
                                "<ul><li>A conversation with a peer agency</li><li>Review of a policy or an "
                                "agreement</li><li>Advice on training, data or evaluation</li><li>A guided "
                                "meeting of your partners</li></ul>"
                            ),
                        },
                        {
                            "title": "Our agency has no award. Can you still help?",
                            "text": (
                                "<p>Assistance is for members. Other agencies can ask "
                                '<a href="https://cri-tac.org/">CRI-TAC</a>, which helps law enforcement '
                                "agencies of every kind.</p>"
                            ),
                        },
                        {
                            "title": "Who reads what we write?",
                            "text": (
                                "<p>The program’s staff and the person we match you with. Please do not name "
                                "anyone you have met on a call.</p>"
                            ),
                        },
                    ],
                },
            ),
        ],
    ),
    Sheet(
        key="program/how-to-join",
        model=ProgramPage,
        title="Who can join, and how",
        lead="Membership follows an award from the COPS Office. It is not an open sign-up; it begins with an "
        "application.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>The Community of Practice is made of agencies that applied for COPS Office funding to "
                "improve their crisis response <b>and received it</b>. If your agency holds such an award, "
                "you are already invited. If it does not, the way in is the next application.</p>",
            ),
            (
                "steps",
                {
                    "heading": "From interest to membership",
                    "introduction": "",
                    "items": [
                        {
                            "title": "Read the funding options",
                            "text": (
                                "<p>The COPS Office describes them on its "
                                '<a href="https://cops.usdoj.gov/cit">CIT page</a>, with dates and rules for '
                                "the current year.</p>"
                            ),
                        },
                        {
                            "title": "Talk with your partners first",
                            "text": (
                                "<p>A provider, an advocacy group and your dispatch center belong at the "
                                "table before you write. They will find the weak points early.</p>"
                            ),
                        },
                        {
                            "title": "Apply",
                            "text": "<p>Your agency applies to the COPS Office directly. CIT ASSIST takes no "
                            "applications.</p>",
                        },
                        {
                            "title": "Meet the community",
                            "text": (
                                "<p>After the award we call your contact person, set up accounts for your "
                                "team and invite you to the next quarterly meeting.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "accordion",
                {
                    "heading": "Before you ask",
                    "introduction": "",
                    "items": [
                        {
                            "title": "How large is an award?",
                            "text": "<p>A typical award is $250,000 over two years.</p>",
                        },
                        {
                            "title": "We have had a team for years. Is this for us?",
                            "text": (
                                "<p>Yes. The awards are for agencies that create a team and for agencies "
                                'that enhance one. See what <a href="page:cit-model/mature-teams">mature '
                                "teams</a> work on.</p>"
                            ),
                        },
                        {
                            "title": "Who in our agency gets an account?",
                            "text": (
                                "<p>Everyone who works on your crisis response, whatever their rank, and the "
                                "partners you name: clinicians, dispatchers, peers and advocates.</p>"
                            ),
                        },
                        {
                            "title": "What can we use without an award?",
                            "text": (
                                "<p>All public pages of this site, the publications in the "
                                '<a href="page:library">library</a>, and the programs listed on the '
                                '<a href="page:partners">partners page</a>.</p>'
                            ),
                        },
                    ],
                },
            ),
            (
                "call_to_action",
                {
                    "heading": "See what is open now",
                    "text": "The COPS Office publishes the funding options and their deadlines.",
                    "links": [
                        link("Open the COPS Office’s CIT page", "https://cops.usdoj.gov/cit"),
                        link("Ask us a question", "contact"),
                    ],
                },
            ),
        ],
    ),
]
