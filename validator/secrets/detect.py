"""The judgement over one value, one key or one comment: does it hold a secret that is written out?"""

from __future__ import annotations

from validator.lazy import lazy
from validator.secrets.fields import holds_identifier, is_secret_field, may_hold_secret
from validator.secrets.placeholders import NO_PLACEHOLDERS, Placeholders, is_placeholder
from validator.secrets.references import ADDRESS, looks_like_reference, parse_reference
from validator.secrets.shapes import find_shapes, opaque, random_words
from validator.secrets.tokens import LONGEST, SecretKind, SecretMatch, random_key, wordy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.secrets.references import Form

FILE_PATH = lazy(
    r"(?:(?:~|\.{1,2}|[A-Za-z]:)?[\\/])?(?:[\w .-]{1,80}+[\\/]){0,16}[\w .-]{1,80}"
    r"\.(?:pem|key|pfx|p12|p8|crt|cer|der|ppk|txt|json|ya?ml|env|jks)\Z"
    r"|(?:(?:~|\.{1,2})[\\/]|/(?:run|etc|var|home|opt|mnt|usr|secrets|Users)/)(?:[\w .-]{1,80}+[\\/]){0,16}"
    r"[\w .-]{1,80}\Z"
)
PATH_PARTS = lazy(r"[/?&=#]")

_SHORTEST = 8
_SHORTEST_TOKEN = 20
_SHORTEST_KEY = 32


def judge(  # noqa: PLR0913 - all that is known of a value
    value: str,
    *,
    key: str,
    parent: str = "",
    sensitive: bool | None = None,
    placeholders: Placeholders = NO_PLACEHOLDERS,
    references: tuple[Form, ...] = (),
) -> SecretMatch | None:
    """Say whether a scalar's text is, or holds, a secret written out; None when it does not.

    `key` is the nearest key above it (that of the list, for an item), `parent` the key of the enclosing mapping
    or what a `name` beside it says; both are empty for a key that is judged itself. `sensitive` is what a
    definition or schema declares: True makes every literal a secret, False leaves the name of the key out of it,
    None lets the name decide. References and placeholders are no secrets; `references` are the patterns of the
    settings. Of several secrets the first is returned. Never raises.
    """
    text = value[:LONGEST]
    if not text.strip():
        return None
    if sensitive or (sensitive is None and _written_out(text, key, parent)):
        found: SecretMatch | None = _literal(value, placeholders)
    else:
        found = _by_shape(text, public=holds_identifier(key, parent), placeholders=placeholders)
    # Last, because these are the dearer questions and most values raise none.
    if found is None or looks_like_reference(value) or is_placeholder(value, placeholders):
        return None
    return None if parse_reference(value, references) is not None else found


def judge_comment(text: str, *, placeholders: Placeholders = NO_PLACEHOLDERS) -> list[SecretMatch]:
    """Find the secrets of a comment, or of several lines of them; ids, hashes and prose are left alone."""
    return find_shapes(text, comment=True, placeholders=placeholders)


def cover(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a text that must not be shown, in order: on suspicion, beyond what is reported.

    For source lines in frames, where a comment or a neighbouring line may hold what no finding is about.
    """
    return _joined(
        (match.start, match.end) for match in (*find_shapes(text, comment=True), *random_words(text))
    )


def _by_shape(text: str, *, public: bool, placeholders: Placeholders) -> SecretMatch | None:
    """Judge by form alone; where `public` things such as ids belong, randomness says nothing."""
    if len(text) < _SHORTEST or (len(text) < _SHORTEST_TOKEN and text.isalnum()):
        return None
    prose = any(character.isspace() for character in text.strip())
    shapes = find_shapes(text, comment=prose and not public, placeholders=placeholders)
    if shapes or public or len(text) < _SHORTEST_KEY:
        return shapes[0] if shapes else None
    return opaque(text) or (None if prose else next(random_words(text), None))


def _written_out(text: str, key: str, parent: str) -> bool:
    value = text.strip()
    if len(value) < _SHORTEST or not (is_secret_field(key, parent) or _may_be_one(value, key, parent)):
        return False
    return not _plain_address(value) and FILE_PATH.match(value) is None


def _may_be_one(value: str, key: str, parent: str) -> bool:
    return may_hold_secret(key, parent) and " " not in value and not wordy(value)


def _plain_address(value: str) -> bool:
    return (
        ADDRESS.match(value) is not None
        and not find_shapes(value)
        and all(random_key(part) is None for part in PATH_PARTS.split(value))
    )


def _literal(value: str, placeholders: Placeholders) -> SecretMatch:
    """Match the whole value, named by what it looks like; of a URL only the secret part."""
    shapes = find_shapes(value, placeholders=placeholders)
    url = next((match for match in shapes if match.in_url), None)
    if url is not None:
        return url
    looks = shapes[0] if shapes else opaque(value)
    return SecretMatch(0, len(value), looks.kind if looks else SecretKind.FIELD)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
