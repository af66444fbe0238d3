"""The server: it takes what an editor says, asks the workspace, and answers. It reads standard input alone."""

from __future__ import annotations

import asyncio
import functools
import logging
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInternalError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from validator._version import __version__
from validator.diagnostics import UsageError
from validator.lsp.addresses import file_of, uri_of
from validator.lsp.completion import items_at
from validator.lsp.findings import NAME, actions_for, diagnostic_of
from validator.lsp.hover import words_at
from validator.lsp.lens import SHOW, effective, lenses
from validator.lsp.names import can_be_renamed, location, references, renamed, target_of
from validator.lsp.places import spot_at
from validator.lsp.workspace import Workspace
from validator.render.escape import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_OUT = 1
"""Standard output, which is the process's own."""

_SOON = 0.01
_LATER = 0.3
"""Seconds after the last keystroke: the file itself is checked soon, the others that are open later."""

_WATCHED = ("**/*.{yaml,yml,json,toml}", "**/.gitignore")
"""The files on which findings hang; settings that others extend have any name."""

_SHOWN = "effectiveConnection"
"""The initialization option of an editor that shows what the lens returns; its value is then "returned"."""

_FAULT = "a fault of appxlint itself; run `appxlint check` to see more"


class Server(LanguageServer):
    """A language server with the workspace that it answers from."""

    def __init__(self) -> None:
        super().__init__(NAME, __version__)
        self.texts = Workspace()
        self.complaint = ""
        self.returned = False
        self.addresses: dict[Path, str] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401 - as the library has it
        """Say nothing of a fault but that there is one: its words may quote a file."""

    def soon(self, file: Path) -> None:
        """Check a file as soon as nothing more is to be read, and all that are open when there is time."""
        self._after("", _SOON, lambda: self.tell([file], by_themselves=True))
        self.later()

    def later(self) -> None:
        """Look at the disk and check all open files when there is time."""
        self._after("all", _LATER, lambda: self.tell([*self.texts.texts], look=True))

    def _after(self, key: str, seconds: float, do: Callable[[], None]) -> None:
        waiting = self._waiting.pop(key, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[key] = asyncio.get_running_loop().call_later(seconds, do)

    def tell(self, files: Iterable[Path], *, look: bool = False, by_themselves: bool = False) -> None:
        """Check open files and send what is found in each; settings that cannot be used are told once."""
        files = [file for file in files if file in self.texts.texts]
        try:
            if look:
                self.texts.look()
            for file, found in self.texts.check(files, by_themselves=by_themselves).items():
                project = self.texts.loaded(file).project
                shown = (diagnostic_of(each, project, self.texts) for each in found)
                self.publish(file, [each for each in shown if each is not None])
            self.complaint = ""
        except UsageError as error:
            self.complain(f"{error}")
            for file in files:
                self.publish(file, [])
        except Exception:  # noqa: BLE001 - whatever it is, the editor goes on, and nothing of a file is told
            self.complain(_FAULT)

    def publish(self, file: Path, found: list[lsp.Diagnostic]) -> None:
        """Send the findings of a file, for the version that was checked."""
        uri = self.addresses.get(file) or uri_of(file)
        version = (
            self.workspace.get_text_document(uri).version if uri in self.workspace.text_documents else None
        )
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def complain(self, words: str) -> None:
        """Show a complaint, once until all is well again."""
        if words != self.complaint:
            self.complaint = words
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"{NAME}: {escape(words)}"))


SERVER = Server()


