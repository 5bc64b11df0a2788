"""What the pages of events answer at their addresses. The access rule was asked before any of it."""

from datetime import timedelta

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from events.calendars import calendar_of, google_url, outlook_url
from events.forms import GuestForm, RegistrationForm
from events.listing import Listing
from events.presentation import structured_data
from events.registering import Refused, accept, ask, cancel, refusal_of, register
from events.registrations import Registration, Status, may_take_part
from members.access import visible_to
from members.carriers import may_have

__all__ = ["EventRoutes", "EventsRoutes", "calendar_response"]

LIMITS = {"register": "60/h/ip,5/h/key"}
FEED_REACHES_BACK = 365  # days
FEED_SHOWS = 500  # events


def calendar_response(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)


class EventsRoutes:
    """The list, and the feed of what is public."""

    @path("")
    def show(self, request):
        model = self.allowed_subpage_models()[0]
        shelf = Listing(model, request.user, request.GET)
        context = {"shelf": shelf}
        if shelf.view != "month":
            context["listing"] = shelf.listing
        response = self.render(request, context_overrides=context)
        if shelf.is_set:
            response["X-Robots-Tag"] = "noindex"  # the same events again, in many combinations
        return response

    @path("calendar/", name="feed")
    def feed(self, request):
        """Public events in the language of the page, whoever asks."""
        since = timezone.now() - timedelta(days=FEED_REACHES_BACK)
        model = self.allowed_subpage_models()[0]
        events = visible_to(AnonymousUser(), model.objects.here()).upcoming(since)
        name = _("CIT ASSIST: events")
        return calendar_response(calendar_of(events.order_by("-starts_at")[:FEED_SHOWS], name=name), "cit-assist")


