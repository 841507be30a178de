"""How long a connection is waited for: whoever neither asks nor reads holds it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP, with an end to its patience.

    Args:
        head_seconds: How long the head of a request may take from its first byte, or from when
            the connection was made.
        read_seconds: How long a reader may take to receive what was sent to it.
        given: What uvicorn gives its protocols.
    """

    def __init__(self, *, head_seconds: float, read_seconds: float, **given: Any) -> None:
        super().__init__(**given)
        self._head_seconds, self._read_seconds = head_seconds, read_seconds
        self._head: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._head = self.loop.call_later(self._head_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head, where it is not whole."""
        super().data_received(data)
        if not getattr(self.cycle, "response_complete", True):  # there is no cycle before a request
            self._end_head()
        elif self._head is None and not self.transport.is_closing():
            self._head = self.loop.call_later(self._head_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """Wait for a reader that has more to receive than the system takes."""
        super().pause_writing()
        self._reading = self.loop.call_later(self._read_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """It received nearly all."""
        super().resume_writing()
        self._end_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._end_head()
        self._end_reading()
        super().connection_lost(exc)

    def _end_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _end_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
