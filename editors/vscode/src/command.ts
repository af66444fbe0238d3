import * as os from "node:os";
import * as path from "node:path";

/** What starts the language server. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** A folder of the workspace that lies on the disk. */
export interface Folder {
  readonly name: string;
  readonly path: string;
}

/** What the choice of a command depends on. */
export interface Surroundings {
  /** The setting `appxlint.path`, as it was written. */
  readonly setting: string;
  /** The folders of the workspace, the first one first. */
  readonly folders: readonly Folder[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly windows: boolean;
  readonly exists: (file: string) => boolean;
}

/** A setting that names no command; its message says why. */
export class Unusable extends Error {}

const ARGS = ["lsp", "--stdio"];

/**
 * Return the command that a setting names, else the one of a folder's `.venv`, else the one on the PATH.
 * @throws {Unusable} The setting cannot be used.
 */
export function commandFor(around: Surroundings): Command {
  return { command: named(around) ?? installed(around) ?? "appxlint", args: ARGS };
}

function named(around: Surroundings): string | undefined {
  const setting = around.setting.trim();
  if (setting === "") {
    return undefined;
  }
  const whole = setting
    .replace(/^~(?=$|[\\/])/, () => os.homedir())
    .replace(/\$\{([^}]*)\}/g, (variable, words: string) => meant(variable, words, around));
  return /[\\/]/.test(whole) && !path.isAbsolute(whole) ? path.join(first(setting, around), whole) : whole;
}

function meant(variable: string, words: string, around: Surroundings): string {
  const [kind, ...rest] = words.split(":");
  const name = rest.join(":");
  if (words === "userHome") {
    return os.homedir();
  }
  if (words === "workspaceFolder") {
    return first(variable, around);
  }
  if (kind === "workspaceFolder") {
    return around.folders.find((folder) => folder.name === name)?.path ?? refuse(`no folder is called "${name}"`);
  }
  if (kind === "env") {
    return around.environment[name] || refuse(`the environment variable ${name} is not set`);
  }
  return refuse(`${variable} means nothing there`);
}

function first(words: string, { folders }: Surroundings): string {
  return folders[0]?.path ?? refuse(`"${words}" needs a folder, and none is open`);
}

function refuse(reason: string): never {
  throw new Unusable(`the setting appxlint.path cannot be used: ${reason}`);
}

function installed({ folders, windows, exists }: Surroundings): string | undefined {
  const inside = windows ? [".venv", "Scripts", "appxlint.exe"] : [".venv", "bin", "appxlint"];
  return folders.map((folder) => path.join(folder.path, ...inside)).find(exists);
}
