"""Make the audit log append-only and chained, and give each database role exactly what it needs.

The trigger writes time, day, number, previous hash and hash under one advisory lock, so that lines
stand in the order in which they were committed. ``search_path`` is pinned with ``pg_temp`` last, or a
session could shadow the table with a temporary one. ``lock_timeout`` keeps a stuck session from
stopping everybody for good: the line then fails, and so does what it should have recorded.
RunSQL passes no parameters, so a percent sign stands here as it is.
"""

from django.db import migrations

CANONICAL = """
CREATE FUNCTION audit_canonical(e audit_auditevent) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT jsonb_build_array(
    1, to_char(e.day, 'YYYY-MM-DD'), e.seq, encode(e.prev, 'hex'), e.id::text,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.actor_id, e.actor_label, to_jsonb(e.roles), e.organisation, e.action, e.record_type, e.record_id,
    to_jsonb(e.shown), to_jsonb(e.regime), e.result, encode(e.reason, 'hex'), e.purpose, e.context,
    e.address, e.session, e.request_id, e.details)::text
$$;
"""
CHAIN = """
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '5s'
AS $$
DECLARE last_hash bytea; last_seq bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(8150, 1);
  NEW.at := clock_timestamp();
  NEW.day := (NEW.at AT TIME ZONE 'UTC')::date;
  SELECT hash, seq INTO last_hash, last_seq FROM public.audit_auditevent
    WHERE day = NEW.day ORDER BY seq DESC LIMIT 1;
  NEW.seq := COALESCE(last_seq, 0) + 1;
  NEW.prev := COALESCE(last_hash, sha256(convert_to('vik-audit:' || to_char(NEW.day, 'YYYY-MM-DD'), 'UTF8')));
  NEW.hash := sha256(convert_to(public.audit_canonical(NEW), 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_auditevent
  FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""
REFUSE = r"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The test runner empties tables between tests; only a database named test_... lets it.
  IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditevent
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditevent
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
RIGHTS = """
REVOKE ALL ON audit_auditevent FROM vik_app, PUBLIC;
GRANT SELECT ON audit_auditevent TO vik_audit;
GRANT INSERT (id, actor_id, actor_label, roles, organisation, action, record_type, record_id, shown, regime,
  result, reason, purpose, context, address, session, request_id, details) ON audit_auditevent TO vik_audit;
REVOKE ALL ON audit_reasonkey FROM vik_app, PUBLIC;
GRANT SELECT, UPDATE, DELETE ON audit_reasonkey TO vik_app;
GRANT INSERT ON audit_reasonkey TO vik_audit;
"""
DOWN = """
REVOKE ALL ON audit_auditevent, audit_reasonkey FROM vik_audit;
GRANT SELECT, INSERT, UPDATE, DELETE ON audit_auditevent, audit_reasonkey TO vik_app;
DROP TRIGGER audit_chain ON audit_auditevent;
DROP TRIGGER audit_no_change ON audit_auditevent;
DROP TRIGGER audit_no_truncate ON audit_auditevent;
DROP FUNCTION audit_chain();
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_canonical(audit_auditevent);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CANONICAL + CHAIN + REFUSE + RIGHTS, DOWN)]
