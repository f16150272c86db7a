#!/usr/bin/env bash
# The three doors to the database, made when it is new.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username postgres --dbname "$POSTGRES_DB" \
  -v owner="$VIK_DB_OWNER_PASSWORD" -v app="$VIK_DB_APP_PASSWORD" -v audit="$VIK_DB_AUDIT_PASSWORD" <<'SQL'
CREATE ROLE vik_owner LOGIN PASSWORD :'owner';
CREATE ROLE vik_app LOGIN PASSWORD :'app';
CREATE ROLE vik_audit LOGIN PASSWORD :'audit';
ALTER DATABASE vik OWNER TO vik_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO vik_owner;
SQL
