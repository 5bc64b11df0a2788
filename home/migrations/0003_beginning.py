"""What a new database starts with: both languages and their home pages, the roles, the two-step workflow."""

import uuid

from django.core.management import call_command
from django.db import migrations

EDITORIAL_MODELS = ["content.sitetext", "content.alert", "home.partner", "home.boardmember"]

# Role → model permissions by codename. Pages and collections are granted in grant_pages().
ROLES = {
    "Members": [],
    "Editors": [
        "wagtailadmin.access_admin",
        *[
            f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
            for model in EDITORIAL_MODELS
            for action in ("add", "change")
        ],
        *[f"library.{action}_video" for action in ("add", "change", "view")],
        "wagtail_localize.submit_translation",
        "wagtailforms.view_formsubmission",  # what people wrote; translators do without
    ],
    "Moderators": [
        "wagtailadmin.access_admin",
        *[
            f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"
            for model in EDITORIAL_MODELS
            for action in ("add", "change", "delete", "publish")
        ],
        *[f"library.{action}_video" for action in ("add", "change", "delete", "view")],
        "content.change_programsettings",
        "wagtail_localize.submit_translation",
        "wagtailforms.view_formsubmission",
    ],
    "Translators": [
        "wagtailadmin.access_admin",
        *[f"{model.split('.')[0]}.change_{model.split('.')[1]}" for model in EDITORIAL_MODELS],
        "wagtail_localize.submit_translation",
    ],
}
# The model that carries a permission whose codename does not end in the model's own name.
CARRIERS = {"access_admin": "admin", "submit_translation": "translation"}


def permission(apps, name):
    """Find a permission or make it: Django itself makes them only after all migrations."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    app_label, codename = name.split(".")
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found:
        return found
    action, model = codename.split("_", 1)
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=CARRIERS.get(codename, model))
    return Permission.objects.create(content_type=content_type, codename=codename, name=f"Can {action} {model}")


def make_cache_table(apps, schema_editor):
    """Make the table of the cache in the database, where the settings want one."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def make_home_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")

    english, _ = Locale.objects.get_or_create(language_code="en")
    spanish, _ = Locale.objects.get_or_create(language_code="es")
    Page.objects.filter(depth=2).delete()  # Wagtail's welcome page
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    key = uuid.uuid4()
    homes = {}
    for number, (locale, slug, headline) in enumerate(
        [
            (english, "home", "Meet the person behind the crisis."),
            (spanish, "inicio", "Conozca a la persona detrás de la crisis."),
        ],
        start=1,
    ):
        homes[locale.language_code] = HomePage.objects.create(
            title="CIT ASSIST",
            draft_title="CIT ASSIST",
            headline=headline,
            slug=slug,
            path=f"0001{number:04}",
            depth=2,
            url_path=f"/{slug}/",
            locale=locale,
            translation_key=key,
            content_type=content_type,
            actions="[]",
            body="[]",
        )
    Page.objects.filter(depth=1).update(numchild=2)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "site_name": "CIT ASSIST", "root_page_id": homes["en"].pk},
    )


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth.Group")
    GroupPagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    Page = apps.get_model("wagtailcore.Page")
    for role, names in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*[permission(apps, name) for name in names])
    translators = Group.objects.get(name="Translators")
    spanish_home = Page.objects.get(depth=2, locale__language_code="es")
    for name in ("wagtailcore.add_page", "wagtailcore.change_page"):
        GroupPagePermission.objects.get_or_create(
            group=translators, page=spanish_home, permission=permission(apps, name)
        )


def approve_snippets_like_pages(apps, schema_editor):
    """Give the editorial snippets the workflow that Wagtail gives to pages: an editor submits, a moderator publishes."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Workflow = apps.get_model("wagtailcore.Workflow")
    WorkflowContentType = apps.get_model("wagtailcore.WorkflowContentType")
    workflow = Workflow.objects.filter(active=True, workflow_pages__page__depth=1).first()
    for model in EDITORIAL_MODELS if workflow else []:
        app_label, name = model.split(".")
        content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=name)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_initial"),
        ("library", "0001_initial"),
        ("content", "0002_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailforms", "0005_alter_formsubmission_form_data"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunPython(make_home_pages, migrations.RunPython.noop),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(approve_snippets_like_pages, migrations.RunPython.noop),
    ]
