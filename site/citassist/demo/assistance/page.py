"""The door to technical assistance."""

from assistance.models import AssistancePage
from citassist.demo.sheets import Sheet

__all__ = ["SHEETS"]

SHEETS = [
    Sheet(
        key="resource-center/technical-assistance",
        model=AssistancePage,
        title="Technical assistance",
        lead="Ask once, in your own words. One person at the program follows your question to its end, and you see "
        "every step.",
        in_menu=True,
        body=[
            (
                "steps",
                {
                    "heading": "What happens to your question",
                    "introduction": "",
                    "items": [
                        {
                            "title": "You ask",
                            "text": "<p>Four short steps. Stop whenever a call comes in; what you wrote is kept.</p>",
                        },
                        {
                            "title": "Somebody answers",
                            "text": "<p>Within two business days you hear from the person who looks after your "
                            "request.</p>",
                        },
                        {
                            "title": "You meet whoever can help",
                            "text": "<p>Within ten business days we find a peer agency, a clinician or a trainer for "
                            "you.</p>",
                        },
                        {
                            "title": "You say whether it helped",
                            "text": "<p>Four questions at the end. If something is still open, open the request "
                            "again.</p>",
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
                            "title": "Who reads my request?",
                            "text": "<p>The program’s staff and your agency’s coordinator. Please leave out whatever "
                            "could tell who a person in crisis was.</p>",
                        },
                        {
                            "title": "Do I need a letter of support?",
                            "text": "<p>For a visit or a training, yes: a few lines in which your chief executive "
                            "stands behind it. For a question or a call, no.</p>",
                        },
                    ],
                },
            ),
        ],
    ),
]
