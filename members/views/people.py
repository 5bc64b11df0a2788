"""One's own account: the profile, what the site knows, leaving. And the photos of others."""

from allauth.account.decorators import reauthentication_required
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import photos
from members.access import is_member, visible_to, works_here
from members.closing import close_account, other_coordinators
from members.directory import may_see_photo
from members.files import deliver
from members.models import DirectoryPage, User
from members.personal_data import collect, parts
from members.profile_forms import CloseAccountForm, ProfileForm

__all__ = ["close", "my_data", "my_data_json", "photo", "profile"]

LIMITS = {"photo": "20/h/user"}


def _own_entry(request) -> str:
    """The address at which others find this member; empty for whoever is not listed, or while there is no directory."""
    if not is_member(request.user):
        return ""
    pages = DirectoryPage.objects.filter(locale__language_code=get_language())
    page = visible_to(request.user, pages).first()
    return page.get_url(request) + page.reverse_subpage("person", args=[request.user.pk]) if page else ""


def _sends_too_many_photos(request) -> bool:
    """Unpacking pictures is work, which nobody gives us without end."""
    return bool(request.FILES) and not ratelimit.consume(request, app="members", action="photo", config=LIMITS)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    is_too_much = request.method == "POST" and _sends_too_many_photos(request)
    answers = (request.POST, {} if is_too_much else request.FILES) if request.method == "POST" else ()
    form = ProfileForm(*answers, instance=User.objects.get(pk=request.user.pk))
    if is_too_much:
        form.add_error("photo", _("You sent many photos at once. Wait an hour, then choose this one again."))
    elif form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    context = {"form": form, "own_entry": _own_entry(request)}
    return render(request, "members/profile.html", context, status=429 if is_too_much else 200)


@require_safe
def photo(request, pk):
    """Somebody's photo, to whoever may see it. To all others it does not exist."""
    person = get_object_or_404(User.objects.exclude(photo=""), pk=pk)
    if not (request.user.is_authenticated and may_see_photo(request.user, person)):
        raise Http404
    return deliver(request, person.photo, content_type=photos.CONTENT_TYPE)


@login_required
@require_safe
def my_data(request):
    found = [(part, part.rows(request.user)) for part in parts()]
    return render(request, "members/my_data.html", {"parts": found})


@login_required
@require_safe
def my_data_json(request):
    data = {"site": request.get_host(), "made_at": timezone.now()} | collect(request.user)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _is_about_to_close(request) -> bool:
    return CloseAccountForm(request.POST).is_valid() and not works_here(request.user)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=_is_about_to_close)
def close(request):
    """The page that says what goes and what stays, and the button on it."""
    if works_here(request.user):
        return render(
            request, "members/close_account.html", {"works_here": True}, status=403 if request.method == "POST" else 200
        )
    form = CloseAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        close_account(request.user)
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for having been part of this."))
        return redirect("wagtail_serve", "")
    context = {"form": form, "parts": parts(), "other_coordinators": other_coordinators(request.user)}
    return render(request, "members/close_account.html", context)
