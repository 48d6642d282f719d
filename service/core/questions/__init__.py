"""The check-in as a conversation: what to ask next, what an answer changes, how to go back."""

from service.core.questions.answering import answer, back, tell
from service.core.questions.asking import Ask, Done
from service.core.questions.next_step import next_step

__all__ = ["Ask", "Done", "answer", "back", "next_step", "tell"]
