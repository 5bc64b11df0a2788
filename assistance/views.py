"""What members do about their requests for help: write, send, follow, answer, close, rate. In both languages."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assistance import acts, drafts
from assistance.cases import Case, Status, looks_after
from assistance.forms import CloseForm, MessageForm, ReopenForm, SurveyForm, typed_words
from assistance.pages import door
from assistance.story import open_attachments, story_of
from assistance.timeline import EventKind
from content.place import Place
from members.access import may_enter
from members.files import deliver
from members.views import closed

__all__ = ["attachment", "begin", "case", "close", "draft", "message", "reopen", "review", "survey"]


def _stand(request, title: str) -> None:
    """Say where this is: below the page on technical assistance, at the same address in every language."""
    versions = {code: translate_url(request.get_full_path(), code) for code, _name in settings.LANGUAGES}
    request.place = Place(title, door(request.user), versions)
    request.is_private = True


def _guarded(view):
    """Hand the view a case that the person may open. To everybody else none exists."""

    @wraps(view)
    def guard(request, pk, **kwargs):
        if not may_enter(request.user):
            return closed(request)
        cases = Case.objects.visible_to(request.user).select_related("requester", "agency", "owner", "topic")
        found = get_object_or_404(cases, pk=pk)
        _stand(request, _("Request #%(number)s") % {"number": found.pk})
        return view(request, found, **kwargs)

    return guard


def _own(request, found: Case) -> bool:
    """Whether the case is this person's, or their agency's, to act on."""
    return Case.objects.of(request.user).filter(pk=found.pk).exists()


def _to_the_door(request):
    page = door(request.user)
    return redirect(page.get_url(request) if page else "welcome")


def _for_drafts(view):
    """Hand the view a draft. What was sent meanwhile is shown as that, with the words that came too late."""

    @_guarded
    @wraps(view)
    def guard(request, found, **kwargs):
        if found.status == Status.DRAFT:
            try:
                return view(request, found, **kwargs)
            except acts.NotNow:  # another tab or a second click was quicker
                found = Case.objects.visible_to(request.user).filter(pk=found.pk).first()
        if not found:
            messages.success(request, _("The draft is discarded."))
            return _to_the_door(request)
        return _sent_already(request, found, **kwargs)

    return guard


def _sent_already(request, found, step=None):
    if request.method == "POST" and (step or "discard" in request.POST):
        messages.warning(request, _("This request was sent meanwhile."))
        known = next((known for known in drafts.STEPS if known.number == int(step or 0)), None)
        if known and (words := typed_words(drafts.form_of(known, found, request.POST))):
            return _page(request, found, status=409, unsent=words)
    return redirect("assistance_case", found.pk)


# --- writing it


@require_POST
def begin(request):
    if not may_enter(request.user):
        return closed(request)
    try:
        found = drafts.begin(by=request.user)
    except PermissionDenied:  # staff look around, members ask
        return closed(request)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return _to_the_door(request)
    return redirect("assistance_draft", found.pk, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_drafts
def draft(request, found, step):
    """One step. Whatever is left is kept; what is wrong or missing is said."""
    here = next((known for known in drafts.STEPS if known.number == int(step)), None)
    if not here:
        raise Http404
    if request.method != "POST":
        form = drafts.form_of(here, found)
        if "check" in request.GET and here.number in drafts.missing(found):
            form = drafts.form_of(here, found, {name: form.initial.get(name) for name in form.fields})
            form.is_valid()
            form.complain_about_gaps()
        return _step(request, found, here, form)
    if (number := request.POST.get("remove", "")).isdecimal() and len(number) <= 18:
        drafts.remove_file(found, int(number))
        return redirect("assistance_draft", found.pk, here.number)
    form = drafts.form_of(here, found, request.POST, request.FILES)
    form.is_valid()
    form.keep()
    leaves = request.POST.get("go")
    if leaves == "next" and form.is_valid():
        form.complain_about_gaps()
    if form.errors and leaves != "back":
        return _step(request, found, here, form)
    if leaves == "back" and here.number > 1:
        return redirect("assistance_draft", found.pk, here.number - 1)
    if leaves == "stay":
        return redirect("assistance_draft", found.pk, here.number)
    if leaves == "later":
        messages.success(request, _("Your draft is saved. You find it here whenever you go on."))
        return _to_the_door(request)
    if here.number == len(drafts.STEPS):
        return redirect("assistance_review", found.pk)
    return redirect("assistance_draft", found.pk, here.number + 1)


def _step(request, found, here, form):
    context = {
        "case": found,
        "step": here,
        "steps": drafts.STEPS,
        "form": form,
        "crumb": request.place.title,
        "attachments": found.attachments.all() if here.form is drafts.STEPS[-1].form else [],
    }
    return render(request, "assistance/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_drafts
def review(request, found):
    """Read it once more, then send or discard it. What is missing leads back to its step."""
    if request.method == "POST" and "discard" in request.POST:
        drafts.discard(found)
        messages.success(request, _("The draft is discarded."))
        return _to_the_door(request)
    if request.method == "POST":
        try:
            drafts.send_draft(found, by=request.user)
        except acts.NotNow:
            raise
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            step = drafts.first_incomplete(found)
            return redirect(f"{reverse('assistance_draft', args=[found.pk, step])}?check=1")
        messages.success(request, _("Your request is on its way. We wrote you a confirmation."))
        return redirect("assistance_case", found.pk)
    context = {
        "case": found,
        "steps": drafts.STEPS,
        "missing": drafts.missing(found),
        "attachments": found.attachments.all(),
        "crumb": request.place.title,
    }
    return render(request, "assistance/review.html", context)


# --- following it


@require_safe
@_guarded
def case(request, found):
    return _page(request, found)


def _page(request, found, status=200, **forms):
    """The request with its timeline, and the forms as they were filled in; `unsent` words have no form any more."""
    if found.status == Status.DRAFT:
        return redirect("assistance_draft", found.pk, 1)
    initial = {"version": found.version}
    context = {
        "case": found,
        "story": story_of(found, for_desk=False),
        "attachments": found.attachments.filter(message=None),
        "milestones": found.milestones.all(),
        "is_own": _own(request, found),
        "is_requester": found.requester_id == request.user.pk,
        "is_desk": looks_after(request.user),
        "survey": getattr(found, "survey", None),
        "message_form": MessageForm(auto_id="message_%s"),
        "close_form": CloseForm(initial=initial, auto_id="close_%s"),
        "reopen_form": ReopenForm(initial=initial, auto_id="reopen_%s"),
        "crumb": request.place.title,
    }
    return render(request, "assistance/case.html", context | forms, status=status)


# The act of each form on the page; where it is not possible, the form is not there.
ACTS = {"message_form": EventKind.MESSAGE, "close_form": EventKind.CLOSE, "reopen_form": EventKind.REOPEN}


def _act(request, found, form, name, act, done):
    """Do what a form asks for; what is wrong is said at the form, what is impossible by now above the page."""
    sources, _target = acts.MOVES[ACTS[name]]
    if not form.is_valid():
        if found.status in sources:
            return _page(request, found, status=400, **{name: form, "form": form})
        messages.error(request, " ".join(acts.NotNow().messages))
        return _page(request, found, status=409, unsent=typed_words(form))
    try:
        act(form.cleaned_data)
    except ValidationError as error:
        found.refresh_from_db()
        messages.error(request, " ".join(error.messages))
        if words := typed_words(form):  # nobody types it again
            if found.status not in sources:
                return _page(request, found, status=409, unsent=words)
            kept = type(form)(initial=form.cleaned_data | {"version": found.version}, auto_id=form.auto_id)
            return _page(request, found, status=409, **{name: kept})
    except PermissionDenied as error:
        raise Http404 from error
    else:
        messages.success(request, done)
    return redirect("assistance_case", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def message(request, found):
    if request.method != "POST":
        return redirect("assistance_case", found.pk)
    form = MessageForm(request.POST, request.FILES, auto_id="message_%s")

    def act(values):
        acts.write(found, by=request.user, by_desk=False, **values)

    return _act(request, found, form, "message_form", act, _("Your message is on its way."))


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def close(request, found):
    if request.method != "POST":
        return redirect("assistance_case", found.pk)
    form = CloseForm(request.POST, auto_id="close_%s")

    def act(values):
        acts.withdraw(found, by=request.user, **values)

    return _act(request, found, form, "close_form", act, _("The request is closed."))


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def reopen(request, found):
    if request.method != "POST":
        return redirect("assistance_case", found.pk)
    form = ReopenForm(request.POST, auto_id="reopen_%s")

    def act(values):
        acts.reopen(found, by=request.user, by_desk=False, **values)

    return _act(request, found, form, "reopen_form", act, _("The request is open again."))


@require_http_methods(["GET", "HEAD", "POST"])
@_guarded
def survey(request, found):
    """Four questions, for who asked, once it is closed."""
    if found.requester_id != request.user.pk or not _own(request, found):
        raise Http404
    given = getattr(found, "survey", None)
    form = SurveyForm(request.POST if request.method == "POST" else None, instance=given)
    if found.status != Status.CLOSED:
        if words := form.is_bound and typed_words(form):
            messages.error(request, " ".join(acts.NotNow().messages))
            return _page(request, found, status=409, unsent=words)
        return redirect("assistance_case", found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            acts.answer_survey(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("Thank you. Your answers help us to help the next agency."))
        return redirect("assistance_case", found.pk)
    context = {"case": found, "form": form, "crumb": request.place.title}
    return render(request, "assistance/survey.html", context, status=400 if form.is_bound else 200)


@require_safe
@_guarded
def attachment(request, found, file):
    """A file of the case. Those of internal notes are the desk's."""
    row = get_object_or_404(open_attachments(found, for_desk=looks_after(request.user)), pk=file)
    return deliver(request, row.file, content_type=row.content_type, download=True)
