"""The Resource Center's own page. What lies below it is in recordings.py and library.py."""

from citassist.demo.sheets import Sheet, link
from home.models import ResourceCenterPage
from members.models import DirectoryPage

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="resource-center",
        model=ResourceCenterPage,
        title="Resource Center",
        lead="For members of the Community of Practice: what the agencies collect, ask and learn together.",
        in_menu=True,
        body=[
            (
                "text",
                "<p>Welcome. Everything here is shared among the agencies of the Community of Practice and "
                "their partners. What is said in a meeting or written here stays among members, so that "
                "people can tell what went wrong as well as what went right.</p>",
            ),
            (
                "features",
                {
                    "heading": "Watch what you missed",
                    "introduction": "Meetings and webinars, with captions and a transcript beside the picture.",
                    "links": [link("All recordings", "resource-center/recordings")],
                    "items": [
                        {
                            "icon": "circle-play",
                            "title": "Go where you want to be",
                            "text": "Choose a line of the transcript, and the recording jumps to it.",
                        },
                        {
                            "icon": "users",
                            "title": "Watch with your team",
                            "text": "Many agencies show ten minutes at roll call and talk about them for five.",
                        },
                    ],
                },
            ),
            (
                "text",
                "<h2>Read what others use</h2>"
                '<p>The <a href="page:resource-center/library">library for members</a> holds every publication of '
                "the program, among them policies, agreements and training weeks that agencies share only with "
                "each other.</p>",
            ),
            (
                "downloads",
                {
                    "heading": "Worksheets",
                    "documents": [
                        {"document": "document:call-review", "label": "Call review worksheet"},
                        {"document": "document:ten-calls", "label": ""},
                        {"document": "document:first-meeting", "label": ""},
                    ],
                },
            ),
            (
                "accordion",
                {
                    "heading": "How we work together here",
                    "introduction": "",
                    "items": [
                        {
                            "title": "May I show a recording to people outside my agency?",
                            "text": (
                                "<p>Show it to the partners of your team. For anybody else, ask us first; "
                                "the speakers agreed to be seen by members.</p>"
                            ),
                        },
                        {
                            "title": "A colleague needs an account. What do I do?",
                            "text": (
                                '<p><a href="page:contact">Write to us</a> with the colleague’s name, role '
                                "and work email address. We set accounts up within two business days.</p>"
                            ),
                        },
                        {
                            "title": "May I write about a call?",
                            "text": (
                                "<p>Yes, without names, addresses or anything else by which a person could "
                                "be recognized. Tell it as if the family were reading.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "success",
                    "title": "Hard calls stay with us too",
                    "text": (
                        "<p>If a call will not leave you alone, talk to your peer support team, a clinician "
                        "or a friend on the job. At any hour you can also "
                        '<a href="https://988lifeline.org/">call or text 988</a>.</p>'
                    ),
                },
            ),
        ],
    ),
    Sheet(
        key="resource-center/directory",
        model=DirectoryPage,
        title="Member directory",
        lead="Who takes part, and whom you can ask about what. Everybody decides what others see of them. "
        "The people and agencies shown here are invented: demonstration data.",
        in_menu=True,
    ),
]
