"""The words of the pages, by language: a language is a folder in `locale` with one `messages.po` in it.

English is what the templates say themselves, so it is complete by nature; a sentence that a language lacks stays
English. `make words` writes all sentences to `locale/messages.pot`, which a translation starts from. What experts
wrote and what the voice says have their own homes (`service/content`, `voice/phrases`).
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request

LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en-GB"
_KEY = "afterrun.words"


def register(app: Flask, folder: Path = LOCALE) -> None:
    """Let the templates say `_("...")` and `{% trans %}`, in the language that the browser asks for."""
    app.extensions[_KEY] = {
        found.parent.name: _catalogue(found) for found in sorted(folder.glob("*/messages.po"))
    }
    app.jinja_env.add_extension("jinja2.ext.i18n")
    install = vars(app.jinja_env)["install_gettext_callables"]  # put there by the extension
    install(
        lambda words: _words().gettext(words),
        lambda one, many, count: _words().ngettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals["the_language"] = the_language


def the_language() -> str:
    """Give the language of this request: the best of those that are here and that the browser asks for."""
    if not has_request_context():
        return ENGLISH
    if "language" not in g:
        known = [ENGLISH, *_known()]
        g.language = request.accept_languages.best_match(known, default=ENGLISH)
    return cast("str", g.language)


def _known() -> Mapping[str, NullTranslations]:
    return cast("Mapping[str, NullTranslations]", current_app.extensions[_KEY])


def _words() -> NullTranslations:
    return _known().get(the_language()) or NullTranslations()


def _catalogue(path: Path) -> NullTranslations:
    """Read a `.po` as it is: no step between editing it and seeing it."""
    made = BytesIO()
    with path.open("rb") as file:
        write_mo(made, read_po(file, locale=None))
    made.seek(0)
    return Translations(made)
