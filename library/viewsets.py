"""Library, in the admin's menu: publications and videos."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from library.desk.publications import PublicationViewSet
from library.models import Video

__all__ = ["LibraryGroup", "video_chooser_viewset"]


class VideoViewSet(ModelViewSet):
    model = Video
    icon = "media"
    menu_label = _("Videos")
    menu_name = "videos"
    menu_order = 200
    list_display = [
        "title",
        "length",
        "caption_languages",
        DateColumn("created_at", label=_("Uploaded"), width="20%"),
    ]
    search_fields = ["title"]
    list_filter = {"captions__language": ["exact"]}
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["title", "length", "width", "height", "caption_languages", "created_at"]


class VideoChooserViewSet(ChooserViewSet):
    model = Video
    icon = "media"
    choose_one_text = _("Choose a video")
    choose_another_text = _("Choose another video")
    edit_item_text = _("Edit this video")


class LibraryGroup(SnippetViewSetGroup):
    """What can be read and watched."""

    menu_label = _("Library")
    menu_name = "library"
    menu_icon = "glasses"
    menu_order = 205
    items = (PublicationViewSet, VideoViewSet("videos"))


video_chooser_viewset = VideoChooserViewSet("video_chooser")
