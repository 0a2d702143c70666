import { join } from "node:path";
import { idMaker } from "../../shared/domain/new-id.ts";
import { given, type Seat } from "./seats.ts";

/** What the keepers of a province's root keys and its clerks do, for stories of enrolment and trust. */
export const keepers = ["Nguyễn Giữ Một", "Trần Giữ Hai", "Lê Giữ Ba"] as const;
export const keeperPassphrase = "sáu hạt thóc trên sân";

/** Make the three root keys, each into the folder that stands for its keeper's stick. Answers the paths of the key files. */
export async function makeRoots(
  province: Seat,
  folder: string,
  holders: readonly string[] = keepers,
): Promise<string[]> {
  const paths: string[] = [];
  for (const holder of holders) {
    province.path = folder;
    const made = given(
      await province.handlers["registry.root"]({ holder, passphrase: keeperPassphrase, instead: null }),
    );
    paths.push(join(folder, made?.fileName ?? ""));
  }
  return paths;
}

export async function sign(province: Seat, keyFile: string, passphrase = keeperPassphrase) {
  province.path = keyFile;
  return province.handlers["registry.sign"]({ passphrase });
}

/** Sign the next edition with these keys and put it in force; its number. */
export async function publish(province: Seat, keyFiles: readonly string[]): Promise<number> {
  for (const file of keyFiles) given(await sign(province, file));
  return given(await province.handlers["registry.publish"]({})).version;
}

/** Hand the registry over in a folder; the path of its newest edition. */
export async function handOver(province: Seat, folder: string): Promise<string> {
  province.path = folder;
  const out = given(await province.handlers["registry.export"]({}));
  return join(folder, out?.fileName ?? "");
}

/** Open an edition's file at an office. */
export async function openEdition(seat: Seat, path: string) {
  seat.path = path;
  return seat.handlers["registry.open"]({});
}

export const registryOf = async (seat: Seat) => given(await seat.handlers["registry.overview"]({}));
export const overviewOf = async (seat: Seat) => given(await seat.handlers["exchange.overview"]({}));

/** The problem's kind, or "taken". */
export const said = (
  result: { readonly ok: true } | { readonly ok: false; readonly problem: { readonly kind: string } },
) => (result.ok ? "taken" : result.problem.kind);

const ids = idMaker(1_767_225_600_000, new Uint8Array(16).fill(9));

/** An action that adds somebody. */
export const person = (birthName: string, custodian = "doluong") => ({
  purpose: "person.add",
  changes: [
    {
      record: ids("person"),
      fields: { custodian: { saw: [], to: custodian }, birthName: { saw: [], to: birthName } },
    },
  ],
});
