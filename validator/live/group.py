"""Configs that share one token: it is fetched once, used for each in turn, and revoked at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from validator.live.addresses import Addresses, addresses
from validator.live.ladder import climb, refused
from validator.live.opening import log_in, request_token
from validator.live.results import LiveFault, StepName
from validator.live.token import revoke

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from validator.live.codeflow import Person
    from validator.live.hosts import Trust
    from validator.live.results import LiveResult
    from validator.live.targets import Target
    from validator.live.token import Code
    from validator.live.tools import Tools


class Member(NamedTuple):
    """A target with its place in the order of the run, and its judged addresses or why they are refused."""

    place: int
    target: Target
    addresses: Addresses | LiveFault


def grouped(targets: Sequence[Target], trust: Trust) -> list[list[Member]]:
    """Put targets that can share a token together, in order; one with a refused address stands alone."""
    groups: list[list[Member]] = []
    for place, target in enumerate(targets):
        member = Member(place, target, addresses(target, trust))
        fitting = next((group for group in groups if _fits(member, group[0])), None)
        if fitting is None:
            groups.append([member])
        else:
            fitting.append(member)
    return groups


def code_for(group: Sequence[Member], person: Person | None) -> Code | LiveFault | None:
    """Have a person log in for a group whose grant needs it; None for every other group."""
    first = group[0]
    return None if isinstance(first.addresses, LiveFault) else log_in(first.target, first.addresses, person)


def check(
    group: Sequence[Member], code: Code | LiveFault | None, tools: Tools, finished: Callable[[str], object]
) -> list[tuple[int, LiveResult]]:
    """Check the members of a group, one after the other for the sake of their client's rate limit.

    `finished` is called with the name of each config that is done.
    """
    first = group[0]
    if isinstance(first.addresses, LiveFault):
        finished(first.target.name)
        return [(first.place, refused(first.target.name, StepName.HOST, first.addresses))]
    opening = request_token(first.target, first.addresses, code, tools)
    results: list[tuple[int, LiveResult]] = []
    revoked: bool | None = None
    try:
        for member in group:
            if isinstance(member.addresses, Addresses):
                results.append((member.place, climb(member.target, member.addresses, opening, tools)))
            finished(member.target.name)
    finally:
        if opening.token is not None and first.addresses.revocation is not None:
            revoked = revoke(opening.token, first.target, first.addresses.revocation, tools.transport)
    return [
        (place, each._replace(facts=each.facts._replace(token_revoked=revoked))) for place, each in results
    ]


def _fits(member: Member, other: Member) -> bool:
    trusted = isinstance(member.addresses, Addresses) and isinstance(other.addresses, Addresses)
    return trusted and member.target.shares_token_with(other.target)
