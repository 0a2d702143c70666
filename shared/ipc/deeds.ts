import type { Draft } from "../change/change.ts";
import { kindOf } from "../domain/primitives.ts";
import { type Deed, deedOfWriting } from "../domain/role-table.ts";
import type { Channel, RequestOf } from "./contract.ts";

/** What each call does, for the table of who may do what; null: whoever sits at the PC. A new channel is asked for by the compiler. */
export const deedOfChannel: Readonly<Record<Exclude<Channel, "ledger.append">, Deed | null>> = {
  "app.status": null,
  "office.create": null,
  "office.unlock": null,
  "office.lock": null,
  "ledger.read": "read",
  "ledger.at": "read",
  "ledger.standing": "read",
  "ledger.access": "read",
  "kept.read": "read",
  "kept.write": "read",
  "photo.choose": "record",
  "scan.add": "record",
  "blob.put": "record",
  "blob.read": "read",
  "blob.export": "export",
  "enrol.request": "enrol",
  "enrol.open": "enrol",
  "enrol.admit": "enrol",
  "identity.renew": "keys",
  "registry.overview": "read",
  "registry.open": "registry",
  "registry.admit": "registry",
  "registry.root": "registry",
  "registry.sign": "registry",
  "registry.publish": "registry",
  "registry.export": "registry",
  "registry.close": "hand-over", // who ends an office ends its keys; the root keys' holders still sign that
  "registry.revoke": "registry",
  "keys.change": "keys",
  "keys.open": "keys",
  "keys.admit": "keys",
  "exchange.overview": "read",
  "exchange.unheard": "read",
  "outbox.read": "read",
  "outbox.actions": "read",
  "bundle.measure": "read",
  "bundle.pack": "exchange",
  "bundle.open": "exchange",
  "bundle.reopen": "exchange",
  "bundle.accept": "exchange",
  "bundle.discard": "exchange",
  "fork.decide": "keys",
  "import.plan": "read",
  "import.return": "return",
  "extract.pack": "exchange",
  "extract.open": "exchange",
  "departure.receiver": "hand-over",
  "departure.seal": "hand-over",
  "queue.choose": "exchange",
  "queue.unfinished": "read",
  "queue.take": "exchange",
  "queue.close": "exchange",
  "offers.look": "read",
  "watch.choose": "exchange",
  "watch.stop": "exchange",
  "server.state": "read",
  "server.on": "keys",
  "server.off": "keys",
  "server.certificate": "keys",
  "server.try": "exchange",
  "custody.register": "read",
  "custody.say": "exchange",
  "workbook.open": "record",
  "workbook.rows": "record",
  "workbook.close": "record",
  "workbook.annotate": "record",
  "page.print": "export",
  "sheet.save": "export",
  "table.save": "export",
  "template.list": "read",
  "template.add": "record",
  "template.rename": "record",
  "template.remove": "record",
  "template.export": "export",
  "paper.write": "export",
  "batch.begin": "export",
  "batch.look": "read",
  "batch.print": "export",
  "batch.finish": "export",
  "batch.place": "export",
  "batch.close": "export",
  "clerk.list": "read",
  "clerk.passphrase": "read",
  "clerk.add": "clerks",
  "clerk.change": "clerks",
  "clerk.reset": "clerks",
  "clerk.remove": "clerks",
  "clerk.recovery": "clerks",
};

/** All that one must be allowed for a request. What an action writes says what recording it is. */
export function deedsAsked(channel: Channel, request: unknown): readonly Deed[] {
  if (channel === "ledger.append") {
    const { changes } = request as Draft; // parsed by the contract
    return [...new Set(changes.map(({ record }) => deedOfWriting(kindOf(record))))];
  }
  const deed = deedOfChannel[channel];
  if (deed === null) return [];
  const pastBrake = channel === "bundle.accept" && (request as RequestOf<"bundle.accept">).reason !== undefined;
  return pastBrake ? [deed, "past-brake"] : [deed];
}
