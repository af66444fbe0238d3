import * as vscode from "vscode";

const SCHEME = "appxlint";
const SOON = 300;

/** Returns the effective connection of a config, by its file's address and the number of its document. */
export type Ask = (file: string, number: number) => Promise<string>;

/** Shows effective connections as documents that cannot be edited; an address says all that they are worked out from. */
export class EffectiveConnections implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  // It is looked for while the provider is registered, so it stands before that.
  readonly onDidChange = this.changed.event;
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly ask: Ask) {}

  /** Whether a document is one of these. */
  static holds(document: vscode.TextDocument): boolean {
    return document.uri.scheme === SCHEME;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    try {
      const text = await this.ask(uri.fragment, Number(uri.query));
      return text === "" ? "There is no config here that can be read.\n" : text;
    } catch (error) {
      return `${error instanceof Error ? error.message : error}\n`;
    }
  }

  /** Show the effective connection of a config beside its file. */
  async show(file: string, number: number): Promise<void> {
    const name = vscode.Uri.parse(file).path.split("/").at(-1) ?? "config";
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${name}, effective connection`,
      query: `${number}`,
      fragment: file,
    });
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  /** Work out anew, in a moment, what is open. */
  refresh(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      for (const { uri } of vscode.workspace.textDocuments.filter(EffectiveConnections.holds)) {
        this.changed.fire(uri);
      }
    }, SOON);
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.registered.dispose();
    this.changed.dispose();
  }
}
