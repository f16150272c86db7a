"""Number series, and the default privileges under which every later table is made.

Runs before any other migration, so that each table the owner makes is readable and writable for
the application's own role, which owns nothing and cannot bypass row-level security.
"""

from django.db import migrations, models

GRANTS = """
GRANT USAGE ON SCHEMA public TO vik_app, vik_audit;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vik_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO vik_app;
GRANT SELECT ON django_migrations TO vik_app;
"""
REVOKES = """
REVOKE SELECT ON django_migrations FROM vik_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE, SELECT ON SEQUENCES FROM vik_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM vik_app;
REVOKE USAGE ON SCHEMA public FROM vik_app, vik_audit;
"""


class Migration(migrations.Migration):
    initial = True
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
    ]
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(GRANTS, REVOKES),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prefix", models.CharField(max_length=8)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "year"), name="core_numberseries_once")
                ],
            },
        ),
    ]
