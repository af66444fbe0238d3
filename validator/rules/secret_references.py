"""Rules about references to secrets: each for one secret, and none to a file that goes into the repository."""

from __future__ import annotations

import functools
import os

from validator.catalog import placeholders
from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Doubt, Finding, Place
from validator.documents.ignoring import Ignored
from validator.documents.kinds import CLIENT, CONFIG
from validator.documents.names import variable_for
from validator.documents.paths import above, is_inside
from validator.lazy import lazy
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.clash_votes import environments_of_clients
from validator.rules.keys import client_id_of
from validator.rules.places import holders
from validator.rules.rule import rule
from validator.rules.secrets import ROTATE
from validator.secrets.placeholders import is_placeholder
from validator.secrets.references import ReferenceKind, looks_like_reference, parse_reference
from validator.words import quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project
    from validator.secrets.references import Reference

FORMAT = "the document format, docs/format.md"
_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_PART_OF_IT = frozenset({"name", "metadata", "connector", "clientSecret", "clientSecretExpiration"})
_NOTES = frozenset({"metadata", "sources", "description"})


@rule(Severity.ERROR, Basis.DOCUMENTED, CLIENT, CONFIG, source=FORMAT, needs_reason=True)
def same_reference(document: Document, project: Project) -> Iterator[Finding]:
    """Client id and client secret read one reference, or are equal.

    One of the two was copied into the other's place, and no provider gives out such a pair.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_ID}

    Good:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
    """
    for holder in holders(document):
        fields = document.get(*holder)
        one, other = _id_and_secret(tuple(fields)) if isinstance(fields, dict) else (None, None)
        if one is None or other is None or not _equal(fields[one], fields[other]):
            continue
        known = parse_reference(fields[other].strip(), project.settings.secret_references)
        if known is None and looks_like_reference(fields[other]):
            continue
        also = Also(Place(document, (*holder, one)), "the client id")
        place = Place(document, (*holder, other))
        if known is not None:
            message = "client id and client secret read one and the same reference"
            help_text = (
                f"write the secret's own reference, such as ${{env:{variable_for(document, place.route)}}}"
            )
        else:
            message = "client id and client secret are equal"
            help_text = f"write a reference to the client secret, such as ${{env:NAME}}; {ROTATE}"
        yield Finding(message, place, help_text, also=(also,))


