import * as vscode from "vscode";

/** The server's command behind the lens "effective connection": it returns the text of `appxlint show`. */
export const COMMAND = "appxlint.effectiveConnection";

const SCHEME = "appxlint";

/** Shows effective connections as documents that cannot be edited, one for each config. */
export class EffectiveConnections implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Show a text beside the file that it was worked out from. */
  async show(file: string, number: number, text: string): Promise<void> {
    const name = vscode.Uri.parse(file).path.split("/").at(-1) ?? "config";
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${name}, effective connection`,
      query: `${number}`,
      fragment: file,
    });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
