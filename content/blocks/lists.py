"""Blocks that put like things beside or below one another."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.links import LinkBlock
from content.blocks.settings import SettingBlock
from content.blocks.text import TEXT_FEATURES

__all__ = [
    "AccordionBlock",
    "CardsBlock",
    "FeaturesBlock",
    "SectionBlock",
    "StatisticsBlock",
    "StepsBlock",
    "StrandChoiceBlock",
    "TimelineBlock",
]


class StrandChoiceBlock(SettingBlock):
    """One of the three colors, which mean the same everywhere."""

    choices = [
        ("law", _("Blue: meetings and law enforcement")),
        ("voice", _("Amber: the workshop and calls to action")),
        ("care", _("Teal: training, care and success")),
    ]

    class Meta:
        label = _("Color")
        default = "law"


class SectionBlock(blocks.StructBlock):
    """A list under a heading of its own. Subclasses name their items `items`."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)
    has_item_headings = True

    def heading_levels(self, value):
        items = [self.item_level(value)] * len(value["items"]) if self.has_item_headings else []
        return ([2] if value["heading"] else []) + items

    def item_level(self, value) -> int:
        return 3 if value["heading"] else 2

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"item_level": self.item_level(value)}


class CardBlock(blocks.StructBlock):
    strand = StrandChoiceBlock()
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=300)
    links = blocks.ListBlock(LinkBlock(), label=_("Link"), min_num=0, max_num=1, default=[])

    class Meta:
        icon = "form"
        label = _("Card")


class CardsBlock(SectionBlock):
    """Two to four things of equal weight, side by side under a colored bar each."""

    items = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=2, max_num=6)

    class Meta:
        icon = "grip"
        group = _("Lists and figures")
        label = _("Cards")
        description = _("Two to six short items side by side, each under its colored bar.")
        template = "blocks/cards.html"
        preview_value = {
            "heading": "Agencies learn fastest from each other",
            "items": [
                {
                    "strand": "law",
                    "title": "Quarterly meetings",
                    "text": "What worked, what stalled, who solved it.",
                },
                {"strand": "voice", "title": "Annual workshop", "text": "Three days in one room."},
                {
                    "strand": "care",
                    "title": "Virtual training",
                    "text": "Live sessions on 988 and diversion.",
                },
            ],
        }


class FeatureBlock(blocks.StructBlock):
    icon = SettingBlock(
        label=_("Icon"),
        choices=[
            ("messages-square", _("Conversation")),
            ("users", _("People")),
            ("library", _("Library")),
            ("circle-play", _("Recording")),
            ("life-buoy", _("Assistance")),
            ("calendar-days", _("Calendar")),
            ("graduation-cap", _("Training")),
            ("handshake", _("Agreement")),
            ("phone", _("Phone")),
            ("map-pin", _("Place")),
        ],
        default="users",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=300)

    class Meta:
        icon = "tick"
        label = _("Feature")


class FeaturesBlock(SectionBlock):
    """What somebody gets: a heading with one button on the left, a list with icons on the right."""

    links = blocks.ListBlock(LinkBlock(), label=_("Button"), min_num=0, max_num=1, default=[])
    items = blocks.ListBlock(FeatureBlock(), label=_("Features"), min_num=2, max_num=8)

    class Meta:
        icon = "tasks"
        group = _("Lists and figures")
        label = _("Features")
        description = _("What readers get, each with an icon, beside a heading and a button.")
        template = "blocks/features.html"
        preview_value = {
            "heading": "The Resource Center, for members",
            "introduction": "Open to every agency with an award.",
            "items": [
                {"icon": "circle-play", "title": "Recordings", "text": "Every meeting, with captions."},
                {"icon": "users", "title": "Directory", "text": "Find a peer in another agency."},
            ],
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["ul", *TEXT_FEATURES])

    class Meta:
        icon = "order-down"
        label = _("Step")


class StepsBlock(SectionBlock):
    """Numbered steps, in the order they are done."""

    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        group = _("Lists and figures")
        label = _("Steps")
        description = _("Numbered steps, for things done in order.")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Your first ninety days",
            "items": [
                {"title": "Find your partners", "text": "<p>Call the provider and the advocates first.</p>"},
                {
                    "title": "Name a coordinator",
                    "text": "<p>One person keeps the calendar and the promises.</p>",
                },
            ],
        }


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"), max_length=40, help_text=_("For example “2014” or “Late 1980s”."))
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=500)

    class Meta:
        icon = "date"
        label = _("Moment")


class TimelineBlock(SectionBlock):
    """What happened when."""

    items = blocks.ListBlock(MomentBlock(), label=_("Moments"), min_num=2)

    class Meta:
        icon = "history"
        group = _("Lists and figures")
        label = _("Timeline")
        description = _("Moments in time, oldest first.")
        template = "blocks/timeline.html"
        preview_value = {
            "heading": "How the model grew",
            "items": [
                {"when": "Late 1980s", "title": "Memphis", "text": "Police and clinicians start a team."},
                {"when": "2021", "title": "CIT ASSIST", "text": "A national program begins."},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Question or title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=["ul", "ol", *TEXT_FEATURES])

    class Meta:
        icon = "help"
        label = _("Question")


class AccordionBlock(SectionBlock):
    """Questions that open to their answers; works without JavaScript."""

    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)
    has_item_headings = False

    class Meta:
        icon = "collapse-down"
        group = _("Lists and figures")
        label = _("Questions and answers")
        description = _("Questions that open to show their answer. Good for long lists that few read whole.")
        template = "blocks/accordion.html"
        preview_value = {
            "heading": "Questions agencies ask",
            "items": [{"title": "Who can join?", "text": "<p>Agencies that hold an award.</p>"}],
        }


class StatisticBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20, help_text=_("For example “$250,000” or “40 hours”."))
    label = blocks.CharBlock(label=_("What it counts"), max_length=160)

    class Meta:
        icon = "decimal"
        label = _("Figure")


class StatisticsBlock(SectionBlock):
    """Large figures with what they count and where they come from."""

    items = blocks.ListBlock(StatisticBlock(), label=_("Figures"), min_num=1, max_num=4)
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=200,
        help_text=_("Where the figures come from, and of what date."),
    )
    has_item_headings = False

    class Meta:
        icon = "decimal"
        group = _("Lists and figures")
        label = _("Figures")
        description = _("One to four large figures, each with what it counts, and their source.")
        template = "blocks/statistics.html"
        preview_value = {
            "heading": "An award in figures",
            "items": [
                {"value": "$250,000", "label": "typical award"},
                {"value": "2 years", "label": "to use it"},
            ],
            "source": "COPS Office",
        }
