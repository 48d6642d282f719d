"""A made-up runner's last half year, for anyone who comes without a file, and for tests and benchmarks."""

from service.app.season.files import DEVICE, SampleRun, WriteFit, sample_season, season_files
from service.app.season.outing import Outing
from service.app.season.simulate import run_of

__all__ = ["DEVICE", "Outing", "SampleRun", "WriteFit", "run_of", "sample_season", "season_files"]
