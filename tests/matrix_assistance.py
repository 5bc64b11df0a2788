"""What the matrix plants of assistance: requests of a member and of a neighbor, a draft, a note of the desk."""

from itertools import count

from assistance import acts
from assistance.drafts import send_draft
from assistance.models import AssistancePage, Reply
from tests.assistance_builders import a_draft, an_upload
from tests.builders import a_page

__all__ = ["READERS_OF_REQUESTS", "REQUEST_PATTERNS", "plant_requests"]

REQUEST, DRAFT, DESK, ELSEWHERE, NOTE = "rdkwt"
READERS_OF_REQUESTS = {
    REQUEST: {"member", "coordinator", "assistance", "administrator"},
    DRAFT: {"member"},
    DESK: {"assistance", "administrator"},  # files of notes
    NOTE: {"assistance"},  # notes stand in the admin alone, and in the data of whoever wrote them
    ELSEWHERE: {"neighbor", "assistance", "administrator"},
}
NUMBER = r"^assistance/(?P<pk>\d{1,18})/"
# Pattern → what stands behind /assistance/; {0} is a request, {1} one of its files.
REQUEST_PATTERNS = {
    f"{NUMBER}$": "{0}/",
    rf"{NUMBER}draft/(?P<step>\d)/$": "{0}/draft/1/",
    f"{NUMBER}review/$": "{0}/review/",
    f"{NUMBER}message/$": "{0}/message/",
    f"{NUMBER}close/$": "{0}/close/",
    f"{NUMBER}reopen/$": "{0}/reopen/",
    f"{NUMBER}survey/$": "{0}/survey/",
    rf"{NUMBER}files/(?P<file>\d{{1,18}})$": "{0}/files/{1}",
}
WORDS = ("subject", "need", "tried", "good_times")
_numbers = count(1)


def plant_requests(site) -> None:
    """Plant them, with a marker in every word and file."""
    desk = site.people["assistance"]
    words = site.words("m", "page on assistance") | {"show_in_menus": True}
    site.pages.append(a_page(AssistancePage, site.center, **words))
    site.reply = Reply.objects.create(name=site.plant("n", "reply"), english="x", spanish="x")

    def a_file(letter):
        name = f"{site.plant(letter, 'name of a file')}.pdf"
        return an_upload(name, b"%PDF-1.4\n" + site.plant(letter, "content of a file").encode())

    def draft_of(name, letter):
        person = site.people[name]
        draft = a_draft(person, **{field: site.plant(letter, f"request: {field}") for field in WORDS})
        acts.attach(draft, a_file(letter), by=person)
        return draft

    site.draft_case = draft_of("member", DRAFT)
    site.cases = []
    for name, letter in [("member", REQUEST), ("neighbor", ELSEWHERE)]:
        case = draft_of(name, letter)
        send_draft(case, by=case.requester)
        acts.claim(case, by=desk, version=case.version)
        text = site.plant(letter, "message of the desk")
        acts.write(case, by=desk, by_desk=True, text=text, files=[a_file(letter)])
        text = site.plant(letter, "message of the agency")
        acts.write(case, by=case.requester, by_desk=False, text=text, files=[a_file(letter)])
        acts.write_note(case, by=desk, text=site.plant(NOTE, "note"), files=[_note_file(site)])
        next_step, helper = site.plant(letter, "next step"), site.plant(letter, "who helps")
        acts.plan(case, by=desk, version=case.version, next_step=next_step, promised_on=None)
        acts.match(case, by=desk, version=case.version, matched_with=helper, text="Words.")
        acts.add_milestone(case, by=desk, name=site.plant(letter, "milestone"), due_on=None)
        site.cases.append(case)
    site.case = site.cases[0]
    rows = [site.draft_case, *site.cases]
    site.request_numbers = [(case.pk, file.pk) for case in rows for file in case.attachments.all()]
    # What is asked for in the name of outsiders, beside the same with a number that nobody has.
    site.request_addresses = [(case.pk, rest) for case in rows for rest in ("", "review/", "survey/", "draft/1/")]
    site.request_addresses += [(case.pk, f"files/{case.attachments.first().pk}") for case in rows]


def _note_file(site):
    """Its name stands in an address that only the desk is told, and in the head of the file."""
    return an_upload(f"note {next(_numbers)}.pdf", b"%PDF-1.4\n" + site.plant(DESK, "file of a note").encode())
