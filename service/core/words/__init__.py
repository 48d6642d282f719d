"""What a runner says in free words, as facts; what is not understood is left to be asked."""

from service.core.words.hearing import hear

__all__ = ["hear"]
