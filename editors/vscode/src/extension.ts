import * as fs from "node:fs";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { commandFor } from "./command";
import { COMMAND, EffectiveConnections } from "./effective";

/** A client that leaves it to the extension to say that the server did not start. */
class Client extends LanguageClient {
  private begun = false;

  override async start(): Promise<void> {
    await super.start();
    this.begun = true;
  }

  override error(message: string, data?: unknown, shown: boolean | "force" = true): void {
    super.error(message, data, this.begun && shown);
  }
}

let client: Client | undefined;

/** Start the language server of the workspace, and start it anew when it is asked for or its setting changes. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const connections = new EffectiveConnections();
  const restart = async () => {
    await deactivate();
    await start(connections);
  };
  context.subscriptions.push(
    connections,
    vscode.commands.registerCommand("appxlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("appxlint.path")) {
        void restart();
      }
    }),
  );
  await start(connections);
}

/** Stop the server. */
export async function deactivate(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function start(connections: EffectiveConnections): Promise<void> {
  const { command, args } = commandFor({
    setting: vscode.workspace.getConfiguration("appxlint").get("path", ""),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    windows: process.platform === "win32",
    exists: fs.existsSync,
  });
  client = new Client("appxlint", "appxlint", { command, args: [...args] }, options(connections));
  try {
    await client.start();
  } catch {
    await complain(command, client);
  }
}

function options(connections: EffectiveConnections): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: "file", language: "yaml" },
      { scheme: "file", language: "json" },
    ],
    initializationOptions: { effectiveConnection: "returned" },
    initializationFailedHandler: () => false,
    middleware: {
      executeCommand: async (name, given, next) => {
        const answer: unknown = await next(name, given);
        if (name === COMMAND && typeof answer === "string" && answer !== "") {
          await connections.show(String(given[0]), Number(given[1]), answer);
        }
        return answer;
      },
    },
  };
}

async function complain(command: string, failed: Client): Promise<void> {
  const setting = "Open the setting";
  const output = "Show the output";
  const chosen = await vscode.window.showErrorMessage(
    `appxlint did not start as "${command} lsp". Install it with its extra "lsp", or name it in the setting appxlint.path.`,
    setting,
    output,
  );
  if (chosen === setting) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "appxlint.path");
  } else if (chosen === output) {
    failed.outputChannel.show();
  }
}
