import { editor, Uri } from "./editor";

/** Stands in for the module `vscode`: what the tests look at is kept in `editor`, all else does nothing. */

const disposable = { dispose: () => undefined };

function listened(name: string) {
  return (listener: (event: unknown) => void) => {
    const all = editor.listeners.get(name) ?? new Set();
    editor.listeners.set(name, all.add(listener));
    return { dispose: () => all.delete(listener) };
  };
}

function part(own: object): object {
  const rest = new Proxy(
    {},
    { get: (_, name) => (/^on[A-Z]/.test(String(name)) ? listened(String(name)) : () => part(disposable)) },
  );
  return Object.setPrototypeOf(own, rest);
}

class EventEmitter {
  private readonly listeners = new Set<(value: unknown) => void>();
  readonly event = (listener: (value: unknown) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(value: unknown): void {
    this.listeners.forEach((listener) => listener(value));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Diagnostic {
  constructor(
    readonly range: unknown,
    readonly message: string,
  ) {}
}

interface Provider {
  readonly onDidChange?: (listener: (uri: Uri) => void) => unknown;
  provideTextDocumentContent(uri: Uri): Promise<string>;
}

const channel = part({ logLevel: 3, ...Object.fromEntries(["error", "warn", "info", "debug"].map((each) => [each, () => undefined])) });

class CancellationTokenSource {
  readonly token = part({ isCancellationRequested: false });
  cancel(): void {}
  dispose(): void {}
}

const kind: object = { value: "", append: () => kind };

const own = {
  version: "1.91.0",
  Uri,
  EventEmitter,
  Diagnostic,
  CancellationTokenSource,
  CodeActionKind: { Empty: kind },
  LogLevel: { Off: 0, Trace: 1 },
  ViewColumn: { Beside: -2 },
  env: { language: "en", appName: "stand-in" },
  workspace: part({
    isTrusted: true,
    notebookDocuments: [],
    get textDocuments() {
      return editor.documents;
    },
    get workspaceFolders() {
      return editor.folders.map((each, index) => ({ uri: Uri.file(each), name: each, index }));
    },
    getConfiguration: () => ({
      get: (key: string, otherwise: unknown) => (key === "path" ? editor.setting : otherwise),
      inspect: () => undefined,
    }),
    registerTextDocumentContentProvider: (_: string, provider: Provider) => {
      provider.onDidChange?.((uri) => editor.renewed.push(`${uri}`));
      editor.content = (uri) => provider.provideTextDocumentContent(uri);
      return disposable;
    },
  }),
  window: part({
    tabGroups: part({ all: [] }),
    visibleTextEditors: [],
    visibleNotebookEditors: [],
    createOutputChannel: () => channel,
    showErrorMessage: (message: string) => {
      editor.messages.push(message);
      return new Promise(() => undefined);
    },
    showTextDocument: async (uri: Uri) => editor.shown.push(`${uri}`),
  }),
  commands: {
    registerCommand: (name: string, command: (...given: unknown[]) => unknown) => {
      if (editor.commands.has(name)) {
        throw new Error(`command '${name}' already exists`);
      }
      editor.commands.set(name, command);
      return { dispose: () => editor.commands.delete(name) };
    },
  },
  languages: part({
    match: (selector: { language: string; scheme: string }[], { languageId, uri }: { languageId: string; uri: Uri }) =>
      selector.some(({ language, scheme }) => language === languageId && scheme === uri.scheme) ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri: Uri, found: Diagnostic[]) => editor.findings.set(`${uri}`, found.map(({ message }) => message)),
      delete: (uri: Uri) => editor.findings.delete(`${uri}`),
      clear: () => editor.findings.clear(),
      dispose: () => editor.findings.clear(),
    }),
  }),
};

const classes = new Map<string | symbol, unknown>();
const rest = new Proxy(
  {},
  {
    get: (_, name) => {
      const made = classes.get(name) ?? class {};
      classes.set(name, made);
      return made;
    },
  },
);

export = Object.setPrototypeOf(own, rest);
