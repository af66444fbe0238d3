import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { activate, deactivate } from "../src/extension";
import { editor, Uri } from "./editor";
import { address, APPXLINT, CONFIG, folder } from "./project";

beforeEach(() => {
  const { listeners, commands, findings } = editor;
  [listeners, commands, findings].forEach((each) => each.clear());
  Object.assign(editor, { setting: APPXLINT, folders: [folder], documents: [], messages: [], shown: [], renewed: [] });
});

function script(name: string, words: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!/bin/sh\n${words}\n`, { mode: 0o755 });
  return file;
}

async function until(what: () => unknown): Promise<void> {
  const end = Date.now() + 15_000;
  while (!what()) {
    assert.ok(Date.now() < end, `it never came to ${what}; messages: ${editor.messages}`);
    await pause(10);
  }
}

function runs(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

function begin(): void {
  activate({ subscriptions: [] } as never);
}

function setTo(setting: string): void {
  editor.setting = setting;
  editor.fire("onDidChangeConfiguration", { affectsConfiguration: () => true });
}

const found = () => editor.findings.get(address)?.some((each) => each.includes("companyID"));

test("a document of ours starts the server, and its lens shows what the server says", { timeout: 60_000 }, async (t) => {
  t.after(deactivate);
  begin();
  editor.open(address, "yaml", CONFIG);
  await until(found);
  await editor.commands.get("appxlint.effectiveConnection")?.(address, 0);
  const [shown] = editor.shown;
  assert.match(await editor.content!(new Uri(shown!)), /Procore V2 OAuth Client Credentials Auth/);
  assert.deepEqual(editor.messages, []);

  editor.open(shown!, "plaintext", "");
  editor.type(address, "yaml", CONFIG.replace("4281379", "5550123"));
  editor.renewed = [];
  await until(() => editor.renewed.includes(shown!));
  assert.match(await editor.content!(new Uri(shown!)), /5550123/);
});

test("what is none of ours starts nothing, and nobody is told that there is no server", async (t) => {
  t.after(deactivate);
  editor.setting = "/nowhere/appxlint";
  begin();
  editor.open("file:///elsewhere/pod.yaml", "yaml", "apiVersion: v1\nkind: Pod\n");
  editor.open("file:///elsewhere/package.json", "json", "{}");
  setTo("/nowhere/other");
  await pause(50);
  assert.deepEqual(editor.messages, []);
});

test("a program that is not there is told, and a corrected setting starts the right one", { timeout: 60_000 }, async (t) => {
  t.after(deactivate);
  editor.setting = "/nowhere/appxlint";
  begin();
  editor.open(address, "yaml", CONFIG);
  await until(() => editor.messages.length);
  assert.match(editor.messages[0]!, /^appxlint does not run: there is no program "\/nowhere\/appxlint"; install/);
  setTo(APPXLINT);
  await until(found);
  assert.equal(editor.messages.length, 1);
});

test("a program that ends is told with its reason, once", async (t) => {
  t.after(deactivate);
  editor.setting = script("ends", "echo first >&2; echo boom >&2; exit 3");
  begin();
  editor.open(address, "yaml", CONFIG);
  await until(() => editor.messages.length);
  await pause(100);
  assert.deepEqual(editor.messages, [`appxlint does not run: "${editor.setting} lsp" ended with code 3: boom.`]);
});

test("a program that does not answer does not keep another from being started", { timeout: 60_000 }, async (t) => {
  t.after(deactivate);
  editor.setting = script("waits", "sleep 60");
  begin();
  editor.open(address, "yaml", CONFIG);
  await pause(100);
  setTo(APPXLINT);
  await until(found);
  assert.deepEqual(editor.messages, []);
});

test("restarts at the same time leave one server", { timeout: 60_000 }, async (t) => {
  t.after(deactivate);
  const pids = path.join(folder, "pids");
  editor.setting = script("counts", `echo $$ >> '${pids}'; exec '${APPXLINT}' "$@"`);
  begin();
  editor.open(address, "yaml", CONFIG);
  await until(found);
  const restart = editor.commands.get("appxlint.restart")!;
  await Promise.all([restart(), restart()]);
  await until(found);
  const alive = () => fs.readFileSync(pids, "utf8").trim().split("\n").filter(runs);
  assert.equal(alive().length, 1);
  await deactivate();
  assert.deepEqual(alive(), []);
  assert.deepEqual(editor.messages, []);
});

test("a server that was killed comes back", { timeout: 60_000 }, async (t) => {
  t.after(deactivate);
  const pids = path.join(folder, "killed");
  editor.setting = script("dies", `echo $$ >> '${pids}'; exec '${APPXLINT}' "$@"`);
  begin();
  editor.open(address, "yaml", CONFIG);
  await until(found);
  process.kill(Number(fs.readFileSync(pids, "utf8")), "SIGKILL");
  await until(() => !found());
  await until(found);
  assert.deepEqual(editor.messages, []);
});
