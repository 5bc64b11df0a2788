from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0003_topics")]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "day",
                    models.DateField(
                        error_messages={"unique": "This day is on the list already."}, unique=True, verbose_name="day"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "is_workday",
                    models.BooleanField(
                        default=False,
                        help_text="Tick it to make a federal holiday a business day like any other.",
                        verbose_name="we work on this day",
                    ),
                ),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays",
                "ordering": ["-day"],
            },
        ),
    ]
