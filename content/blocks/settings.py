"""Choices of how a block looks or what it lists."""

from wagtail import blocks

__all__ = ["SettingBlock"]


class SettingBlock(blocks.ChoiceBlock):
    """A choice of the editors'. Its label stands in the editor alone, so a search must not find it or quote it."""

    def get_searchable_content(self, value):
        return []
