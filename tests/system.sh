#!/bin/sh
# What the tests need from the system: a Chromium for the pages. As root on Debian it is installed;
# otherwise this says what is missing and which tests will be skipped.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium for the tests of the pages ..."
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
    exit 0
  fi
fi
echo "MISSING: chromium (apt install chromium). The tests in tests/e2e that drive the pages will be skipped." >&2
