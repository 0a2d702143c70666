import { join } from "node:path";
import { addSums } from "../shared/exchange/header.ts";
import { standingOfHead } from "../shared/exchange/printed-head.ts";
import type { Handlers, ReplyOf } from "../shared/ipc/contract.ts";
import type { Problem } from "../shared/problem.ts";
import { failed, ok, type Result } from "../shared/result.ts";
import { bundleOffers } from "./bundles/bundle-offers.ts";
import { decideFork } from "./bundles/decide-fork.ts";
import { exchangeOverview } from "./bundles/exchange-overview.ts";
import { extractLeft, openExtract, sealDeparture, sendExtract } from "./bundles/extracts.ts";
import { importQueue } from "./bundles/import-queue.ts";
import { outboxFor, ownActions, unheardOffices } from "./bundles/outbox.ts";
import { acceptBundles, checkAside, checkBundle, type Receiving } from "./bundles/receive-bundle.ts";
import { planReturn, returnImport } from "./bundles/return-import.ts";
import { measureBundle, sendBundle, whyNothingLeaves } from "./bundles/send-bundle.ts";
import { stagingIn } from "./bundles/staging.ts";
import {
  addClerk,
  changeClerk,
  changeOwnPassphrase,
  clerkLines,
  removeClerk,
  renewRecovery,
  resetPassphrase,
} from "./clerks.ts";
import type { Shell } from "./door/door.ts";
import { forDuties } from "./duties.ts";
import { placeOf } from "./exchange/carrier.ts";
import type { Unpacker } from "./exchange/unpacker.ts";
import { addScan, endingOf, exportBlob, keepBytes, openPhoto, readBlob } from "./files/attached-files.ts";
import { custodyRegister, sayOfLine } from "./files/custody-register.ts";
import { leaveFile } from "./files/leave-file.ts";
import type { Machine } from "./machine.ts";
import { addEntry, foundOffice, type Office, openedOf, openOffice, recordAction } from "./office.ts";
import { batchDesk } from "./papers/batch-print.ts";
import { paperDesk } from "./papers/paper-desk.ts";
import { saveSheet } from "./papers/save-sheet.ts";
import { saveTable } from "./papers/save-table.ts";
import type { TemplateWork } from "./papers/template-work.ts";
import { admitOffice, claimedBy, openSheet, writeOwnSheet } from "./registry/admit-office.ts";
import { takeNewIdentity } from "./registry/new-identity.ts";
import { registryHandlers, type WithOffice } from "./registry/registry-handlers.ts";
import { noServer } from "./server/no-server.ts";
import type { ServerDesk } from "./server/server-desk.ts";
import { shownAt, shownEntries, shownLines } from "./shown-entries.ts";
import type { Kdf } from "./store/keys.ts";
import { createStore, storeState, unlockStore } from "./store/store.ts";
import { clerkHolding, holderOf } from "./who-opened.ts";
import { workbookDesk } from "./workbook/workbook-file.ts";
import { type Workbooks, workbooksHere } from "./workbook/workbooks.ts";

export interface HandlerNeeds {
  readonly shell: Shell;
  readonly machine: Machine;
  readonly unpacker: Unpacker;
  readonly workbooks?: Workbooks; // tests read in their own process
  readonly templates: TemplateWork;
  readonly server?: ServerDesk; // only where the program has a network in it
  readonly kdf?: Kdf; // tests take the floor
}

