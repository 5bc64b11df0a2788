"""A data toolkit, five pages. It names neither its title nor its language, for the report on accessibility."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "Ten numbers for a crisis program: a data toolkit",
    "ten-numbers",
    "",
    [
        ("H1", "Ten numbers for a crisis program: a data toolkit"),
        ("P", "A steering committee can look at ten numbers in ten minutes. This toolkit defines them, shows how to "
              "count them the same way every month and warns against what they do not say."),
        ("P", "CIT ASSIST, demonstration document. All figures in the examples are invented."),
        ("H2", "The ten numbers"),
        ("LI", "1. Crisis calls, by hour and day"),
        ("LI", "2. Share of crisis calls that a trained officer answered"),
        ("LI", "3. Calls transferred to 988, and calls that came from there"),
        ("LI", "4. Endings: stayed home, care of their own will, emergency hold, arrest"),
        ("LI", "5. Minutes on the scene, the middle value"),
        ("LI", "6. Minutes at a hospital or center, the middle value and the longest"),
        ("LI", "7. Injuries of persons and of officers"),
        ("LI", "8. People called back within seven days"),
        ("LI", "9. People met three or more times in ninety days"),
        ("LI", "10. Answers to one question: Did you feel heard?"),
        NEW_PAGE,
        ("H2", "How to count a crisis call"),
        ("P", "Count every call that ends with the crisis code, whatever the first complaint was. Train officers to "
              "correct the code; in the first months the number rises because more calls are seen, and the committee "
              "should know that beforehand."),
        ("P", "Count calls, then people. One person who calls forty times is forty calls, one person and a task for "
              "the follow-up team."),
        ("H2", "A trained officer answered"),
        ("P", "Trained means the full course and a refresher within three years. Answered means arrived first or "
              "within ten minutes. Show the share for each shift; a fine average can hide an empty night."),
        ("H2", "Endings"),
        ("P", "Use exactly four. Everything else goes into a note. When a person is taken to care and cited as well, "
              "count the ending that kept the person longer."),
        NEW_PAGE,
        ("H2", "The middle value, and why not the average"),
        ("P", "Write the minutes of all calls in a row, smallest first, and take the one in the middle. One call of "
              "nine hours then changes nothing, as it should. Report that call by itself: somebody waited nine "
              "hours."),
        ("H2", "Injuries"),
        ("P", "Count anything that needed more than a bandage. Count people and officers in two lines, never in one."),
        ("H2", "Called back within seven days"),
        ("P", "A call back counts when somebody spoke with the person or the family. A message on a machine does not."),
        ("H2", "Did you feel heard?"),
        ("P", "A peer asks, not an officer, and asks everybody who was called back in one week of the month. Twenty "
              "answers are enough to learn something. Read three of them aloud."),
        NEW_PAGE,
        ("H2", "What the numbers do not say"),
        ("LI", "Fewer arrests can mean more care, or fewer calls, or a new district attorney."),
        ("LI", "A small agency’s numbers jump. Show a year at a time."),
        ("LI", "A call that did not happen is the best result and leaves no trace. Ask families about it."),
        ("LI", "Do not rank officers or clinicians by any of these figures. They stop reporting honestly the same "
               "day."),
        ("H2", "Small numbers and privacy"),
        ("P", "Where fewer than five people stand behind a figure, write “fewer than five”. In a small town a "
              "number and a month can be a name."),
        ("H2", "An example to talk about"),
        ("P", "An invented city of forty thousand counted 412 crisis calls in a year. A trained officer answered 61 of "
              "100 by day and 34 of 100 at night. The committee did not ask for more training. It asked who sleeps "
              "when, and moved two officers."),
        NEW_PAGE,
        ("H2", "Reporting sheet for one month"),
        ("LI", "Month: _______________________________________________________"),
        ("LI", "Crisis calls: ________________ people: _______________________"),
        ("LI", "Answered by a trained officer, day: ________ night: __________"),
        ("LI", "To 988: ________________ from 988: ___________________________"),
        ("LI", "Stayed home: ______ care: ______ hold: ______ arrest: ________"),
        ("LI", "Minutes on the scene, middle value: __________________________"),
        ("LI", "Minutes at a hospital, middle value: ______ longest: _________"),
        ("LI", "Injuries, persons: ________________ officers: ________________"),
        ("LI", "Called back within seven days: _______________________________"),
        ("LI", "Met three or more times in ninety days: ______________________"),
        ("LI", "Felt heard: ______ of ______ asked"),
        ("H2", "One sentence to go with it"),
        ("P", "What surprised us this month, and what we will look at next: _________________________________"),
    ],
    is_titled=False,
    scale=LARGE,
)  # fmt: skip
