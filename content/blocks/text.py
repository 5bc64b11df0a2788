"""Blocks for running text."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.settings import SettingBlock

__all__ = ["CalloutBlock", "HeadingBlock", "QuotationBlock", "RichTextBlock"]

TEXT_FEATURES = ["bold", "italic", "link", "document-link"]
HEADING_TAG = re.compile(r"<h([2-4])[ >]")


class RichTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists, headings and links."""

    def __init__(self, features=None, **kwargs):
        super().__init__(features=features or ["h2", "h3", "h4", "ol", "ul", *TEXT_FEATURES], **kwargs)

    def heading_levels(self, value):
        return [int(level) for level in HEADING_TAG.findall(value.source)]

    class Meta:
        icon = "pilcrow"
        group = _("Text")
        label = _("Text")
        description = _("Paragraphs with headings, lists and links.")
        template = "blocks/rich_text.html"
        preview_value = (
            "<p>A team is <b>officers, clinicians and advocates</b> who know each other by name.</p>"
            "<ul><li>They train together.</li><li>They review hard calls together.</li></ul>"
        )


class HeadingBlock(blocks.StructBlock):
    """A heading that can be linked to."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)
    level = SettingBlock(
        label=_("Level"),
        choices=[
            ("2", _("Section (level 2)")),
            ("3", _("Part of a section (level 3)")),
            ("4", _("Detail (level 4)")),
        ],
        default="2",
        help_text=_("Levels go down one step at a time; a page that skips one cannot be published."),
    )

    def heading_levels(self, value):
        return [int(value["level"])]

    class Meta:
        icon = "title"
        group = _("Text")
        label = _("Heading")
        description = _("A heading of its own, with an address readers can link to.")
        template = "blocks/heading.html"
        preview_value = {"text": "Who sits on the steering committee", "level": "2"}


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words, with the name behind them."""

    quotation = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks; the design adds them."))
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=120)
    role = blocks.CharBlock(label=_("Role or source"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        group = _("Text")
        label = _("Quotation")
        description = _("A large quotation with the name of the person quoted.")
        template = "blocks/quotation.html"
        preview_value = {
            "quotation": "We stopped asking who owns the call and started asking what the person needs.",
            "attribution": "A team coordinator",
            "role": "Example",
        }


class CalloutBlock(blocks.StructBlock):
    """A note that must not be missed."""

    tone = SettingBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("success", _("Good practice")), ("caution", _("Take care"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["ul", *TEXT_FEATURES])

    class Meta:
        icon = "info-circle"
        group = _("Text")
        label = _("Callout")
        description = _("A short boxed note: good practice, or a point where care is needed.")
        template = "blocks/callout.html"
        preview_value = {
            "tone": "success",
            "title": "What works",
            "text": "<p>Invite the dispatch supervisor to the first meeting, not the fifth.</p>",
        }
