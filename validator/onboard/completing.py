"""Rows completed with what follows from the rest of them: names above all, each of which is one customer's alone."""

from __future__ import annotations

from validator.lazy import lazy
from validator.onboard.customers import Relation, of_connection, of_row, relation
from validator.onboard.made import customer_name, in_latin, made_of
from validator.onboard.naming import numbered, slug
from validator.values import NamedTuple
from validator.words import quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from validator.onboard.answers import Row
    from validator.onboard.made import Made
    from validator.project.connection import Connection
    from validator.project.project import Project

    User: TypeAlias = "tuple[str, str, str]"
    """Who may share an OAuth client: a company by its number or workspace, an environment and a definition."""

_NUMBERED = lazy(r"-[0-9]+\Z")


class Completed(NamedTuple):
    """Rows with all that follows from them, and what is to be said of the names that they were given."""

    rows: list[Row]
    notes: tuple[str, ...]


def completed(rows: Sequence[Row], project: Project) -> Completed:
    """Return rows with what can be told from their other answers: names, the definition, where secrets live."""
    naming = _Naming(rows, project)
    return Completed([naming.completed(at) for at in range(len(rows))], tuple(naming.notes))


class _Naming:
    """Gives names to what rows make; those that customers of the project or of other rows have are passed."""

    def __init__(self, rows: Sequence[Row], project: Project) -> None:
        self.rows, self.project = rows, project
        self.made = [made_of(row, project) for row in rows]
        self.notes: list[str] = []
        self.there = dict(_by_name(project))
        self.taken = {row.text("name").casefold() for row in rows if row.text("name")}
        self.claimed = self._claimed()
        self.clients: dict[tuple[str, str], set[User]] = {}
        for made in self.made:
            if made.text("oauthClient"):
                self._users(made, made.text("oauthClient")).add(_user_of_row(made))

    def completed(self, at: int) -> Row:
        row, made = self.rows[at], self.made[at]
        product = made.connector.name if made.connector is not None else row.text("connector")
        who = customer_name(row)
        derived = {}
        if made.definition is not None and not made.base_defines:
            derived["definition"] = f"{made.definition.get('name')}"
        if who and not made.existing:
            derived["connection"] = f"{who} {product}"
        name = row.text("name") or self._name(at)
        if made.needs_client and not row.text("oauthClient"):
            keys = made.environment.credentials if made.environment is not None else None
            usual = " ".join(each for each in (who, product, keys) if each)
            derived["oauthClient"] = self._client(made, usual, name)
        derived["name"] = name
        for field, text in derived.items():
            if text and not row.text(field):
                row = row.but(field, text)
        self.taken.add(name.casefold())
        return row

    def _claimed(self) -> dict[int, str]:
        """Return the names that rows have in the project already, whatever their order; they are taken with that."""
        series: dict[str, list[str]] = {}
        for name in self.there:
            for base in {name, _NUMBERED.sub("", name)}:
                series.setdefault(base, []).append(name)
        found: dict[int, str] = {}
        for at, made in enumerate(self.made):
            names = series.get(self._usual(at), ()) if not made.text("name") else ()
            own = next((each for each in names if each not in self.taken and self._is_of(made, each)), None)
            if own is not None:
                found[at] = own
                self.taken.add(own)
        return found

    def _is_of(self, made: Made, name: str) -> bool:
        """Whether a config of the project is for the company of a row, number and all."""
        mine, there = of_row(made), of_connection(self.there[name])
        return mine.number == there.number != "" and relation(mine, there) is Relation.SAME

    def _usual(self, at: int) -> str:
        row, made = self.rows[at], self.made[at]
        otherwise = f"row-{row.number}" if row.number else "customer"
        environment = made.environment.name if made.environment is not None else ""
        who = in_latin(customer_name(row), row)
        return slug(who, row.text("connector"), environment, otherwise=otherwise)

    def _name(self, at: int) -> str:
        """Return a name for the config of a row that is no other customer's."""
        if at in self.claimed:
            return self.there[self.claimed[at]].config.get("name") or self.claimed[at]
        usual, mine, passed = self._usual(at), of_row(self.made[at]), ""
        for name in numbered(usual):
            other = self.there.get(name.casefold())
            if name.casefold() in self.taken:
                continue
            if other is None or relation(mine, of_connection(other)) is not Relation.OTHER:
                if passed:
                    words = f"{quoted(usual)} is {passed}; this one is called {quoted(name)}"
                    self._note(self.rows[at], words)
                return name
            passed = passed or f"another customer, {of_connection(other).called()}"
        raise AssertionError

    def _client(self, made: Made, usual: str, config: str) -> str:
        """Return the name of a row's own client: that of another company is passed, whatever the customer's name."""
        for name in numbered(usual, " "):
            users = self._users(made, name)
            if not users or _user_of_row(made) in users or self._uses(made, name, config):
                users.add(_user_of_row(made))
                if name != usual:
                    words = f"the OAuth client {quoted(usual)} is another connection's"
                    self._note(made.row, f"{words}; this one has {quoted(name)} of its own")
                return name
        raise AssertionError

    def _users(self, made: Made, name: str) -> set[User]:
        """Return who uses a client so far, in the project and in the rows that have their names."""
        key = self.project.canonical(made.text("connector")) or made.text("connector")
        found = self.clients.get((key, name.casefold()))
        if found is None:
            client = self.project.client(key, name)
            users = [each for each in self.there.values() if client is not None and each.client is client]
            found = self.clients[key, name.casefold()] = {_user_of_connection(each) for each in users}
        return found

    def _uses(self, made: Made, name: str, config: str) -> bool:
        """Whether the config that a row stands for uses a client already."""
        there = self.there.get(config.casefold())
        client = self.project.client(made.text("connector"), name)
        return there is not None and client is not None and there.client is client

    def _note(self, row: Row, words: str) -> None:
        self.notes.append(f"row {row.number}: {words}" if row.number else words)


def _by_name(project: Project) -> Iterator[tuple[str, Connection]]:
    for connection in project.connections():
        name = connection.config.get("name")
        if isinstance(name, str):
            yield name.casefold(), connection


def _user_of_row(made: Made) -> User:
    customer = of_row(made)
    environment = made.environment.name if made.environment is not None else made.text("environment")
    definition = made.definition.get("name") if made.definition is not None else made.text("definition")
    return customer.number or f"={simplified(customer.workspace)}", environment, f"{definition}"


def _user_of_connection(connection: Connection) -> User:
    customer = of_connection(connection)
    environment = connection.environment.name if connection.environment is not None else ""
    definition = connection.definition.get("name") if connection.definition is not None else ""
    return customer.number or f"={simplified(customer.workspace)}", environment, f"{definition}"