/** Every channel's answer, and how to forget the keys and let the store go. */
export function makeHandlers({
  shell,
  machine,
  unpacker,
  workbooks = workbooksHere,
  templates,
  server,
  kdf,
}: HandlerNeeds): {
  readonly handlers: Handlers;
  readonly close: () => Promise<void>;
} {
  const storeFolder = join(shell.dataFolder, "store");
  const session: { office: Office | null } = { office: null };
  const receiving: Receiving = { unpacker, program: shell.version };
  const staging = stagingIn(machine);
  const desk = workbookDesk({ shell, machine, workbooks });
  const carrying = server ?? noServer;
  const offers = bundleOffers({ shell, machine, inbox: server?.inbox ?? null });
  const queue = importQueue({ shell, machine, receiving, offered: offers.claim, staging });
  const papers = paperDesk({ shell, machine, templates });
  const batch = batchDesk({ shell, machine });

  const close = async () => {
    const { office } = session;
    session.office = null;
    staging.clear();
    desk.close();
    queue.forget();
    batch.leave();
    server?.stop();
    await office?.queue;
    await office?.store.close();
  };
  const askSheet = () =>
    shell.askOpen({ title: "Chọn phiếu đăng ký", filters: [{ name: "Phiếu đăng ký", extensions: ["json"] }] });
  const askBundle = () =>
    shell.askOpen({ title: "Chọn gói để nhận", filters: [{ name: "Gói dữ liệu", extensions: ["age"] }] });
  /** Most channels need an open office. */
  const withOffice: WithOffice =
    <Request, Reply>(answer: (office: Office, request: Request) => Promise<Result<Reply, Problem>>) =>
    async (request: Request): Promise<Result<Reply, Problem>> =>
      session.office === null ? failed({ kind: "locked" }) : answer(session.office, request);

  const answers: Handlers = {
    "app.status": async () => {
      const state = await storeState(machine, storeFolder);
      await session.office?.store.ledger.recheck();
      return ok({
        phase: state === "none" ? "new" : session.office === null ? "locked" : "open",
        clerks: state === "none" ? [] : state.holders.map(clerkHolding),
        officeName: state === "none" ? null : state.label,
        version: shell.version,
        runtime: shell.runtime,
        readOnly: session.office?.store.ledger.readOnly()?.kind ?? null,
      });
    },

    "office.create": async ({ passphrase, ...wanted }) => {
      const made = await createStore(machine, storeFolder, {
        passphrase,
        label: wanted.officeName,
        ...(kdf && { kdf }),
      });
      if (!made.ok) return made;
      const office = await foundOffice(machine, made.value.store, wanted);
      if (!office.ok) {
        await made.value.store.close();
        return office;
      }
      session.office = office.value;
      await server?.start(office.value);
      return ok({ recoveryKey: made.value.recoveryKey, opened: openedOf(office.value) });
    },
    "office.unlock": async ({ secret, clerk }) => {
      await close(); // a page that was loaded anew has lost its key and asks again
      const store = await unlockStore(machine, storeFolder, secret, {
        holder: clerk === undefined ? null : holderOf(clerk),
      });
      if (!store.ok) return store;
      const office = await openOffice(machine, store.value);
      if (!office.ok) {
        await store.value.close();
        return office;
      }
      session.office = office.value;
      if (store.value.recovered || store.value.repaired !== null)
        await addEntry(office.value, {
          entry: "recovered",
          note: store.value.repaired?.what ?? "recovery-key",
          at: machine.clock.note(),
        });
      unpacker.warm();
      await server?.start(office.value);
      return ok(openedOf(office.value));
    },
    "office.lock": async () => {
      await close();
      shell.reloadPage();
      return ok({});
    },

    "clerk.list": withOffice(async (office) => ok(clerksOf(office))),
    "clerk.add": withOffice(async (office, said) => thenClerks(office, await addClerk(office, said))),
    "clerk.change": withOffice(async (office, said) => thenClerks(office, await changeClerk(office, said))),
    "clerk.reset": withOffice(async (office, asked) => thenClerks(office, await resetPassphrase(office, asked))),
    "clerk.remove": withOffice(async (office, { id }) => thenClerks(office, await removeClerk(office, id))),
    "clerk.passphrase": withOffice(async (office, asked) => {
      const changed = await changeOwnPassphrase(office, asked);
      return changed.ok ? ok({}) : changed;
    }),
    "clerk.recovery": withOffice(async (office) => {
      const renewed = await renewRecovery(office);
      return renewed.ok ? ok({ recoveryKey: renewed.value }) : renewed;
    }),

    "ledger.append": withOffice(recordAction),
    "ledger.read": withOffice(shownEntries),
    "ledger.at": withOffice(shownAt),
    "ledger.lines": withOffice(shownLines),
    "ledger.standing": withOffice(async ({ store: { ledger } }, printed) =>
      ok(standingOfHead(printed, ledger.head().position, (position) => ledger.tag(position))),
    ),
    "ledger.access": withOffice((office, { record, why }) =>
      addEntry(office, { entry: "access", record, why, clerk: office.clerk.id, at: machine.clock.note() }),
    ),

    "kept.read": withOffice(async ({ store }, { name }) => {
      const read = await store.kept.read(name);
      return read.ok ? ok({ value: read.value }) : read;
    }),
    "kept.write": withOffice(async ({ store }, { name, value }) => {
      const written = await store.kept.write(name, value);
      return written.ok ? ok({}) : written;
    }),

    "photo.choose": withOffice(async (): Promise<Result<ReplyOf<"photo.choose">, Problem>> => {
      const path = await shell.askOpen({ title: "Chọn ảnh", filters: [{ name: "Ảnh", extensions: pictures }] });
      return path === null ? ok(null) : openPhoto(machine, path);
    }),
    "scan.add": withOffice(async (office): Promise<Result<ReplyOf<"scan.add">, Problem>> => {
      const path = await shell.askOpen({
        title: "Chọn bản quét",
        filters: [{ name: "Bản quét", extensions: ["pdf", ...pictures] }],
      });
      return path === null ? ok(null) : addScan(office, path);
    }),
    "blob.put": withOffice(keepBytes),
    "blob.read": withOffice((office, { blob }) => readBlob(office, blob)),
    "blob.export": withOffice(
      async (office, { blob, suggestedName }): Promise<Result<ReplyOf<"blob.export">, Problem>> => {
        const read = await readBlob(office, blob);
        if (!read.ok) return read;
        const ending = endingOf[read.value.media];
        const path = await shell.askSave({
          title: "Lưu bản sao",
          suggestedPath: `${suggestedName}.${ending}`,
          filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
        });
        return path === null ? ok(null) : exportBlob(office, read.value, suggestedName, path);
      },
    ),

    "enrol.request": withOffice(async (office): Promise<Result<ReplyOf<"enrol.request">, Problem>> => {
      const folder = await shell.askFolder("Chọn nơi ghi phiếu đăng ký (USB hoặc thư mục)");
      return folder === null ? ok(null) : writeOwnSheet(office, folder);
    }),
    "enrol.open": withOffice(async (office): Promise<Result<ReplyOf<"enrol.open">, Problem>> => {
      const path = await askSheet();
      return path === null ? ok(null) : openSheet(office, path);
    }),
    "enrol.admit": withOffice(admitOffice),
    "identity.renew": withOffice(async (office) => {
      const renewed = await takeNewIdentity(office);
      if (!renewed.ok) return renewed;
      await close(); // the page must be told of the new feed, and work its records out anew
      shell.reloadPage();
      return renewed;
    }),
    ...registryHandlers({ shell, withOffice, ...(kdf && { kdf }) }),

    "exchange.unheard": withOffice(async (office) => ok({ offices: [...unheardOffices(office)] })),
    "outbox.actions": withOffice(ownActions),
    "outbox.read": withOffice(async (office, { recipient }) => ok(outboxFor(office, recipient))),
    "exchange.overview": withOffice(async (office) => ok(exchangeOverview(office, shell.version))),
    "custody.register": withOffice(async (office, request) => ok(custodyRegister(office, request))),
    "custody.say": withOffice(sayOfLine),
    "bundle.measure": withOffice((office, { recipient }) => measureBundle(office, recipient)),
    "bundle.pack": withOffice(
      async (office, { recipient, proposing, partBytes, by }): Promise<Result<ReplyOf<"bundle.pack">, Problem>> => {
        const problem = whyNothingLeaves(office, recipient);
        if (problem !== null) return failed(problem);
        const outgoing = by === "server" ? await carrying.outgoing() : null;
        if (outgoing?.ok === false) return outgoing;
        const folder = outgoing?.value ?? (await shell.askFolder("Chọn nơi ghi gói (USB hoặc thư mục)"));
        if (folder === null) return ok(null);
        const cut = outgoing === null ? (partBytes ?? null) : null;
        const sent = await sendBundle(office, recipient, folder, shell.version, proposing, cut);
        if (!sent.ok) return sent;
        if (outgoing !== null) await carrying.try();
        const { fileName, bundle, sha256, header } = sent.value.packed;
        const { number, files } = sent.value;
        return ok({
          fileName,
          parts: files.length > 1 ? files.map((part) => part.fileName) : [],
          place: outgoing === null ? placeOf(folder) : carrying.place(),
          bytes: bundle.byteLength,
          actions: header.counts.actions,
          sha256,
          number,
        });
      },
    ),
    "extract.pack": withOffice(async (office, order): Promise<Result<ReplyOf<"extract.pack">, Problem>> => {
      const folder = await shell.askFolder("Chọn nơi ghi bản trích (USB hoặc thư mục)");
      return folder === null ? ok(null) : extractLeft(await sendExtract(office, order, folder), folder);
    }),
    "departure.receiver": withOffice(async (office): Promise<Result<ReplyOf<"departure.receiver">, Problem>> => {
      const path = await askSheet();
      return path === null ? ok(null) : openSheet(office, path);
    }),
    "departure.seal": withOffice(
      async (office, { token, digits, tables }): Promise<Result<ReplyOf<"departure.seal">, Problem>> => {
        const receiver = claimedBy(office, token, digits);
        if (!receiver.ok) return receiver;
        const folder = await shell.askFolder("Chọn nơi ghi tệp hồ sơ niêm phong (USB hoặc thư mục)");
        return folder === null
          ? ok(null)
          : extractLeft(await sealDeparture(office, receiver.value, tables, folder), folder);
      },
    ),
    "extract.open": withOffice(async (office): Promise<Result<ReplyOf<"extract.open">, Problem>> => {
      const path = await shell.askOpen({
        title: "Chọn bản trích để xem",
        filters: [{ name: "Bản trích", extensions: ["age"] }],
      });
      return path === null ? ok(null) : openExtract(office, unpacker, path);
    }),
    "bundle.open": withOffice(async (office, { queued, lying }) => {
      unpacker.warm();
      const path = queued === undefined ? await askBundle() : queue.pathAt(queued.token, queued.index);
      if (path === null) return queued === undefined ? ok(null) : failed({ kind: "staging-gone" });
      const opened = await checkBundle(office, receiving, path, lying);
      return opened.ok ? ok(staging.stage(opened.value)) : opened;
    }),
    "bundle.reopen": withOffice(async (office, { bundle, lying }) => {
      const opened = await checkAside(office, receiving, bundle, lying);
      return opened.ok ? ok(staging.stage(opened.value)) : opened;
    }),
    "bundle.lines": withOffice(async (_, { token, at }) => {
      const stretch = staging.lines(token, at);
      return stretch === null ? failed({ kind: "staging-gone" }) : ok(stretch);
    }),
    "fork.decide": withOffice(decideFork),
    "bundle.accept": withOffice(async (office, { token, proposing, weight, reason }) => {
      const staged = staging.at(token);
      if (staged === null) return failed({ kind: "staging-gone" });
      const taken = await acceptBundles(office, receiving, staged, {
        proposing: new Set(proposing),
        weight,
        reason: reason ?? null,
      });
      if (!taken.ok) return taken;
      staging.discard(token);
      const sum = taken.value.map((one) => one.sum).reduce(addSums);
      return ok({ heads: taken.value.map(({ head }) => head), sum });
    }),
    "import.plan": withOffice(async (office, { feed, from }) => {
      const plan = await planReturn(office, feed, from);
      return plan.ok ? ok({ ...plan.value, restsOn: [...plan.value.restsOn] }) : plan;
    }),
    "import.return": withOffice(async (office, request) => {
      const returned = await returnImport(office, request);
      if (!returned.ok) return returned;
      const { upTo, was } = returned.value.plan;
      await close(); // the page must work its records out anew
      shell.reloadPage();
      return ok({ upTo, was });
    }),
    "bundle.discard": async ({ token }) => {
      staging.discard(token);
      return ok({});
    },

    "queue.choose": withOffice(queue.choose),
    "queue.unfinished": withOffice(queue.unfinished),
    "queue.take": withOffice(queue.take),
    "queue.close": withOffice(queue.close),
    "offers.look": withOffice(offers.look),
    "watch.choose": withOffice(offers.choose),
    "watch.stop": withOffice(offers.stop),

    "server.state": withOffice(async () => ok(await carrying.state())),
    "server.on": withOffice(carrying.switchOn),
    "server.off": withOffice(carrying.switchOff),
    "server.certificate": withOffice(carrying.chooseCertificate),
    "server.try": withOffice(async () => ok(await carrying.try())),

    "workbook.open": withOffice(desk.open),
    "workbook.rows": withOffice((_, which) => desk.rows(which)),
    "workbook.close": desk.closeToken,
    "workbook.annotate": withOffice(desk.annotate),

    "template.list": withOffice(papers.list),
    "template.add": withOffice(papers.add),
    "template.rename": withOffice(papers.rename),
    "template.remove": withOffice(papers.remove),
    "template.export": withOffice(papers.export),
    "paper.write": withOffice(papers.write),

    "sheet.save": withOffice((office, request) => saveSheet(office, shell, request)),
    "table.save": withOffice((office, request) => saveTable(office, shell, request)),

    "batch.begin": withOffice(batch.begin),
    "batch.look": withOffice(batch.look),
    "batch.print": withOffice(batch.print),
    "batch.finish": withOffice(batch.finish),
    "batch.place": withOffice(batch.place),
    "batch.close": withOffice(batch.close),
    "page.print": withOffice(
      async (office, { suggestedName, landscape, paper, said }): Promise<Result<ReplyOf<"page.print">, Problem>> => {
        const path = await shell.askSave({
          title: "Lưu bản in",
          suggestedPath: `${suggestedName}.pdf`,
          filters: [{ name: "PDF", extensions: ["pdf"] }],
        });
        if (path === null) return ok(null);
        const printed = await shell.printPaper(paper, { landscape });
        if (!printed.ok) return printed;
        return leaveFile(office, "print", `${suggestedName}.pdf`, path, printed.value, said);
      },
    ),
  };
  return { handlers: forDuties(answers, () => session.office), close };
}

const clerksOf = (office: Office) => ({ clerks: [...clerkLines(office)] });

const thenClerks = (office: Office, done: Result<null, Problem>): Result<ReplyOf<"clerk.list">, Problem> =>
  done.ok ? ok(clerksOf(office)) : done;

const pictures = ["jpg", "jpeg", "png"];
