"""The way in, for people outside: ask for access, confirm the address, accept an invitation."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Value, When
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from members.access import Membership, membership_of
from members.agencies import Agency, Award
from members.forms import JoinForm, RequestAccessForm
from members.invitations import Invitation
from members.joining import AlreadyDecided, accept, ask_for_access, confirm
from members.models import User
from members.requests import AccessRequest

__all__ = ["agency_suggestions", "confirm_request", "invitation", "request_access", "request_sent"]

# Wide enough for an office behind one network address, narrow for one mailbox asked for from there.
LIMITS = {
    "request_access": "60/h/ip,5/h/key",
    "agency_suggestions": "240/m/ip",
}
SHORTEST_SEARCH = 2  # letters
SUGGESTIONS = 8


def _is_too_much(request, action: str, **options) -> bool:
    return not ratelimit.consume(request, app="members", action=action, config=LIMITS, **options)


# --- asking for access


@require_http_methods(["GET", "HEAD", "POST"])
def request_access(request):
    """Ask for access. Whatever the address is, the answer is the same."""
    account = request.user if request.user.is_authenticated else None
    standing = membership_of(request.user)
    if standing in (Membership.ACTIVE, Membership.PENDING, Membership.SUSPENDED):
        return render(request, "members/request_needless.html", {"standing": standing.value})
    form = RequestAccessForm(request.POST or None, account=account)
    status = 200
    if request.method == "POST" and form.is_valid():
        answers = form.answers
        mailbox = f"{answers['email']}:{ratelimit.get_ip(request)}"
        if not _is_too_much(request, "request_access", key=mailbox):
            ask_for_access(language=get_language(), is_confirmed=bool(account), **answers)
            return redirect("request_sent")
        form.add_error(None, _("Too many requests came from your network. Wait an hour, then send this form again."))
        status = 429
    return render(request, "members/request_access.html", {"form": form}, status=status)


@require_safe
def request_sent(request):
    """What happens next, the same for everybody who asked."""
    return render(request, "members/request_sent.html")


@require_safe
def agency_suggestions(request):
    """The agencies that take part or once did, which is public, and whose name contains what was typed."""
    if _is_too_much(request, "agency_suggestions", limit_get=True):
        return JsonResponse({"agencies": []}, status=429)
    typed = " ".join(request.GET.get("q", "")[:160].split())
    if len(typed) < SHORTEST_SEARCH:
        return JsonResponse({"agencies": []})
    begins = Case(When(name__istartswith=typed, then=Value(0)), default=Value(1), output_field=IntegerField())
    awarded = Award.objects.filter(starts_on__lte=timezone.localdate()).values("agency")
    found = Agency.objects.filter(name__icontains=typed, pk__in=awarded).order_by(begins, "name", "state")[:SUGGESTIONS]
    return JsonResponse({"agencies": [{"label": str(agency), "state": agency.state} for agency in found]})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_request(request, token):
    """Show the request to whoever has the link; it is sent only when they press the button.

    Mail scanners open links, and none presses buttons.
    """
    request.is_private = True
    found = AccessRequest.from_token(token)
    if not found:
        return render(request, "members/request_lost.html", status=404)
    if found.status != AccessRequest.Status.UNCONFIRMED:
        return render(request, "members/request_confirmed.html", {"access_request": found, "was_confirmed": True})
    # Somebody who knows the address may have sent other answers since the page was opened.
    version = found.created_at.isoformat()
    has_changed = request.method == "POST" and request.POST.get("version") != version
    if request.method == "POST" and not has_changed:
        was_confirmed = not confirm(found)
        context = {"access_request": found, "was_confirmed": was_confirmed}
        return render(request, "members/request_confirmed.html", context)
    context = {"access_request": found, "version": version, "has_changed": has_changed}
    return render(request, "members/request_confirm.html", context)


# --- invitations


@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Accept an invitation: with a new account, or with the one that its address has."""
    request.is_private = True
    invitation = Invitation.from_token(token)
    if not invitation or not invitation.is_open:
        context = {"invitation": invitation, "state": _ending(invitation)}
        return render(request, "members/invitation_over.html", context, status=410 if invitation else 404)
    account = User.objects.filter(email=invitation.email).select_related("agency").first()
    is_theirs = request.user == account if request.user.is_authenticated else account is None
    form = JoinForm(request.POST or None, initial=_names(invitation), instance=User(email=invitation.email))
    if request.method == "POST" and is_theirs and (account or form.is_valid()):
        return _join(request, invitation, account, form)
    context = {
        "invitation": invitation,
        "form": None if account or request.user.is_authenticated else form,
        "account": account,
        "is_theirs": is_theirs,
        "moves": account is not None and account.agency not in (None, invitation.agency),
    }
    return render(request, "members/invitation.html", context)


def _ending(invitation: Invitation | None) -> str:
    if not invitation:
        return "unknown"
    if invitation.accepted_at:
        return "accepted"
    return "withdrawn" if invitation.withdrawn_at else "expired"


def _names(invitation: Invitation) -> dict[str, str]:
    return {"first_name": invitation.first_name, "last_name": invitation.last_name}


def _join(request, invitation, account, form):
    """Take the place, and go where members go. Somebody else was faster? The page says what became of it."""
    try:
        joined = accept(invitation, account=account) if account else accept(invitation, **form.answers)
    except AlreadyDecided:
        return redirect(request.path)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    welcome = reverse("welcome")
    messages.success(request, _("Welcome! You are now a member of %(agency)s.") % {"agency": invitation.agency})
    if account:
        return redirect(welcome)
    offer = _("Protect your account with a <a href='{}'>second step at sign-in</a>.")
    messages.info(request, format_html(offer, reverse("mfa_index")))
    # The password was chosen this moment: the second step does not ask for it again.
    record_authentication(request, joined, method="password", email=joined.email, reauthenticated=True)
    return perform_login(request, joined, redirect_url=welcome)
