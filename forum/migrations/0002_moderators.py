"""The role that moderates the forum, and the place of its work in the admin."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission


def let_moderators_moderate(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    board, _ = ContentType.objects.get_or_create(app_label="forum", model="board")
    Permission.objects.get_or_create(
        content_type=board, codename="moderate_forum", defaults={"name": "Can moderate every board of the forum"}
    )
    group, _ = apps.get_model("auth.Group").objects.get_or_create(name="Forum moderators")
    names = [*(f"forum.{action}_board" for action in ("add", "change", "view"))]
    group.permissions.add(
        Permission.objects.get(content_type=board, codename="moderate_forum"),
        *[permission(apps, name) for name in names],
    )


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_boards_topics_posts"), ("home", "0004_roles_around_members")]

    operations = [migrations.RunPython(let_moderators_moderate, migrations.RunPython.noop)]
