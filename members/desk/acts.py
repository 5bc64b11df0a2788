"""Acts on many rows of a list at once. Routed by the viewset they belong to, so that no other list offers them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import ListingButton

__all__ = ["Act", "ActsMixin", "ActsOnList"]


class Act(BulkAction):
    """One act. Subclasses say what it does to one row; each row is locked, asked for again and logged."""

    template_name = "members/admin/act.html"
    header_icon = ""
    question = ""
    policy = None
    index_view = None

    aria_label = None  # the name says it

    def dispatch(self, request, *args, **kwargs):
        if not self.policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model, object_ids):
        numbers = [pk for pk in object_ids if str(pk).isdecimal()]
        found = model.objects.filter(pk__in=numbers)
        if not found:
            raise Http404
        return found

    def get_all_objects_in_listing_query(self, parent_id):
        """Everything in the list as it was filtered and searched, on all its pages."""
        view = self.index_view.view_class(**self.index_view.view_initkwargs)
        view.setup(self.request)
        return list(view.get_queryset().values_list("pk", flat=True))

    def check_perm(self, obj):
        return self.policy.user_has_permission_for_instance(self.request.user, "change", obj)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"act": self, "header_icon": self.header_icon}

    def execute_action(self, objects, **kwargs):
        locked = self.model.objects.select_for_update().filter(pk__in=[row.pk for row in objects])
        return sum(self.act_on(row) for row in locked), 0

    def act_on(self, row) -> bool:
        """Do it to one row; whether anything changed."""
        raise NotImplementedError


class ActsOnList:
    """Mixin of an index view: a check box a row, and the acts below the list, for whoever may change rows."""

    template_name = "members/admin/list_with_acts.html"
    acts_url_name = None
    acts = ()

    @cached_property
    def columns(self):
        boxes = [BulkActionsCheckboxColumn("bulk_actions", obj_type="row")]
        return [*(boxes if self.user_has_permission("change") else []), *super().columns]

    def get_context_data(self, *args, **kwargs):
        buttons = [
            ListingButton(
                act.display_name,
                reverse(self.acts_url_name, args=[act.action_type]),
                attrs={"data-bulk-action-button": ""},
                classname="bulk-action-btn",
                priority=order,
            )
            for order, act in enumerate(self.acts)
        ]
        may_act = self.user_has_permission("change")
        return super().get_context_data(*args, **kwargs) | {"acts": buttons if may_act else []}


class ActsMixin:
    """Mixin of a viewset whose list has acts."""

    acts = ()

    def act_view(self, request, act):
        found = next((kind for kind in self.acts if kind.action_type == act), None)
        if not found:
            raise Http404
        view = found(request, self.model)
        view.index_view = self.index_view
        return view.dispatch(request)

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            **{"acts": self.acts, "acts_url_name": self.get_url_name("act"), **kwargs}
        )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("act/<slug:act>/", self.act_view, name="act")]
