"""Where somebody is signed in, and how that ends."""

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from members.devices import device_of

__all__ = ["SessionsView", "list_sessions"]

LISTED = "listed_session"


def list_sessions(get_response):
    """Put each signed-in session on its owner's list, whatever door it came through.

    Only what is listed can be ended. A session gets a new key on the way, for instance when somebody saves their
    account in the admin; it is listed anew with its next request. All other requests cost nothing.
    """

    def middleware(request):
        key = request.session.session_key
        if key and request.user.is_authenticated and request.session.get(LISTED) != key:
            UserSession.objects.create_from_request(request)
            request.session[LISTED] = key
        return get_response(request)

    return middleware


class SessionsView(ListUserSessionsView):
    """The list of one's sessions. Posting ends the others; with `everywhere`, this one as well."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_of(session.user_agent)
        return context

    def form_valid(self, form):
        if "everywhere" not in self.request.POST:
            return super().form_valid(form)
        get_adapter().end_sessions(UserSession.objects.filter(user=self.request.user))
        logout(self.request)
        messages.success(self.request, _("You are signed out on every device."))
        return redirect("account_login")
