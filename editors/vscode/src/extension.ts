import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient/node";
import { Appxlint, COMMAND } from "./client";
import { commandFor, type Folder } from "./command";
import { EffectiveConnections } from "./effective";
import { Lifecycle } from "./lifecycle";
import { isOurFile, isOurText, SETTINGS } from "./ours";

const PATIENCE = 30_000;
const SELECTOR = ["yaml", "json"].map((language) => ({ scheme: "file", language }));

let running: Lifecycle<Appxlint> | undefined;

/** Start the language server once there is something of ours, and anew when what it hangs on changes. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel("appxlint", { log: true });
  const connections: EffectiveConnections = new EffectiveConnections(async (file, number) => {
    const server = await servers.running();
    return server === undefined ? "appxlint is not running.\n" : server.effectiveConnection(file, number);
  });
  const servers: Lifecycle<Appxlint> = new Lifecycle({
    launch: () => launch(optionsFor(channel, connections)),
    started: () => connections.refresh(),
    failed: (reason) => {
      channel.error(reason);
      void complain(reason, servers, channel);
    },
    patience: PATIENCE,
  });
  running = servers;
  context.subscriptions.push(channel, connections, ...occasions(servers));
}

/** Stop the server. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}

function launch(options: LanguageClientOptions): Appxlint {
  const command = commandFor({
    setting: vscode.workspace.getConfiguration("appxlint").get("path", ""),
    folders: folders(),
    environment: process.env,
    windows: process.platform === "win32",
    exists: fs.existsSync,
  });
  return new Appxlint(command, folders().map((folder) => folder.path).find(fs.existsSync), options);
}

function optionsFor(channel: vscode.LogOutputChannel, connections: EffectiveConnections): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    outputChannel: channel,
    middleware: {
      executeCommand: (name, given, next) =>
        name === COMMAND ? connections.show(String(given[0]), Number(given[1])) : next(name, given),
      handleDiagnostics: (uri, found, next) => {
        next(uri, found);
        connections.refresh();
      },
    },
  };
}

/** Watch for what starts the server for the first time, and for what starts it anew. */
function occasions(servers: Lifecycle<Appxlint>): vscode.Disposable[] {
  const consider = (ours: () => boolean) => {
    if (!servers.wanted && ours()) {
      void servers.restart();
    }
  };
  const anew = () => {
    if (servers.wanted) {
      void servers.restart();
    }
  };
  const { workspace } = vscode;
  consider(() => isOurWorkspace() || workspace.textDocuments.some(isOurs));
  return [
    vscode.commands.registerCommand("appxlint.restart", () => servers.restart()),
    workspace.onDidOpenTextDocument((document) => consider(() => isOurs(document))),
    workspace.onDidChangeTextDocument((change) => consider(() => becomesOurs(change))),
    workspace.onDidChangeWorkspaceFolders(() => {
      anew();
      consider(isOurWorkspace);
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("appxlint.path")) {
        anew();
      }
    }),
  ];
}

function folders(): Folder[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ name, uri }) => ({ name, path: uri.fsPath }));
}

function isOurWorkspace(): boolean {
  return folders().some((folder) => fs.existsSync(path.join(folder.path, SETTINGS)));
}

function isOurs(document: vscode.TextDocument): boolean {
  if (EffectiveConnections.holds(document)) {
    return true;
  }
  const read = vscode.languages.match(SELECTOR, document) > 0;
  return read && (isOurFile(document.fileName, fs.existsSync) || isOurText(document.getText()));
}

function becomesOurs({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
  const touched = contentChanges.flatMap(({ range, text }) => [text, document.lineAt(range.start.line).text]);
  return vscode.languages.match(SELECTOR, document) > 0 && touched.some(isOurText);
}

async function complain(reason: string, servers: Lifecycle<Appxlint>, channel: vscode.OutputChannel): Promise<void> {
  const again = "Try again";
  const setting = "Open the setting";
  const output = "Show the output";
  const chosen = await vscode.window.showErrorMessage(`appxlint does not run: ${reason}.`, again, setting, output);
  if (chosen === again) {
    await servers.restart();
  } else if (chosen === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "appxlint.path");
  } else if (chosen === output) {
    channel.show();
  }
}
