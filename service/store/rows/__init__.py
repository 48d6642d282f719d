"""The tables, as typed rows. Used only inside the store."""

from service.store.rows.base import Base
from service.store.rows.check_ins import AssessmentRow, CheckInRow, RecheckRow
from service.store.rows.conversations import ConversationRow
from service.store.rows.courses import (
    CourseRow,
    CourseStepRow,
    DeliveryRow,
    FeedRow,
    MessageRow,
    ReminderRow,
)
from service.store.rows.guided import GuidedSessionRow, SessionLogRow
from service.store.rows.notes import NoteRow
from service.store.rows.profile import CoachingRow, ProfileRow
from service.store.rows.runs import FileRow, RunRow

__all__ = [
    "AssessmentRow",
    "Base",
    "CheckInRow",
    "CoachingRow",
    "ConversationRow",
    "CourseRow",
    "CourseStepRow",
    "DeliveryRow",
    "FeedRow",
    "FileRow",
    "GuidedSessionRow",
    "MessageRow",
    "NoteRow",
    "ProfileRow",
    "RecheckRow",
    "ReminderRow",
    "RunRow",
    "SessionLogRow",
]
