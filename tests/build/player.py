"""A player program of our own, where a test must not depend on the machine's sound."""

from pathlib import Path


def program(folder: Path, name: str, body: str) -> Path:
    """Write a shell script that can be run."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path
