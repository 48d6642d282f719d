"""The pages, one blueprint an area."""

from service.web.pages import (
    about,
    activities,
    app,
    assessments,
    check_ins,
    coaching,
    connections,
    handovers,
    history,
    home,
    library,
    locks,
    own_data,
    phone,
    plan,
    profile,
    programs,
    reminders,
    sessions,
    settings,
    sittings,
    tokens,
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
        connections,
        about,
        locks,
        programs,
        tokens,
        phone,
        own_data,
        settings,
        app,
    )
)
