"""The one runner of this house."""

from sqlalchemy import select

from service.core.athlete import Athlete
from service.store.codec import ATHLETE, COACHING
from service.store.repositories.base import Repository
from service.store.rows import CoachingRow, ProfileRow
from voice.script.coaching import Coaching

THE_RUNNER = 1


class SqlProfiles(Repository):
    """The `Profiles` port."""

    def get(self) -> Athlete:
        """Give the profile; one that knows nothing before the first `put`."""
        row = self._one(select(ProfileRow))
        return Athlete() if row is None else ATHLETE.load(row.body)

    def put(self, athlete: Athlete) -> None:
        """Replace the profile."""
        values = {"id": THE_RUNNER, "body": ATHLETE.dump(athlete)}
        self._put(ProfileRow, values)

    def coaching(self) -> Coaching:
        """Give how the runner likes to be coached; everything spoken before the first choice."""
        row = self._one(select(CoachingRow))
        return Coaching() if row is None else COACHING.load(row.body)

    def put_coaching(self, coaching: Coaching) -> None:
        """Replace the choice."""
        self._put(CoachingRow, {"id": THE_RUNNER, "body": COACHING.dump(coaching)})
