"""What a reader takes at its worst moment, seen by the system: some allocate where Python cannot look.

Linux only: the peak of a process can be set back to what it holds now.
"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from tests.build import fit


def peak_mib(reader: str, path: Path) -> float:
    """Give the MiB taken above the loaded process while `reader` (columns, fitfast) reads a file."""
    run = [sys.executable, "-m", "tests.bench.peak", reader, str(path)]
    return float(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def main(reader: str, path: Path) -> None:
    read = (
        import_module("tests.bench.fit").columns_of
        if reader == "columns"
        else import_module("fitfast").records
    )
    data = path.read_bytes()
    read(fit.run(100))  # what is loaded on first use is no cost of a file
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status("VmRSS")
    kept = read(data)
    sys.stdout.write(f"{(_status('VmHWM') - before) / 1024:.3f}" if kept else "nan")


def _status(name: str) -> int:
    """Give a figure of this process in KiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name + ":"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
