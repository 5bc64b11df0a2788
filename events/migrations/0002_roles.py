"""Who looks after registrations and attendance: the events staff, and whoever publishes."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

MANAGE = "events.manage_events"
ROLES = {
    "Events staff": ["wagtailadmin.access_admin", "members.open_resource_center", MANAGE],
    "Moderators": [MANAGE],
}


def make_roles(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label="events", model="registration")
    Permission.objects.get_or_create(
        content_type=content_type,
        codename="manage_events",
        defaults={"name": "Can look after registrations and attendance"},
    )
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*[permission(apps, name) for name in names])


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("home", "0004_roles_around_members")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
