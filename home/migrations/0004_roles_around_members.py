"""The roles around members: who runs membership, forum and assistance, and who only reads the numbers."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

LOOKS_AFTER_IT = "members.open_resource_center"
ROLES = {
    "Editors": [LOOKS_AFTER_IT],
    "Moderators": [LOOKS_AFTER_IT, *[f"content.{action}_topic" for action in ("add", "change", "delete")]],
    "Translators": [LOOKS_AFTER_IT, "content.change_topic"],
    "Membership staff": [
        "wagtailadmin.access_admin",
        LOOKS_AFTER_IT,
        "members.manage_members",
        "members.decide_accessrequest",
        *[f"members.{action}_agency" for action in ("add", "change", "delete", "view")],
        "members.view_accessrequest",
        "members.view_invitation",
        *[f"members.{action}_importrun" for action in ("add", "view")],
    ],
    "Forum moderators": ["wagtailadmin.access_admin", LOOKS_AFTER_IT],
    "Assistance staff": ["wagtailadmin.access_admin", LOOKS_AFTER_IT],
    # Reads what the award pays for, and nothing that members tell each other.
    "Funder": ["wagtailadmin.access_admin", "members.view_agency"],
}
# Permissions that are not called after the model they belong to.
CARRIERS = {"open_resource_center": "user", "manage_members": "user"}


def make_roles(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    for codename, model in CARRIERS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="members", model=model)
        Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*[permission(apps, name) for name in names])


class Migration(migrations.Migration):
    dependencies = [("home", "0003_beginning"), ("members", "0002_agencies_and_joining"), ("content", "0003_topics")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
