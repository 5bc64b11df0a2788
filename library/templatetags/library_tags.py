from django import template

from library.presentation import Presentation

register = template.Library()


@register.simple_tag(takes_context=True)
def presentation_of(context, publication):
    """All that a publication's page tells this reader: the view's own, or in a preview that of the draft."""
    return context.get("shown") or Presentation(publication, context["request"])
