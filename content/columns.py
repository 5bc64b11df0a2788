"""Columns of the admin's lists that Wagtail has not."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

__all__ = ["CalendarColumn"]


class CalendarColumn(Column):
    """A day or moment as the calendar has it. Wagtail's DateColumn says how long ago, and “just now” of the future."""

    def get_value(self, instance):
        value = super().get_value(instance)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""
