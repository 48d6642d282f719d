import socket
from wsgiref.types import WSGIApplication

class Server:
    def run(self) -> None: ...
    def close(self) -> None: ...

def create_server(
    application: WSGIApplication,
    *,
    sockets: list[socket.socket],
    threads: int,
    ident: str,
    max_request_body_size: int,
    channel_request_lookahead: int,
) -> Server: ...
