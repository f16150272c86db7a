"""Make the field changes that django-auditlog writes append-only too.

The application may add and read them, inside its own transaction, and nothing else.
"""

from django.conf import settings
from django.db import migrations

UP = """
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON auditlog_logentry
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON auditlog_logentry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
REVOKE ALL ON auditlog_logentry FROM vik_app, PUBLIC;
GRANT SELECT, INSERT ON auditlog_logentry TO vik_app;
"""
DOWN = """
GRANT SELECT, INSERT, UPDATE, DELETE ON auditlog_logentry TO vik_app;
DROP TRIGGER audit_no_change ON auditlog_logentry;
DROP TRIGGER audit_no_truncate ON auditlog_logentry;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("auditlog", "0017_add_actor_email"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunSQL(UP, DOWN)]
