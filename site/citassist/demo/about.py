"""Partners and advisory board."""

from citassist.demo.sheets import Sheet
from home.models import AdvisoryBoardPage, PartnersPage

__all__ = ["SHEETS"]

LEARNING_SITES = "https://csgjusticecenter.org/projects/law-enforcement-mental-health-learning-sites/"

SHEETS = [
    Sheet(
        key="partners",
        model=PartnersPage,
        title="Partners",
        lead="Who funds the program, who runs it, who guides it, and where else agencies can turn for help.",
        in_menu=True,
        body=[
            (
                "text",
                "<h2>Related programs</h2>"
                "<p>CIT ASSIST is one of several national programs for agencies that want to answer crisis "
                "calls better. These are open to every agency, with or without an award.</p>"
                '<ul><li><a href="https://bja.ojp.gov/program/pmhc">Police–Mental Health Collaboration '
                "Toolkit</a>: the Bureau of Justice Assistance brings together planning guides and "
                "examples.</li>"
                f'<li><a href="{LEARNING_SITES}">Law '
                "Enforcement–Mental Health Learning Sites</a>: the CSG Justice Center connects agencies with "
                "departments that host visitors and answer questions.</li>"
                '<li><a href="https://www.theiacp.org/projects/one-mind-campaign">One Mind Campaign</a>: the '
                "International Association of Chiefs of Police asks agencies to pledge concrete steps.</li>"
                '<li><a href="https://cri-tac.org/">CRI-TAC</a>: the Collaborative Reform Initiative '
                "Technical Assistance Center helps agencies on request.</li>"
                '<li><a href="https://copstrainingportal.org/">COPS Training Portal</a>: e-learning and '
                "e-guides from the COPS Office.</li></ul>",
            ),
            (
                "callout",
                {
                    "tone": "note",
                    "title": "Partners at home",
                    "text": (
                        "<p>The partners that matter most to a team are local: the clinic, the call center, "
                        'the family organization. <a href="page:cit-model/getting-started">Getting '
                        "started</a> tells how to find them.</p>"
                    ),
                },
            ),
        ],
    ),
    Sheet(
        key="advisory-board",
        model=AdvisoryBoardPage,
        title="Advisory board",
        lead=(
            "Experts from law enforcement, mental health and advocacy advise the program. Each serves for a "
            "term, and the three sectors share the table."
        ),
        in_menu=True,
        body=[
            (
                "callout",
                {
                    "tone": "note",
                    "title": "Demonstration data",
                    "text": "<p>The people and agencies on this page are invented. They show how the board’s "
                    "page works.</p>",
                },
            ),
            (
                "text",
                "<h2>What the board does</h2>"
                "<p>The National Advisory Board reads what the program plans and says what is missing. Its "
                "members suggest subjects for training, look at new publications before they appear, and "
                "help to find experts when an agency asks for assistance.</p>"
                "<h2>How its balance is kept</h2>"
                "<p>A Crisis Intervention Team fails when one partner decides alone, and so would a board. "
                "Seats are shared among law enforcement, mental health, and people who speak from lived "
                "experience, as family or as advocates. The members also come from different regions, "
                "because a rural county and a large city ask different questions.</p>",
            ),
        ],
    ),
]
