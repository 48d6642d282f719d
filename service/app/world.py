"""Everything the use cases need, in one value that wiring fills in once."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.files import RawFile
from service.app.ports import Blobs, Clock, Outlet, Store
from service.app.vendor_ports import NO_VENDORS, Vendors
from service.app.watch_ports import NO_WATCH, Watch
from service.core.activity import Activity
from service.core.catalogue import Catalogue
from service.core.reminders import NIGHT, Quiet
from voice.player.intent import Intent
from voice.script.wording import Phrases
from voice.speech import Voice


@dataclass(frozen=True, slots=True)
class World:
    """Ports and constant content. A use case takes this first and nothing global."""

    store: Store
    blobs: Blobs
    clock: Clock
    decode: Callable[[RawFile], Activity]
    catalogue: Catalogue
    phrases: Phrases
    voice: Voice
    """Who speaks and how fast: scripts are timed for it."""
    wishes: Callable[[str], Intent | None] = lambda _: None
    """What a sentence asks of us, whatever the door; None for one that is no wish."""
    outlets: tuple[Outlet, ...] = ()
    """Where reminders go beside the page."""
    quiet: Quiet = NIGHT
    """Hours without a reminder."""
    vendors: Vendors = NO_VENDORS
    """Accounts elsewhere that the runner may connect."""
    reminds: bool = True
    """Whether anything is said unasked at all."""
    dress: "Callable[[World], World] | None" = None
    """Gives it as the settings are by then."""

    def as_now(self) -> "World":
        """Give the world by the settings of now: a request and a job begin with this."""
        return self if self.dress is None else self.dress(self)

    watch: Watch = NO_WATCH
    """Leads a session without us."""
