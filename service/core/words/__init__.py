"""What a runner says in free words, as facts and answers; what is not understood is left to be asked."""

from service.core.words.hearing import hear
from service.core.words.replying import Command, Replied, answer_in_words, is_agreed, understand

__all__ = ["Command", "Replied", "answer_in_words", "hear", "is_agreed", "understand"]
