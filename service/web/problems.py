"""One place where an error becomes an answer: RFC 9457 problem+json for the API, plain words for pages.

The branch of the error tree decides the status: the runner's input is 4xx, a lost race 409, our own content
500, the world 503. Only unknown errors are logged with a traceback; they are bugs.
"""

import logging

from flask import Flask, Response, current_app, json, render_template, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from adapters.files import MAX_FILE_BYTES
from service.core.errors import Conflict, Error, FormatError, InputError, NotFound, TooLarge, WorldError
from service.web.formats import megabytes

log = logging.getLogger(__name__)

TOO_LARGE = f"That is more than this takes in: a single file may have up to {megabytes(MAX_FILE_BYTES)}."
BUG = "Something went wrong on our side. Nothing you entered before this is lost; going back usually helps."

_BRANCHES: tuple[tuple[type[Error], int], ...] = (
    (NotFound, 404),
    (TooLarge, 413),
    (FormatError, 422),
    (InputError, 400),
    (Conflict, 409),
    (WorldError, 503),
)
_CODES = {
    "check_in_first": 409,
    "rest_only": 409,
    "get_help_first": 409,
    "cross_site": 403,
    "bad_host": 421,
    "log_in": 401,
    "bad_token": 401,
    "not_allowed": 403,
    "too_many_tries": 429,
    "too_often": 429,
    "bad_type": 415,
}
"""Input errors whose code says more than their branch."""

_TITLES = {
    400: "That did not work",
    401: "Log in first",
    403: "That was not allowed",
    404: "Not here",
    405: "Not possible here",
    409: "Something changed meanwhile",
    413: "Too large",
    415: "Not a kind of content this takes",
    421: "Wrong address",
    422: "Not readable",
    429: "Too many tries",
    503: "Not available right now",
}


def status_of(error: Error) -> int:
    """Give the HTTP status for an error of ours."""
    if error.code in _CODES:
        return _CODES[error.code]
    return next((status for branch, status in _BRANCHES if isinstance(error, branch)), 500)


def problem(status: int, code: str, detail: str, **more: object) -> Response:
    """Give an RFC 9457 answer; `code` is stable, `detail` is for a person."""
    title = _TITLES.get(status, "Something went wrong")
    body = {"type": f"urn:afterrun:problem:{code}", "title": title, "status": status, "detail": detail}
    return Response(
        json.dumps(body | {"code": code} | more),
        status=status,
        content_type="application/problem+json",
    )


def answer_with(status: int, code: str, detail: str, **more: object) -> Response:
    """Give the error in the form that fits where it happened."""
    if request.path.startswith("/api/"):
        return problem(status, code, detail, **more)
    page = render_template("errors/error.html", status=status, title=_TITLES.get(status), detail=detail)
    return current_app.make_response((page, status))


def register(app: Flask) -> None:
    """Attach every handler to the app."""
    app.register_error_handler(Error, _ours)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _bug)


def _ours(error: Error) -> Response:
    status = status_of(error)
    if status >= 500:
        log.error("answered %s code=%s", status, error.code)
    return answer_with(status, error.code, error.words)


def _invalid(error: ValidationError) -> Response:
    """Say which part did not fit, never what was in it: that may be health data."""
    parts = [
        {"at": ".".join(map(str, one["loc"])), "why": one["msg"]} for one in error.errors(include_input=False)
    ]
    return answer_with(422, "bad_request", "Part of what was sent does not fit.", errors=parts)


def _too_large(_: RequestEntityTooLarge) -> Response:
    return answer_with(413, "too_large", TOO_LARGE, limit_bytes=MAX_FILE_BYTES)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:  # a redirect made by the router
        return Response(error.get_response().get_data(), status, dict(error.get_headers()))
    words = {
        404: "There is no such page here. It may have been a mistyped address.",
        405: "This address does not do that.",
        415: "Send JSON, a form with a file, or the bytes of a file.",
    }
    detail = words.get(status, error.description or BUG)
    answer = answer_with(status, error.name.lower().replace(" ", "_"), detail)
    if status == 405 and error.get_headers():
        answer.headers.extend([(key, value) for key, value in error.get_headers() if key == "Allow"])
    return answer


def _bug(error: Exception) -> Response:
    log.error("bug: %s", type(error).__name__, exc_info=error)
    return answer_with(500, "bug", BUG)
