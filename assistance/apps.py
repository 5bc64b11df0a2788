from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "assistance"
    verbose_name = _("Technical assistance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # They add the room's parts to what people read of themselves, to the work list and to the program's figures.
        from assistance import figures, own_data, waiting  # noqa: F401
