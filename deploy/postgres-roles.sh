#!/bin/sh
# Runs once, in an empty PostgreSQL: the owner migrates, the application reads and writes rows.
set -eu
owner_password=$(cat /run/secrets/database_owner_password)
app_password=$(cat /run/secrets/database_app_password)

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$owner_password" --set app_password="$app_password" <<'SQL'
CREATE ROLE rareshare_owner LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE rareshare_app LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE rareshare OWNER rareshare_owner;
\connect rareshare
ALTER DEFAULT PRIVILEGES FOR ROLE rareshare_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rareshare_app;
ALTER DEFAULT PRIVILEGES FOR ROLE rareshare_owner GRANT USAGE, SELECT ON SEQUENCES TO rareshare_app;
SQL
