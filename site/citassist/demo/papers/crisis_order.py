"""A sample general order, eight pages."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "Responding to a person in crisis: a sample general order",
    "sample-general-order",
    "en-US",
    [
        ("H1", "Responding to a person in crisis: a sample general order"),
        ("P", "This order is a starting point. Compare each section with the law of your state, your labor agreement "
              "and your agreements with providers. Delete what does not fit and say in your own words what does."),
        ("P", "CIT ASSIST, demonstration document. The agency that speaks here is invented."),
        ("H2", "What you find here"),
        ("LI", "Section 1: purpose and words we use"),
        ("LI", "Section 2: the call, from 911 to arrival"),
        ("LI", "Section 3: on the scene"),
        ("LI", "Section 4: deciding how the encounter ends"),
        ("LI", "Section 5: transport and the handoff"),
        ("LI", "Section 6: after the call"),
        ("LI", "Section 7: review of this order"),
        NEW_PAGE,
        ("H2", "Section 1. Purpose"),
        ("P", "Members of this department treat a crisis as a health matter first. The aim of every response is that "
              "the person is safe, that everybody else is safe, and that the person is closer to care than before."),
        ("P", "This order applies to sworn officers, to call takers and dispatchers, and to clinicians who work "
              "beside them. Nothing in it asks an officer to accept a danger that can be avoided."),
        ("H2", "Words we use"),
        ("LI", "Crisis: a moment in which distress, illness, a disability or a substance keeps a person from "
               "staying safe or being understood."),
        ("LI", "Crisis team officer: an officer who volunteered, was selected and finished the forty-hour course."),
        ("LI", "Handoff: the moment at which somebody else takes over the care of the person and says so aloud."),
        ("LI", "We say a person with an illness, never the name of the illness in place of the person."),
        NEW_PAGE,
        ("H2", "Section 2. The call, from 911 to arrival"),
        ("P", "2.1 The call taker asks every caller who reports a disturbance, a welfare check or an unwanted person: "
              "Is this somebody who may need help for a mental health condition, a disability or a substance? What "
              "has helped before?"),
        ("P", "2.2 When nobody is in immediate danger and the person or the family agrees, the call taker offers a "
              "transfer to 988 and stays on the line until a counselor has greeted the caller by name."),
        ("P", "2.3 The dispatcher sends a crisis team officer where one is on duty, and says so on the air. A second "
              "car waits out of sight unless the first officer asks for it."),
        ("P", "2.4 The dispatcher passes on, in this order: weapons; who else is there; what started it; what calms "
              "the person; the language spoken at home."),
        ("P", "2.5 Officers turn off the siren two blocks away and the lights when it is safe to do so."),
        ("H2", "What the supervisor does"),
        ("LI", "Listens to the first minutes of the call."),
        ("LI", "Goes to the scene when a weapon is reported, or when the first officer asks."),
        ("LI", "Keeps the number of officers as small as safety allows."),
        ("LI", "Decides whether the clinician on call is asked by telephone or comes along."),
        NEW_PAGE,
        ("H2", "Section 3. On the scene"),
        ("P", "3.1 Time is on our side. An officer who is not forced to act at once keeps distance, keeps cover and "
              "keeps talking. Nobody is criticized for taking an hour."),
        ("P", "3.2 One officer speaks. The others watch, keep bystanders back and stay quiet."),
        ("P", "3.3 The officer who speaks gives a first name, says why the police have come and asks what the person "
              "needs right now. Commands that are shouted and repeated are used only to stop a danger."),
        ("P", "3.4 Officers do not argue about what a person hears or believes. They say what they see, and that "
              "they want to help."),
        ("P", "3.5 A person with a disability may need more time, fewer words, less light or a familiar face. Officers "
              "ask the family or the caller what works."),
        ("H2", "Leaving is a tactic"),
        ("P", "3.6 Where no crime needs an answer today and the only person at risk is calmer without us, officers may "
              "step back or leave. The supervisor is told, the clinician is told, and somebody calls within the day."),
        ("H2", "Force"),
        ("P", "3.7 The department’s order on the use of force applies. This order adds one duty: before force is used "
              "on a person in crisis who threatens nobody else, the officer asks aloud whether there is another way "
              "and, where there is time, waits for the supervisor."),
        NEW_PAGE,
        ("H2", "Section 4. Deciding how the encounter ends"),
        ("P", "4.1 The officer chooses the least restrictive ending that is safe. The choices, in the order in which "
              "they are considered:"),
        ("LI", "The person stays where they are, with somebody they trust, and a follow-up is arranged."),
        ("LI", "The person goes to a clinic, a crisis center or a living room program of their own will."),
        ("LI", "A mobile crisis team takes over."),
        ("LI", "The person is taken to an emergency department of their own will."),
        ("LI", "The officer begins an emergency hold, where state law allows it and its conditions are met."),
        ("LI", "The person is cited or arrested."),
        ("P", "4.2 For a misdemeanor without a victim who was hurt, arrest needs the approval of a supervisor. The "
              "supervisor writes down why care alone was not enough."),
        ("P", "4.3 A warrant for failing to appear does not by itself end a crisis response with an arrest. The "
              "officer calls the supervisor, who may call the court’s duty line."),
        ("P", "4.4 The decision belongs to the officer on the scene. A clinician advises and signs what a clinician "
              "has to sign. When they disagree, the supervisor decides and the case is reviewed within the month."),
        NEW_PAGE,
        ("H2", "Section 5. Transport and the handoff"),
        ("P", "5.1 Officers explain where they are going, how long it takes and what will happen at the door."),
        ("P", "5.2 Restraints are used for a reason, never out of habit. The reason is written down."),
        ("P", "5.3 The person may bring a telephone, a coat, glasses, medication in its bottle and a comfort object "
              "that is safe. Somebody is asked to look after children and animals."),
        ("P", "5.4 The officer calls ahead and gives the age, the reason for coming, any injury and any medication "
              "known."),
        ("P", "5.5 At the door the officer says three things to the nurse: what I saw, what I was told, what helped. "
              "The purple handoff sheet holds the same three lines."),
        ("P", "5.6 When the wait is longer than thirty minutes, the officer tells the supervisor, who calls the "
              "hospital’s contact named in the agreement."),
        ("H2", "The handoff sheet"),
        ("LI", "What I saw: __________________________________________________"),
        ("LI", "What I was told, and by whom: ________________________________"),
        ("LI", "What helped: _________________________________________________"),
        ("LI", "Who should be called: ________________________________________"),
        ("LI", "Officer and time: ____________________________________________"),
        NEW_PAGE,
        ("H2", "Section 6. After the call"),
        ("P", "6.1 The officer changes the call’s code to crisis whenever the encounter was one, whatever the first "
              "complaint said."),
        ("P", "6.2 The report tells what the person needed, what was offered and what was accepted. It repeats a "
              "diagnosis only as something that was said, and by whom."),
        ("P", "6.3 The coordinator reads every crisis report by the next business day and decides whether somebody "
              "should call. The call is made within seven days by a clinician, a peer or an officer whom the person "
              "has met."),
        ("P", "6.4 Reports are kept apart from the files that other officers search at a traffic stop. Only the "
              "coordinator, the clinician and the officers of the team open them."),
        ("H2", "Looking after ourselves"),
        ("P", "6.5 A supervisor checks on the officers and the call taker before the end of the shift and again within "
              "a month. Nobody has to say more than they wish, and nothing said there goes into a personnel file."),
        NEW_PAGE,
        ("H2", "Section 7. Review of this order"),
        ("P", "7.1 The steering committee looks at this order every year in March. It reads five reports without "
              "names, hears one person who was helped and one who was not, and proposes changes to the chief."),
        ("P", "7.2 The chief answers each proposal in writing within sixty days."),
        ("H2", "Notes for the agency that adapts this order"),
        ("LI", "Emergency holds: insert the section of your state’s law, who may begin one and for how long."),
        ("LI", "Minors: insert who must be told, and which hospitals receive them."),
        ("LI", "Tribal land: insert the agreement that says which agency goes first."),
        ("LI", "Campus: insert who informs the university, and what it may not be told."),
        ("LI", "Records: ask your lawyer whether crisis reports are public, and what is blacked out."),
        ("H2", "Signatures"),
        ("LI", "Chief or sheriff: ____________________________________________"),
        ("LI", "Chair of the steering committee: _____________________________"),
        ("LI", "In force from: _______________________________________________"),
    ],
    scale=LARGE,
)  # fmt: skip
