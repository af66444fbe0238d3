/** What a test does to the editor that stands in for VS Code, and what it has seen. */
export const editor = {
  setting: "",
  folders: [] as string[],
  documents: [] as Document[],
  commands: new Map<string, (...given: unknown[]) => unknown>(),
  messages: [] as string[],
  findings: new Map<string, string[]>(),
  shown: [] as string[],
  renewed: [] as string[],
  content: undefined as ((uri: Uri) => Promise<string>) | undefined,
  listeners: new Map<string, Set<(event: unknown) => void>>(),

  fire(event: string, value: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) {
      listener(value);
    }
  },

  type(uri: string, languageId: string, text: string): void {
    this.documents = this.documents.filter((document) => `${document.uri}` !== uri);
    this.open(uri, languageId, text);
  },

  open(uri: string, languageId: string, text: string): void {
    const document = { uri: new Uri(uri), fileName: new Uri(uri).fsPath, languageId, version: 1, getText: () => text };
    this.documents.push(document);
    this.fire("onDidOpenTextDocument", document);
  },
};

interface Document {
  readonly uri: Uri;
  readonly fileName: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
}

/** An address. */
export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  constructor(private readonly whole: string) {
    const { protocol, pathname, search, hash } = new URL(whole);
    this.scheme = protocol.slice(0, -1);
    this.path = pathname;
    this.query = search.slice(1);
    this.fragment = decodeURIComponent(hash.slice(1));
  }

  get fsPath(): string {
    return decodeURIComponent(this.path);
  }

  static parse(text: string): Uri {
    return new Uri(text);
  }

  static file(path: string): Uri {
    return new Uri(`file://${path}`);
  }

  static from({ scheme, path, query, fragment }: Record<"scheme" | "path" | "query" | "fragment", string>): Uri {
    return new Uri(`${scheme}:${encodeURI(path)}?${query}#${encodeURIComponent(fragment)}`);
  }

  toString(): string {
    return this.whole;
  }
}
