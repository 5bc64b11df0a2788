"""A guide for rural counties, six pages."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "When the nearest clinician is ninety miles away: crisis response in rural counties",
    "rural-crisis-response",
    "en-US",
    [
        ("H1", "When the nearest clinician is ninety miles away"),
        ("P", "Crisis response in rural counties. What five sheriff’s offices do with few people, long roads and good "
              "neighbors."),
        ("P", "CIT ASSIST, demonstration document. The counties described here are invented."),
        ("H2", "For whom this is"),
        ("P", "For a sheriff with twelve deputies, a county commissioner who pays for them, a clinic that is open "
              "three days a week, and a dispatcher who knows every family by name. Most models of crisis response "
              "were written in cities. The principles travel; the rosters do not."),
        ("H2", "Four things that distance changes"),
        ("LI", "Help comes late. The first deputy is alone for forty minutes or more."),
        ("LI", "Everybody knows everybody. Privacy needs more care, and trust can be quicker."),
        ("LI", "A ride to the hospital takes the only deputy out of the county."),
        ("LI", "Telephones fail. A plan that needs a signal needs a second plan."),
        NEW_PAGE,
        ("H2", "Chapter 1. A clinician on a tablet"),
        ("P", "Three of the five counties bought tablets with a satellite hotspot. A deputy opens a video call with a "
              "clinician of the regional center and leaves the tablet with the person, on a fence post if need be."),
        ("P", "What they learned: ask before you hand it over; turn your back; have a blanket for the glare. Older "
              "ranchers talked longer to a screen than to a stranger in the kitchen. Young people asked for text."),
        ("P", "What it costs: a tablet, a hotspot, a data plan and four hours of training for each deputy. The region "
              "pays the clinician. Batteries are the first thing to fail; one county charges them in the dispatch "
              "room and swaps them at every shift."),
        ("H2", "Ask your region"),
        ("LI", "Who answers at three in the morning, and how fast?"),
        ("LI", "Can the clinician begin an emergency hold by video in this state?"),
        ("LI", "Who calls the family the next day?"),
        NEW_PAGE,
        ("H2", "Chapter 2. Neighbors with a task"),
        ("P", "One county trained thirty volunteers: a mail carrier, two pastors, a feed store owner, teachers, a "
              "veterinarian. They take an eight-hour course, carry no badge and are never sent alone. They sit with a "
              "person until the clinician is on the line, or look after the children and the stock."),
        ("P", "A volunteer learns to say: I am here, I am not in a hurry, who would you like me to call? A "
              "volunteer also learns what to keep to themselves. Two were asked to stop in the first year because "
              "they talked."),
        ("H2", "Chapter 3. Drivers who are not deputies"),
        ("P", "Two counties pay volunteer firefighters by the mile to take a person who agrees to go to the crisis "
              "center, in a plain car, with a second adult. The deputy stays in the county. The insurer asked for a "
              "driving record, a two-page protocol and a telephone call before every ride."),
        NEW_PAGE,
        ("H2", "Chapter 4. Guns, kindly"),
        ("P", "In these counties most homes have a rifle. Deputies ask about it the way they ask about a dog: Is it "
              "loaded, where is it, who else can hold on to it for a while? The gun shop, the church and the co-op "
              "each keep a safe where a family can leave firearms for a month, with a receipt and without "
              "questions."),
        ("P", "Ask a lawyer what your state says about returning them. Put the answer on the receipt."),
        ("H2", "Chapter 5. The dispatcher as the team"),
        ("P", "At night one dispatcher is the whole center. Give that person a one-page card: the questions to ask, "
              "the on-call clinician, the volunteer list by road, and a sentence for the deputy who drives alone: "
              "Take your time, I am with you."),
        ("P", "Give the dispatcher a day off after a death. In one county nobody had thought of it for twenty years."),
        NEW_PAGE,
        ("H2", "Chapter 6. The week after"),
        ("P", "The sheriff’s office sends the same deputy back within seven days, out of uniform when possible, "
              "with no purpose but a cup of coffee. Deputies resisted the idea at first. They stopped when a "
              "rancher telephoned to ask why nobody had come this time."),
        ("H2", "What did not work"),
        ("LI", "A shared clinician for four counties, with no house to sleep in. She left after five months."),
        ("LI", "A hotline printed on magnets, answered by a machine on weekends."),
        ("LI", "Forty hours of training in a city two hundred miles away. Two half weeks at home filled the room."),
        ("H2", "Words of thanks"),
        ("P", "To the families who let us print what they said, and to the dispatcher who corrected the map."),
        NEW_PAGE,
        ("H2", "One-page plan to fill in"),
        ("LI", "Our longest drive to a hospital, in minutes: _________________"),
        ("LI", "Where the signal ends: _______________________________________"),
        ("LI", "Clinician by video, number and hours: ________________________"),
        ("LI", "If that fails, we call: ______________________________________"),
        ("LI", "Volunteers, by road: _________________________________________"),
        ("LI", "Drivers, and who insures them: _______________________________"),
        ("LI", "Where a family can leave firearms: ___________________________"),
        ("LI", "Who goes back within a week: _________________________________"),
        ("LI", "Who looks after the deputy and the dispatcher: _______________"),
        ("LI", "We look at this plan again on: _______________________________"),
    ],
    scale=LARGE,
)  # fmt: skip
