"""Figures for pages: one moment as SVG for everybody, and the data for the script that moves it."""

from dataclasses import asdict

from flask import render_template
from markupsafe import Markup

from service.core.catalogue import Exercise
from service.core.figure.picture import Picture, outline
from service.web.context import the_world


def figure(exercise: Exercise, *, at: int | None = None) -> Markup:
    """Give one moment of an exercise as an SVG element, its key moment unless another is asked for."""
    picture = the_world().catalogue.pictures.get(exercise.id)
    return Markup("") if picture is None else drawn(picture, exercise, at=at)


def drawn(picture: Picture, exercise: Exercise, *, at: int | None = None) -> Markup:
    """Give one moment of a picture."""
    frame = picture.key if at is None else at
    left, _, width, _ = picture.box
    made = render_template(
        "moving/figure.svg",
        picture=picture,
        paths=[(shape, outline(picture, shape, frame)) for shape in picture.shapes],
        left=left,
        width=width,
        words=f"{exercise.name}: {exercise.position}",
    )
    return Markup(made)  # noqa: S704 - rendered by a template, which escapes


def moments(picture: Picture) -> tuple[int, int, int]:
    """Give the first frame, one on the way, and the key frame."""
    return 0, picture.key // 2, picture.key


def moving_data(picture: Picture) -> dict[str, object]:
    """Give what the script needs to draw any moment of the movement."""
    fields = asdict(picture)
    return {name: fields[name] for name in ("id", "side", "box", "radii", "swell", "frames", "breath")} | {
        "shapes": [[shape.capsules, shape.cord] for shape in picture.shapes],
        "enter": fields["enter"],
        "cycle": fields["cycle"],
        "flows": picture.flows,
        "stride": picture.stride,
        "key": picture.key,
    }
