import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { isOurFile, isOurText } from "../src/ours";

test("a text is ours by the format of one of its documents", () => {
  assert.ok(isOurText("# ours\napiVersion: appxlint/v1\n"));
  assert.ok(isOurText("kind: Pod\n---\n'apiVersion' : \"appxlint/v1\"\n"));
  assert.ok(isOurText('{"apiVersion": "appxlint/v1"}'));
  assert.ok(!isOurText("apiVersion: apps/v1\nkind: Deployment\n"));
  assert.ok(!isOurText("note: apiVersion of appxlint/v1\n"));
});

test("a file is ours by its name", () => {
  const nothing = () => false;
  assert.ok(isOurFile("/a/acme.appxlint.yaml", nothing));
  assert.ok(isOurFile("/a/connector.json", nothing));
  assert.ok(!isOurFile("/a/package.json", nothing));
});

test("a file is ours by the settings in a folder above it", () => {
  const settings = path.join("/a", "appxlint.toml");
  assert.ok(isOurFile(path.join("/a", "b", "c", "x.yaml"), (file) => file === settings));
  assert.ok(!isOurFile(path.join("/b", "x.yaml"), (file) => file === settings));
});
