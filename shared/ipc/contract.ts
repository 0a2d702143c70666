import type { z } from "zod";
import type { Problem } from "../problem.ts";
import type { Result } from "../result.ts";
import { batchChannels } from "./batch.ts";
import { clerkChannels } from "./clerks.ts";
import { custodyChannels } from "./custody.ts";
import { exchangeChannels } from "./exchange.ts";
import { extractChannels } from "./extracts.ts";
import { fileChannels } from "./files.ts";
import { importQueueChannels } from "./import-queue.ts";
import { ledgerChannels } from "./ledger.ts";
import { officeChannels } from "./office.ts";
import { paperChannels } from "./papers.ts";
import { registryChannels } from "./registry.ts";
import { serverChannels } from "./server.ts";
import { workbookChannels } from "./workbook.ts";

/** Every channel, once. Main parses each request with it; a missing handler or a misspelt field does not compile. */
export const contract = {
  ...officeChannels,
  ...clerkChannels,
  ...ledgerChannels,
  ...fileChannels,
  ...registryChannels,
  ...exchangeChannels,
  ...extractChannels,
  ...importQueueChannels,
  ...serverChannels,
  ...custodyChannels,
  ...workbookChannels,
  ...paperChannels,
  ...batchChannels,
} as const;

export type Contract = typeof contract;
export type Channel = keyof Contract;
export type RequestOf<C extends Channel> = z.input<Contract[C]["request"]>;
export type ReplyOf<C extends Channel> = z.output<Contract[C]["reply"]>;

/** What main must implement: the compiler asks for every channel. */
export type Handlers = {
  [C in Channel]: (request: z.output<Contract[C]["request"]>) => Promise<Result<ReplyOf<C>, Problem>>;
};

/** What the page calls: `desktop.call("bundle.pack", { recipient })`. It never rejects. */
export interface Desktop {
  call<C extends Channel>(channel: C, request: RequestOf<C>): Promise<Result<ReplyOf<C>, Problem>>;
}

/** The one function that the preload puts on `window`. Structured-clone values only. */
export interface Bridge {
  invoke(channel: string, request: unknown): Promise<unknown>;
}
