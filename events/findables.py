"""Events as a search finds them: what is told to everybody who may open their page, and nothing more."""

from django.utils.translation import gettext_lazy as _

from events.pages import EventPage, EventTopic
from members.access import OpenTo
from members.findable import MEMBERS, PUBLIC, PageKind, register

__all__ = ["Events"]


@register
class Events(PageKind):
    """Meetings, workshops and trainings, those that are past or cancelled among them.

    The link to join, the questions and the handouts are for those who register: no search field holds them.
    """

    name = "event"
    label = _("Event")
    heading = _("Events")
    icon = "calendar-days"
    model = EventPage
    watches = {
        # The English page says for its translations when and where it is.
        EventPage: lambda row: EventPage.objects.filter(translation_key=row.translation_key).values_list(
            "pk", flat=True
        ),
        EventTopic: lambda row: [row.event_id],
    }

    def rows(self):
        return super().rows().prefetch_related("topic_rows")

    def access(self, instance):
        """As the rows are stored, not as somebody remembers them: one that is closed closes its translations."""
        closed = EventPage.objects.filter(translation_key=instance.translation_key, audience=OpenTo.MEMBERS)
        return MEMBERS if closed.exists() else PUBLIC

    def facts(self, page):
        begins_on = page.starts_at.astimezone(page.zone).date()
        return {"dated_on": begins_on, "topics": [row.topic_id for row in page.topic_rows.all()]}

    def text(self, page):
        return "\n".join(filter(None, [super().text(page), page.accommodations]))
