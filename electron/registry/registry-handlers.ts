import type { Handlers, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { ownEnd } from "../book.ts";
import type { Shell } from "../door/door.ts";
import { fingerprintOf, rootFingerprintOf } from "../exchange/fingerprint.ts";
import { type Identity, mustReopen, type Office } from "../office.ts";
import type { Kdf } from "../store/keys.ts";
import { admitKeyChange, askForKeys, changeOwnKeys, keysAhead, openKeyChange, whyKeysStay } from "./change-keys.ts";
import { newIdentityWould } from "./new-identity.ts";
import {
  closeFeeds,
  makeRootKey,
  nextEdition,
  publishNextEdition,
  registryLines,
  revokeFeed,
  signNextEdition,
  signsItself,
} from "./publish-registry.ts";
import { admitRoots, exportRegistry, offeredEdition, openEditionFile } from "./registry.ts";

/** Most channels need an open office: this asks for one. */
export type WithOffice = <Request, Reply>(
  answer: (office: Office, request: Request) => Promise<Result<Reply, Problem>>,
) => (request: Request) => Promise<Result<Reply, Problem>>;

type RegistryChannel = Extract<keyof Handlers, `registry.${string}` | `keys.${string}`>;

/** The registry's channels. */
export function registryHandlers({
  shell,
  withOffice,
  kdf,
}: {
  readonly shell: Shell;
  readonly withOffice: WithOffice;
  readonly kdf?: Kdf; // tests take the floor
}): Pick<Handlers, RegistryChannel> {
  return {
    "registry.overview": withOffice(async (office) => {
      const held = office.book.registry?.registry ?? null;
      const offered = await offeredEdition(office);
      return ok({
        held: held === null ? null : { version: held.version, rootDigits: rootFingerprintOf(held.roots) },
        offered: offered === null ? null : { version: offered.registry.version },
        rebuild: mustReopen(office),
        renewal: newIdentityWould(office),
        ownEnd: ownEnd(office.book)?.number ?? null,
        ownStrange: whyKeysStay(office)?.kind === "own-key-strange",
        ahead: fingerprintOrNull(keysAhead(office)),
        offices: registryLines(office),
        ...(await nextEdition(office)),
      });
    }),
    "registry.open": withOffice(async (office): Promise<Result<ReplyOf<"registry.open">, Problem>> => {
      const path = await shell.askOpen({
        title: "Chọn tệp đăng bạ khóa",
        filters: [{ name: "Đăng bạ khóa", extensions: ["json"] }],
      });
      return path === null ? ok(null) : openEditionFile(office, path);
    }),
    "registry.admit": withOffice(async (office, { digits }) => {
      const taken = await admitRoots(office, digits);
      return taken.ok ? ok({ version: taken.value }) : taken;
    }),
    "registry.root": withOffice(async (office, wanted): Promise<Result<ReplyOf<"registry.root">, Problem>> => {
      const folder = await shell.askFolder("Chọn USB của người giữ khóa gốc");
      if (folder === null) return ok(null);
      const made = await makeRootKey(office, wanted, folder, kdf);
      return made.ok ? ok({ fileName: made.value.fileName, keyId: made.value.keyId }) : made;
    }),
    "registry.sign": withOffice(async (office, { passphrase }): Promise<Result<ReplyOf<"registry.sign">, Problem>> => {
      const path = await shell.askOpen({
        title: "Chọn tệp khóa gốc trên USB",
        filters: [{ name: "Khóa gốc", extensions: ["key"] }],
      });
      if (path === null) return ok(null);
      const signed = await signNextEdition(office, path, passphrase);
      return signed;
    }),
    "registry.publish": withOffice(async (office) => {
      const version = await publishNextEdition(office);
      return version.ok ? ok({ version: version.value }) : version;
    }),
    "registry.export": withOffice(async (office): Promise<Result<ReplyOf<"registry.export">, Problem>> => {
      const folder = await shell.askFolder("Chọn nơi ghi đăng bạ khóa (USB hoặc thư mục)");
      return folder === null ? ok(null) : exportRegistry(office, folder);
    }),
    "keys.change": withOffice(async (office): Promise<Result<ReplyOf<"keys.change">, Problem>> => {
      const why = whyKeysStay(office);
      if (why !== null) return failed(why);
      if (await signsItself(office)) {
        const changed = await changeOwnKeys(office);
        return changed.ok ? ok({ fileName: null, ...changed.value }) : changed;
      }
      const folder = await shell.askFolder("Chọn nơi ghi phiếu đổi khóa (USB hoặc thư mục)");
      return folder === null ? ok(null) : askForKeys(office, folder);
    }),
    "keys.open": withOffice(async (office): Promise<Result<ReplyOf<"keys.open">, Problem>> => {
      const path = await shell.askOpen({
        title: "Chọn phiếu đổi khóa",
        filters: [{ name: "Phiếu đổi khóa", extensions: ["json"] }],
      });
      return path === null ? ok(null) : openKeyChange(office, path);
    }),
    "keys.admit": withOffice(admitKeyChange),
    "registry.close": withOffice(closeFeeds),
    "registry.revoke": withOffice(async (office, request) => {
      const revoked = await revokeFeed(office, request);
      return revoked.ok ? ok({}) : revoked;
    }),
  };
}

const fingerprintOrNull = (identity: Identity | null): string | null =>
  identity === null ? null : fingerprintOf(identity.own);
