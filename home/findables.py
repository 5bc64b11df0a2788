"""Pages, as a search finds them: every type that no room registered as a kind of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.models import AdvisoryBoardPage, ArticlePage, BoardMember, Partner, PartnersPage
from library.carried import CarriesFiles
from members.findable import PageKind, kinds, register

__all__ = ["Pages"]


@register
class Pages(CarriesFiles):
    """What the site says about the program, its model, its partners and its news, and the files it hands out."""

    name = "page"
    label = _("Page")
    heading = _("Pages")
    icon = "file-text"
    model = Page
    watches = {
        Partner: lambda row: PartnersPage.objects.filter(locale=row.locale_id).values_list("pk", flat=True),
        BoardMember: lambda row: AdvisoryBoardPage.objects.filter(locale=row.locale_id).values_list("pk", flat=True),
        **CarriesFiles.watches,
    }

    def rows(self):
        others = [kind.model for kind in kinds().values() if isinstance(kind, PageKind) and kind is not self]
        return super().rows().filter(depth__gt=1).not_type(*others).specific()

    def due(self):
        """Terms on the board begin and end."""
        return AdvisoryBoardPage.objects.values_list("pk", flat=True)

    def facts(self, page):
        return {"dated_on": page.published_on if isinstance(page, ArticlePage) else None}

    def text(self, page):
        """A list of partners or board members is found by whom it names."""
        names = []
        if isinstance(page, PartnersPage):
            names = Partner.objects.filter(live=True, locale=page.locale_id).values_list("name", "summary")
        if isinstance(page, AdvisoryBoardPage):
            board = BoardMember.objects.filter(live=True, locale=page.locale_id).serving()
            names = board.values_list("name", "organization")
        return "\n".join([super().text(page), *(": ".join(row) for row in names)])
