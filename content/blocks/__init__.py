"""The material pages are made of. A page type picks its blocks from `BODY_BLOCKS`.

A block that needs the database's rows (people, partners, recordings) lives in the app above its
data and is added there.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.blocks.links import CallToActionBlock, DownloadsBlock, LinkBlock
from content.blocks.lists import (
    AccordionBlock,
    CardsBlock,
    FeaturesBlock,
    SectionBlock,
    StatisticsBlock,
    StepsBlock,
    StrandChoiceBlock,
    TimelineBlock,
)
from content.blocks.media import FigureBlock, TableBlock, VideoEmbedBlock
from content.blocks.text import CalloutBlock, HeadingBlock, QuotationBlock, RichTextBlock

__all__ = [
    "BODY_BLOCKS",
    "AccordionBlock",
    "BodyBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "CardsBlock",
    "DownloadsBlock",
    "FeaturesBlock",
    "FigureBlock",
    "HeadingBlock",
    "LinkBlock",
    "QuotationBlock",
    "RichTextBlock",
    "SectionBlock",
    "StatisticsBlock",
    "StepsBlock",
    "StrandChoiceBlock",
    "TableBlock",
    "TimelineBlock",
    "VideoEmbedBlock",
]

BODY_BLOCKS = [
    ("text", RichTextBlock()),
    ("heading", HeadingBlock()),
    ("quotation", QuotationBlock()),
    ("callout", CalloutBlock()),
    ("figure", FigureBlock()),
    ("video", VideoEmbedBlock()),
    ("downloads", DownloadsBlock()),
    ("cards", CardsBlock()),
    ("features", FeaturesBlock()),
    ("steps", StepsBlock()),
    ("timeline", TimelineBlock()),
    ("accordion", AccordionBlock()),
    ("statistics", StatisticsBlock()),
    ("table", TableBlock()),
    ("call_to_action", CallToActionBlock()),
]


class BodyBlock(blocks.StreamBlock):
    """A page's body. Publishing refuses a heading that skips a level (WCAG 2.2, 1.3.1 and 2.4.6)."""

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors, level = {}, 1  # the page's title is the one heading of level 1
        for index, child in enumerate(cleaned):
            for next_level in getattr(child.block, "heading_levels", lambda value: [])(child.value):
                if next_level > level + 1:
                    errors[index] = ValidationError(
                        _(
                            "A heading of level %(found)d follows one of level %(before)d. "
                            "Use level %(wanted)d here, so that readers who listen to the page do not get lost."
                        ),
                        params={"found": next_level, "before": level, "wanted": level + 1},
                    )
                level = next_level
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        required = False
