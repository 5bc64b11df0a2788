"""Pictures, videos and tables."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.embeds.finders import get_finders
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import StringSegmentValue

from content.blocks.settings import SettingBlock
from content.embeds import player_of

__all__ = ["FigureBlock", "TableBlock", "VideoEmbedBlock"]


class FigureBlock(blocks.StructBlock):
    """A picture with alt text, caption and credit."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    width = SettingBlock(
        label=_("Width"), choices=[("text", _("As wide as the text")), ("wide", _("Wide"))], default="text"
    )

    class Meta:
        icon = "image"
        group = _("Media and files")
        label = _("Picture")
        description = _("A picture with alt text, an optional caption, and its credit.")
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"


class VideoEmbedBlock(blocks.StructBlock):
    """A public video from YouTube or Vimeo. Recordings for members are pages of their own."""

    title = blocks.CharBlock(label=_("Title"), max_length=160, help_text=_("Read out by screen readers."))
    video = EmbedBlock(
        label=_("Video address"),
        help_text=_("A YouTube or Vimeo address. The player sets no tracking cookies."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    def clean(self, value):
        if (video := value.get("video")) and not any(finder.accept(video.url) for finder in get_finders()):
            error = ValidationError(_("This is not the address of a YouTube or Vimeo video."))
            raise StructBlockValidationError(block_errors={"video": error})
        return super().clean(value)

    def get_context(self, value, parent_context=None):
        """The template frames the player with its title; nothing is looked up or stored to show it."""
        video = value.get("video")
        return super().get_context(value, parent_context) | {"player": video and player_of(video.url)}

    class Meta:
        icon = "media"
        group = _("Media and files")
        label = _("Public video")
        description = _("A YouTube or Vimeo video, framed by its privacy-enhanced player.")
        template = "blocks/video_embed.html"
        preview_template = "blocks/previews/video_embed.html"


class TableBlock(TypedTableBlock):
    """A table with a caption; its words are translated cell by cell."""

    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.FloatBlock(label=_("Number"), required=False)

    def _strings(self, table):
        """Yield (path, holder, key) for every word of the table, in reading order."""
        for index, column in enumerate(table.columns):
            yield f"heading-{index}", column, "heading"
        for row_index, row in enumerate(table.row_data):
            for index, column in enumerate(table.columns):
                if column["block"].name == "text":
                    yield f"cell-{row_index}-{index}", row["values"], index

    def get_translatable_segments(self, value):
        caption = [StringSegmentValue("caption", value.caption)] if value.caption else []
        return caption + [
            StringSegmentValue(path, holder[key]) for path, holder, key in self._strings(value) if holder[key]
        ]

    def restore_translated_segments(self, value, segments):
        words = {segment.path: segment.render_text() for segment in segments}
        table = TypedTable(
            columns=[dict(column) for column in value.columns],
            row_data=[{"values": list(row["values"])} for row in value.row_data],
            caption=words.get("caption", value.caption),
        )
        for path, holder, key in self._strings(table):
            holder[key] = words.get(path, holder[key])
        return table

    class Meta:
        icon = "table"
        group = _("Lists and figures")
        label = _("Table")
        description = _("Rows and columns with a caption. For figures that readers compare.")
        template = "blocks/table.html"
        preview_template = "blocks/previews/table.html"