@functools.lru_cache(maxsize=1024)
def _id_and_secret(keys: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the keys of the client id and of the client secret, however they are spelt."""
    by_name = {simplified(key): key for key in keys}
    return by_name.get("clientid"), by_name.get("clientsecret")


@rule(Severity.WARNING, Basis.INFERRED, CLIENT, CONFIG, source=FORMAT)
def swapped_references(document: Document, project: Project) -> Iterator[Finding]:
    """A client id reads a reference that is called a secret, or a client secret one that is called an id.

    The names of references are yours, so this is a warning. Where the two stand in each other's place, one finding says
    so.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_SECRET}
        clientSecret: ${env:PROCORE_CLIENT_ID}

    Good:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
    """
    for holder in holders(document):
        fields = document.get(*holder)
        one, other = _id_and_secret(tuple(fields)) if isinstance(fields, dict) else (None, None)
        wrong_id = one is not None and _is_called("secret", fields[one], project)
        wrong_secret = other is not None and _is_called("id", fields[other], project)
        if (
            one is not None
            and other is not None
            and (fields[one] == fields[other] or not (wrong_id or wrong_secret))
        ):
            continue
        if wrong_id and wrong_secret:
            also = Also(Place(document, (*holder, f"{other}")), "swapped with this one")
            message = "the client id reads a reference that is called a secret, and the client secret one called an id"
            yield Finding(message, Place(document, (*holder, f"{one}")), "swap them", also=(also,))
        elif wrong_id:
            message = "the client id reads a reference that is called a secret"
            yield Finding(
                message, Place(document, (*holder, f"{one}")), "write the reference of the client id"
            )
        elif wrong_secret:
            message = "the client secret reads a reference that is called an id"
            yield Finding(
                message, Place(document, (*holder, f"{other}")), "write the reference of the client secret"
            )


def _is_called(word: str, value: object, project: Project) -> bool:
    """Whether a reference is called an id or a secret, and not both, by the last word of its name."""
    if not isinstance(value, str) or word not in value.lower():
        return False
    known = parse_reference(value, project.settings.secret_references)
    words = _name_words(known.target) if known is not None else ()
    return words[-1:] == (word,) and not {"id", "secret"} <= set(words)


@functools.lru_cache(maxsize=4096)
def _name_words(target: str) -> tuple[str, ...]:
    """Return the words of the last part of what a reference reads."""
    return tuple(
        word.lower() for word in _WORD.findall(target.replace("\\", "/").rstrip("/").rpartition("/")[2])
    )


def _equal(one: object, other: object) -> bool:
    if not isinstance(one, str) or not isinstance(other, str) or not one.strip():
        return False
    return one.strip() == other.strip() and not is_placeholder(one, placeholders())


@rule(Severity.WARNING, Basis.DOCUMENTED, source=FORMAT, needs_reason=True)
def secret_file_in_project(document: Document, project: Project) -> Iterator[Finding]:
    """A reference reads a file inside the project, which git does not ignore.

    Such a file is as public as the config that names it: sooner or later it is committed. Paths are relative to the
    file that holds the reference.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientSecret: ${file:secrets/procore-client-secret}

    Good:
        kind: OAuthClient
        clientSecret: ${file:/run/secrets/procore-client-secret}
    """
    source = document.source
    if project.folder is None or not (source.holds("${file:") or source.holds("\\")):
        return
    for leaf in () if document.quiet else document.leaves():
        if (
            leaf.part is Part.KEY
            or not leaf.node.text.startswith("${file:")
            or _NOTES.intersection(leaf.route)
        ):
            continue
        file = _file(document, parse_reference(leaf.node.text))
        if file is not None and not _is_kept_out(file, project.folder):
            help_text = "keep it outside the project, or let git ignore it"
            message = "this file lies inside the project, and git does not ignore it"
            yield Finding(message, Place(document, leaf.route), help_text)


def _file(document: Document, reference: Reference | None) -> str | None:
    """Return the file that a reference reads, None for any other reference."""
    if reference is None or reference.kind is not ReferenceKind.FILE or document.source.where is None:
        return None
    return os.path.normpath(os.path.join(document.source.where, os.pardir, reference.target))


def _is_kept_out(file: str, root: str) -> bool:
    """Whether a file lies outside a folder, or `.gitignore` files cover it or one of the folders that it lies in."""
    if file != root and not is_inside(file, root):
        return True
    ignored = Ignored.above(root, ()).within(root)
    for folder in reversed([each for each in above(file) if is_inside(each, root)]):
        if ignored.covers(folder, folder=True):
            return True
        ignored = ignored.within(folder)
    return ignored.covers(file)


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    source="App Xchange help, OAuth clients; Procore, OAuth keys",
    across=True,
    needs_reason=True,
)
def shared_secret_reference(document: Document, project: Project) -> Iterator[Finding]:
    """Clients of two sets of keys read one reference for their secrets, or two clients are alike in all but their name.

    Each set has a secret of its own, so one of the two clients is refused. Two clients of one definition that read the
    same id and the same secret are one client, and mostly the second was copied to become another company's.

    Given: Procore production and sandbox

    Bad:
        kind: OAuthClient
        name: Acme service account
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        ---
        kind: OAuthClient
        name: Acme sandbox
        clientSecret: ${env:PROCORE_CLIENT_SECRET}

    Good:
        kind: OAuthClient
        name: Acme service account
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        ---
        kind: OAuthClient
        name: Acme sandbox
        clientSecret: ${env:PROCORE_SANDBOX_SECRET}
    """
    read = _read(document, project)
    key = (project.owner(document), read)
    if not read or not _repeated_reads(project).repeats(key):
        return
    first = _first_readers(project).get(key)
    keys = document.get("credentials")
    if first is None or keys is None or first.get("credentials") == keys:
        yield from _copied(document, project)
        return
    theirs = quoted(first.get("credentials"))
    also = Also(Place(first, ("clientSecret",)), f"read for {theirs} here")
    message = f"the secret of the {theirs} keys is read here too, and these are {quoted(keys)} ones"
    place = Place(document, ("clientSecret",))
    rests_on = (
        doubt.keys_of(document),
        doubt.keys_of(first),
        Doubt(_have_one_client_id, (document, first)),
    )
    yield Finding(message, place, "write the reference of their own secret", also=(also,), rests_on=rests_on)


def _have_one_client_id(_: Project, one: Document, other: Document) -> bool:
    """Whether two clients read one id as well, which is told there: they were copied as a whole."""
    text = client_id_of(one)[1]
    return bool(text) and text == client_id_of(other)[1]


@gathered(Tally, CLIENT)
def _repeated_reads(client: Document, project: Project) -> Iterator[tuple[str | None, str]]:
    """Tell what the secret of a client is read from."""
    read = _read(client, project)
    if read:
        yield project.owner(client), read


def _copied(document: Document, project: Project) -> Iterator[Finding]:
    """Yield that a client reads the keys of an earlier one, and differs in nothing that App Xchange asks for."""
    asked = _asked(document, project)
    first = _first_alike(project).get(asked) if asked is not None else None
    if first is None or first is document or first.get("name") == document.get("name"):
        return
    if _serve_apart(document, first, project):
        return
    also = Also(Place(first, ("clientSecret",)), "read here first")
    yield Finding(
        f"this client reads the keys of {quoted(first.get('name'))}, for the same definition",
        Place(document, ("clientSecret",)),
        f"write the references of its own keys, or delete it and name {quoted(first.get('name'))} in the configs",
        also=(also,),
    )


def _serve_apart(client: Document, other: Document, project: Project) -> bool:
    """Whether two clients are used in environments of which none is the other's: then an address may be wrong."""
    used = environments_of_clients(project)
    own, others = ({each.name for each in used.get(id(document), ())} for document in (client, other))
    return bool(own and others) and own.isdisjoint(others)


