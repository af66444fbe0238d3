import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

/** The program that is tried. */
export const APPXLINT = process.env["APPXLINT"] ?? "";

/** A config with one key misspelt, in its tenth line. */
export const CONFIG = `apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: Acme
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme client
  details:
    companyID: 4281379
    connectionEnvironment: Production
`;

/** The folder of a project that is there until all tests of a file have ended. */
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), "appxlint-"));

/** The address of the config in it. */
export const address = pathToFileURL(path.join(folder, "acme.yaml")).href;

fs.writeFileSync(path.join(folder, "acme.yaml"), CONFIG);
after(() => fs.rmSync(folder, { recursive: true }));
