"""A client of the Language Server Protocol: it starts a server as a process and speaks JSON-RPC with it over pipes."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

PATIENCE = 60.0
"""Seconds after which a server that says nothing has failed."""

FEATURES: dict[str, Any] = {
    "textDocument": {
        "synchronization": {"dynamicRegistration": False},
        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
        },
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "rename": {"prepareSupport": True},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "configuration": True,
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}


class Server:
    """A running language server, spoken to as an editor does; settings are what it gets when it asks for some."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        settings: Mapping[str, Any] | None = None,
        features: Mapping[str, Any] = FEATURES,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.settings = dict(settings or {})
        self.features = features
        self.said: dict[str, list[dict[str, Any]]] = {}
        self.capabilities: dict[str, Any] = {}
        self._versions: dict[str, int] = {}
        self._next = 0
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._errors = bytearray()
        self._listeners = [
            threading.Thread(target=each, daemon=True) for each in (self._listen, self._overhear)
        ]
        for each in self._listeners:
            each.start()

    def __enter__(self) -> Self:
        self.capabilities = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": self.folder.as_uri(),
                "workspaceFolders": [{"uri": self.folder.as_uri(), "name": "project"}],
                "capabilities": self.features,
            },
        )["capabilities"]
        self.notify("initialized", {})
        if self.settings:
            self.notify("workspace/didChangeConfiguration", {"settings": self.settings})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.request("shutdown", None)
                self.notify("exit", None)
                self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            for each in self._listeners:
                each.join()
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                if pipe is not None:
                    pipe.close()

    @property
    def errors(self) -> str:
        """What the server has written to standard error."""
        return self._errors.decode("utf-8", "replace")

    @property
    def exit_code(self) -> int | None:
        """The code that the process ended with."""
        return self._process.poll()

    def request(self, method: str, params: Any) -> Any:
        """Send a request and return the result."""
        answer = self.answer(method, params)
        assert "error" not in answer, answer["error"]
        return answer.get("result")

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        """Send a request and return the whole answer, which may be an error."""
        self._next += 1
        number = self._next
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number and "method" not in message)

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file of the folder, with another text than it has if one is given, and return its address."""
        uri = self.uri(name)
        text = (self.folder / name).read_text(encoding="utf-8") if text is None else text
        self._versions[uri] = 1
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, name: str, text: str) -> None:
        """Put another text in the place of an open file's."""
        self.change_in(name, [{"text": text}])

    def change_in(self, name: str, changes: list[dict[str, Any]]) -> None:
        """Change an open file as an editor tells of it."""
        uri = self.uri(name)
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        """Return a place as requests name it, with both numbers from zero."""
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": character}}

    def uri(self, name: str) -> str:
        """Return the address of a file of the folder."""
        return (self.folder / name).as_uri()

    def diagnostics(self, name: str) -> list[dict[str, Any]]:
        """Wait for the diagnostics of an open file's version and return them."""
        uri = self.uri(name)
        version = self._versions.get(uri)
        found = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
                and message["params"].get("version", version) == version
            )
        )
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return diagnostics

    def _until(self, is_meant: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self._heard.get(timeout=PATIENCE)
            assert message is not None, f"the server has ended: {self.errors}"
            if "method" in message:
                self.said.setdefault(message["method"], []).append(message)
                if "id" in message:
                    self._send({"id": message["id"], "result": self._reply(message)})
            if is_meant(message):
                return message

    def _reply(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self.settings.get(each.get("section")) for each in message["params"]["items"]]
        return None

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._heard.put(json.loads(stream.read(length)))
        self._heard.put(None)

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._errors.extend(line)
