"""Speech by pyttsx3 and eSpeak NG: there from the first start, quick, and plain."""

from voice.engines.child import ChildEngine, release

CALL_S = 10.0
"""Time limit of a call, start of the worker included: it takes 0.3 s idle. Ours."""


class PyttsxEngine(ChildEngine):
    """Speaks with eSpeak NG; a cue takes some 20 ms."""

    module = "voice.engines.pyttsx_speaker"

    def __init__(self) -> None:
        super().__init__()
        self.name = f"pyttsx3 {release('pyttsx3')}, espeakng-loader {release('espeakng-loader')}"

    def limit_s(self, text: str) -> float:
        """Give the time limit of a call."""
        del text
        return CALL_S
