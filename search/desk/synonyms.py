"""Settings → Synonyms."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import Synonym

__all__ = ["SynonymViewSet"]


class SynonymCreateView(CreateView):
    def get_initial(self):
        """What was searched for, when one comes from the report."""
        given = {name: self.request.GET.get(name, "")[:100] for name in ("words", "language")}
        return super().get_initial() | {name: value for name, value in given.items() if value}


class SynonymViewSet(ModelViewSet):
    model = Synonym
    name = url_prefix = "synonyms"
    icon = "link"
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    menu_order = 890
    add_to_settings_menu = True
    add_view_class = SynonymCreateView
    list_display = [
        TitleColumn("__str__", label=_("Words that mean the same"), get_url=None, url_name="synonyms:edit"),
        Column("get_language_display", label=_("Language"), sort_key="language"),
    ]
    list_filter = ["language"]
    search_fields = ["words"]
    copy_view_enabled = False
    index_results_template_name = "search/admin/synonyms_results.html"
