"""How likely is each phrase: Whisper asked about a closed set instead of for free text.

The sound is encoded once. One step of the decoder gives the likelihood of every first piece; phrases of one
piece are scored by that alone, and the few longer ones whose first piece is likely are read through once
more. Likelihoods are among all words, so "other words" lower them. Marks for music and coughs are left out of
the sum: that somebody speaks is known by then.
"""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from service.core.errors import WorldError
from voice.ears.bpe import Pieces
from voice.ears.features import FRAMES_A_SECOND, log_mel
from voice.ears.sound import Samples
from voice.ears.vocabulary import Vocabulary

if TYPE_CHECKING:
    import ctranslate2

WINDOW_S = 3.0
"""A command is shorter than this; the stock window of 30 s would take ten times as long."""
NEAR = 6.0
"""Longer phrases are read through when their first piece is at most this far behind the best. Ours."""
MOST = 6
"""So many longer phrases at most, the likeliest first. Ours."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the recogniser thinks of one piece of sound, in natural logs."""

    commands: Mapping[str, float]
    rivals: Mapping[str, float]
    """Command to the score of the words that only sound like it."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    command: str
    pieces: tuple[int, ...]


class Scorer:
    """Whisper, loaded once. May be called from several threads; they take turns."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        import ctranslate2

        self._storage = ctranslate2.StorageView.from_array
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads
        )
        self._pieces = Pieces(folder / "tokenizer.json")
        self._start = self._start_of_text()
        self._silent = _silent(folder)
        self._lock = threading.Lock()

    def score(self, samples: Samples, vocabulary: Vocabulary) -> Scores:
        """Score every command of `vocabulary` for this piece of sound."""
        picture = log_mel(samples, seconds=WINDOW_S)
        with self._lock:
            encoded = self._model.encode(self._storage(picture[None]))
            first = self._first_pieces(encoded)
            return self._scores(np.array(encoded), first, vocabulary=vocabulary)

    def _scores(
        self, encoded: NDArray[np.float32], first: NDArray[np.float64], *, vocabulary: Vocabulary
    ) -> Scores:
        spellings = self._spellings(vocabulary)
        found: dict[str, list[float]] = {command: [] for command in vocabulary.phrases}
        for spelling in spellings:
            if len(spelling.pieces) == 1:
                found[spelling.command].append(float(first[spelling.pieces[0]]))
        for spelling, score in self._longer(encoded, first, spellings=spellings):
            found[spelling.command].append(score)
        return Scores(
            {command: _sum(scores) for command, scores in found.items() if scores},
            {
                rival.command: _sum(first[self._pieces.of(s)[0]] for w in rival.words for s in _written(w))
                for rival in vocabulary.rivals
            },
        )

    def _longer(
        self, encoded: NDArray[np.float32], first: NDArray[np.float64], *, spellings: list[_Spelling]
    ) -> list[tuple[_Spelling, float]]:
        """Give the scores of the phrases of several pieces that may have been said."""
        least = max(first[s.pieces[0]] for s in spellings) - NEAR
        near = [s for s in spellings if len(s.pieces) > 1 and first[s.pieces[0]] >= least]
        near = sorted(near, key=lambda s: -first[s.pieces[0]])[:MOST]
        if not near:
            return []
        read = self._model.align(
            self._storage(np.repeat(encoded, len(near), axis=0)),
            list(self._start[:-1]),
            [list(s.pieces) for s in near],
            [int(WINDOW_S * FRAMES_A_SECOND)] * len(near),
            median_filter_width=1,
        )
        rest = [np.log(np.maximum(one.text_token_probs[1:], 1e-9)).sum() for one in read]
        return [(s, float(first[s.pieces[0]] + more)) for s, more in zip(near, rest, strict=True)]

    def _first_pieces(self, encoded: "ctranslate2.StorageView") -> NDArray[np.float64]:
        """Give (pieces,) log-likelihoods of the first piece of text."""
        step = self._model.generate(
            encoded,
            [list(self._start)],
            beam_size=1,
            max_length=max(2, len(self._start)),  # one step, as the library counts
            return_logits_vocab=True,
            suppress_blank=False,
            suppress_tokens=[],
        )
        raw = np.array(step[0].logits[0], dtype=np.float64)[0]
        raw[self._silent] = -np.inf
        return np.asarray(raw - np.logaddexp.reduce(raw))

    def _spellings(self, vocabulary: Vocabulary) -> list[_Spelling]:
        return [
            _Spelling(command, self._pieces.of(written))
            for command, phrases in vocabulary.phrases.items()
            for phrase in phrases
            for written in _written(phrase)
        ]

    def _start_of_text(self) -> tuple[int, ...]:
        names = ["<|startoftranscript|>"]
        if self._model.is_multilingual:
            names += ["<|en|>", "<|transcribe|>"]
        return tuple(self._pieces.special(name) for name in [*names, "<|notimestamps|>"])


def open_scorer(folder: Path) -> Scorer:
    """Load the weights. Raises WorldError when they are of a kind this library cannot read."""
    try:
        return Scorer(folder)
    except (RuntimeError, ValueError, KeyError, ImportError) as wrong:
        raise WorldError(f"The ears in {folder} do not start: {wrong}.", code="no_ears") from wrong


def _written(phrase: str) -> tuple[str, ...]:
    """Give the ways Whisper writes it: in the middle of a sentence and at its start."""
    return tuple(dict.fromkeys((f" {phrase}", f" {phrase[0].upper()}{phrase[1:]}")))


def _silent(folder: Path) -> list[int]:
    """Give the pieces that are no words, as the model's own configuration lists them."""
    file = folder / "config.json"
    told = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return [*told.get("suppress_ids", []), *told.get("suppress_ids_begin", [])]


def _sum(scores: Iterable[float]) -> float:
    """Add likelihoods that are given as logs."""
    return float(np.logaddexp.reduce(np.array([*scores, -np.inf])))
