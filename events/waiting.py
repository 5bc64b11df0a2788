"""What events add to the work list."""

from django.urls import reverse
from django.utils.translation import ngettext

from events.pages import EventPage
from members.work_list import Work, waits

__all__ = []


@waits(order=26, right="events.manage_events")
def _unattended(user):
    count = EventPage.objects.without_attendance().count()
    return Work(
        count,
        ngettext("past event has no attendance yet", "past events have no attendance yet", count),
        f"{reverse('event_desk:index')}?when=unattended",
        "clipboard-list",
    )
