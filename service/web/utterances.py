"""Everything a session can say, in the order it will be said; the speech engine is asked for nothing else."""

from collections.abc import Callable, Sequence

from voice.player.state import State
from voice.script.model import Script, Step, Utterance


def spoken_in(step: Step) -> tuple[Utterance, ...]:
    """Give what one step says."""
    return (*step.briefing, *(cue.utterance for cue in step.cues))


def in_order(script: Script) -> list[Utterance]:
    """Give what the usual way through says first, then what the easier versions say."""
    usual = [one for step in script.steps if not step.easier for one in spoken_in(step)]
    eased = [one for step in script.steps if step.easier for one in spoken_in(step)]
    return [*usual, *eased]


def find(script: Script, key: str, *, state: State, key_of: Callable[[Utterance], str]) -> Utterance | None:
    """Give the utterance of this session with that key, or None.

    What is on the air now counts too: an answer with numbers in it stands in no script.
    """
    on_air = () if state.airing is None else (state.airing,)
    said: Sequence[Utterance] = (*on_air, *in_order(script), *script.prompts.values())
    return next((one for one in said if key_of(one) == key), None)
