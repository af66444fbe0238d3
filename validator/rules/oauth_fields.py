"""Rules about the fields of an OAuth client: which its flow needs, and what may stand in them."""

from __future__ import annotations

from validator.catalog import platform
from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CLIENT, CLIENT_CREDENTIALS, CODE_FLOW, CONFIG, GENERAL, OF_CODE_FLOW
from validator.lazy import lazy
from validator.rules import doubt
from validator.rules.details import is_reference
from validator.rules.oauth_urls import definition_of, known_addresses, login_of
from validator.rules.places import fields_named
from validator.rules.precedence import OTHER_ADDRESS
from validator.rules.rule import rule
from validator.secrets.references import looks_like_reference
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"
_SEPARATED = frozenset({"scope", "scopes", "prompt"})
_REDIRECTS = frozenset({"redirecturi", "redirecturl"})
_WRONG_SEPARATOR = lazy(r"[,\n\r]")
_SEPARATORS = lazy(r"[\s,]+")


@rule(Severity.WARNING, Basis.INFERRED, CLIENT, source=HELP)
def oauth_urls_incomplete(document: Document, project: Project) -> Iterator[Finding]:
    """A client for the code flow has no authorization URL, or no refresh URL, and its definition brings none.

    The first is where people sign in. Without the second a connection ends when its first token does. Public clients
    keep theirs out of sight.

    Given: Autodesk Forma OAuth client

    Bad:
        kind: OAuthClient
        tokenUrl: https://developer.api.autodesk.com/authentication/v2/token
        authorizationUrl: https://developer.api.autodesk.com/authentication/v2/authorize

    Good:
        kind: OAuthClient
        tokenUrl: https://developer.api.autodesk.com/authentication/v2/token
        authorizationUrl: https://developer.api.autodesk.com/authentication/v2/authorize
        refreshUrl: https://developer.api.autodesk.com/authentication/v2/token
    """
    definition = definition_of(document, project)
    if definition is None or definition.get("type") != CODE_FLOW or document.get("public") is True:
        return
    lacking = [field for field in OF_CODE_FLOW if document.lacks(field) and definition.lacks(field)]
    if not lacking:
        return
    login = login_of(document, project)
    lines = []
    for field in lacking:
        known = known_addresses(document, field, login, project) if login is not None else []
        lines.append(f"{field}: {known[0]}" if len(known) == 1 else f"{field}: with the provider's address")
    them = "it" if len(lacking) == 1 else "them"
    message = (
        f"the code flow needs {listed(lacking, last='and')}, and neither client nor definition has {them}"
    )
    place, help_text = Place(document, (), Part.KEY), f"add {listed(lines, last='and')}"
    yield Finding(
        message, place, help_text, rests_on=(doubt.part(document, "public"), doubt.use_of(document))
    )


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CLIENT,
    source="App Xchange help, Autodesk Forma and Salesforce connectors",
)
def client_authentication_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """A client sends its id and secret in another way than the connector's page asks for.

    The form offers a header and the body of the request. The pages about Salesforce and Autodesk Forma name the header.

    Given: Salesforce OAuth client

    Bad:
        kind: OAuthClient
        tokenUrl: https://acme.my.salesforce.com/services/oauth2/token
        clientAuthentication: Client credentials body

    Good:
        kind: OAuthClient
        tokenUrl: https://acme.my.salesforce.com/services/oauth2/token
        clientAuthentication: Basic auth header
    """
    given = document.get("clientAuthentication")
    definition = definition_of(document, project) if given is not None else None
    wanted = definition.get("clientAuthentication") if definition is not None else None
    connector = project.connector(document.get("connector"))
    if wanted is None or given == wanted or connector is None:
        return
    place = Place(document, ("clientAuthentication",))
    message = f"the help page of {connector.name} asks for {quoted(wanted)}"
    change = Change(f"write {wanted}", place, wanted, safe=False)
    rests_on = (doubt.definition_of(document), doubt.use_of(document))
    yield Finding(message, place, f"write {wanted}", change=change, rests_on=rests_on)


