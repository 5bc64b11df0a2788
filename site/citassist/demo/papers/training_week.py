"""A sample schedule for a training week, seven pages."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "Forty hours with a purpose: a sample training week",
    "sample-training-week",
    "en-US",
    [
        ("H1", "Forty hours with a purpose: a sample training week"),
        ("P", "Five days for twenty-four officers and four call takers. The schedule shows the hour, the session, its "
              "aim and who should teach it. Change the order if your speakers ask for it; keep the breaks."),
        ("P", "CIT ASSIST, demonstration document. Copy and change it as you like."),
        ("H2", "Before the week"),
        ("LI", "Every participant has volunteered and has been interviewed."),
        ("LI", "Every speaker has been asked what they do not want to be asked."),
        ("LI", "A quiet room is open all week, and a counselor is in the building on the second and third day."),
        ("LI", "Role players have a word that stops a scenario at once."),
        ("H2", "What the week is for"),
        ("P", "At the end participants can slow a call down, listen so that a person notices it, ask about suicide in "
              "plain words and find a place other than jail. They know six people by name whom they can call."),
        NEW_PAGE,
        ("H2", "Monday: the person"),
        ("P", "8:00 Welcome by the chief and a family member (60 minutes). Aim: why we are here. The chief stays until "
              "the first break."),
        ("P", "9:15 What a mental illness is, and what it is not (105 minutes). Taught by a clinician and a person who "
              "lives with one."),
        ("P", "11:00 Hearing voices (60 minutes). Participants run errands with recorded voices in their ears. A peer "
              "leads the talk afterward."),
        ("P", "13:00 Medication in forty-five minutes (45 minutes). Why people stop, and what officers see when "
              "they do."),
        ("P", "14:00 Families at the kitchen table (90 minutes). Three families tell one call each. No slides."),
        ("P", "15:45 First steps in listening (60 minutes). In threes: one speaks, one listens, one watches."),
        ("P", "16:45 One line in the notebook (15 minutes). What will I do differently tomorrow?"),
        NEW_PAGE,
        ("H2", "Tuesday: the conversation"),
        ("P", "8:00 Yesterday in one sentence each (30 minutes)."),
        ("P", "8:30 Asking about suicide (120 minutes). The question, the silence after it, the next sentence. Taught "
              "by a crisis counselor and an officer who was asked."),
        ("P", "10:45 How 988 and 911 work together (75 minutes). Call takers lead; the others listen to two calls."),
        ("P", "13:00 De-escalation, part one: voice, distance, time (120 minutes). In the gym, with role players."),
        ("P", "15:15 De-escalation, part two: first scenarios (105 minutes). Six scenarios in parallel, four "
              "participants each. A peer gives the first comment, the instructor the last."),
        ("H2", "For the instructor"),
        ("LI", "Stop a scenario when the learning has happened, and always before anybody shouts."),
        ("LI", "Ask the role player first: When did you feel heard?"),
        ("LI", "Praise one thing that can be repeated."),
        NEW_PAGE,
        ("H2", "Wednesday: the community"),
        ("P", "8:00 Visits in four groups (240 minutes): the crisis center, the emergency department, a clubhouse "
              "run by peers, the 988 center. Each group brings back one telephone number and one surprise."),
        ("P", "13:00 The visits in ten minutes each (45 minutes)."),
        ("P", "13:45 Intellectual and developmental disability (105 minutes). Taught by adults with a disability and a "
              "parent. Aim: fewer words, more time, a yes that means yes."),
        ("P", "15:45 Young people (75 minutes). A school counselor and two students."),
        ("H2", "If a visit falls through"),
        ("P", "Invite two people who work there. Ask them to bring the form that officers fill in, and fill it in "
              "together. Never replace a visit with a film."),
        NEW_PAGE,
        ("H2", "Thursday: the hard calls"),
        ("P", "8:00 Law in plain words (90 minutes). Emergency holds, minors, records. Taught by the city’s lawyer "
              "with three cases."),
        ("P", "9:45 Substances and crisis (75 minutes). A nurse and a person in recovery. Aim: overdose, withdrawal "
              "and crisis are different calls."),
        ("P", "11:15 Veterans (45 minutes). An officer who served and a counselor from the veterans’ center."),
        ("P", "13:00 Scenarios, second round (180 minutes). The bridge, the bus stop, the locked bathroom, the mother "
              "who wants him gone. Each participant leads twice."),
        ("P", "16:15 Looking after ourselves (45 minutes). The peer support team introduces itself. Attendance is "
              "voluntary; in our experience everybody stays."),
        ("H2", "Scenario card: the locked bathroom"),
        ("P", "A man of fifty has locked himself in the bathroom of a diner. He answers questions with a number. The "
              "manager wants him out before the lunch crowd. The number is the street address of his daughter, who "
              "has a key to his pill box. Participants succeed when they ask what the number means."),
        NEW_PAGE,
        ("H2", "Friday: the team"),
        ("P", "8:00 Our own data (60 minutes). The coordinator shows last year’s calls by hour and ending. "
              "Participants guess first."),
        ("P", "9:15 Scenarios, third round (165 minutes). With the clinicians who will ride along, and with call "
              "takers on the radio."),
        ("P", "13:00 Who does what on Monday (60 minutes). Codes, reports, the handoff sheet, the telephone list."),
        ("P", "14:15 A letter to myself (30 minutes). It is mailed in three months."),
        ("P", "15:00 Closing with families (60 minutes). Each participant receives the pin from the family member who "
              "opened the week."),
        ("H2", "If you have only thirty-two hours"),
        ("LI", "Leave out: medication, our own data, the letter."),
        ("LI", "Shorten: the law to sixty minutes, the visits to half a day for two places."),
        ("LI", "Never leave out: families, asking about suicide, and two rounds of scenarios."),
        NEW_PAGE,
        ("H2", "Evaluation sheet"),
        ("P", "Fill it in on Friday, and again three months later. Nobody signs it."),
        ("LI", "I could ask a stranger about suicide: not at all / with effort / yes"),
        ("LI", "I know where to take a person at three in the morning: no / one place / several"),
        ("LI", "The session I have used since: _______________________________"),
        ("LI", "The session I would drop: ____________________________________"),
        ("LI", "A person I called because of this week: ______________________"),
        ("H2", "For the coordinator, three months later"),
        ("LI", "Call every participant. Ask what stuck."),
        ("LI", "Ask the clinic and the 911 center what they notice."),
        ("LI", "Change one session before the next week, and tell the steering committee which."),
    ],
    scale=LARGE,
)  # fmt: skip