class EventRoutes:
    """The event, its calendar file, and what people do about it."""

    def registration_of(self, user) -> Registration | None:
        """The person's own registration; one that was cancelled is none."""
        if not user.is_authenticated:
            return None
        rows = Registration.objects.of(self).filter(person=user).exclude(status=Status.CANCELLED)
        return rows.select_related("event", "person").first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        mine = self.registration_of(request.user)
        refusal = refusal_of(self.source)
        form = None
        if request.user.is_authenticated and not mine and not refusal and may_take_part(request.user, self.source):
            form = RegistrationForm(event=self)
        return context | {
            "mine": mine,
            "form": form,
            "refusal": refusal,
            "handouts": [block for block in self.handouts if self._hands_out(block.value, request)],
            "seats": self.seats(),
            "google_url": google_url(self),
            "outlook_url": outlook_url(self),
            "recordings": self.what_is_left(request.user),
            "publications": self.publications_for(request.user),
            "structured_data": structured_data(self),
        }

    @staticmethod
    def _hands_out(document, request) -> bool:
        """Whether the reader may have a handout; an editor looks at what is not published yet."""
        return bool(document) and (getattr(request, "is_preview", False) or may_have(request.user, document))

    def seats(self) -> dict | None:
        """How many are free and how many people wait, where seats are limited and people may still come."""
        if self.capacity is None or self.state != "upcoming" or not self.takes_registrations:
            return None
        rows = Registration.objects.of(self)
        waiting = rows.in_line().count()
        taken = rows.holding_a_seat().count()
        return {"free": 0 if waiting else max(self.capacity - taken, 0), "waiting": waiting, "all": self.capacity}

    def what_is_left(self, user):
        """Recordings of the event that the person may open, in their language."""
        model = type(self).recordings.rel.related_model
        return model.newest(user).filter(event__translation_key=self.translation_key)

    def publications_for(self, user):
        """Publications of the event that the person may open, in their language, in the editors' order."""
        rows = type(self).publication_rows.rel.related_model
        model = rows._meta.get_field("publication").related_model
        keys = [row.publication.translation_key for row in self.publication_rows.all().select_related("publication")]
        found = {row.translation_key: row for row in model.objects.visible_to(user).filter(translation_key__in=keys)}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    @path("")
    def show(self, request):
        return self.render(request)

    @path("calendar/", name="calendar")
    def calendar(self, request):
        return calendar_response(calendar_of([self]), self.slug)

    @path("register/", name="register")
    def register(self, request):
        """Members register with one click; others say who they are and confirm their address."""
        is_guest = not request.user.is_authenticated
        if is_guest and not self.is_open_to_public:
            return redirect_to_login(request.path, reverse("account_login"))
        if self.registration_of(request.user):
            return redirect(self.get_url(request) + "#registration")
        kind = GuestForm if is_guest else RegistrationForm
        form = kind(request.POST if request.method == "POST" else None, event=self)
        status = 200
        if request.method == "POST" and form.is_valid():
            try:
                return self._registered(request, form, is_guest)
            except Refused as why:
                form.add_error(None, str(why))
                status = 409
            except TooMuch as why:
                form.add_error(None, str(why))
                status = 429
        context = {"form": form, "refusal": refusal_of(self.source), "crumb": _("Register")}
        response = self.render(request, template="events/register.html", context_overrides=context)
        response.status_code = status
        return response

    def _registered(self, request, form, is_guest):
        if is_guest:
            mailbox = f"{form.answers['email']}:{ratelimit.get_ip(request)}"
            if not ratelimit.consume(request, app="events", action="register", key=mailbox, config=LIMITS):
                raise TooMuch(_("Too many registrations came from your network. Wait an hour, then try again."))
            ask(self, language=get_language(), **form.answers)
            return self.render(
                request, template="events/register_sent.html", context_overrides={"crumb": _("Register")}
            )
        row = register(self, person=request.user, **form.answers)
        if row.status == Status.WAITING:
            messages.info(request, _("All seats are taken. You are in line, and we write to you when one is free."))
        else:
            messages.success(request, _("You are registered. We have sent you a confirmation."))
        return redirect(self.get_url(request) + "#registration")

    def _mine_or_away(self, request):
        """One's own registration; to strangers to the event, the way to sign in or back."""
        mine = self.registration_of(request.user)
        if mine:
            return mine, None
        if not request.user.is_authenticated:
            return None, redirect_to_login(request.path, reverse("account_login"))
        return None, redirect(self.get_url(request))

    @path("cancel/", name="cancel")
    def cancel(self, request):
        mine, away = self._mine_or_away(request)
        if away:
            return away
        has_seat = mine.status != Status.WAITING
        if request.method == "POST":
            cancel(mine)
            over = _("You are no longer registered.") if has_seat else _("You are no longer on the waiting list.")
            messages.success(request, over)
            return redirect(self.get_url(request))
        context = {"has_seat": has_seat, "crumb": _("Give your seat back") if has_seat else _("Leave the waiting list")}
        return self.render(request, template="events/cancel.html", context_overrides=context)

    @path("accept/", name="accept")
    def accept(self, request):
        mine, away = self._mine_or_away(request)
        if away:
            return away
        if request.method == "POST":
            if accept(mine):
                messages.success(request, _("The seat is yours. We have sent you a confirmation."))
            else:
                messages.warning(request, _("The offer has ended, and the seat went to who was next."))
        return redirect(self.get_url(request) + "#registration")

    @path("join/", name="join")
    def join(self, request):
        """The link to join, to who is registered, around the time of the event. Never cached."""
        mine, away = self._mine_or_away(request)
        return away or join_response(request, self, mine)


class TooMuch(Exception):
    """Somebody asks too often; the message tells a person."""


def join_response(request, event, registration):
    """The page with the link to join; before and after that time it says when. Asks who is registered."""
    source = event.source
    if not (source.is_online and source.join_url) or registration.status != Status.REGISTERED:
        raise Http404
    if not registration.may_come:
        raise Http404
    context = {"page": event, "event": event, "mine": registration, "crumb": _("Join")}
    if source.doors_are_open:
        context["link"] = source.join_url
    response = render(request, "events/join.html", context, status=200 if "link" in context else 403)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
