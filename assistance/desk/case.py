"""One case on one screen: what is asked, everything that happened, and every act that is possible now."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assistance import acts
from assistance.cases import Case, looks_after
from assistance.clocks import ANSWER_WITHIN, MATCH_WITHIN
from assistance.desk import forms
from assistance.forms import typed_words
from assistance.kinds import measures_of
from assistance.story import story_of
from assistance.timeline import EventKind

__all__ = ["CaseScreen"]


@dataclass(frozen=True)
class Doing:
    """One act as the screen offers it: its form, the service behind it, and whether an old screen may still do it."""

    kind: str
    label: str
    service: object
    form: type | None = None
    on_any_screen: bool = False
    classes: str = ""
    more: dict | None = None


def _measure(case, *, by, version, **values):
    acts.measure(case, by=by, version=version, values=values)


def _write(case, *, by, text, files, reply=None):
    acts.write(case, by=by, by_desk=True, text=text, files=files)


def _reopen(case, *, by, version, text):
    acts.reopen(case, by=by, by_desk=True, version=version, text=text)


# In the order of the screen. The key is what the form's button says it does.
DOINGS = {
    "claim": Doing(EventKind.CLAIM, _("Claim"), acts.claim),
    "message": Doing(EventKind.MESSAGE, _("Send message"), _write, forms.MessageForm, True),
    "note": Doing(EventKind.NOTE, _("Keep note"), acts.write_note, forms.NoteForm, True),
    "ask": Doing(EventKind.ASK, _("Ask, and wait for the agency"), acts.ask_agency, forms.AskForm),
    "resume": Doing(EventKind.RESUME, _("Stop waiting"), acts.resume),
    "match": Doing(EventKind.MATCH, _("Match with help"), acts.match, forms.MatchForm),
    "deliver": Doing(EventKind.DELIVER, _("Help was delivered"), acts.deliver, forms.DeliverForm),
    "close": Doing(EventKind.CLOSE, _("Close"), acts.close, forms.CloseForm),
    "reopen": Doing(EventKind.REOPEN, _("Open again"), _reopen, forms.ReopenForm),
    "plan": Doing(EventKind.PLAN, _("Promise the next step"), acts.plan, forms.PlanForm),
    "send": Doing(EventKind.SEND, _("Send from the library"), acts.send, forms.SendForm, True),
    "milestone": Doing(EventKind.MILESTONE, _("Add milestone"), acts.add_milestone, forms.MilestoneForm, True),
    "time": Doing(EventKind.TIME, _("Note time"), acts.add_time, forms.TimeForm, True),
    "measure": Doing(EventKind.MEASURE, _("Keep measures"), _measure, forms.MeasureForm),
    "settle": Doing(EventKind.SETTLE, _("Change kind or priority"), acts.settle, forms.SettleForm),
    "assign": Doing(EventKind.ASSIGN, _("Give to somebody else"), acts.assign, forms.AssignForm),
    "release": Doing(EventKind.RELEASE, _("Put back into the queue"), acts.release),
}
ALWAYS_OPEN = ("message", "note")  # the others unfold


class CaseScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "assistance/admin/case.html"
    permission_policy = None
    permission_required = "change"
    model = None
    header_icon = "help"
    page_title = _("Assistance request")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not 0 < kwargs["pk"] < 10**18:
            raise Http404
        self.object = None
        if looks_after(request.user):  # everybody else is turned away, and cannot tell which numbers exist
            visible = Case.objects.visible_to(request.user).sent()
            self.object = get_object_or_404(
                visible.select_related("requester__agency", "agency", "owner", "topic"), pk=kwargs["pk"]
            )

    def get_page_subtitle(self):
        return f"#{self.object.pk}"

    def get_breadcrumbs_items(self):
        index = {"url": reverse("assistance_cases:index"), "label": gettext("Requests")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": f"#{self.object.pk}"}]

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        name = request.POST.get("act", "")
        if name.startswith("reached-"):
            return self.reach(name.removeprefix("reached-"))
        if name not in DOINGS:
            raise Http404
        doing, form = DOINGS[name], None
        if doing.form:
            form = doing.form(request.POST, request.FILES, case=self.object, auto_id=f"{name}_%s")
            if name == "message" and "insert" in request.POST:
                return self.show(name, form.with_reply(), form, status=200)
            if not form.is_valid():
                return self.show(name, form, form, status=400)
        values = dict(form.cleaned_data) if form else {}
        if not doing.on_any_screen:
            values["version"] = self.version()
        return self.do(lambda: doing.service(self.object, by=request.user, **values), name, form)

    def version(self) -> int:
        """The version of the case that the screen showed; one that never was where it says none."""
        asked = self.request.POST.get("version", "")
        return int(asked) if asked.isdecimal() and len(asked) < 10 else -1

    def reach(self, number: str):
        if not (number.isdecimal() and len(number) <= 18):
            raise Http404
        return self.do(lambda: acts.reach_milestone(self.object, by=self.request.user, milestone=int(number)))

    def do(self, act, name: str = "", form=None):
        try:
            act()
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            self.object.refresh_from_db()
            if form:  # what was typed is not lost
                kept = type(form)(case=self.object, initial=form.cleaned_data, auto_id=form.auto_id)
                return self.show(name, kept, form, status=409)
        except PermissionDenied as error:
            raise Http404 from error
        else:
            messages.success(self.request, gettext("Done. The timeline has it."))
        return redirect("assistance_cases:case", self.object.pk)

    def show(self, name: str, form, typed, *, status: int):
        """The screen with a form as it was filled in; if the act is not offered any more, with the words alone."""
        context = self.get_context_data(filled={name: form}, opened=name)
        if not any(offer["form"] is form for offer in [*context["writing"], *context["offers"]]):
            context["unsent"] = typed_words(typed)
            if status != 409:  # nobody has said it yet
                messages.error(self.request, " ".join(acts.NotNow().messages))
            status = 409
        return self.render_to_response(context, status=status)

    def offers(self, filled: dict, opened: str) -> list[dict]:
        """The acts that are possible where the case stands, each with its form."""
        case, offers = self.object, []
        is_looked_after = case.owner is not None and looks_after(case.owner)
        for name, doing in DOINGS.items():
            sources, _target = acts.MOVES[doing.kind]
            if case.status not in sources or (name == "measure" and not measures_of(case.kind)):
                continue
            if (name == "claim" and is_looked_after) or (name in ("assign", "release") and not case.owner_id):
                continue
            form = filled.get(name)
            if doing.form and not form:
                form = doing.form(case=case, auto_id=f"{name}_%s", initial=self.initial(name))
            offers.append({"name": name, "label": doing.label, "form": form, "is_open": name == opened})
        return offers

    def initial(self, name: str) -> dict:
        case = self.object
        if name == "plan":
            return {"next_step": case.next_step, "promised_on": case.promised_on}
        if name == "match":
            return {"matched_with": case.matched_with}
        return {"kind": case.kind, "priority": case.priority} if name == "settle" else {}

    def get_context_data(self, filled=None, opened="", **kwargs):
        case = self.object
        offers = self.offers(filled or {}, opened)
        media = None
        for offer in offers:
            if offer["form"]:
                media = offer["form"].media if media is None else media + offer["form"].media
        shown = {offer["name"]: offer for offer in offers}
        return super().get_context_data(**kwargs) | {
            "case": case,
            "story": story_of(case, for_desk=True),
            "papers": case.attachments.filter(message=None),
            "milestones": case.milestones.all(),
            "sendings": case.sendings.select_related("publication__locale", "page"),
            "minutes": sum(case.time_spent.values_list("minutes", flat=True)),
            "measures": [(m.label, case.measures[m.name]) for m in measures_of(case.kind) if m.name in case.measures],
            "survey": getattr(case, "survey", None),
            "writing": [shown[name] for name in ALWAYS_OPEN if name in shown],
            "offers": [offer for offer in offers if offer["name"] not in ALWAYS_OPEN],
            "media": media or "",
            "answer_within": ANSWER_WITHIN,
            "match_within": MATCH_WITHIN,
        }
