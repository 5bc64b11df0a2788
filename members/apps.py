from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from members import checks, findables, privacy  # noqa: F401 (connects the signals, tells the search)

        register(checks.no_page_is_open_in_one_language_only, Tags.database)
