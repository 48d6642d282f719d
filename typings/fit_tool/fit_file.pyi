from fit_tool.record import Record

class FitFile:
    records: list[Record]
    @classmethod
    def from_bytes(cls, bytes_buffer: bytes, check_crc: bool = True) -> FitFile: ...
