from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from content.art import SEEDS, Drawing

__all__ = ["art"]


@require_safe
def art(request, seed):
    """A drawing as a PNG, for previews of shared links. It never changes, so caches may keep it for good."""
    if seed >= SEEDS:
        raise Http404
    response = HttpResponse(Drawing.from_seed(seed).png(), content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
