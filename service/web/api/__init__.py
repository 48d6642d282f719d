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
    plan,
    profile,
    sample,
    sessions,
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
        description,
    )
)
