"""Rows to values and back, one module an area. The ports are in `service.app.ports`."""

from service.store.repositories.check_ins import SqlCheckIns
from service.store.repositories.conversations import SqlConversations
from service.store.repositories.courses import SqlCourses
from service.store.repositories.guided import SqlGuidedSessions
from service.store.repositories.notes import SqlNotes
from service.store.repositories.profile import SqlProfiles
from service.store.repositories.rechecks import SqlRechecks
from service.store.repositories.reminders import SqlReminders
from service.store.repositories.runs import SqlRuns
from service.store.repositories.whole import SqlWhole

__all__ = [
    "SqlCheckIns",
    "SqlConversations",
    "SqlCourses",
    "SqlGuidedSessions",
    "SqlNotes",
    "SqlProfiles",
    "SqlRechecks",
    "SqlReminders",
    "SqlRuns",
    "SqlWhole",
]
