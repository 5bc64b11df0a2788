from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = _("Library")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # They connect signals, and add the room's parts to figures, the search, and what people can read of themselves.
        from library import figures, findables, media, own_data, publishing, reading  # noqa: F401
