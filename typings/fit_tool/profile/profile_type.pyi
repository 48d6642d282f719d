from enum import Enum

class Activity(Enum):
    MANUAL = 0

class Event(Enum):
    TIMER = 0
    SESSION = 8
    LAP = 9
    ACTIVITY = 26

class EventType(Enum):
    START = 0
    STOP = 1
    STOP_ALL = 4

class FileType(Enum):
    ACTIVITY = 4

class GarminProduct(Enum):
    HRM1 = 1

class LapTrigger(Enum):
    DISTANCE = 2

class Manufacturer(Enum):
    GARMIN = 1
    DEVELOPMENT = 255

class SessionTrigger(Enum):
    ACTIVITY_END = 0

class Sport(Enum):
    RUNNING = 1

class SubSport(Enum):
    GENERIC = 0
