"""Where everything is remembered: SQL rows behind the ports, files on disk. Nothing outside sees a row."""

from service.store.blobs import DiskBlobs
from service.store.database import SqlStore, open_store

__all__ = ["DiskBlobs", "SqlStore", "open_store"]
