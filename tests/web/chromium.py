"""A headless Chromium driven over its debugging pipe: enough for tests, and nothing to install.

The pipe carries JSON messages, each ended by a zero byte: the browser reads commands from file 3
and writes answers and events to file 4.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import signal
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

Message = dict[str, Any]

SECONDS = 30.0
"""How long an answer may take."""

_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe", "about:blank",
)  # fmt: skip


class BrowserError(Exception):
    """The browser did not answer, or refused a command."""


class Browser:
    """One browser process. Use as a context manager.

    Args:
        program: Path of the chromium program.
        profile: An empty folder for its profile.
    """

    def __init__(self, program: str, profile: Path) -> None:
        commands_out, self._commands = _pipe()
        self._answers, answers_in = _pipe()
        log = os.open(profile / "stderr.txt", os.O_WRONLY | os.O_CREAT)
        self._pid = os.posix_spawn(
            program,
            [program, f"--user-data-dir={profile / 'data'}", *_OPTIONS],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, commands_out, 3),
                (os.POSIX_SPAWN_DUP2, answers_in, 4),
                (os.POSIX_SPAWN_DUP2, log, 2),
            ],
        )
        for file in (commands_out, answers_in, log):
            os.close(file)
        self._buffer = b""
        self._last = 0
        self.events: list[Message] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.call("Browser.close")
        except (BrowserError, OSError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._commands)
        os.close(self._answers)

    def call(self, method: str, session: str | None = None, **params: object) -> Message:
        """Send a command and wait for its answer; events met on the way are kept."""
        self._last += 1
        message: Message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                result: Message = answer["result"]
                return result
            self.events.append(answer)

    def wait(self, event: str) -> None:
        """Wait until such an event has come since the last `events.clear()`."""
        while not any(message.get("method") == event for message in self.events):
            self.events.append(self._read())

    def _read(self) -> Message:
        deadline = time.monotonic() + SECONDS
        while b"\0" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._answers], [], [], left)[0]:
                raise BrowserError(f"no answer in {SECONDS:g} seconds")
            piece = os.read(self._answers, 1 << 20)
            if not piece:
                raise BrowserError("the browser is gone")
            self._buffer += piece
        text, _, self._buffer = self._buffer.partition(b"\0")
        message: Message = json.loads(text)
        return message


class Page:
    """One page, with its console and its network watched from the start."""

    def __init__(self, browser: Browser, *, width: int = 1000, height: int = 800) -> None:
        self._browser = browser
        self._target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def close(self) -> None:
        """Close it."""
        self._browser.call("Target.closeTarget", targetId=self._target)

    def call(self, method: str, **params: object) -> Message:
        """Send a command to this page."""
        return self._browser.call(method, self._session, **params)

    def resize(self, width: int, height: int) -> None:
        """Show the page as a window, or phone, of that size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def media(self, *, dark: bool = False) -> None:
        """Ask for light or dark colours."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[feature])

    def scripts(self, *, allowed: bool) -> None:
        """Switch JavaScript on or off for pages opened from now on."""
        self.call("Emulation.setScriptExecutionDisabled", value=not allowed)

    def open(self, path: Path) -> None:
        """Open a file and wait until it is loaded."""
        self.visit(path.as_uri())

    def visit(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self._browser.events.clear()
        self.call("Page.navigate", url=address)
        self._browser.wait("Page.loadEventFired")

    def follow(self, selector: str) -> None:
        """Click on a link and wait until what it leads to is loaded."""
        self._browser.events.clear()
        self.click(selector)
        self._browser.wait("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in done:
            raise BrowserError(json.dumps(done["exceptionDetails"], ensure_ascii=False))
        return done["result"].get("value")

    def click(self, selector: str) -> None:
        """Click with the mouse in the middle of the first element that matches."""
        find = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{find}.scrollIntoView({{block: 'center'}})")
        self.until("document.fonts.status === 'loaded'")  # a late font moves what it sets
        box = self.run(
            f"(b => [b.x + b.width / 2, b.y + b.height / 2])({find}.getBoundingClientRect())"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call(
                "Input.dispatchMouseEvent",
                type=kind, x=box[0], y=box[1], button="left", clickCount=1,
            )  # fmt: skip

    def choose(self, selector: str, *files: Path) -> None:
        """Choose files for a field that takes some."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true."""
        deadline = time.monotonic() + SECONDS
        while not self.run(script):
            if time.monotonic() > deadline:
                raise BrowserError(f"never true: {script}")
            time.sleep(0.05)

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code)

    def complaints(self) -> list[str]:
        """What the console, the log and uncaught errors have said since the page was opened."""
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [
            json.dumps(e, ensure_ascii=False)
            for e in self._browser.events
            if e.get("method") in kinds
        ]

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened, its own among them."""
        sent = (e for e in self._browser.events if e.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]

    def picture(self, path: Path, *, full: bool = True) -> None:
        """Save the page as PNG."""
        done = self.call("Page.captureScreenshot", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(done["data"]))

    def pdf(self) -> bytes:
        """The page as printed."""
        done = self.call("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(done["data"])


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are numbered above those the browser is to find."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
