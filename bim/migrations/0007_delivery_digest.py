from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Every version so far is one file: its digest is the file's."""
    files = apps.get_model("core", "StoredFile").objects.filter(pk=OuterRef("file"))
    apps.get_model("bim", "ModelVersion").objects.update(sha256=Subquery(files.values("sha256")[:1]))


class Migration(migrations.Migration):
    dependencies = [("bim", "0006_deliveries")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="modelversion",
            constraint=models.UniqueConstraint(fields=("model_set", "sha256"), name="model_version_delivery_once"),
        ),
    ]
