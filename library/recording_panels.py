"""The editing screen of a recording."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from content.models import BasePage, Topic
from library.forms import set_topics

__all__ = ["RecordingForm", "recording_panels"]


class RecordingForm(WagtailAdminPageForm):
    """Topics are check boxes; drafts and revisions carry them as rows. A draft may lack captions."""

    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is about, as a reader would look for it. Two or three are usually enough."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            self.fields["topics"].queryset = Topic.objects.in_english()
            self.initial.setdefault("topics", [row.topic_id for row in self.instance.topic_rows.all()])

    def defer_required_fields(self):
        """A draft may be incomplete, but not while it waits for approval: approving publishes what was saved last."""
        if not (self.instance.pk and self.instance.workflow_in_progress):
            super().defer_required_fields()
            self.instance.is_being_drafted = True

    def restore_required_fields(self):
        super().restore_required_fields()
        self.instance.is_being_drafted = False

    def save(self, commit=True):
        if "topics" in self.cleaned_data:
            set_topics(self.instance, [topic.pk for topic in self.cleaned_data["topics"]])
        return super().save(commit=commit)


recording_panels = TabbedInterface(
    [
        ObjectList(
            [
                *BasePage.content_panels,
                FieldRowPanel([FieldPanel("kind"), FieldPanel("held_on")]),
                MultiFieldPanel(
                    [
                        HelpPanel(
                            content=_(
                                "Files and captions are kept under “Library → Videos”. Upload there first, then choose "
                                "the video here. One video serves the pages of both languages."
                            )
                        ),
                        FieldPanel("video"),
                        FieldPanel("no_captions_reason", permission="library.waive_captions"),
                    ],
                    heading=_("Video and captions"),
                ),
                InlinePanel(
                    "speaker_rows",
                    panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("role"), FieldPanel("agency")])],
                    label=_("Speaker"),
                    heading=_("Speakers"),
                    max_num=20,
                ),
                InlinePanel(
                    "chapters",
                    panels=[FieldRowPanel([FieldPanel("start"), FieldPanel("title")])],
                    label=_("Chapter"),
                    heading=_("Chapters"),
                    help_text=_("Three to eight are enough for an hour. They are sorted by their beginning."),
                    max_num=60,
                ),
                FieldPanel("about"),
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
                FieldPanel("topics"),
                FieldPanel("event"),
                InlinePanel(
                    "cited_rows",
                    panels=[FieldPanel("publication")],
                    label=_("Publication"),
                    heading=_("Publications cited"),
                    help_text=_("Readers see those that they may open, in their language."),
                    max_num=20,
                ),
                InlinePanel(
                    "handouts",
                    panels=[FieldPanel("document")],
                    label=_("Handout"),
                    heading=_("Handouts"),
                    help_text=_("Slides and worksheets. Only people who may open this page can open them."),
                    max_num=20,
                ),
            ],
            heading=_("What belongs to it"),
        ),
        ObjectList(BasePage.promote_panels, heading=_("Promote")),
        ObjectList([PublishingPanel()], heading=_("Settings")),
    ],
    base_form_class=RecordingForm,
)
