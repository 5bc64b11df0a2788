"""One's own agency: its people for its members; invitations, requests and the log for its coordinators too."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import ModelLogEntry

from members.access import is_member, members_now
from members.agencies import Agency, Award
from members.forms import DeclineForm, InviteForm
from members.invitations import Invitation
from members.joining import (
    AlreadyDecided,
    approve,
    coordinates,
    invite,
    refuse,
    remove,
    resend,
    withdraw,
)
from members.profiles import readable
from members.requests import AccessRequest
from members.views.guard import closed

__all__ = ["answer_invitation", "invite_colleague", "my_agency", "remove_colleague", "request_for_agency"]

ACTS_SHOWN = 50
LIMITS = {"invite": "100/h/user"}  # letters to addresses that a coordinator chose


def for_members_of_an_agency(view):
    """Let members with an agency in; a view gets the agency, so that no address can name another one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_member(request.user):
            return closed(request)
        if not request.user.agency_id:
            raise Http404
        request.is_private = True
        agency = Agency.objects.with_access_end().get(pk=request.user.agency_id)
        return view(request, agency, *args, **kwargs)

    return guarded


def for_coordinators(view):
    """Let coordinators in; to everybody else there is nothing here."""

    @for_members_of_an_agency
    @wraps(view)
    def guarded(request, agency, *args, **kwargs):
        if not coordinates(request.user, agency):
            raise Http404
        return view(request, agency, *args, **kwargs)

    return guarded


def page_of(request, agency, form=None):
    """The page, with the form to invite as it was filled in."""
    may_act = coordinates(request.user, agency)
    people = members_now().filter(agency=agency)
    if not may_act:  # who looks after people has to know who they are
        people = people.filter(readable("listing", agency.pk, is_staff=False))
    for part in ("email", "role"):
        is_open = ExpressionWrapper(readable(part, agency.pk, is_staff=False), output_field=BooleanField())
        people = people.annotate(**{f"shows_{part}": is_open})
    context = {
        "agency": agency,
        "awards": Award.objects.filter(agency=agency),
        "access_ends_on": agency.access_ends_on,
        "people": people,
        "may_act": may_act,
    }
    if may_act:
        context |= {
            "form": form or InviteForm(initial={"language": get_language()}),
            "invitations": agency.invitations.unanswered().select_related("invited_by"),
            "requests": AccessRequest.objects.waiting().filter(agency=agency),
            "acts": acts_of(agency),
        }
    return render(request, "members/my_agency.html", context)


def acts_of(agency):
    """What was done for the agency's membership, the newest first."""
    acts = ModelLogEntry.objects.for_instance(agency).filter(action__startswith="members.")
    return acts.select_related("user")[:ACTS_SHOWN]


@require_safe
@for_members_of_an_agency
def my_agency(request, agency):
    return page_of(request, agency)


def _are_too_many(request) -> bool:
    return not ratelimit.consume(request, app="members", action="invite", config=LIMITS)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def invite_colleague(request, agency):
    """Invite an address. What is wrong is said at the form."""
    if request.method != "POST":  # somebody reloads, or changes the language
        return redirect("my_agency")
    form = InviteForm(request.POST, instance=Invitation(agency=agency))
    if not form.is_valid():
        return page_of(request, agency, form)
    if _are_too_many(request):
        form.add_error(None, _("That were many invitations at once. Wait an hour, then send this one again."))
        response = page_of(request, agency, form)
        response.status_code = 429
        return response
    try:
        invite(agency=agency, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return page_of(request, agency, form)
    messages.success(request, _("The invitation to %(email)s is on its way.") % form.cleaned_data)
    return redirect("my_agency")


@require_POST
@for_coordinators
def answer_invitation(request, agency, pk):
    """Send an invitation again, or take it back."""
    invitation = get_object_or_404(agency.invitations, pk=pk)
    act = request.POST.get("act")
    try:
        if act == "resend" and _are_too_many(request):
            words = _("That were many invitations at once. Wait an hour, then send this one again.")
            messages.warning(request, words)
        elif act == "resend":
            resend(invitation, by=request.user)
            messages.success(request, _("The invitation is on its way once more."))
        elif act == "withdraw":
            withdraw(invitation, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        else:
            raise Http404
    except AlreadyDecided:
        messages.warning(request, _("This invitation was answered or withdrawn meanwhile. Nothing was changed."))
    return redirect("my_agency")


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def request_for_agency(request, agency, pk):
    """A request that names the agency: everything it says, and the decision."""
    asked = get_object_or_404(
        AccessRequest.objects.exclude(status=AccessRequest.Status.UNCONFIRMED), pk=pk, agency=agency
    )
    act = request.POST.get("act")
    form = DeclineForm(request.POST if act == "decline" else None)
    try:
        if act == "approve":
            approve(asked, by=request.user, agency=agency)
            messages.success(request, _("%(name)s is approved, and reads so in a letter.") % {"name": asked.name})
            return redirect("my_agency")
        if act == "decline" and form.is_valid():
            refuse(asked, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The request is declined, and a letter tells why."))
            return redirect("my_agency")
    except AlreadyDecided:
        messages.warning(request, _("Somebody else has decided about this request meanwhile. Nothing was changed."))
        return redirect("my_agency_request", pk=pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my_agency_request", pk=pk)
    context = {"agency": agency, "asked": asked, "form": form, "waits": asked.status == AccessRequest.Status.WAITING}
    return render(request, "members/my_agency_request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def remove_colleague(request, agency, pk):
    """Ask once more, then end a colleague's membership. Another coordinator's is the office's to end."""
    others = members_now().filter(agency=agency, is_coordinator=False)
    person = get_object_or_404(others, pk=pk)
    if request.method == "POST":
        try:
            remove(person, by=request.user)
        except (AlreadyDecided, PermissionDenied):
            messages.warning(request, _("Somebody else has changed this person’s membership. Nothing was changed."))
        else:
            messages.success(request, _("%(person)s no longer belongs to your agency.") % {"person": person})
        return redirect("my_agency")
    return render(request, "members/my_agency_remove.html", {"agency": agency, "person": person})
