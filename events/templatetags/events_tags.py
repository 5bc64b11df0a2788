from django import template
from django.templatetags.tz import do_timezone

from events.presentation import When
from events.times import day_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def when(context, event):
    """When an event is, for whoever reads the page."""
    user = getattr(context.get("request"), "user", None)
    return When(event, getattr(user, "time_zone", "") or "")


register.filter("day", day_in_words)


@register.filter
def local(moment, event):
    """A moment as clocks in the event's zone show it, marked so that no filter after this one moves it again."""
    return do_timezone(moment, event.zone)


@register.filter
def webcal(address):
    """The address as calendar programs listen for it."""
    return f"webcal://{address.partition('://')[2]}"
