"""A check of a project of which little has changed since it was known, or of a few named files of it.

Documents are made of the named files, of those that have changed, and of what has to do with anything that is told
another way than before. Of all others there is nothing to say, as no rule has another answer than it had when it was
silent. Where a rule asks for all documents the whole project is checked, and little time is lost.
"""

from __future__ import annotations

import os

from validator.cache.columns import RESTLESS, SILENT, SILENT_ACROSS, flat
from validator.cache.ledger import name_of, signs_of
from validator.documents.discover import Found, by_project, expand, is_folder
from validator.documents.ignoring import forget
from validator.documents.kinds import CONFIG
from validator.documents.looks import note_questions, watch
from validator.documents.paths import as_path
from validator.documents.source import UnreadableError
from validator.engine.at_hand import AtHand
from validator.engine.lint import Linter
from validator.engine.load import Loaded
from validator.engine.run import Outcome, active_rules, judged, report_of, settings_of
from validator.engine.scope import without_excluded
from validator.engine.silence import settings_sign
from validator.project.gathered_part import PartSeveral, PartTally, PartValues, ToldAnew
from validator.project.gathering import Several, Tally, Values
from validator.project.once import gatherings, told_by
from validator.project.part import AllNeededError, Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from validator.cache.answers import KnownProjects
    from validator.cache.known_part import KnownPart
    from validator.diagnostics import Report, Request
    from validator.project.settings import Settings


_OF_PART: dict[Any, Any] = {Tally: PartTally, Values: PartValues, Several: PartSeveral}
"""What tells in a part of a project what documents told, by what tells it in a whole one."""


def check_part(request: Request, known: KnownProjects) -> tuple[Report, KnownPart] | None:
    """Check a few named files, or a project, and return the report and what it rests on; None where that is not enough.

    Raises:
        SettingsError: the settings of the project, or the request's own, cannot be used.
    """
    forget()
    asked = _asked(request)
    if asked is None:
        return None
    root, files, settings = asked
    part = known.part_of(root, settings.limits, settings_sign(settings))
    if part is None:
        return None
    if not _is_of_use(part, entire=files is None):
        known.renew(root)
        return None
    if not all(part.columns.has(each.where) for each in files or ()):
        return None
    watch()
    try:
        outcome = _outcome(part, files, settings, root, request._replace(jobs=1))
    except (AllNeededError, UnreadableError):
        return None
    finally:
        note_questions(wanted=False)
    return (report_of([outcome], [], request), part) if known.agree_with(part) else None


def _asked(request: Request) -> tuple[str, list[Found] | None, Settings] | None:
    """Return the files that a request names, None for all, with their project; None where it asks for anything more.

    Raises:
        SettingsError: the settings cannot be used.
    """
    if [each for each in request.paths if is_folder(as_path(each))]:
        asks_otherwise = request.force_exclude or request.project is not None or request.config is not None
        root = None if asks_otherwise else _root_named(request)
        found = None
    else:
        found, missing = expand(request.paths)
        groups = by_project(found, request)
        root = next(iter(groups)) if len(groups) == 1 and not missing else None
    if root is None:
        return None
    settings = settings_of(root, request)
    has_more = settings.catalog or settings.baseline is not None or request.baseline is not None
    is_less = found is not None and len(without_excluded(found, root, settings, request)) < len(found)
    return None if has_more or is_less else (root, found, settings)


def _root_named(request: Request) -> str | None:
    """Return the root of a project if a request names that and nothing else."""
    root = os.path.abspath(request.paths[0])
    inside = [Found.at("", os.path.join(root, "any"), named=True)]
    return root if len(request.paths) == 1 and root in by_project(inside, request) else None


def _is_of_use(part: KnownPart, *, entire: bool) -> bool:
    """Whether what has changed is known, and none of it is what all rules can see; perhaps the `entire` project is."""
    ground = part.columns.ground
    changed = part.changed.isdisjoint(ground.always) and all(map(part.columns.has, part.changed))
    return changed and (ground.entire or not entire)


def _outcome(
    part: KnownPart, files: Sequence[Found] | None, settings: Settings, root: str, request: Request
) -> Outcome:
    """Return what came of some files, or all.

    Raises:
        AllNeededError: a rule asked for all documents, or too many would have to be made.
        UnreadableError: a file cannot be read.
    """
    columns = part.columns
    asked = {each.where: each for each in files or ()}
    kinds = {columns.place(each)[2] for path in asked for each in columns.documents_of(path)}
    across = files is not None and kinds <= {CONFIG}
    not_silent = columns.with_mark(SILENT_ACROSS if across else SILENT, absent=True)
    first = {columns.place(each)[0] for each in not_silent if not across or columns.place(each)[2] in kinds}
    at_hand = AtHand(columns, asked, settings)
    documents = at_hand.take({*first, *asked, *part.changed, *columns.ground.always})
    project = Part(documents, at_hand, settings, root=root)
    others = columns.asked(_told_otherwise(part, project, at_hand))
    at_hand.expect(len(others))
    project.also(map(at_hand.document, others))
    linter = Linter(project, active_rules(settings))
    paths = asked if files is not None else columns.ground.always
    read = [each for path in paths for each in at_hand.of(path)]
    requested = sorted({each.path for each in read}) if files is not None else at_hand.paths()
    counted, suppressed = judged(linter, frozenset(requested), request)
    number = len(read) if files is not None else len(columns) + len(read)
    loaded = Loaded(project, frozenset(requested), ())
    return Outcome(loaded, linter, counted, suppressed, requested, number)


def _told_otherwise(part: KnownPart, project: Part, at_hand: AtHand) -> set[int]:
    """Return the signs of questions that may have another answer than before, having heard what documents tell now.

    Raises:
        AllNeededError: what is told rests on what nobody knows of, or too many documents tell anew.
    """
    columns = part.columns
    changed = [each for path in part.changed for each in columns.documents_of(path)]
    others = {sign for each in changed for sign in signs_of(columns.name(each))}
    others |= {sign for each in changed for sign in signs_of(name_of(at_hand.document(each)))}
    found = gatherings(kept=True)
    anew = ToldAnew(columns)
    note_questions(wanted=True)
    for each in (each for path in columns.ground.always for each in at_hand.of(path)):
        told, (around, outside, asked) = told_by(each, project, found)
        if around or outside or not others.isdisjoint(asked):
            raise AllNeededError
        anew.beside(flat(told))
    numbers = {*changed, *columns.led_to(others), *columns.with_mark(RESTLESS)}
    at_hand.expect(len(numbers))
    for number in numbers:
        others.update(anew.by(number, flat(told_by(at_hand.document(number), project, found)[0])))
    note_questions(wanted=False)
    for name, gathering in found.items():
        project.gathered[name] = _OF_PART[type(gathering)](name, anew)
    return others
