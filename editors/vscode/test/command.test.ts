import assert from "node:assert/strict";
import * as os from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import { commandFor, Unusable } from "../src/command";

const nothing = {
  setting: "",
  folders: [
    { name: "first", path: "/one" },
    { name: "second: b", path: "/two" },
  ],
  environment: { TOOLS: "/opt/tools" },
  windows: false,
  exists: () => false,
};

function started(setting: string): string {
  return commandFor({ ...nothing, setting }).command;
}

test("what the setting names is started", () => {
  assert.equal(started(" /opt/appxlint "), "/opt/appxlint");
  assert.equal(started("appxlint-next"), "appxlint-next");
});

test("the setting may stand in a folder of the workspace", () => {
  assert.equal(started("${workspaceFolder}/tools/appxlint"), "/one/tools/appxlint");
  assert.equal(started("${workspaceFolder:second: b}/appxlint"), "/two/appxlint");
  assert.equal(started("tools/appxlint"), path.join("/one", "tools", "appxlint"));
  const folders = [{ name: "odd", path: "/a$&b" }];
  assert.equal(commandFor({ ...nothing, folders, setting: "${workspaceFolder}/x" }).command, "/a$&b/x");
});

test("the setting may stand in the home of its user, or where the environment says", () => {
  assert.equal(started("~/bin/appxlint"), `${os.homedir()}/bin/appxlint`);
  assert.equal(started("${userHome}/bin/appxlint"), `${os.homedir()}/bin/appxlint`);
  assert.equal(started("${env:TOOLS}/appxlint"), "/opt/tools/appxlint");
  assert.equal(started("/opt/a~b"), "/opt/a~b");
});

test("a setting that leads nowhere is refused with the reason", () => {
  const refused = (setting: string, folders = nothing.folders) => {
    try {
      return commandFor({ ...nothing, setting, folders }).command;
    } catch (error) {
      assert.ok(error instanceof Unusable);
      return error.message;
    }
  };
  const words = "the setting appxlint.path cannot be used: ";
  assert.equal(
    refused("${workspaceFolder}/appxlint", []),
    `${words}"\${workspaceFolder}" needs a folder, and none is open`,
  );
  assert.equal(refused("bin/appxlint", []), `${words}"bin/appxlint" needs a folder, and none is open`);
  assert.equal(refused("${workspaceFolder:third}/x"), `${words}no folder is called "third"`);
  assert.equal(refused("${env:NOWHERE}/x"), `${words}the environment variable NOWHERE is not set`);
  assert.equal(refused("${config:x}/y"), `${words}\${config:x} means nothing there`);
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
