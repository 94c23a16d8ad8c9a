#!/usr/bin/env bash
# Makes sure that a Chromium is there for the tests: CHROMIUM=<path> names another one.
set -euo pipefail
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] && exit 0
echo "Chromium for the tests (Debian's package)"
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null
