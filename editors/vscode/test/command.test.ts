import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { commandFor } from "../src/command";

const nothing = { setting: "", folders: ["/one", "/two"], windows: false, exists: () => false };

test("what the setting names is started", () => {
  assert.equal(commandFor({ ...nothing, setting: " /opt/appxlint " }).command, "/opt/appxlint");
});

test("the setting may stand in the first folder of the workspace", () => {
  const setting = "${workspaceFolder}/tools/appxlint";
  assert.equal(commandFor({ ...nothing, setting }).command, "/one/tools/appxlint");
  assert.equal(commandFor({ ...nothing, setting, folders: ["/a$&b"] }).command, "/a$&b/tools/appxlint");
});

test("without a setting it is the one of a folder's own environment", () => {
  const own = path.join("/two", ".venv", "bin", "appxlint");
  assert.equal(commandFor({ ...nothing, exists: (file) => file === own }).command, own);
});

test("on Windows an environment has another shape", () => {
  const { command } = commandFor({ ...nothing, windows: true, exists: () => true });
  assert.equal(command, path.join("/one", ".venv", "Scripts", "appxlint.exe"));
});

test("where there is none, the PATH is asked", () => {
  assert.deepEqual(commandFor(nothing), { command: "appxlint", args: ["lsp", "--stdio"] });
});
