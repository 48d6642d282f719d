"""The pages, one blueprint an area."""

from service.web.pages import (
    about,
    access,
    activities,
    assessments,
    check_ins,
    coaching,
    handovers,
    history,
    home,
    library,
    phone,
    plan,
    profile,
    reminders,
    sessions,
    sittings,
)

blueprints = tuple(
    area.blueprint
    for area in (
        home,
        activities,
        history,
        check_ins,
        assessments,
        handovers,
        plan,
        sittings,
        sessions,
        library,
        reminders,
        profile,
        coaching,
        about,
        access,
        phone,
    )
)
