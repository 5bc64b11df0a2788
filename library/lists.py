"""Pages that are lists with filters: whole, or, where htmx asks, only what changes in them."""

from django.utils.cache import patch_vary_headers

from library.filters import FilteredList

__all__ = ["ListsByFilter"]


class ListsByFilter:
    """A page that is a list with filters. Whoever derives from it says which (`get_shelf`)."""

    part_template = ""  # what changes in the list

    def get_shelf(self, request) -> FilteredList:
        raise NotImplementedError

    def is_one_of_many(self, shelf) -> bool:
        """Whether the answer is the same rows again, in one of endless combinations."""
        return shelf.is_set

    def get_template(self, request, *args, **kwargs):
        asks_for_part = request.htmx and not request.htmx.history_restore_request
        return self.part_template if asks_for_part else self.template

    def get_context(self, request, *args, **kwargs):
        shelf = self.get_shelf(request)
        return super().get_context(request, *args, **kwargs) | {
            "shelf": shelf,
            "listing": shelf.listing,
            "is_part": self.get_template(request) != self.template,
        }

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
        shelf = response.context_data["shelf"]
        if response.context_data["is_part"]:
            response["HX-Push-Url"] = request.path + shelf.here.removesuffix("?")
        if self.is_one_of_many(shelf):
            response["X-Robots-Tag"] = "noindex"
        return response
