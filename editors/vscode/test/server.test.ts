import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  CodeActionRequest,
  CodeLensRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type PublishDiagnosticsParams,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { commandFor } from "../src/command";
import { address, APPXLINT, CONFIG, folder } from "./project";

test("the started command finds, mends and shows what the extension asks for", { timeout: 60_000 }, async (t) => {
  fs.writeFileSync(path.join(folder, "appxlint.toml"), "");
  const { command, args } = commandFor({
    setting: APPXLINT,
    folders: [],
    environment: process.env,
    windows: process.platform === "win32",
    exists: fs.existsSync,
  });
  const server = spawn(command, [...args], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => server.kill());
  const ended = new Promise<number | null>((resolve) => server.on("exit", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const messages: string[] = [];
  connection.onNotification(ShowMessageNotification.type, ({ message }) => {
    messages.push(message);
  });
  const told = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification(PublishDiagnosticsNotification.type, resolve);
  });
  connection.listen();

  const begun = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } } },
    },
    initializationOptions: { effectiveConnection: "returned" },
  });
  assert.equal(begun.serverInfo?.name, "appxlint");
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: address, languageId: "yaml", version: 1, text: CONFIG },
  });
  const misspelt = (await told).diagnostics.find((each) => each.code === "unknown-detail");
  assert.ok(misspelt);
  assert.deepEqual(misspelt.range.start, { line: 9, character: 4 });

  const actions = await connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: address },
    range: misspelt.range,
    context: { diagnostics: [misspelt] },
  });
  assert.equal(actions?.[0]?.title, "rename to companyId");

  const [lens] = (await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: address } })) ?? [];
  assert.ok(lens?.command);
  const shown: unknown = await connection.sendRequest(ExecuteCommandRequest.type, {
    command: lens.command.command,
    arguments: lens.command.arguments ?? [],
  });
  assert.match(String(shown), /Procore V2 OAuth Client Credentials Auth/);
  assert.deepEqual(messages, []);

  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  assert.equal(await ended, 0);
  connection.dispose();
});
