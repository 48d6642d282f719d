"""The API under /api/v1, one blueprint an area. It calls the same use cases as the pages."""

from service.web.api import (
    activities,
    alexa,
    assessments,
    assistant,
    check_ins,
    coaching,
    connections,
    description,
    ears,
    health,
    history,
    library,
    plan,
    profile,
    reminders,
    sample,
    sessions,
    settings,
    today,
)

blueprints = tuple(
    area.blueprint
    for area in (
        activities,
        sample,
        profile,
        check_ins,
        assessments,
        plan,
        sessions,
        assistant,
        alexa,
        coaching,
        connections,
        ears,
        health,
        history,
        library,
        reminders,
        settings,
        today,
        description,
    )
)
