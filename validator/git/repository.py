"""A repository of git: its revisions, their files, and what its index holds."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from validator.diagnostics import UsageError
from validator.git.asking import ask
from validator.render.repository import root_above
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = frozenset({"100644", "100755"})
LINK = "120000"

SHALLOW = (
    "this clone is shallow, so fetch the whole history (fetch-depth: 0 for actions/checkout, "
    "git fetch --unshallow elsewhere)"
)


class Repository(NamedTuple):
    """A repository with its work tree; `shallow` says that a part of its history is not at hand."""

    top: Path
    shallow: bool = False


class Stored(NamedTuple):
    """A file as git keeps it: its path from the root, its mode, and the name of its content."""

    path: str
    mode: str
    name: str


class Change(NamedTuple):
    """What the index does to a file of a commit; `before` is where a renamed one stood, empty for any other.

    `status` is git's letter: A, C, D, M, R, T, or U for one that is not merged.
    """

    status: str
    stored: Stored
    before: str = ""


def repository_of(path: Path) -> Repository:
    """Return the repository whose work tree a path lies in, whether it is there or not.

    Raises:
        UsageError: there is no git, or no such repository that it may look into, or the environment means another one.
    """
    # In a hook the names that git hands on hold at the root of the work tree.
    start = Path(root_above(os.path.abspath(path)) or _folder(path))  # noqa: PTH100 - links are left alone
    _refuse_another(start)
    answer = ask(["rev-parse", "--show-toplevel", "--is-shallow-repository"], start)
    top, _, shallow = os.fsdecode((answer.said or b"").rstrip(b"\n")).rpartition("\n")
    if top:
        return Repository(Path(top), shallow == "true")
    if "dubious ownership" in answer.complaint:
        remedy = f"git config --global --add safe.directory {start}"
        raise UsageError(f"git does not trust {start}, which belongs to another user; if you do: {remedy}")
    raise UsageError(f"{path} lies in no work tree of git, so there are no revisions of it")


def _refuse_another(start: Path) -> None:
    """Complain where a hook of one repository has another one checked: git would read the files of its own."""
    if "GIT_DIR" not in os.environ or not (start / ".git").exists():
        return
    named = ask(["rev-parse", "--absolute-git-dir"], start).line
    if named and os.path.realpath(named) != os.path.realpath(_kept_in(start / ".git")):
        raise UsageError(
            f"GIT_DIR is set and names another repository than that of {start}; unset it for this"
        )


def _kept_in(marker: Path) -> Path:
    """Return where a repository keeps what it has: a linked work tree, or a submodule, has a file that says it."""
    if marker.is_dir():
        return marker
    return (
        marker.parent / marker.read_text(encoding="utf-8", errors="replace").partition("gitdir: ")[2].strip()
    )


def _folder(path: Path) -> Path:
    """Return the nearest folder that is there."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - as above
    return next(each for each in (whole, *whole.parents) if each.is_dir())


def is_part(repository: Repository, path: str) -> bool:
    """Whether a file belongs to a repository: it lies in its work tree, and in no other one inside that."""
    top = os.path.realpath(repository.top)
    folder = os.path.realpath(os.path.dirname(path) or ".")  # noqa: PTH120 - paths of a report are strings
    nearest = root_above(folder)
    is_inner = nearest is not None and nearest != top and is_below(nearest, top)
    return is_below(folder, top) and not is_inner


def is_below(path: str, folder: str) -> bool:
    """Whether a path is that of a folder, or leads on from there."""
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - as above


def commit_of(repository: Repository, revision: str) -> str:
    """Return the name of the commit that a revision means, empty where git knows none."""
    if revision.startswith("-"):
        return ""
    words = ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    return ask(words, repository.top).line


def common(repository: Repository, one: str, other: str) -> str:
    """Return the last commit that two have in common, empty where there is none at hand."""
    return ask(["merge-base", one, other], repository.top).line


def nothing(repository: Repository) -> str:
    """Return the name of the tree that holds nothing, for what is held against it before the first commit."""
    return ask(["hash-object", "-t", "tree", "--stdin"], repository.top).line


def files_of(repository: Repository, commit: str, label: str) -> list[Stored]:
    """Return the files and links of a commit, or of a tree.

    Raises:
        UsageError: git cannot list them.
    """
    said = ask(["ls-tree", "-r", "-z", "--full-tree", commit], repository.top).said
    if said is None:
        raise UsageError(f"git could not list the files of {quoted(label)}")
    return list(_listed(said))


def _listed(listing: bytes) -> Iterator[Stored]:
    for line in listing.split(b"\0"):
        about, _, raw = line.partition(b"\t")
        mode, _, name = (*about.decode().split(" "), "", "", "")[:3]
        path = os.fsdecode(raw)
        if (mode in FILES or mode == LINK) and is_harmless(path):
            yield Stored(path, mode, name)


def is_harmless(path: str) -> bool:
    """Whether a path of a tree stays below the root, on every system."""
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path


def changes_since(repository: Repository, commit: str) -> list[Change]:
    """Return what the index changes of a commit, or of a tree; the work tree is not looked at.

    Raises:
        UsageError: git cannot tell.
    """
    words = ["diff-index", "--cached", "--ita-invisible-in-index", "-r", "-z", "--no-abbrev"]
    said = ask([*words, "-M", commit, "--"], repository.top).said
    if said is None:  # contents that are not at hand cannot be compared
        said = ask([*words, "--no-renames", commit, "--"], repository.top).said
    if said is None:
        raise UsageError("git could not compare its index with a commit")
    return list(_changes(said))


def _changes(listing: bytes) -> Iterator[Change]:
    words = iter(listing.split(b"\0"))
    for about in words:
        if not about.startswith(b":"):
            continue
        _, mode, _, name, status = about.decode().split(" ")
        first = os.fsdecode(next(words))
        renamed = status[0] in "RC"
        path = os.fsdecode(next(words)) if renamed else first
        yield Change(status[0], Stored(path, mode, name), first if renamed else "")


def staged(files: list[Stored], changes: list[Change]) -> list[Stored]:
    """Return the files of the index: those of a commit with what the index changes of it.

    Raises:
        UsageError: a file is not merged.
    """
    open_ones = sorted({each.stored.path for each in changes if each.status == "U"})
    if open_ones:
        more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        raise UsageError(f"{open_ones[0]}{more}: not merged yet; settle the conflict and stage the result")
    found = {each.path: each for each in files}
    for each in changes:
        if each.status == "R":
            found.pop(each.before, None)
        if each.status == "D":
            found.pop(each.stored.path, None)
        elif each.stored.mode in FILES or each.stored.mode == LINK:
            if is_harmless(each.stored.path):
                found[each.stored.path] = each.stored
        else:
            found.pop(each.stored.path, None)
    return list(found.values())


def inside(path: str, top: Path) -> str:
    """Return a path as it runs from the root of a repository, empty for the root itself.

    Raises:
        UsageError: it leads out of the repository.
    """
    real = os.path.realpath(path)
    try:
        found = Path(real).relative_to(os.path.realpath(top))
    except ValueError:
        raise UsageError(f"{path} lies outside of the repository {top}") from None
    return "" if found == Path() else found.as_posix()


def folder_of(path: str) -> str:
    """Return the folder of a path in a repository, empty for the root."""
    parent = PurePosixPath(path).parent
    return "" if parent == PurePosixPath() else parent.as_posix()