def _answers(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler whose faults are told in words that quote nothing."""

    @functools.wraps(handler)
    def answer(server: Server, params: Any) -> Any:  # noqa: ANN401 - as the protocol has it
        try:
            return handler(server, params)
        except UsageError as error:
            raise JsonRpcInvalidParams(escape(f"{error}")) from None
        except Exception:  # noqa: BLE001 - its words may quote a file
            raise JsonRpcInternalError(_FAULT) from None

    return answer


@SERVER.feature(lsp.INITIALIZE)
@_answers
def begins(server: Server, params: lsp.InitializeParams) -> None:
    """Hear whether the editor has a place for an effective connection, which is more than a message takes."""
    options = params.initialization_options
    wanted = options.get(_SHOWN) if isinstance(options, dict) else None
    server.returned = wanted == "returned"


@SERVER.feature(lsp.INITIALIZED)
@_answers
def begun(server: Server, params: lsp.InitializedParams) -> None:  # noqa: ARG001 - as the protocol has it
    """Ask the editor to tell of files that change on the disk, if it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is not None and watching.dynamic_registration:
        watchers = [lsp.FileSystemWatcher(glob_pattern=each) for each in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(lsp.RegistrationParams([wanted]))


@SERVER.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
@_answers
def opened(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    """Take over a text that was opened."""
    _taken(server, params.text_document.uri)


@SERVER.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
@_answers
def changed(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    """Take over a text that was changed."""
    _taken(server, params.text_document.uri)


def _taken(server: Server, uri: str) -> None:
    file = file_of(uri)
    if file is not None:
        server.addresses[file] = uri
        server.texts.put(file, server.workspace.get_text_document(uri).source)
        server.soon(file)


@SERVER.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
@_answers
def closed(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    """Let what lies on the disk count again."""
    file = file_of(params.text_document.uri)
    if file is not None:
        server.texts.drop(file)
        server.addresses.pop(file, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))
        server.later()


@SERVER.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
@_answers
def saved(server: Server, params: lsp.DidSaveTextDocumentParams) -> None:  # noqa: ARG001 - as the protocol has it
    """Look at the disk anew."""
    server.later()


@SERVER.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
@_answers
def moved(server: Server, params: lsp.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001 - as above
    """Look at the disk anew."""
    server.later()


@SERVER.feature(lsp.TEXT_DOCUMENT_HOVER)
@_answers
def hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    """Say what stands under the cursor."""
    file = file_of(params.text_document.uri)
    spot = spot_at(file, params.position, server.texts) if file is not None else None
    words = words_at(spot) if spot is not None else ""
    if spot is None or not words:
        return None
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, words), spot.range)


@SERVER.feature(lsp.TEXT_DOCUMENT_DEFINITION)
@_answers
def definition(server: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Go where the name under the cursor is declared."""
    file = file_of(params.text_document.uri)
    spot = spot_at(file, params.position, server.texts) if file is not None else None
    target = target_of(spot) if spot is not None else None
    return location(target.document, target.route, server.texts) if target is not None else None


@SERVER.feature(lsp.TEXT_DOCUMENT_REFERENCES)
@_answers
def used(server: Server, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Find where the name under the cursor is used."""
    file = file_of(params.text_document.uri)
    spot = spot_at(file, params.position, server.texts) if file is not None else None
    if spot is None:
        return []
    return references(spot, server.texts, declaration=params.context.include_declaration)


@SERVER.feature(
    lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
)
@_answers
def actions(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Offer fixes and suppressions for the findings at a place."""
    file = file_of(params.text_document.uri)
    if file is None or file not in server.texts.texts:
        return []
    server.texts.check([file], by_themselves=True)
    project = server.texts.loaded(file).project
    return list(actions_for(file, params.range, project, server.texts))


@SERVER.feature(
    lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", ":"], resolve_provider=False)
)
@_answers
def completion(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    """Offer what can be written at a place."""
    file = file_of(params.text_document.uri)
    found = items_at(file, params.position, server.texts) if file is not None else []
    return lsp.CompletionList(is_incomplete=False, items=found)


@SERVER.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
@_answers
def may_rename(server: Server, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    """Say whether the name under the cursor can be given anew."""
    file = file_of(params.text_document.uri)
    spot = spot_at(file, params.position, server.texts) if file is not None else None
    return spot.range if spot is not None and can_be_renamed(target_of(spot)) else None


@SERVER.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
@_answers
def rename(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    """Give a name anew in all documents."""
    file = file_of(params.text_document.uri)
    spot = spot_at(file, params.position, server.texts) if file is not None else None
    return renamed(spot, params.new_name, server.texts) if spot is not None else None


@SERVER.feature(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensOptions(resolve_provider=False))
@_answers
def lens(server: Server, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    """Put a line above each config that leads to its effective connection."""
    file = file_of(params.text_document.uri)
    return list(lenses(file, server.texts)) if file is not None else []


@SERVER.command(SHOW)
def show(server: Server, uri: str, number: int) -> str:
    """Return the effective connection of a config, and show it unless the editor does so itself."""
    words: str = _shown(server, (uri, number))
    if not server.returned:
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, words))
    return words


@_answers
def _shown(server: Server, asked: tuple[str, int]) -> str:
    file = file_of(asked[0])
    return effective(file, asked[1], server.texts) if file is not None else ""


def serve() -> None:
    """Serve until the editor says that it is over. Nothing is logged: a log would hold the texts of files."""
    logging.disable(logging.CRITICAL)
    SERVER.start_io(stdout=open(_OUT, "wb", closefd=False))  # noqa: SIM115 - the library closes what it is given
