"""Let the letters that were written before tell no more than new ones: see forum.notices.write_to."""

from django.db import migrations
from django.utils.crypto import salted_hmac

TEMPLATES = [
    f"forum/{name}"
    for name in ("approved", "mention", "new_reply", "new_topic", "rejected", "removed", "report_decided", "suspended")
]


def forget_numbers(apps, schema_editor):
    letters = apps.get_model("members", "Letter").objects.filter(template__in=TEMPLATES)
    for letter in letters.only("key", "template"):
        about = letter.key.removeprefix(f"{letter.template}:")
        mark = salted_hmac("forum.letters", about, algorithm="sha256").hexdigest()
        letter.key = f"{letter.template}:{mark}"
        letter.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0004_anonymous_drafts"),
        ("members", "0002_agencies_and_joining"),
    ]

    operations = [
        migrations.RunPython(forget_numbers, migrations.RunPython.noop, elidable=True),
    ]
