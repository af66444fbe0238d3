"""The versions of appxlint that settings ask for, compared as pip compares versions."""

from __future__ import annotations

from validator._version import __version__
from validator.lazy import lazy
from validator.project.settings import SettingsError
from validator.values import NamedTuple
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from validator.project.origins import Origin

    Key: TypeAlias = tuple[tuple[int, ...], tuple[float, ...], float, float]
    """What orders versions: the release, what comes before it, what comes after it, what is in development."""

_EVER = float("inf")
_STAGES = ("a", "b", "rc")
_VERSION = lazy(
    r"(?P<release>[0-9]{1,9}(?:\.[0-9]{1,9})*)(?:(?P<stage>a|b|rc)(?P<pre>[0-9]{1,9}))?"
    r"(?:\.post(?P<post>[0-9]{1,9}))?(?:\.dev(?P<dev>[0-9]{1,9}))?(?:\+[a-z0-9.]+)?\Z"
)
_SPECIFIER = lazy(r"\s*(~=|==|!=|<=|>=|<|>)\s*([0-9a-z.]+?)(\.\*)?\s*\Z")


class Version(NamedTuple):
    """A version with its parts; of those that it does not have the number is None."""

    release: tuple[int, ...]
    pre: tuple[int, int] | None = None
    post: int | None = None
    dev: int | None = None

    @property
    def base(self) -> tuple[int, ...]:
        """The release without the noughts at its end, which say nothing."""
        parts = self.release
        while len(parts) > 1 and not parts[-1]:
            parts = parts[:-1]
        return parts

    @property
    def key(self) -> Key:
        """What orders versions."""
        if self.pre is not None:
            pre: tuple[float, ...] = self.pre
        else:
            pre = (-_EVER,) if self.post is None and self.dev is not None else (_EVER,)
        post = -_EVER if self.post is None else self.post
        return self.base, pre, post, _EVER if self.dev is None else self.dev

    @property
    def is_final(self) -> bool:
        """Whether it is a release itself, nothing before or after one."""
        return self.pre is None and self.post is None and self.dev is None

    def begins_with(self, release: tuple[int, ...]) -> bool:
        """Whether the release begins with some parts, noughts where it has none."""
        return (*self.release, *(0 for _ in release))[: len(release)] == release


def refuse_other(wanted: str, origin: Origin) -> None:
    """Complain where settings ask for another version of appxlint than this one.

    Raises:
        SettingsError: they do, or nobody can tell which one they ask for.
    """
    place = origin.place(("required-version",))
    met = is_met(wanted, __version__)
    if met is None:
        words = f"cannot be {quoted(wanted)}; write signs and versions as pip has them, such as >=1.2,<2"
        raise SettingsError(f"{place}: required-version {words}")
    if not met:
        asked = ", ".join(_parts(wanted))
        words = f"these settings ask for appxlint {asked}, and this is {__version__}"
        raise SettingsError(f"{place}: required-version: {words}; install a version that they ask for")


def is_met(wanted: str, version: str) -> bool | None:
    """Whether a version is one of those that are wanted; None where that is written in no form that is known."""
    present = _version(version)
    answers = [_holds(each, present) for each in _parts(wanted)] if present is not None else [None]
    return None if None in answers else all(answers)


def _parts(wanted: str) -> list[str]:
    return [each.strip() for each in wanted.split(",")]


def _version(text: str) -> Version | None:
    found = _VERSION.match(text)
    if found is None:
        return None
    stage, pre, post, dev = (found[name] for name in ("stage", "pre", "post", "dev"))
    return Version(
        tuple(map(int, found["release"].split("."))),
        (_STAGES.index(stage), int(pre)) if stage else None,
        int(post) if post else None,
        int(dev) if dev else None,
    )


def _holds(specifier: str, present: Version) -> bool | None:
    found = _SPECIFIER.match(specifier)
    wanted = _version(found[2]) if found is not None else None
    if found is None or wanted is None or (found[1] == "~=" and len(wanted.release) == 1):
        return None
    if found[3]:
        if found[1] not in {"==", "!="}:
            return None
        return present.begins_with(wanted.release) is (found[1] == "==")
    return _compared(found[1], present, wanted)


def _compared(sign: str, present: Version, wanted: Version) -> bool:
    """Say whether a version stands to another as a sign has it.

    As with pip, what comes before a version is not lower, and what comes after it not higher, where it is the same one.
    """
    here, there = present.key, wanted.key
    own = present.base == wanted.base and wanted.is_final
    if sign == "~=":
        return here >= there and present.begins_with(wanted.release[:-1])
    if sign == "<":
        early = present.pre is not None or present.dev is not None
        return here < there and not (own and early)
    if sign == ">":
        return here > there and not (own and present.post is not None)
    return {"==": here == there, "!=": here != there, "<=": here <= there, ">=": here >= there}[sign]
