from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from search import backend, keeping  # noqa: F401 (connects the signals)

        if backend.is_configured():
            backend.connect()  # fails here, at the start, where the client is not installed
