"""Links an editor can place: to a page of this site, a document, or any other address."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import features

__all__ = ["CallToActionBlock", "DownloadsBlock", "LinkBlock"]


class LinkValue(StructValue):
    """A link as templates use it: `{{ link.label }}`, `{{ link.href }}`."""

    @property
    def href(self) -> str:
        if page := self.get("page"):  # leads where a link in running text would lead
            return features.get_link_types()["page"].address_of(page.localized)
        return self.get("url") or ""

    @property
    def is_external(self) -> bool:
        return not self.get("page") and not self.href.startswith(("/", "#"))


class LinkBlock(blocks.StructBlock):
    """A label and exactly one target."""

    label = blocks.CharBlock(
        label=_("Label"),
        max_length=80,
        help_text=_("Say what happens or where it leads, for example “Read the guide”."),
    )
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("Other address"), required=False, help_text=_("Full address, with https://"))

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["page"]) == bool(cleaned["url"]):
            error = ValidationError(_("Choose a page or give an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class CallToActionBlock(blocks.StructBlock):
    """A band that asks for one thing."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=400)
    links = blocks.ListBlock(LinkBlock(), label=_("Buttons"), min_num=1, max_num=2)

    def heading_levels(self, value):
        return [2]

    class Meta:
        icon = "plus-inverse"
        group = _("Guide the reader")
        label = _("Call to action")
        description = _("A colored band with one request and one or two buttons. At most one a page works best.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "heading": "Bring a team to your agency",
            "text": "See the funding options and apply together with your partners.",
            "links": [{"label": "How to get involved", "url": "https://cops.usdoj.gov/cit"}],
        }


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=160,
        help_text=_("Leave empty to use the document's title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Download")


class DownloadsBlock(blocks.StructBlock):
    """Documents with their kind and size."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    documents = blocks.ListBlock(DownloadBlock(), label=_("Documents"), min_num=1)

    def heading_levels(self, value):
        return [2] if value["heading"] else []

    class Meta:
        icon = "download"
        group = _("Media and files")
        label = _("Downloads")
        description = _("A list of documents with file type and size.")
        template = "blocks/downloads.html"
        preview_template = "blocks/previews/downloads.html"
