"""Prove that the content is tested: `make mutate` prints the share of things whose removal breaks a behaviour."""

import sys

from service.content.loader import load
from tests.mutate.behaviours import behaviours
from tests.mutate.prove import every_mutant, prove


def main() -> int:
    catalogue = load()
    verdicts = list(prove(every_mutant(catalogue), behaviours()))
    missed = [verdict.gone for verdict in verdicts if verdict.noticed_by is None]
    for verdict in verdicts if "--all" in sys.argv else ():
        sys.stdout.write(f"{verdict.gone}  →  {verdict.noticed_by or 'NOBODY'}\n")
    for gone in missed:
        sys.stdout.write(f"nobody would notice: {gone}\n")
    noticed = len(verdicts) - len(missed)
    sys.stdout.write(f"{noticed} of {len(verdicts)} content items noticed: {noticed / len(verdicts):.1%}\n")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
