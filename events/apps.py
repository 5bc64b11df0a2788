from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # They connect signals, and add the room's parts to letters, data, figures, the search and the work list.
        from events import announcing, figures, findables, own_data, telling, waiting  # noqa: F401
