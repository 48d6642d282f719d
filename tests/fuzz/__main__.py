"""Feed damaged files to the readers: `make fuzz`, with INPUTS=… and SECONDS=… as its budget.

Only our own errors may come out. Also watched: the time an input takes, and (of every hundredth) the memory.
Stops at the first input that breaks a promise and writes it into the current folder.
"""

import argparse
import sys
import tracemalloc
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder, columnar, reference, tolerant
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.messages import Declined, Reader
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from service.core.errors import InputError
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import MOST_BYTES, built, real

READERS: dict[str, Sequence[Reader]] = {
    "columnar": (columnar.read,),
    "fall-backs": (reference.read, tolerant.read),
}
MIB = 1024 * 1024
LONGEST_S = 2.0
"""Ours: a damaged file of 20 kB takes milliseconds; a second is a hang."""


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("--inputs", type=int, default=50_000, help="for the columnar reader")
    ask.add_argument("--fall-backs", type=int, help="inputs for the libraries behind it; else a fiftieth")
    ask.add_argument("--seconds", type=float, default=600, help="stop earlier than that many inputs")
    ask.add_argument("--seed", type=int, default=0)
    asked = ask.parse_args()
    warnings.simplefilter("error")
    fall_backs = asked.inputs // 50 if asked.fall_backs is None else asked.fall_backs
    begin = perf_counter()
    for name, count in (("columnar", asked.inputs), ("fall-backs", fall_backs)):
        left_s = asked.seconds - (perf_counter() - begin)
        sys.stdout.write(f"{name}: {fuzz(name, count, seconds=left_s, seed=asked.seed)}\n")
        sys.stdout.flush()


def fuzz(name: str, count: int, *, seconds: float, seed: int) -> str:
    """Run up to `count` inputs; give what happened in one line."""
    pools = (*[built()] * 11, real() or built())
    decoder = FitDecoder(READERS[name])
    came: Counter[str] = Counter()
    slowest_s, most_memory, begin = 0.0, 0.0, perf_counter()
    for number in range(count):
        if perf_counter() - begin > seconds:
            break
        chance = Random(seed * 1_000_000_007 + number)  # noqa: S311  # to be made again, not to be secret
        data = mutated(chance, chance.choice(pools), most=MOST_BYTES)
        try:
            if number % 100:
                start = process_time()
                came[read(decoder, data)] += 1
                slowest_s = max(slowest_s, process_time() - start)
            else:
                most_memory = max(most_memory, memory(decoder, data))
                came["watched for memory"] += 1
            assert slowest_s < LONGEST_S, f"{slowest_s:.1f} s"
            assert most_memory < 1, f"{most_memory:.1f} x the memory that is allowed"
            if number % 100_000 == 99_999:
                sys.stdout.write(f"{name}: {number + 1} so far\n")
                sys.stdout.flush()
        except Exception:
            Path(f"fuzz-{seed}-{number}.fit").write_bytes(data)
            raise
    inputs, s = sum(came.values()), perf_counter() - begin
    told = ", ".join(f"{verdict} {times}" for verdict, times in came.most_common())
    return (
        f"{inputs} inputs in {s:.0f} s; slowest {slowest_s * 1000:.0f} ms, "
        f"memory at most {most_memory:.2f} of what is allowed ({told})"
    )


def read(decoder: FitDecoder, data: bytes) -> str:
    """Give what became of an input, everything in it decoded."""
    try:
        verdict = decoder.decode(RawFile("a.fit", data)).verdict.value
        if len(data) % 4 == 0:  # a part of the inputs, for it takes the longest
            decode_everything(data)
    except InputError as error:
        return error.code
    return verdict


def decode_everything(data: bytes) -> None:
    """Decode all tables of all parts, also those that nobody asks for."""
    budget = Budget()
    for part in split(data).parts:
        body = walk(data, part, budget=budget)
        try:
            tables = Tables(body)
        except Declined:
            return
        assert tables.beats is None or len(tables.beats.at_s) == len(tables.beats.bpm) > 0
        for table in tables.values():
            assert len(table.messages()) == table.rows
            for columns in (table.columns, table.developer):
                assert all(len(column) == table.rows for column in columns.values())
            for group, cell in table.others():
                (group.texts if cell.base.kind == "text" else group.lists)(cell)


def memory(decoder: FitDecoder, data: bytes) -> float:
    """Give what decoding takes at its worst moment, as a share of 16 MB and 50 times the file."""
    tracemalloc.start()
    try:
        decoder.decode(RawFile("a.fit", data))
    except InputError:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most / (16 * MIB + 50 * len(data))


if __name__ == "__main__":
    main()
