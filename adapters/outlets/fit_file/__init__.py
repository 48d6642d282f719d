"""What a watch reads and writes: a run as the file that it would have made, a workout as the file that it takes."""

from adapters.outlets.fit_file.workout import write_workout
from adapters.outlets.fit_file.write import write_fit

__all__ = ["write_fit", "write_workout"]
