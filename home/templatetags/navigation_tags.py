"""What the theme asks for around a page."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
from wagtail.models import Site

from content.art import seed_of
from content.models import Alert, ProgramSettings, SiteText
from content.templatetags.content_tags import ld_json
from home import navigation
from home.models import ContactFormPage
from members.access import may_enter, visible_to

register = template.Library()


def _trail_data(steps):
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


@register.simple_tag(takes_context=True)
def main_menu(context):
    request = context["request"]
    place = navigation.place_of(request)
    return navigation.main_menu(request, context.get("page") or (place and place.parent))


@register.simple_tag(takes_context=True)
def home_page(context):
    return navigation.home_of(context["request"])


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    return navigation.breadcrumbs(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def section_menu(context):
    page = context.get("page")
    return navigation.section_menu(context["request"], page) if page and page.pk else None


@register.simple_tag(takes_context=True)
def contact_page(context):
    """The first contact form below the home page that the visitor may open, or None."""
    home = navigation.home_of(context["request"])
    forms = ContactFormPage.objects.child_of(home) if home else ContactFormPage.objects.none()
    return visible_to(context["request"].user, forms).first()


@register.simple_tag(takes_context=True)
def alternates(context):
    return navigation.alternates(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def may_enter_resource_center(context):
    return may_enter(context["request"].user)


@register.simple_tag(takes_context=True)
def site_text(context):
    """The words around every page in the active language, or None before an editor has published them."""
    return navigation.once(context["request"], "site_text", SiteText.objects.shown().first)


@register.simple_tag
def current_alerts():
    return Alert.objects.current()


@register.simple_tag(takes_context=True)
def share_image_url(context, page):
    """The absolute address of the picture shown with links to the page, 1200 × 630 pixels."""
    site = Site.find_for_request(context["request"])
    if image := getattr(page, "share_image", None):
        return site.root_url + image.get_rendition("fill-1200x630|format-jpeg").url
    return site.root_url + reverse("art", args=[seed_of(page.title)])


@register.simple_tag(takes_context=True)
def structured_data(context, page):
    """JSON-LD (schema.org) for a public page: the organization on the home page, breadcrumbs below it."""
    request = context["request"]
    site = Site.find_for_request(request)
    trail = navigation.breadcrumbs(request, page)
    if trail:
        steps = [
            *((title, site.root_url + url) for title, url in trail),
            (page.title, page.get_full_url(request)),
        ]
        data = _trail_data(steps)
    else:
        facts = ProgramSettings.for_request(request)
        data = {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": page.title,
            "url": page.get_full_url(request),
            "logo": site.root_url + static("img/mark.svg"),
            "description": page.description,
            "email": facts.contact_email,
            "telephone": facts.contact_phone,
            "sameAs": [profile.value["url"] for profile in facts.profiles],
        }
        data = {key: value for key, value in data.items() if value}
    return ld_json(data)


@register.simple_tag(takes_context=True)
def place_data(context):
    """JSON-LD (schema.org) of the way to a view that is no page."""
    request = context["request"]
    place, root_url = navigation.place_of(request), Site.find_for_request(request).root_url
    trail = navigation.breadcrumbs(request, None)
    steps = [*((title, root_url + url) for title, url in trail), (place.title, root_url + request.path)]
    return ld_json(_trail_data(steps)) if trail else ""
