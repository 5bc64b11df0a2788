"""Meetings, workshops and trainings: pages with a time and a place."""

from django.utils.translation import gettext_lazy as _

from content.models import BasePage

__all__ = ["EventPage"]


class EventPage(BasePage):
    """One event."""

    parent_page_types = []

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
