"""What the library's own screens beside the list have in common."""

from django.urls import reverse
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

__all__ = ["Screen"]


class Screen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen that is reached from a viewset's list, and may be used by whoever may add there."""

    model = None
    permission_policy = None
    permission_required = "add"
    index_url_name = None

    def get_breadcrumbs_items(self):
        plural = capfirst(self.model._meta.verbose_name_plural)
        index = {"url": reverse(self.index_url_name), "label": plural}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]
