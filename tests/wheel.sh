#!/bin/sh
# Build the wheel, install it into an empty environment outside the checkout, and use it there.
set -eu
checkout=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$checkout/.venv/bin/pip" wheel -q --no-deps --no-build-isolation -w "$work" "$checkout"
python3 -m venv "$work/env"
"$work/env/bin/pip" install -q --require-hashes -r "$checkout/requirements/run.txt"
"$work/env/bin/pip" install -q --no-deps "$work"/afterrun-*.whl
cd "$work"
export AFTERRUN_DATA_DIR="$work/data" AFTERRUN_CACHE_DIR="$work/cache"
"$work/env/bin/afterrun" doctor --json >"$work/doctor.json" || { cat "$work/doctor.json"; exit 1; }
"$work/env/bin/python" - <<'PYTHON'
import importlib.util

for name in ("service", "adapters", "voice"):
    spec = importlib.util.find_spec(name)
    assert spec is not None and "site-packages" in str(spec.origin), (name, spec)
# ("tests" is not checked: a dependency of ours ships a package of that name)
import service.wiring  # noqa: F401
PYTHON
echo "wheel: installs, starts and speaks outside the checkout"
