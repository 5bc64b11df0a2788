"""Library, in the admin's menu: publications and videos."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from library.desk.publications import PublicationViewSet
from library.desk.videos import VideoChooserViewSet, VideoViewSet

__all__ = ["LibraryGroup", "video_chooser_viewset"]


class LibraryGroup(SnippetViewSetGroup):
    """What can be read and watched."""

    menu_label = _("Library")
    menu_name = "library"
    menu_icon = "glasses"
    menu_order = 205
    items = (PublicationViewSet, VideoViewSet("videos"))


video_chooser_viewset = VideoChooserViewSet("video_chooser")
