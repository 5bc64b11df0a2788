"""A checklist for consoles, three pages. Untagged, as many files are, for the report on accessibility."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "911 to 988: a checklist for transferring a call",
    "call-transfer-checklist",
    "en-US",
    [
        ("H1", "911 to 988: a checklist for transferring a call"),
        ("P", "For the console. Read it once when it is quiet; then the headings are enough."),
        ("P", "CIT ASSIST, demonstration document. Agree on it with your 988 center before you use it."),
        ("H2", "1. Stay with 911 when"),
        ("LI", "somebody has a weapon in hand or within reach"),
        ("LI", "somebody has taken something, is bleeding or cannot be woken"),
        ("LI", "an attempt is under way, or the person is on a bridge, a roof or a track"),
        ("LI", "a child or another person is in danger"),
        ("LI", "the caller cannot say where the person is"),
        ("H2", "2. Offer 988 when"),
        ("LI", "the person thinks about suicide, has no means at hand and agrees to talk"),
        ("LI", "a family wants to know what to do, and nobody is in danger"),
        ("LI", "somebody calls often because they are lonely or afraid"),
        ("LI", "the caller asks for a counselor and not for the police"),
        ("H2", "When you are not sure"),
        ("P", "Ask: Are you safe where you are, for the next half hour? Ask your supervisor. Keep the line open."),
        NEW_PAGE,
        ("H2", "3. Say it before the line changes"),
        ("P", "“I would like you to talk with a counselor who has more time than I do. I stay on the line until you "
              "have met. If it gets worse, either of us can send help.”"),
        ("LI", "Ask for a first name and a number to call back."),
        ("LI", "Tell the caller that nobody is being sent now, if that is so."),
        ("LI", "Introduce the caller in one sentence: name, what happened, what was asked for."),
        ("LI", "Wait until the counselor has greeted the caller. Then say goodbye and leave."),
        ("H2", "4. When nobody picks up"),
        ("LI", "After six rings, come back to the caller. Say so."),
        ("LI", "Try the backup number: ______________________________________"),
        ("LI", "If that fails, handle the call as a crisis call and send a trained officer or the mobile team."),
        ("LI", "Write the time down. The supervisor reports it to the 988 center the next morning."),
        ("H2", "5. When 988 calls you"),
        ("P", "The counselor gives a callback number first, then the place, the danger and the name. Repeat the place. "
              "Ask whether the person knows that help is coming. Tell the officers the answer before they arrive."),
        NEW_PAGE,
        ("H2", "6. Review of ten transfers a month"),
        ("P", "The supervisor listens to ten calls with the counselor’s supervisor, thirty minutes, by telephone."),
        ("LI", "Transfers this month: ________________________________________"),
        ("LI", "Answered within thirty seconds: ______________________________"),
        ("LI", "Came back to 911: ____________________________________________"),
        ("LI", "Calls that should have gone over and did not: ________________"),
        ("LI", "Calls that went over and should have stayed: _________________"),
        ("LI", "One sentence to say differently: _____________________________"),
        ("H2", "For the wall"),
        ("P", "A warm handoff has three voices on the line for a moment. A cold transfer has one, and it is the "
              "caller’s."),
    ],
    is_tagged=False,
    scale=LARGE,
)  # fmt: skip
