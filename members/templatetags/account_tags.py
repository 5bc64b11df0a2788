from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from members.access import is_member, may_enter, works_here

register = template.Library()


@register.simple_tag(takes_context=True)
def account_pages(context):
    """(label, address, whether it is this one) of the pages about one's own account."""
    request = context["request"]
    pages = [
        (_("Profile"), ["profile"]),
        (_("Password"), ["account_change_password", "account_set_password"]),
        (_("Second factor"), ["mfa_index"]),
        (_("Where you are signed in"), ["usersessions_list"]),
        (_("My events"), ["my_events"]),
        (_("My agency"), ["my_agency"] if request.user.agency_id and is_member(request.user) else []),
        (_("Recordings watched"), ["watched"] if may_enter(request.user) else []),
        (_("My data"), ["my_data"]),
        (_("Close my account"), [] if works_here(request.user) else ["close_account"]),
    ]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [(label, reverse(names[0]), here in names) for label, names in pages if names]
