#!/bin/sh
# A real Home Assistant, installed once beside the environment. 2025.4.4 is the newest that Python 3.13.0 takes.
set -eu
cd "$(dirname "$0")/../.."
home=.venv-ha
if [ ! -x "$home/bin/hass" ]; then
  python=${PYTHON313:-$(command -v python3.13 || .venv/bin/uv python find 3.13 2>/dev/null || true)}
  if [ -z "$python" ]; then
    echo "No Python 3.13 is here, so no Home Assistant can be installed. Install one, or set PYTHON313." >&2
    exit 1
  fi
  echo "Installing Home Assistant into $home (once, some ten minutes) ..."
  "$python" -m venv "$home"
  "$home/bin/pip" install -q homeassistant==2025.4.4 wyoming==1.5.4 paho-mqtt==2.1.0
fi
HASS_COMMAND="$home/bin/hass" .venv/bin/python -m pytest -q tests/ha
