"""Library → Publications → Add from files: many files at once, then their drafts on one screen."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction
from wagtail.log_actions import log
from wagtail.models import Collection

from content.models import Topic
from library.adding import add_document, add_file
from library.desk.screens import Screen
from library.forms import set_topics
from library.publications import Publication

__all__ = ["AddFromDocuments", "AddFromFilesView", "CompleteDraftsView"]

AT_ONCE = 30


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one field; its value is the list of them, empty ones included: each is judged by itself."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > AT_ONCE:
            raise ValidationError(_("Choose at most %(count)d files at once."), params={"count": AT_ONCE})
        return files


class FilesForm(forms.Form):
    files = ManyFilesField(
        label=_("Files"),
        help_text=_("Choose several at once, or drop them here. PDF is best; at most 50 MB a file."),
        widget=ManyFilesInput(attrs={"accept": ".pdf,.docx,.odt,.pptx,.xlsx"}),
    )
    collection = forms.ModelChoiceField(
        label=_("Collection"),
        queryset=Collection.objects.none(),
        empty_label=None,
        help_text=_("Where the files are kept among the documents."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        collections = document_policy.collections_user_has_permission_for(user, "add")
        self.fields["collection"].queryset = collections
        self.fields["collection"].initial = collections.first()
        if len(collections) == 1:
            self.fields["collection"].widget = forms.HiddenInput()


class AddFromFilesView(Screen):
    page_title = _("Add from files")
    header_icon = "upload"
    template_name = "library/admin/add_from_files.html"
    complete_url_name = None

    @cached_property
    def form(self):
        files = {"files": self.request.FILES.getlist("files")} if self.request.method == "POST" else None
        return FilesForm(self.request.POST or None, files, user=self.request.user)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        values = self.form.cleaned_data
        results = [add_file(file, collection=values["collection"], by=request.user) for file in values["files"]]
        if not any(result.draft for result in results):
            return self.render_to_response(self.get_context_data(results=results))
        return tell_and_complete(request, results, reverse(self.complete_url_name))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"form": self.form}


class AddFromDocuments(DocumentBulkAction):
    """Documents → tick some → Make publications. So what was uploaded there, many at once, arrives here as well."""

    display_name = _("Make publications")
    aria_label = _("Make publications of the selected documents")
    action_type = "make_publications"
    action_priority = 50
    template_name = "library/admin/make_publications.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("library.add_publication"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def prepare_action(self, objects, objects_without_access):
        results = [add_document(document, by=self.request.user) for document in objects[:AT_ONCE]]
        if left_out := len(objects[AT_ONCE:]):
            words = ngettext(
                "%(count)d document was left out. Choose at most %(most)d at once.",
                "%(count)d documents were left out. Choose at most %(most)d at once.",
                left_out,
            )
            messages.warning(self.request, words % {"count": left_out, "most": AT_ONCE})
        complete_url = reverse(Publication.snippet_viewset.get_url_name("complete"))
        return tell_and_complete(self.request, results, complete_url) or redirect(self.next_url)


def tell_and_complete(request, results, complete_url):
    """Say what was not added, and go on to the drafts that were made; None where there are none."""
    for result in results:
        tell(request, result)
    drafts = [result.draft for result in results if result.draft]
    numbers = "&".join(f"id={draft.pk}" for draft in drafts)
    return redirect(f"{complete_url}?{numbers}") if drafts else None


def tell(request, result):
    if result.known:
        words = gettext("%(file)s is not added again: a publication has this very file.")
        buttons = [
            messages.button(reverse(known.snippet_viewset.get_url_name("edit"), args=[known.pk]), str(known))
            for known in result.known[:3]
        ]
        messages.warning(request, words % {"file": result.name}, buttons=buttons)
    elif result.refused:
        words = gettext("%(file)s is not added: %(why)s.")
        why = "; ".join(str(reason).rstrip(".") for reason in result.refused)
        messages.error(request, words % {"file": result.name, "why": why})


class DraftForm(forms.ModelForm):
    """What every publication needs. The abstract may wait until the draft is submitted."""

    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Publication
        fields = ["title", "abstract", "kind", "year", "language", "access"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, is_submitted=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["abstract"].required = is_submitted
        self.fields["topics"].queryset = Topic.objects.in_english()
        self.initial["topics"] = [row.topic_id for row in self.instance.topic_rows.all()]

    def save(self, *, by) -> Publication:
        publication = super().save(commit=False)
        set_topics(publication, [topic.pk for topic in self.cleaned_data["topics"]])
        publication.save()
        publication.save_revision(user=by, clean=False)
        log(publication, "wagtail.edit", user=by, content_changed=True)
        return publication


class CompleteDraftsView(Screen):
    """All new drafts as one form; nothing is saved while one of them has an error."""

    page_title = _("Complete the drafts")
    header_icon = "edit"
    template_name = "library/admin/complete_drafts.html"
    permission_required = "change"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        numbers = [number for number in request.GET.getlist("id") if number.isdecimal() and len(number) < 18]
        drafts = Publication.objects.filter(pk__in=numbers[:AT_ONCE], live=False).order_by("pk")
        self.drafts = [draft for draft in drafts.select_related("document") if self.is_open(draft)]

    def is_open(self, draft) -> bool:
        """Whether the person may change this draft now; it may be locked, or wait for somebody's approval."""
        lock = draft.get_lock()
        return not (lock and lock.for_user(self.request.user))

    def get(self, request, *args, **kwargs):
        if not self.drafts:
            raise Http404
        return super().get(request, *args, **kwargs)

    @cached_property
    def forms(self):
        is_submitted = "submit" in self.request.POST
        return [
            DraftForm(
                self.request.POST or None,
                instance=draft,
                prefix=f"draft-{draft.pk}",
                is_submitted=is_submitted,
                use_required_attribute=False,
            )
            for draft in self.drafts
        ]

    def post(self, request, *args, **kwargs):
        if not self.forms:
            raise Http404
        if not all([form.is_valid() for form in self.forms]):  # noqa: C419 (every form tells its errors)
            words = gettext("Nothing was saved yet. Correct the entries marked below.")
            messages.error(request, words)
            return self.render_to_response(self.get_context_data())
        with transaction.atomic():
            saved = [form.save(by=request.user) for form in self.forms]
            submitted = self.submit(saved) if "submit" in request.POST else 0
        if submitted:
            words = ngettext("%(count)d draft submitted.", "%(count)d drafts submitted.", submitted)
            messages.success(request, words % {"count": submitted})
        if kept := len(saved) - submitted:
            words = ngettext("%(count)d draft saved.", "%(count)d drafts saved.", kept)
            messages.success(request, words % {"count": kept})
        return redirect(self.index_url_name)

    def submit(self, drafts) -> int:
        """Start the approval of the drafts that do not wait for it yet; says how many."""
        started = 0
        for draft in drafts:
            workflow = draft.get_workflow()
            if workflow and not draft.workflow_in_progress:
                workflow.start(draft, self.request.user)
                started += 1
        return started

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"forms": self.forms}
