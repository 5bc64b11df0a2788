"""Editors and moderators answer what was not found: with synonyms and promotions."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

RIGHTS = {"Editors": ("add", "change"), "Moderators": ("add", "change", "delete")}
MODELS = ["search.{}_synonym", "wagtailsearchpromotions.{}_searchpromotion"]


def grant(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    for role, actions in RIGHTS.items():
        rights = [permission(apps, model.format(action)) for model in MODELS for action in actions]
        Group.objects.get(name=role).permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_full_text"),
        ("home", "0005_publications"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
