"""The editing screen of a publication."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from library.forms import PublicationForm

__all__ = ["publication_panels"]


class FileReportPanel(HelpPanel):
    """What was found in the file: whether everybody can read it, and if not, why not."""

    def __init__(self, template="library/admin/file_report_panel.html", heading="", **kwargs):
        super().__init__(template=template, heading=heading or _("Can everybody read the file?"), **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"document": self.instance.document}


publication_panels = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", help_text=_("As it stands on the publication’s own cover.")),
                FieldPanel("abstract"),
                FieldRowPanel(
                    [
                        FieldPanel("kind", help_text=_("Readers filter the library by it.")),
                        FieldPanel(
                            "language", help_text=_("The language of the text in the file, not of this record.")
                        ),
                    ]
                ),
                FieldPanel("topics"),
                FieldPanel("audiences"),
            ],
            heading=_("What it is"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel(
                            "document", help_text=_("Usually a PDF. Its text becomes searchable, page by page.")
                        ),
                        FieldPanel("url"),
                        FieldPanel("access", help_text=_("Members only: found, shown and opened by members alone.")),
                    ],
                    heading=_("Where it is read"),
                ),
                FileReportPanel(),
                FieldPanel("cover"),
                MultiFieldPanel(
                    [
                        FieldPanel("printed", help_text=_("Copies are free of charge.")),
                        FieldPanel("order_url", help_text=_("The page where a copy is ordered.")),
                    ],
                    heading=_("On paper"),
                ),
            ],
            heading=_("File and access"),
        ),
        ObjectList(
            [
                FieldPanel("authors"),
                FieldPanel("publisher", help_text=_("The organization that published it.")),
                FieldRowPanel([FieldPanel("year"), FieldPanel("published_on"), FieldPanel("page_count")]),
                FieldPanel("slug"),
            ],
            heading=_("For citing it"),
        ),
        ObjectList(
            [
                MultiFieldPanel([FieldPanel("is_featured"), FieldPanel("review_by")], heading=_("While it is current")),
                MultiFieldPanel(
                    [FieldPanel("replaced_by"), FieldPanel("is_archived")], heading=_("When it is out of date")
                ),
                InlinePanel(
                    "related_rows",
                    panels=[FieldPanel("related")],
                    label=_("Related publication"),
                    heading=_("Related publications"),
                    help_text=_("Shown below it. Without any, the library proposes others on the same topics."),
                    max_num=6,
                ),
                PublishingPanel(),
            ],
            heading=_("Place in the library"),
        ),
    ],
    base_form_class=PublicationForm,
)
