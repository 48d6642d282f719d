"""The pictures of the figures, worked out once by `make figures` and kept beside the figures they are of.

To settle all figures takes seconds, to read their pictures milliseconds; a test sees that the two agree.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from service.core.figure.picture import Arrow, Outline, Part, Picture, Shape

FOLDER = "drawn"


def read_pictures(root: Traversable | None = None) -> dict[str, Picture]:
    """Give every picture by its exercise."""
    folder = (root or resources.files("service.content")) / FOLDER
    if not folder.is_dir():
        return {}
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".json")), key=lambda one: one.name
    )
    pictures = (picture_from(json.loads(entry.read_text("utf-8"))) for entry in found)
    return {picture.id: picture for picture in pictures}


def as_text(picture: Picture) -> str:
    """Give a picture as JSON, a frame a line."""
    fields = [f"{json.dumps(name)}: {_lines(value)}" for name, value in asdict(picture).items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def picture_from(fields: Mapping[str, Any]) -> Picture:
    """Give the picture of what `as_text` wrote."""
    enter = fields["enter"]
    return Picture(
        **{name: value for name, value in fields.items() if not isinstance(value, list) and name != "enter"},
        box=tuple(fields["box"]),
        radii=tuple(fields["radii"]),
        swell=tuple(fields["swell"]),
        breath=tuple(fields["breath"]),
        frames=tuple(map(tuple, fields["frames"])),
        shapes=tuple(
            Shape(one["kind"], one["depth"], tuple(map(tuple, one["capsules"])), tuple(one["cord"]))
            for one in fields["shapes"]
        ),
        room=tuple(Outline(one["kind"], tuple(map(tuple, one["corners"]))) for one in fields["room"]),
        arrows=tuple(Arrow(**one) for one in fields["arrows"]),
        enter=Part(**enter) if enter else None,
        cycle=tuple(Part(**one) for one in fields["cycle"]),
    )


def _lines(value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], tuple | dict):
        return "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in value) + "\n]"
    return json.dumps(value, separators=(",", ":"))
