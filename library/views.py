"""The addresses of private files: each asks the access rule before it opens anything."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from library.models import CaptionTrack, RecordingPage, Video
from members.access import is_staff, may_enter, visible_to
from members.files import deliver
from members.views import closed

__all__ = ["captions", "poster", "video"]


def _require_access(request, video_pk: int) -> None:
    """Raise unless the person may open a published page that plays the video, or works on the site."""
    pages = RecordingPage.objects.filter(video=video_pk)
    if not is_staff(request.user) and not visible_to(request.user, pages).exists():
        raise Http404


def _guarded(view):
    """Answer strangers alike whether the file exists or not: sign in first, then be a member."""

    @require_safe
    def guard(request, pk):
        if not request.user.is_authenticated:
            return closed(request)
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, pk)

    return guard


@_guarded
def video(request, pk):
    """The video itself, in byte ranges."""
    _require_access(request, pk)
    video = get_object_or_404(Video, pk=pk)
    return deliver(request, video.file, content_type=video.content_type)


@_guarded
def poster(request, pk):
    """The still picture shown before the video plays."""
    _require_access(request, pk)
    return deliver(request, get_object_or_404(Video, pk=pk).poster, content_type="image/jpeg")


@_guarded
def captions(request, pk):
    """The captions of one language."""
    track = get_object_or_404(CaptionTrack, pk=pk)
    _require_access(request, track.video_id)
    return deliver(request, track.file, content_type="text/vtt; charset=utf-8")
