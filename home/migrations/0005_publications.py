"""Who writes, publishes and translates publications, and that they are approved like pages."""

from importlib import import_module

from django.db import migrations

permission = import_module("home.migrations.0003_beginning").permission

RIGHTS = {
    "Editors": ("add", "change"),
    "Moderators": ("add", "change", "delete", "publish"),
    "Translators": ("change",),
}


def grant(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    for role, actions in RIGHTS.items():
        group = Group.objects.get(name=role)
        group.permissions.add(*[permission(apps, f"library.{action}_publication") for action in actions])


def approve_like_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Workflow = apps.get_model("wagtailcore.Workflow")
    WorkflowContentType = apps.get_model("wagtailcore.WorkflowContentType")
    workflow = Workflow.objects.filter(active=True, workflow_pages__page__depth=1).first()
    if workflow:
        content_type, _ = ContentType.objects.get_or_create(app_label="library", model="publication")
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [("home", "0004_roles_around_members"), ("library", "0002_publications")]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(approve_like_pages, migrations.RunPython.noop),
    ]