@rule(Severity.WARNING, Basis.INFERRED, CLIENT, source=HELP)
def unneeded_oauth_field(document: Document, project: Project) -> Iterator[Finding]:
    """A client for client credentials has an authorization URL, a refresh URL or a prompt.

    Nobody signs in there, and a token that ends is simply asked for again. A field of the other flow tells that the
    definition, or the client, was mixed up.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
        refreshUrl: https://login.procore.com/oauth/token

    Good:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    definition = definition_of(document, project)
    if definition is None or definition.get("type") != CLIENT_CREDENTIALS:
        return
    for field in (*OF_CODE_FLOW, "prompt"):
        value = document.get(field)
        if isinstance(value, str) and value.strip():
            place = Place(document, (field,), Part.KEY)
            change = Change(f"leave {field} out", Place(document, (field,)), None, safe=False)
            message = f"client credentials need no {field}: it belongs to the code flow"
            help_text, rests_on = f"leave {field} out", (doubt.use_of(document),)
            yield Finding(message, place, help_text, change=change, rests_on=rests_on)


@rule(Severity.ERROR, Basis.DOCUMENTED, CLIENT, CONFIG, source=HELP, yields_to=("scope-not-used",))
def scope_separator(document: Document, project: Project) -> Iterator[Finding]:
    """Scopes or prompts are separated by commas or line breaks.

    App Xchange takes a list with spaces between, and hands it on as it is: with commas the provider sees one long scope
    that it does not know.

    Given: Autodesk Forma OAuth client

    Bad:
        kind: OAuthClient
        tokenUrl: https://developer.api.autodesk.com/authentication/v2/token
        authorizationUrl: https://developer.api.autodesk.com/authentication/v2/authorize
        refreshUrl: https://developer.api.autodesk.com/authentication/v2/token
        scope: data:read,data:write

    Good:
        kind: OAuthClient
        tokenUrl: https://developer.api.autodesk.com/authentication/v2/token
        authorizationUrl: https://developer.api.autodesk.com/authentication/v2/authorize
        refreshUrl: https://developer.api.autodesk.com/authentication/v2/token
        scope: data:read data:write
    """
    del project
    for route in fields_named(document, _SEPARATED):
        value = document.get(*route)
        if not isinstance(value, str) or looks_like_reference(value):
            continue
        found = _WRONG_SEPARATOR.search(value.strip())
        if found is not None:
            text = _SEPARATORS.sub(" ", value.strip(" ,\r\n\t"))
            place = Place(document, route)
            sign = "a comma" if found.group() == "," else "a line break"
            message = f"{route[-1]} has {sign} where a space belongs"
            yield Finding(message, place, f"write {text}", change=Change(f"write {text}", place, text))


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    CONFIG,
    source="App Xchange help, Autodesk Forma and Salesforce connectors",
    yields_to=("placeholder-value", *OTHER_ADDRESS),
)
def redirect_uri(document: Document, project: Project) -> Iterator[Finding]:
    """The recorded redirect URI is not App Xchange's callback.

    After the sign-in the provider sends people there, and to no address but one that is registered with it. Providers
    compare the two letter by letter, a slash at the end included.

    Given: Procore sign-in

    Bad:
        kind: OAuthClient
        redirectUri: https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback/

    Good:
        kind: OAuthClient
        redirectUri: https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback
    """
    del project
    callback = platform()["callbackUrl"]
    for route in fields_named(document, _REDIRECTS):
        value = document.get(*route)
        if isinstance(value, str) and value != callback and not looks_like_reference(value):
            place = Place(document, route)
            slash = value.rstrip("/") == callback
            message = "the slash at the end makes this another address than" if slash else "this is not"
            change = Change("write the callback", place, callback, safe=False)
            yield Finding(
                f"{message} App Xchange's callback", place, f"register and write {callback}", change=change
            )


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    CONFIG,
    general_alone=True,
    source="Procore developer documentation, OAuth endpoints",
)
def scope_not_used(document: Document, project: Project) -> Iterator[Finding]:
    """A scope is asked for, and the provider knows none.

    Rights come from the application's own list and from who signs in. A server may refuse a request that names a scope
    it does not know.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        scope: projects:read

    Good:
        kind: OAuthClient
        scope: ""
    """
    route: Route = ("scope",) if document.kind == CLIENT else (GENERAL, "scope")
    scope = document.get(*route)
    connector = (
        project.connector(document.get("connector")) if isinstance(scope, str) and scope.strip() else None
    )
    if connector is not None and connector.get("usesScopes") is False and not is_reference(scope):
        place = Place(document, route)
        change = Change("leave scope out", place, None, safe=False)
        message = f"a scope is asked for, and {connector.name} knows none"
        yield Finding(message, place, "leave scope out", change=change)
