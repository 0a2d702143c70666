import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";

/**
 * Folders laid out like Electron's distribution for Linux and Windows, without a program in them: the packager then does all
 * its own work (archive, hashes, names, icons, fuses) where Electron's binary cannot be had.
 *
 * @param {string} folder
 * @returns {Promise<{ linux: string, win: string }>} the two folders
 */
export async function makeStubElectron(folder) {
  const places = { linux: join(folder, "linux"), win: join(folder, "win") };
  for (const place of Object.values(places)) {
    for (const sub of ["locales", "resources"]) await mkdir(join(place, sub), { recursive: true });
    const empty = [
      "LICENSE",
      "LICENSES.chromium.html",
      "resources.pak",
      ...["vi", "en-US", "de"].map((l) => `locales/${l}.pak`),
    ];
    for (const name of empty) await writeFile(join(place, name), "");
    await writeFile(join(place, "version"), "0.0.0");
  }
  await writeFile(join(places.linux, "electron"), Buffer.concat([Buffer.from("#!/bin/sh\nexit 0\n"), fuseWire]), {
    mode: 0o755,
  });
  await writeFile(join(places.win, "electron.exe"), Buffer.concat([emptyProgram(), fuseWire]));
  return places;
}

/** Electron's fuses as they lie in its binary: a mark, version 1, nine fuses as they come. */
export const fuseMark = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseWire = Buffer.concat([Buffer.from(fuseMark), Buffer.from([1, 9]), Buffer.from("101100001")]);

function emptyProgram() {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.createEmpty();
  info.setFileVersion(1, 0, 0, 0, 1033);
  info.setProductVersion(1, 0, 0, 0, 1033);
  info.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: "Electron", ProductName: "Electron" });
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
