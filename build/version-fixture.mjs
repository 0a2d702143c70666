import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withProjectCode } from "./load.mjs";
import { root } from "./root.mjs";

// node build/version-fixture.mjs NAME: what this version of the program makes, for test/electron/versions.test.ts of all later ones. Run once at a release.

const [name] = process.argv.slice(2);
if (name === undefined || !/^[a-z0-9.-]+$/.test(name)) {
  console.error("A name is needed: node build/version-fixture.mjs 0.1.0");
  process.exit(2);
}
await withProjectCode(async (load) => {
  const { consignment, dice, linesOf, packed } = await load("/test/electron/exchange/offices.ts");
  const { entryBytes } = await load("/electron/entry-bytes.ts");
  const { bundleFormat, schemaVersion } = await load("/shared/exchange/header.ts");
  const { district, province } = JSON.parse(readFileSync(join(root, "test/fixtures/version-offices.json"), "utf8"));
  const lines = linesOf(district.peer.feed, 6, dice(73), 3);
  const answers = linesOf(province.peer.feed, 2, dice(74), 1);
  const sum = { applied: 6, waiting: 0, held: 0, refused: 0 };
  const receipt = { by: "nghean", feed: district.peer.feed, upTo: 6, head: "", serial: 1, sum };
  const sent = await packed(district, consignment(district, province, lines));
  receipt.head = sent.header.head;
  const answer = await packed(province, consignment(province, district, answers, { receipts: [receipt] }));
  const feed = (/** @type {{ peer: { feed: string } }} */ { peer }) => peer.feed;
  const at = "2026-03-01T08:00:00+07:00";
  const ledger = [
    { entry: "clerk", clerk: { id: "c1", name: "Nguyễn Thị Thử", role: "Chuyên viên" } },
    { entry: "peer", peer: province.peer, at },
    ...lines.map((/** @type {string} */ line, /** @type {number} */ i) => ({
      entry: "action",
      action: { feed: feed(district), number: i + 1, line },
    })),
    {
      entry: "import",
      header: answer.header,
      lines: answers.map((/** @type {string} */ line, /** @type {number} */ i) => ({
        feed: feed(province),
        number: i + 1,
        line,
      })),
      sum: { applied: 2, waiting: 0, held: 0, refused: 0 },
      receipts: [receipt],
      takenAt: at,
    },
  ].map((entry) => Buffer.from(entryBytes(entry)).toString("base64"));
  const files = (/** @type {{ fileName: string, bundle: Uint8Array, signature: Uint8Array }} */ made) => ({
    name: made.fileName,
    bundle: Buffer.from(made.bundle).toString("base64"),
    signature: Buffer.from(made.signature).toString("utf8"),
  });
  const fixture = {
    name,
    format: bundleFormat,
    schemaVersion,
    lines,
    answers,
    sent: files(sent),
    answer: files(answer),
    ledger,
  };
  writeFileSync(join(root, `test/fixtures/versions/${name}.json`), `${JSON.stringify(fixture, null, 1)}\n`);
});
