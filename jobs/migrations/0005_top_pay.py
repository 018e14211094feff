import jobs.models.top_pay
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("jobs", "0004_change_notes")]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="top_pay",
            field=jobs.models.top_pay.TopPayField(verbose_name="排序用月薪"),
        ),
    ]
