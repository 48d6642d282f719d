import socket
from wsgiref.types import WSGIApplication

class Server:
    def run(self) -> None: ...
    def close(self) -> None: ...

def create_server(
    application: WSGIApplication, *, sockets: list[socket.socket], threads: int, ident: str
) -> Server: ...
