from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.models import ReferenceIndex

        from content.models import EditorialSnippet

        # The admin does this when it is first opened; files need to know from the start what carries them.
        for model in apps.get_models():
            if issubclass(model, EditorialSnippet):
                ReferenceIndex.register_model(model)
