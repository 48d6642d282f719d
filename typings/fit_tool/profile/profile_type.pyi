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
    WORKOUT = 5

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
    TRAINING = 10

class SubSport(Enum):
    GENERIC = 0
    STRENGTH_TRAINING = 20

class Intensity(Enum):
    ACTIVE = 0
    REST = 1

class WorkoutStepDuration(Enum):
    TIME = 0
    OPEN = 5
    REPEAT_UNTIL_STEPS_CMPLT = 6
    REPS = 29

class WorkoutStepTarget(Enum):
    OPEN = 2
