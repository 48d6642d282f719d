"""A run, written as the FIT file a watch would have made of it."""

from adapters.outlets.fit_file.write import write_fit

__all__ = ["write_fit"]
