import { type ChildProcess, spawn } from "node:child_process";
import type { Command } from "./command";

const GRACE = 200;
const LONGEST = 300;

/** A program that was started, and what is to be said of its end. */
export class Program {
  /** Settles when the program has ended or could not be started, with the reason in words. */
  readonly ended: Promise<string>;
  /** What was started, as a user would write it. */
  readonly name: string;
  private readonly child: ChildProcess;
  private errors = "";

  constructor({ command, args }: Command, folder: string | undefined) {
    this.name = [command, ...args.filter((each) => !each.startsWith("-"))].join(" ");
    this.child = spawn(command, args, { ...(folder === undefined ? {} : { cwd: folder }), stdio: "pipe" });
    this.child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      this.errors = (this.errors + words).slice(-10_000);
    });
    this.child.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.child.once("error", (error) => resolve(reasonOf(error, command)));
      this.child.once("exit", (code, signal) => {
        const say = () => resolve(this.farewell(code, signal));
        this.child.once("close", say);
        setTimeout(say, GRACE);
      });
    });
  }

  /** Return the process once it runs; it rejects where it cannot be started. */
  running(): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
      this.child.once("spawn", () => resolve(this.child));
      this.child.once("error", reject);
    });
  }

  /** End the program, whatever it is doing, and let go of what its own children may still hold. */
  end(): void {
    this.child.kill("SIGKILL");
    this.child.stdin?.destroy();
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  private farewell(code: number | null, signal: string | null): string {
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    const last = lastLine(this.errors);
    return last === "" ? `"${this.name}" ${how} and gave no reason` : `"${this.name}" ${how}: ${last}`;
  }
}

/** Return the last line that says something, without what only draws. */
export function lastLine(text: string): string {
  const lines = text
    .replace(/\u001b\[[0-9;]*[A-Za-z]/g, "")
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{C}\u2500-\u257f]/gu, " ").trim());
  return (lines.findLast((line) => /[\p{L}\p{N}]/u.test(line)) ?? "").slice(0, LONGEST);
}

function reasonOf(error: NodeJS.ErrnoException, command: string): string {
  switch (error.code) {
    case "ENOENT":
      return `there is no program "${command}"; install appxlint with its extra "lsp", or name it in the setting appxlint.path`;
    case "EACCES":
      return `"${command}" may not be executed`;
    default:
      return `"${command}" cannot be started: ${error.message}`;
  }
}
