"""What is noted when a recording is published without captions."""

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from library.recordings import RecordingPage

__all__ = ["WAIVED", "WaivedFormatter"]

WAIVED = "library.waive_captions"


class WaivedFormatter(LogFormatter):
    label = _("Publish without captions")

    def format_message(self, log_entry):
        return _("Published without captions: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


@receiver(page_published, sender=RecordingPage)
def note_the_reason(instance, revision=None, **kwargs):
    """Keep in the page's history who published without captions and why, once for every reason."""
    reason = instance.no_captions_reason.strip()
    if not reason or not instance.video_id or instance.video.captions.exists():
        return
    last = PageLogEntry.objects.filter(page=instance.pk, action=WAIVED).order_by("-timestamp").first()
    if last is None or last.data.get("reason") != reason:
        log(instance=instance, action=WAIVED, user=revision and revision.user, data={"reason": reason})
