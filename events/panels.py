"""The editing screens of events."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

__all__ = ["event_panels", "events_panels"]


def events_panels(base) -> list:
    return [
        HelpPanel(
            content=_(
                "The list fills itself with the pages below this one. Events for members are listed for members only."
            )
        ),
        *base.content_panels,
    ]


def event_panels(base) -> TabbedInterface:
    """What, when and where first; registration and what comes afterwards on tabs of their own."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    *base.content_panels,
                    FieldPanel("kind"),
                    MultiFieldPanel(
                        [
                            FieldPanel("time_zone"),
                            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                            FieldPanel("repeated_hour"),
                        ],
                        heading=_("When"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("venue"), FieldPanel("is_online"), FieldPanel("join_url")], heading=_("Where")
                    ),
                    FieldPanel("topics"),
                    FieldPanel("agenda"),
                    FieldPanel("body"),
                    FieldPanel("accommodations"),
                ],
                heading=_("The event"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("audience"), FieldPanel("takes_registrations"), FieldPanel("is_open_to_public")],
                        heading=_("Who may come"),
                    ),
                    FieldPanel("capacity"),
                    FieldRowPanel([FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]),
                    FieldPanel("questions"),
                ],
                heading=_("Registration"),
            ),
            ObjectList(
                [
                    FieldPanel("handouts", help_text=_("Whoever may open this page may have them.")),
                    InlinePanel("publication_rows", label=_("Publication"), heading=_("Publications")),
                ],
                heading=_("Handouts and publications"),
            ),
            ObjectList(base.promote_panels, heading=_("Promote")),
            ObjectList(base.settings_panels, heading=_("Settings"), classname="settings"),
        ]
    )