@per_project
def _first_alike(project: Project) -> dict[tuple[object, ...], Document]:
    repeated = _repeated_reads(project)
    first: dict[tuple[object, ...], Document] = {}
    for client in project.of_kind(CLIENT):
        again = repeated.repeats((project.owner(client), _read(client, project)))
        asked = _asked(client, project) if again else None
        if asked is not None:
            first.setdefault(asked, client)
    return first


def _asked(client: Document, project: Project) -> tuple[object, ...] | None:
    """Return what makes a client what it is but for its name; None for one that reads no secret, or is broken."""
    read, text = _read(client, project), client.get("clientId")
    if not read or not isinstance(text, str) or client.broken:
        return None
    own = {key: repr(value) for key, value in client.data.items() if key not in _NO_PART_OF_IT}
    return (project.owner(client), read, *sorted(own.items()))


@per_project
def _first_readers(project: Project) -> dict[tuple[str | None, str], Document]:
    """Return the first client that says its keys, by connector and by what it and others read their secret from."""
    repeated = _repeated_reads(project)
    first: dict[tuple[str | None, str], Document] = {}
    for client in project.of_kind(CLIENT):
        read = _read(client, project)
        key = (project.owner(client), read)
        if read and client.get("credentials") is not None and repeated.repeats(key):
            first.setdefault(key, client)
    return first


def _read(client: Document, project: Project) -> str:
    """Return what a client's secret is read from, the same text for the same place; nothing for no reference."""
    text = client.get("clientSecret")
    reference = parse_reference(text, project.settings.secret_references) if isinstance(text, str) else None
    file = _file(client, reference)
    return f"file:{file}" if file else (text if reference else "")
