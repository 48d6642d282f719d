from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

class BackgroundScheduler:
    def __init__(self, *, timezone: tzinfo) -> None: ...
    def add_job(
        self,
        func: Callable[..., object],
        trigger: str,
        *,
        args: tuple[Any, ...],
        seconds: int,
        id: str,
        name: str,
        coalesce: bool,
        max_instances: int,
        replace_existing: bool,
        next_run_time: datetime,
    ) -> object: ...
    def start(self) -> None: ...
    def shutdown(self, *, wait: bool) -> None: ...
