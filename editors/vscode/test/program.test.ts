import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { lastLine, Program } from "../src/program";

function run(script: string): Program {
  return new Program({ command: process.execPath, args: ["-e", script] }, undefined);
}

test("a program that is not there is told by its name", async () => {
  const program = new Program({ command: path.join("/nowhere", "appxlint"), args: ["lsp"] }, undefined);
  await assert.rejects(program.running());
  assert.match(await program.ended, /^there is no program ".nowhere.appxlint"; install appxlint with its extra "lsp"/);
});

test("a program that ended is told with its code and the last line of its errors", async () => {
  const program = run("console.error('first\\nboom\\n'); process.exitCode = 3");
  await program.running();
  assert.match(await program.ended, /^".*" ended with code 3: boom$/);
});

test("a program that ended without a word is told as that", async () => {
  assert.match(await run("process.exitCode = 2").ended, / ended with code 2 and gave no reason$/);
});

test("a program that waits can be ended", async () => {
  const program = run("setTimeout(() => undefined, 60_000)");
  await program.running();
  program.end();
  assert.match(await program.ended, / was ended by SIGKILL and gave no reason$/);
});

test("the last line is one with words, and is no drawing", () => {
  assert.equal(lastLine("\u001b[31m│ no such command │\u001b[0m\n╰────╯\n\n"), "no such command");
  assert.equal(lastLine(""), "");
  assert.equal(lastLine("x".repeat(1000)).length, 300);
});
