#!/bin/sh
# Starts Valkey with the password of a secret: `valkey.sh SECRET OPTIONS…`. The password goes
# through standard input, so that no list of processes shows it.
set -eu
secret=$1
shift
printf 'requirepass %s\n' "$(cat "/run/secrets/$secret")" | exec valkey-server - "$@"
