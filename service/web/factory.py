"""Make the Flask app. It holds no state of its own: every answer comes from a use case."""

from datetime import date, datetime

from flask import Flask, request

from service.app.world import World
from service.core.metrics import RunMetrics
from service.web import auth, context, formats, problems, security, words
from service.web.api import blueprints as api_blueprints
from service.web.measured import measured
from service.web.pages import blueprints as page_blueprints
from service.web.services import WebServices

MAX_REQUEST_BYTES = 4 * 1024**3
"""A large account export is 1-2 GB. What is large goes to the disk, never into memory."""

MAX_FORM_PARTS = 10_000
"""A plain form with a folder of ten years in it; the page's own script sends files one by one."""

STATIC_CACHE_S = 3600


def create_app(world: World, *, services: WebServices) -> Flask:
    """Give a WSGI app over this world. Nothing is read from the environment."""
    app = Flask("service.web", static_folder="static", template_folder="templates")
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=STATIC_CACHE_S,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    context.furnish(app, world, services)
    security.register(app)
    auth.register(app)
    problems.register(app)
    words.register(app)
    _teach_templates(app)
    for blueprint in (*page_blueprints, *api_blueprints):
        app.register_blueprint(blueprint)
    return app


def _teach_templates(app: Flask) -> None:
    app.jinja_env.filters.update(
        distance=lambda m, digits=1: formats.distance(m, context.the_units(), digits),
        pace=lambda s: formats.pace(s, context.the_units()),
        climb=lambda m: formats.climb(m, context.the_units()),
        worded=lambda sentence: formats.worded(sentence, context.the_units()),
        rise=lambda m: formats.rise(m, context.the_units()),
        stopwatch=formats.stopwatch,
        duration=formats.duration,
        number=formats.number,
        amount=formats.amount,
        measured=lambda measure, name: measured(name, measure, context.the_units()),
        day=lambda day: formats.day(day, _today()),
        short_day=lambda day: formats.day(day, _today(), short=True),
        mid_day=lambda day: formats.mid_day(day, _today()),
        on_day=lambda day: formats.on_day(day, _today()),
        local_day=lambda at: formats.day(_date(at), _today()),
        on_local_day=lambda at: formats.on_day(_date(at), _today()),
        megabytes=formats.megabytes,
        waits=formats.waits,
        began=lambda m: formats.time_of_day(m.start, _offset(m)),
    )
    app.jinja_env.globals["here"] = lambda: request.path


def _today() -> date:
    return context.the_world().clock.local_date()


def _date(at: datetime) -> date:
    return at.astimezone(context.the_world().clock.zone).date()


def _offset(metrics: RunMetrics) -> float | None:
    known = dict(metrics.extra).get("utc_offset")
    return known.value if known else None
