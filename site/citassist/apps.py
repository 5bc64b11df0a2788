from django.apps import AppConfig


class CitassistConfig(AppConfig):
    name = "citassist"
    verbose_name = "CIT ASSIST"
