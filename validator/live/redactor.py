"""The one way for a server's words into what a run shows."""

from __future__ import annotations

from validator.live.echo import LONGEST, readings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.live.results import LiveFault
    from validator.live.secret import Secret

LONGEST_NAME = 60
MOST_NAMES = 5

_HIDDEN = "(hidden: it repeats a secret)"


class Redactor:
    """Lets pass what repeats no secret of the run, however it is written; threads may share one.

    Tokens, codes and verifiers are told to it as soon as they are there, by `learn`.
    """

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._secrets = list(secrets)

    def learn(self, *secrets: Secret) -> None:
        """Hide further values from now on."""
        self._secrets += secrets

    def hides(self, text: str) -> bool:
        """Whether a text repeats a secret of the run, or is too long to be searched."""
        if len(text) > LONGEST:
            return True
        read = readings(text)
        return any(secret.echoed_in(read) for secret in tuple(self._secrets))

    def shown(self, text: str) -> str:
        """Return a server's text as one short printable line, or a stand-in where it repeats a secret."""
        if self.hides(text):
            return _HIDDEN
        line = "".join(character if character.isprintable() else "\ufffd" for character in text).strip()
        return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"

    def listed(self, named: Sequence[tuple[str, int | None]], most: int = MOST_NAMES) -> str:
        """Return the first names in quotes, each with its number, and how many more there are."""
        entries = ((self.shown(name), self.number(number)) for name, number in named[:most])
        first = ", ".join(
            f'"{name}"' + ("" if number is None else f" ({number})") for name, number in entries
        )
        more = len(named) - most
        return f"{first} and {more} more" if more > 0 else first

    def number(self, value: int | None) -> int | None:
        """Return a server's number, None where it repeats a secret."""
        return None if value is None or self.hides(f"{value}") else value

    def fault(self, found: LiveFault) -> LiveFault:
        """Return a fault without the server's number of the request where that repeats a secret."""
        return found._replace(request_id="") if self.hides(found.request_id) else found
