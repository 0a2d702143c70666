import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { NextEdition, RegistryOverview } from "../../shared/ipc/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { digitsOf } from "./enrol.ts";

export type RegistryOffice = RegistryOverview["offices"][number];
export type RegistryMachine = RegistryOffice["feeds"][number];

export const registryOverview = (desktop: Desktop): Promise<Result<RegistryOverview, Problem>> =>
  desktop.call("registry.overview", {});

/** Choose an edition's file. Not taken: it is the first, and its roots' digits come next. Null: cancelled. */
export const openRegistry = (desktop: Desktop): Promise<Result<ReplyOf<"registry.open">, Problem>> =>
  desktop.call("registry.open", {});

/** Trust the first edition by the digits of its roots. */
export const trustRegistry = (desktop: Desktop, typed: string): Promise<Result<{ version: number }, Problem>> =>
  desktop.call("registry.admit", { digits: digitsOf(typed).slice(0, 80) });

/** Make a root key on its keeper's stick. Null: cancelled. */
export const makeRootKey = (
  desktop: Desktop,
  wanted: { readonly holder: string; readonly passphrase: string; readonly instead: string | null },
): Promise<Result<ReplyOf<"registry.root">, Problem>> => desktop.call("registry.root", wanted);

/** Sign the next edition with a keeper's key. Null: cancelled. */
export const signRegistry = (desktop: Desktop, passphrase: string): Promise<Result<NextEdition | null, Problem>> =>
  desktop.call("registry.sign", { passphrase });

export const publishRegistry = (desktop: Desktop): Promise<Result<{ version: number }, Problem>> =>
  desktop.call("registry.publish", {});

/** Write the registry and its signatures where the clerk chooses. Null: cancelled. */
export const exportRegistry = (desktop: Desktop): Promise<Result<ReplyOf<"registry.export">, Problem>> =>
  desktop.call("registry.export", {});

/** Give this PC another feed and other keys; main reloads the page, and the passphrase opens the register again. */
export const takeNewIdentity = (desktop: Desktop): Promise<Result<ReplyOf<"identity.renew">, Problem>> =>
  desktop.call("identity.renew", {});

/** Lock, so that opening again works the records out anew. */
export const lockNow = (desktop: Desktop): Promise<Result<unknown, Problem>> => desktop.call("office.lock", {});

/** A PC's key holds up to that action and no further, from the next edition on. */
export const revokeKey = (
  desktop: Desktop,
  wanted: { readonly feed: string; readonly number: number; readonly why: string },
): Promise<Result<unknown, Problem>> => desktop.call("registry.revoke", wanted);

/** Make new keys for this PC and the file that asks the province to name them. Null: cancelled. */
export const changeKeys = (desktop: Desktop): Promise<Result<ReplyOf<"keys.change">, Problem>> =>
  desktop.call("keys.change", {});

/** Choose the file of a PC that asks for other keys. Null: cancelled. */
export const openKeyChange = (desktop: Desktop): Promise<Result<ReplyOf<"keys.open">, Problem>> =>
  desktop.call("keys.open", {});

/** Name its new keys in the next edition, by the digits that its office reads out. */
export const admitKeys = (
  desktop: Desktop,
  { token, typed }: { readonly token: string; readonly typed: string },
): Promise<Result<ReplyOf<"keys.admit">, Problem>> =>
  desktop.call("keys.admit", { token, digits: digitsOf(typed).slice(0, 80) });
