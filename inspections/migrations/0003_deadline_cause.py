from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_order_authority")]

    operations = [
        migrations.RenameField("deadline", "reason", "detail"),
        migrations.AddField(
            "deadline",
            "cause",
            models.CharField(
                choices=[
                    ("served", "Order %(detail)s served"),
                    ("regraded", "Re-graded: %(detail)s"),
                    ("submitted", "Rectification sent on %(detail)s"),
                    ("returned", "Returned for the %(detail)s. time; the deadline stays"),
                    ("settled", "Counted again with the holiday table"),
                ],
                default="",
                max_length=10,
                verbose_name="cause",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "deadline", "detail", models.CharField(blank=True, max_length=300, verbose_name="detail")
        ),
        migrations.AlterField(
            "hazard",
            "source",
            models.CharField(
                choices=[("model_check", "Model check"), ("visit", "Visit"), ("report", "Report by a person")],
                max_length=12,
                verbose_name="source",
            ),
        ),
    ]
