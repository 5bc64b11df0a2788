"""What all lists of the desk have in common."""

from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic

from members.spreadsheets import SafeExportMixin

__all__ = ["DeskList", "without"]


class DeskList(SafeExportMixin, generic.IndexView):
    """A list whose exports are safe to open."""

    results_template_name = "members/admin/list_results.html"
    nothing = ""  # what an empty list says

    def title_column(self, label, *, sort_key=None, accessor=str):
        """The first column: leads to the row's own screen, and names the row for its check box."""
        return self._get_title_column_class(TitleColumn)(
            "title",
            label=label,
            accessor=accessor,
            sort_key=sort_key,
            get_url=lambda row: self.get_edit_url(row) or self.get_inspect_url(row),
            get_title_id=lambda row: f"row_{row.pk}_title",
        )


def without(urlpatterns, *names):
    """A viewset's addresses but for those that nobody needs."""
    return [pattern for pattern in urlpatterns if pattern.name not in names]
