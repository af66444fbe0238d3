import * as path from "node:path";

/** What starts the language server. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** What the choice of a command depends on. */
export interface Surroundings {
  /** The setting `appxlint.path`, as it was written. */
  readonly setting: string;
  /** The folders of the workspace, the first one first. */
  readonly folders: readonly string[];
  readonly windows: boolean;
  readonly exists: (file: string) => boolean;
}

const ARGS = ["lsp", "--stdio"];

/** Return the command that a setting names, else the one of a folder's `.venv`, else the one on the PATH. */
export function commandFor(around: Surroundings): Command {
  return { command: named(around) ?? installed(around) ?? "appxlint", args: ARGS };
}

function named({ setting, folders }: Surroundings): string | undefined {
  const wanted = setting.trim();
  return wanted === "" ? undefined : wanted.replaceAll("${workspaceFolder}", () => folders[0] ?? "");
}

function installed({ folders, windows, exists }: Surroundings): string | undefined {
  const inside = windows ? [".venv", "Scripts", "appxlint.exe"] : [".venv", "bin", "appxlint"];
  return folders.map((folder) => path.join(folder, ...inside)).find(exists);
}
