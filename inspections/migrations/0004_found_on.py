from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspections", "0003_deadline_cause")]

    operations = [
        migrations.AddField("hazard", "found_on", models.DateField(null=True, verbose_name="found on")),
        migrations.AddField(
            "hazardfinding", "text_en", models.TextField(blank=True, default="", verbose_name="finding in English"),
            preserve_default=False,
        ),
    ]
