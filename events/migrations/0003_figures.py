"""Who reads the figures on events: whoever looks after them, and whoever reads the program's other figures."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

ROLES = ["Events staff", "Moderators", "Assistance staff", "Membership staff", "Funder"]


def grant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="events", model="registration")
    Permission.objects.get_or_create(
        content_type=content_type,
        codename="view_figures",
        defaults={"name": "Can read figures on events, without names"},
    )
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(permission(apps, "events.view_figures"))


class Migration(migrations.Migration):
    dependencies = [("events", "0002_roles")]

    operations = [
        migrations.AlterModelOptions(
            name="registration",
            options={
                "ordering": ["queued_at", "pk"],
                "permissions": [
                    ("manage_events", "Can look after registrations and attendance"),
                    ("view_figures", "Can read figures on events, without names"),
                ],
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
