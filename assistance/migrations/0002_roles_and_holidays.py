"""Who looks after assistance and the holidays, and who reads its figures."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

ACTIONS = ("add", "change", "delete", "view")
KEEP = [name for action in ACTIONS for name in (f"assistance.{action}_reply", f"content.{action}_holiday")]
FIGURES = ["assistance.view_figures", "library.view_download"]
RIGHTS = {
    "Assistance staff": ["assistance.look_after_cases", *KEEP, *FIGURES],
    "Membership staff": FIGURES,
    "Funder": FIGURES,
}
# Permissions that are not called after the model they belong to.
CARRIERS = {
    "look_after_cases": "Can look after assistance requests",
    "view_figures": "Can read figures on assistance, without names",
}


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="assistance", model="case")
    for codename, name in CARRIERS.items():
        Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})
    for role, names in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*[permission(apps, name) for name in names])


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0001_initial"),
        ("content", "0004_holidays"),
        ("home", "0005_publications"),
        ("library", "0002_publications"),
        ("members", "0002_agencies_and_joining"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
