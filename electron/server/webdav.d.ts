/** As much of two libraries as is used here, in plain words: their own types leave answers open. */
declare module "webdav" {
  export interface Stat {
    readonly basename: string;
    readonly size: number;
    readonly type: "file" | "directory";
    readonly etag: string | null;
    readonly lastmod: string;
  }
  interface Options {
    readonly signal?: AbortSignal;
  }
  export interface Client {
    getDirectoryContents(path: string, options?: Options): Promise<readonly Stat[]>;
    stat(path: string, options?: Options): Promise<Stat>;
    createDirectory(path: string, options?: Options): Promise<void>;
    putFileContents(path: string, bytes: Buffer, options?: Options): Promise<boolean>;
    moveFile(from: string, to: string, options?: Options): Promise<void>;
    deleteFile(path: string, options?: Options): Promise<void>;
    customRequest(
      path: string,
      request: { readonly method: string; readonly headers: Readonly<Record<string, string>> } & Options,
    ): Promise<import("node-fetch").Answer>;
  }
  export function createClient(
    address: string,
    options: {
      readonly authType: "auto";
      readonly username: string;
      readonly password: string;
      readonly httpAgent: import("node:http").Agent;
      readonly httpsAgent: import("node:https").Agent;
    },
  ): Client;
  /** Takes the place of the library's own way to ask a server. */
  export function getPatcher(): {
    patch(
      what: "fetch",
      ask: (address: string, options: import("node-fetch").Asked) => Promise<import("node-fetch").Answer>,
    ): void;
  };
}

declare module "node-fetch" {
  export interface Answer {
    readonly status: number;
    readonly headers: { get(name: string): string | null };
    readonly body: AsyncIterable<Uint8Array> | null;
  }
  export interface Asked {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly redirect?: "manual";
    readonly signal?: AbortSignal;
  }
  export default function fetch(address: string, options: Asked): Promise<Answer>;
}
