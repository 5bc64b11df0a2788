"""Library → Videos: files and captions, uploaded with a bar that shows how far it is, and looked into afterward."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from library.videos import Video

__all__ = ["VideoChooserViewSet", "VideoViewSet"]


class UploadInput(forms.FileInput):
    """A file field whose form is sent with a progress bar. Django's usual one links to an address that we lack."""

    def __init__(self, attrs=None):
        words = {"data-upload": "", "data-upload-busy": _("Uploading …"), "data-upload-done": _("Being stored …")}
        words["data-upload-failed"] = _("The upload was interrupted. Check your connection, and send it again.")
        super().__init__({"accept": ".mp4,.webm,.mp3"} | words | (attrs or {}))

    class Media:
        js = [forms.Script("js/upload.js", type="module")]


class VideoForm(WagtailAdminModelForm):
    """A video with its captions. What is published keeps at least one of them."""

    def clean(self):
        values = super().clean()
        tracks = self.formsets.get("captions")
        if self.instance.pk and tracks is not None and tracks.is_valid() and not any(map(_stays, tracks.forms)):
            pages = self.instance.pages.filter(no_captions_reason="")
            needed = [page for page in pages if page.live or page.approved_schedule or page.workflow_in_progress]
            if needed:
                names = ", ".join(page.get_admin_display_title() for page in needed)
                message = _("These pages play it and may not be without captions: %(names)s")
                self.add_error(None, forms.ValidationError(message, params={"names": names}))
        return values


def _stays(form) -> bool:
    """Whether captions are still there, or new, after the form is saved."""
    return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE")


class MediaPanel(HelpPanel):
    """What was found in the file, and a player to look at it."""

    def __init__(self, template="library/admin/media_panel.html", heading="", **kwargs):
        super().__init__(template=template, heading=heading or _("As it plays"), **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"video": self.instance}


class VideoViewSet(ModelViewSet):
    model = Video
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    menu_order = 200
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            MultiFieldPanel(
                [FieldPanel("file", widget=UploadInput), FieldPanel("embed_url")], heading=_("Where it plays from")
            ),
            MediaPanel(),
            InlinePanel("captions", label=_("Captions"), heading=_("Captions, one file per language"), max_num=2),
        ],
        base_form_class=VideoForm,
    )
    list_display = [
        "title",
        Column("length", label=_("Length"), sort_key="duration"),
        StatusTagColumn("get_state_display", label=_("State"), primary=lambda video: video.state == Video.State.READ),
        Column("caption_languages", label=_("Captions")),
        DateColumn("created_at", label=_("Uploaded"), width="20%"),
    ]
    search_fields = ["title"]
    list_filter = {"captions__language": ["exact"], "state": ["exact"]}
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["title", "length", "width", "height", "caption_languages", "state", "created_at"]


class VideoChooserViewSet(ChooserViewSet):
    model = Video
    icon = "media"
    choose_one_text = _("Choose a video")
    choose_another_text = _("Choose another video")
    edit_item_text = _("Edit this video")
