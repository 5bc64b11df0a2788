"""How staff fill in a publication. Topics and audiences are check boxes; drafts and revisions carry them as rows."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.models import Topic

__all__ = ["PublicationForm", "set_audiences", "set_topics"]


def _set(rows, field: str, values):
    """Make the rows of a publication those of the values, keeping what was there. Written when it is saved."""
    kept = {getattr(row, field): row for row in rows.all()}
    rows.set([kept.get(value) or rows.model(**{field: value}) for value in dict.fromkeys(values)])


def set_topics(publication, numbers):
    """`numbers` are those of the topics' English rows."""
    _set(publication.topic_rows, "topic_id", numbers)


def set_audiences(publication, audiences):
    _set(publication.audience_rows, "audience", audiences)


class PublicationForm(WagtailAdminModelForm):
    """The whole record."""

    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is about, as a reader would look for it. Two or three are usually enough."),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Audiences"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For whom it was written. None: for everybody."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        publication = self.instance
        # A translator works without them: both languages share them.
        if "topics" in self.fields:
            self.fields["topics"].queryset = Topic.objects.in_english()
            self.initial.setdefault("topics", [row.topic_id for row in publication.topic_rows.all()])
        if "audiences" in self.fields:
            self.fields["audiences"].choices = publication.audience_rows.model._meta.get_field("audience").choices
            self.initial.setdefault("audiences", [row.audience for row in publication.audience_rows.all()])

    def defer_required_fields(self):
        """A draft may be incomplete, but not while it waits for approval: approving publishes what was saved last."""
        if not (self.instance.pk and self.instance.workflow_in_progress):
            super().defer_required_fields()

    def clean(self):
        values = super().clean()
        publication, slug = self.instance, values.get("slug")
        if "slug" in values and not slug:
            publication.title = values.get("title", "")
            values["slug"] = publication.free_slug()  # now, so that a preview has an address, too
        elif slug and publication.locale_id:
            same = type(publication).objects.filter(locale=publication.locale_id, slug=slug)
            if same.exclude(pk=publication.pk).exists():
                self.add_error("slug", _("Another publication has this address."))
        return values

    def save(self, commit=True):
        if "topics" in self.cleaned_data:
            set_topics(self.instance, [topic.pk for topic in self.cleaned_data["topics"]])
        if "audiences" in self.cleaned_data:
            set_audiences(self.instance, self.cleaned_data["audiences"])
        return super().save(commit=commit)
