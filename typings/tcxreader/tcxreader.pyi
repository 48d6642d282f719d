class TCXTrackPoint:
    distance: float | None
    hr_value: int | None

class TCXExercise:
    trackpoints: list[TCXTrackPoint]
    laps: list[object]
    distance: float

class TCXReader:
    def read(self, fileLocation: str, only_gps: bool = True) -> TCXExercise: ...
