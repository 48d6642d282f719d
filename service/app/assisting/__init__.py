"""The one brain behind every assistant's door: a sentence in, what to say and to show out."""

from service.app.assisting.brain import expects_answer, hear
from service.app.assisting.sounding import Piece, piece_from, played_to
from service.app.assisting.values import Answer, Mouth

__all__ = ["Answer", "Mouth", "Piece", "expects_answer", "hear", "piece_from", "played_to"]
