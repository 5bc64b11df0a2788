"""The page of a publication, its file, and the files by which it is cited."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from library.citations import bibtex, ris
from library.downloads import count_download
from library.presentation import Presentation
from library.publications import Publication
from members.access import may_enter
from members.carriers import may_have
from members.files import deliver
from members.views import closed

__all__ = ["bibtex_file", "document_file", "publication", "ris_file"]


def _guarded(view):
    """Hand the view a publication that the person may open.

    Outsiders get one and the same answer whether it is for members, a draft, or not there at all.
    """

    @require_safe
    def guard(request, slug):
        found = Publication.objects.visible_to(request.user).filter(slug=slug)
        publication = found.select_related("document__collection", "cover", "replaced_by").first()
        if publication is None:
            if may_enter(request.user):
                raise Http404
            return closed(request)
        request.is_private = publication.is_members_only
        return view(request, publication)

    return guard


@_guarded
def publication(request, publication):
    shown = Presentation(publication, request)
    request.place = shown.place
    return render(
        request,
        "library/publication.html",
        {"publication": publication, "shown": shown, "crumb": publication.title},
    )


@_guarded
def document_file(request, publication):
    """The file itself, counted. No cache may keep it, or it would count once for many."""
    document = publication.document
    if not document:
        raise Http404
    if not may_have(request.user, document):
        return closed(request)
    download = document.content_disposition != "inline"
    response = deliver(request, document.file, content_type=document.content_type, download=download)
    count_download(request, response, publication)
    return response


def _attachment(text: str, content_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',  # made of a slug: nothing in it needs coding
        "Content-Type": f"{content_type}; charset=utf-8",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, headers=headers)


@_guarded
def ris_file(request, publication):
    text = ris(Presentation(publication, request).citation_data, publication.abstract)
    return _attachment(text, "application/x-research-info-systems", f"{publication.slug}.ris")


@_guarded
def bibtex_file(request, publication):
    text = bibtex(Presentation(publication, request).citation_data)
    return _attachment(text, "application/x-bibtex", f"{publication.slug}.bib")
