import json
from urllib.parse import urlencode

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import CheckboxInput
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.timesince import timesince

from content.art import Drawing, seed_of

register = template.Library()

# As Django's json_script does: nothing in the data may end the element or begin another.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def ld_json(data):
    """Facts for search engines (JSON-LD) as an element of the page."""
    text = mark_safe(json.dumps(data, cls=DjangoJSONEncoder).translate(_ESCAPES))  # noqa: S308 (escaped right here)
    return format_html('<script type="application/ld+json">{}</script>', text)


@register.inclusion_tag("components/strands.html")
def strands(name):
    """The drawing that belongs to a name, as inline SVG; decoration only."""
    drawing = Drawing.from_seed(seed_of(str(name)))
    return {"drawing": drawing, "paths": drawing.paths()}


@register.inclusion_tag("components/pagination.html")
def pagination(listing, by_name=False, **filters):
    """Links to the pages of a list; `filters` are the query parameters to keep, empty ones left out.

    Lists run from new to old, unless they are sorted by name.
    """
    query = urlencode({name: value for name, value in filters.items() if value})
    pages = listing.paginator.get_elided_page_range(listing.number, on_each_side=1, on_ends=1)
    return {"listing": listing, "pages": pages, "query": f"{query}&" if query else "", "by_name": by_name}


@register.filter
def anchor(text):
    """A heading's address on its page."""
    return slugify(text) or "section"


@register.filter
def age(moment):
    """How long ago a moment was, in its largest unit: nobody needs the days of a month ago."""
    return timesince(moment, depth=1)


@register.filter
def clock(seconds):
    """Seconds as players show them: 1:02:03 or 4:05."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def control(field):
    """A form's control without a placeholder, which would only repeat the label above it."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def is_check(field):
    """Whether a form's field is a single box to check, whose label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)
