from datetime import datetime

class GPXTrackPoint:
    latitude: float
    time: datetime | None

class GPXTrackSegment:
    points: list[GPXTrackPoint]
    def length_2d(self) -> float: ...

class GPXTrack:
    segments: list[GPXTrackSegment]

class GPX:
    tracks: list[GPXTrack]

def parse(xml_or_file: str) -> GPX: ...
