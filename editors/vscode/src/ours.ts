import * as path from "node:path";

/** The file of settings that makes a folder a project of ours. */
export const SETTINGS = "appxlint.toml";

const KIND = /^[\s{,"']*apiVersion["']?\s*:\s*["']?appxlint\//m;
const NAME = /(^|\.)appxlint\.ya?ml$|^connector\.json$/;

/** Whether a text has a document of ours. */
export function isOurText(text: string): boolean {
  return KIND.test(text);
}

/** Whether a file is ours by its name, or by the settings in a folder above it. */
export function isOurFile(file: string, exists: (file: string) => boolean): boolean {
  return NAME.test(path.basename(file)) || above(file).some((folder) => exists(path.join(folder, SETTINGS)));
}

function above(file: string): string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...above(folder)];
}
