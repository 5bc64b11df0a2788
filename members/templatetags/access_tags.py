from django import template

from members import access
from members.carriers import audience_of, pages_that_carry

register = template.Library()


@register.simple_tag
def is_private(page):
    return access.is_private(page)


@register.simple_tag
def live_translations(page):
    """The other languages in which the page is published, by name."""
    return [str(translation.locale) for translation in page.get_translations().live().select_related("locale")]


@register.inclusion_tag("members/admin/file_audience.html")
def file_audience(file):
    """Tell staff to whom a picture or document is open, and why."""
    return {
        "audience": audience_of(file),
        "pages": pages_that_carry(file).select_related("locale").order_by("path"),
    }
