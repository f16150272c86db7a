"""At most two M.-gemachtigden per municipality, each with a statement of secrecy (contract M.).

In the database, under a lock per role group, so that two administrators at once can't make a third.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION accounts_guard_m_authorised() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holders integer;
BEGIN
  IF NEW.revoked_at IS NOT NULL OR NEW.refused_at IS NOT NULL OR NEW.second_by_id IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM accounts_rolegroup WHERE group_id = NEW.role_group_id AND role = 'M_AUTHORISED';
  IF NOT FOUND THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(8151, NEW.role_group_id);
  SELECT count(DISTINCT user_id) INTO holders FROM accounts_roleassignment
    WHERE role_group_id = NEW.role_group_id AND user_id <> NEW.user_id AND revoked_at IS NULL
      AND refused_at IS NULL AND second_by_id IS NOT NULL
      AND (ends_on IS NULL OR ends_on >= NEW.starts_on)
      AND (NEW.ends_on IS NULL OR starts_on <= NEW.ends_on);
  IF holders >= 2 THEN
    RAISE EXCEPTION 'at most two M.-gemachtigden per municipality'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_two_m_authorised';
  END IF;
  PERFORM 1 FROM accounts_secrecystatement WHERE user_id = NEW.user_id
    AND signed_on <= NEW.starts_on AND (ends_on IS NULL OR ends_on >= NEW.starts_on);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'M.-gemachtigde without statement of secrecy'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_m_needs_statement';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_guard_m_authorised BEFORE INSERT OR UPDATE ON accounts_roleassignment
  FOR EACH ROW EXECUTE FUNCTION accounts_guard_m_authorised();
"""
BACKWARD = """
DROP TRIGGER accounts_guard_m_authorised ON accounts_roleassignment;
DROP FUNCTION accounts_guard_m_authorised;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
