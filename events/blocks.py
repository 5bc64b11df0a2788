"""What an event page is made of beside its body: the agenda, handouts, and questions for those who register."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from content.blocks.settings import SettingBlock
from events.recipients import recipient_choices

__all__ = ["AgendaBlock", "AgendaItemBlock", "HandoutsBlock", "QuestionsBlock"]


class AgendaItemBlock(blocks.StructBlock):
    """One item; its times are those of the event's zone."""

    day = blocks.IntegerBlock(
        label=_("Day"), default=1, min_value=1, max_value=14, help_text=_("1 is the first day of the event.")
    )
    starts = blocks.TimeBlock(label=_("From"), help_text=_("In the time zone of the event."))
    ends = blocks.TimeBlock(label=_("To"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    speakers = blocks.CharBlock(
        label=_("Speakers"),
        required=False,
        max_length=300,
        help_text=_("Names with their agency, separated by semicolons."),
    )
    text = blocks.TextBlock(label=_("What it is about"), required=False, max_length=600)

    class Meta:
        icon = "time"
        label = _("Agenda item")


class AgendaBlock(blocks.StreamBlock):
    item = AgendaItemBlock()

    class Meta:
        required = False


class HandoutsBlock(blocks.StreamBlock):
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        required = False


class QuestionBlock(blocks.StructBlock):
    """What every kind of question has. Its answers are kept under the number of its block, whatever the language."""

    question = blocks.CharBlock(
        label=_("Question"), max_length=200, help_text=_("Ask only what somebody will act upon.")
    )
    hint = blocks.CharBlock(label=_("Hint"), required=False, max_length=200)
    is_required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    recipients = SettingBlock(
        label=_("Answers go to"),
        choices=recipient_choices,
        required=False,
        help_text=_("They also stay on the roster. Lists are kept under Events → Recipient lists."),
    )


class TextQuestionBlock(QuestionBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Answer in words")


class ChoiceQuestionBlock(QuestionBlock):
    choices = blocks.ListBlock(blocks.CharBlock(label=_("Choice"), max_length=100), label=_("Choices"), min_num=2)

    class Meta:
        icon = "list-ul"
        label = _("One of several choices")


class YesNoQuestionBlock(QuestionBlock):
    class Meta:
        icon = "check"
        label = _("Yes or no")


class QuestionsBlock(blocks.StreamBlock):
    text = TextQuestionBlock()
    choice = ChoiceQuestionBlock()
    yes_no = YesNoQuestionBlock()

    class Meta:
        required = False
