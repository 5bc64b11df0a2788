"""What staff ask at registration: as a form, as answers in words, and to whom the answers go."""

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from events.recipients import RecipientList
from events.registrations import Registration
from members.letters import post

__all__ = ["answers_in_words", "fields_of", "prefix", "tell_recipients"]

prefix = "question-"
LONGEST_ANSWER = 1000  # characters


def fields_of(event) -> dict[str, forms.Field]:
    """A form field for each question, by the number of its block, which is the same in every language."""
    fields = {}
    for block in event.questions:
        facts = {
            "label": block.value["question"],
            "help_text": block.value["hint"],
            "required": block.value["is_required"],
        }
        if block.block_type == "choice":
            choices = [(str(number), words) for number, words in enumerate(block.value["choices"])]
            fields[block.id] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **facts)
        elif block.block_type == "yes_no":
            choices = [("yes", _("Yes")), ("no", _("No"))]
            fields[block.id] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **facts)
        else:
            widget = forms.Textarea(attrs={"rows": 3})
            fields[block.id] = forms.CharField(max_length=LONGEST_ANSWER, widget=widget, **facts)
    return fields


def answers_in_words(event, answers: dict) -> list[tuple[str, str, str]]:
    """(question, answer, number of the list it goes to) in the words of a page, unanswered questions left out."""
    said = []
    for block in event.questions:
        if not (answer := str(answers.get(block.id) or "")):
            continue
        if block.block_type == "choice":
            choices = list(block.value["choices"])
            answer = choices[int(answer)] if answer.isdecimal() and int(answer) < len(choices) else answer
        elif block.block_type == "yes_no":
            answer = str(_("Yes") if answer == "yes" else _("No"))
        said.append((block.value["question"], answer, block.value["recipients"] or ""))
    return said


def tell_recipients(registration: Registration, moment=None) -> int:
    """Send each answer to the staff of its list; returns the letters written."""
    event, count = registration.event, 0
    with translation.override(settings.LANGUAGE_CODE):
        said = [row for row in answers_in_words(event, registration.answers) if row[2]]
    lists = RecipientList.objects.in_bulk([int(number) for *_rest, number in said if number.isdecimal()])
    when = (moment or timezone.now()).isoformat()
    for index, (question, answer, number) in enumerate(said):
        found = lists.get(int(number)) if number.isdecimal() else None
        for address in found.address_list if found else []:
            count += post(
                "events/answer",
                key=f"{registration.pk}:{when}:{index}:{address}",
                to=address,
                language=settings.LANGUAGE_CODE,
                title=event.title,
                starts_at=event.starts_at.isoformat(),
                time_zone=event.time_zone,
                person=registration.display_name,
                question=question,
                answer=answer,
                list=found.name,
            )
    return count
