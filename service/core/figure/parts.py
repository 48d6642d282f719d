"""Which balls make which part of the body, and what it wears. A part is drawn as one outline."""

from typing import TypeAlias

from service.core.figure.body import SIDES

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Layers: TypeAlias = tuple[tuple[str, Pairs], ...]

_LEG = (("hip", "thigh"), ("thigh", "knee"), ("knee", "calf"), ("calf", "ankle"))
_SHOE = (
    ("ankle", "heel"),
    ("ankle", "ball"),
    ("heel", "ball"),
    ("instep", "ball"),
    ("heel", "instep"),
    ("ball", "tip"),
)
_ARM = (("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "palm"), ("palm", "fingers"))
_TRUNK = (
    ("seat", "hipside"),
    ("hipside", "waist"),
    ("waist", "ribs"),
    ("ribs", "yoke"),
    ("back", "yoke"),
    ("waist", "back"),
)


def _of(side: str, pairs: Pairs) -> Pairs:
    return tuple((f"{a}.{side}", f"{b}.{side}") for a, b in pairs)


PARTS: dict[str, Layers] = {
    "torso": (
        (
            "shirt",
            (
                *_of("l", _TRUNK),
                *_of("r", _TRUNK),
                ("ribs.l", "ribs.r"),
                ("yoke.l", "yoke.r"),
                ("waist.l", "waist.r"),
                ("belly", "waist.l"),
                ("belly", "waist.r"),
                ("yoke.l", "nape"),
                ("yoke.r", "nape"),
            ),
        ),
        (
            "shorts",
            (
                ("hipside.l", "hipside.r"),
                ("seat.l", "seat.r"),
                *_of("l", (("seat", "hipside"),)),
                *_of("r", (("seat", "hipside"),)),
            ),
        ),
    ),
    "head": (("skin", (("nape", "jaw"), ("jaw", "crown"), ("jaw", "nose"))),),
} | {
    f"{name}.{side}": tuple((kind, _of(side, pairs)) for kind, pairs in layers)
    for side, _ in SIDES
    for name, layers in {
        "leg": (("skin", _LEG), ("shoe", _SHOE), ("shorts", (("hip", "hem"), ("seat", "hip")))),
        "arm": (("skin", _ARM), ("shirt", (("yoke", "shoulder"), ("shoulder", "sleeve")))),
    }.items()
}
"""Part → layers from the inside out: what it is, and its capsules."""
