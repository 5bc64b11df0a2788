"""The addresses of private files: each asks the access rule before it opens anything."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from library.models import CaptionTrack, RecordingPage, Video
from library.moments import clock
from library.watching import note_watched, read_report
from members.access import is_staff, may_enter, visible_to
from members.files import deliver
from members.views import closed

__all__ = ["captions", "poster", "sound", "transcript", "video", "watched"]


def _require_access(request, video_pk: int) -> None:
    """Raise unless the person may open a published page that plays the video, or works on the site."""
    pages = RecordingPage.objects.filter(video=video_pk)
    if not is_staff(request.user) and not visible_to(request.user, pages).exists():
        raise Http404


def _guarded(view):
    """Answer strangers alike whether the file exists or not: sign in first, then be a member."""

    def guard(request, pk):
        if not request.user.is_authenticated:
            return closed(request)
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, pk)

    return guard


def _video(request, pk: int) -> Video:
    _require_access(request, pk)
    return get_object_or_404(Video, pk=pk)


def _track(request, pk: int) -> CaptionTrack:
    track = get_object_or_404(CaptionTrack.objects.select_related("video"), pk=pk)
    _require_access(request, track.video_id)
    return track


def _deliver(request, file, **options):
    if not file:
        raise Http404
    return deliver(request, file, **options)


@require_safe
@_guarded
def video(request, pk):
    """The video itself, in byte ranges."""
    video = _video(request, pk)
    return _deliver(request, video.file, content_type=video.content_type)


@require_safe
@_guarded
def sound(request, pk):
    """The sound without the picture, for slow networks."""
    return _deliver(request, _video(request, pk).sound, content_type="audio/mp4")


@require_safe
@_guarded
def poster(request, pk):
    """The still picture shown before the video plays."""
    return _deliver(request, _video(request, pk).poster, content_type="image/jpeg")


@require_safe
@_guarded
def captions(request, pk):
    """The captions of one language; `?download` to keep."""
    file = _track(request, pk).file
    return deliver(request, file, content_type="text/vtt; charset=utf-8", download="download" in request.GET)


@require_safe
@_guarded
def transcript(request, pk):
    """What is said in one language, as plain text with times."""
    track = _track(request, pk)
    lines = [
        f"{clock(start / 1000)}  {f'{voice}: ' if voice else ''}{text}"
        for start, text, voice in track.cues.order_by("number").values_list("start", "text", "voice")
    ]
    pages = visible_to(request.user, RecordingPage.objects.filter(video=track.video_id)).select_related("locale")
    titles = {page.locale.language_code: page.title for page in pages}
    title = titles.get(track.language) or next(iter(titles.values()), "")
    name = f"{slugify(title)[:80] or 'transcript'}.{track.language}.txt"
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": content_disposition_header(True, name),
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse("\n".join([title, "", *lines, ""]), headers=headers)


@require_POST
@_guarded
def watched(request, pk):
    """What the browser has played since it last spoke. Answers 204, or 400 where the report is none."""
    video = _video(request, pk)
    report = read_report(request.POST, request.user, video)
    if report is None:
        return HttpResponse(status=400)
    note_watched(user=request.user, video=video, report=report)
    return HttpResponse(status=204)
