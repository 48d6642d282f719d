"""What holds for every test: no test is judged by the time it takes."""

from hypothesis import settings

settings.register_profile("afterrun", deadline=None)  # Hypothesis's own 200 ms fail on a busy machine
settings.load_profile("afterrun")
