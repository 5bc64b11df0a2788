"""Who looks after assistance, who reads its figures, and the federal holidays of some years."""

from importlib import import_module

from django.db import migrations

from assistance.holidays import federal_holidays

permission = import_module("home.migrations.0003_beginning").permission

KEEP = [
    f"assistance.{action}_{model}" for model in ("reply", "holiday") for action in ("add", "change", "delete", "view")
]
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
YEARS = range(2024, 2032)


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


def keep_holidays(apps, schema_editor):
    Holiday = apps.get_model("assistance.Holiday")
    for year in YEARS:
        for day, name in federal_holidays(year):
            Holiday.objects.get_or_create(day=day, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0001_initial"),
        ("home", "0005_publications"),
        ("library", "0002_publications"),
        ("members", "0002_agencies_and_joining"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(keep_holidays, migrations.RunPython.noop),
    ]
