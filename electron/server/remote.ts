import type { ServerProblem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

/** Where a server is and how to be let in. It lies sealed in the store and nowhere else. */
export interface ServerLogin {
  readonly address: string; // https, ends in "/"
  readonly login: string;
  readonly password: string;
  readonly certificate: string | null; // PEM of whoever vouches for the server, where that is nobody widely known
}

/** One file of a server's folder. */
export interface RemoteFile {
  readonly name: string;
  readonly bytes: number;
  readonly mark: string; // another one where its contents changed, as far as the server tells
}

/** What has come of a file so far. It grows over several attempts. */
export interface Begun {
  mark: string | null; // the server's mark of the contents it began with; null: nothing by which to go on
  bytes: number;
  pieces: Uint8Array[];
}

/** A server's folders. It moves files and knows nothing of what is in them. */
export interface Remote {
  /** "": the address itself, which must be there; another folder that is not there has no files. */
  list(folder: string): Promise<Result<readonly RemoteFile[], ServerProblem>>;
  /** Fetch what is missing of a file, of at most so many bytes; what came stays in `begun` also where it broke off. */
  get(folder: string, name: string, most: number, begun: Begun): Promise<Result<null, ServerProblem>>;
  /** Put a file under its name, whole or not at all. */
  put(folder: string, name: string, bytes: Uint8Array): Promise<Result<null, ServerProblem>>;
  /** No file of that name is no error. */
  remove(folder: string, name: string): Promise<Result<null, ServerProblem>>;
  close(): void;
}

/** What the fetching end is told: where it begins (0, or behind what has come), and each piece. */
export interface Taking {
  readonly begins: (at: number, mark: string | null) => void;
  readonly piece: (bytes: Uint8Array) => void;
}

/** Let what comes grow into a file that was begun. */
export const takingInto = (begun: Begun): Taking => ({
  begins: (at, mark) => {
    if (at === 0) Object.assign(begun, nothingBegun());
    begun.mark = mark;
  },
  piece: (bytes) => {
    begun.pieces.push(bytes);
    begun.bytes += bytes.byteLength;
  },
});

export const nothingBegun = (): Begun => ({ mark: null, bytes: 0, pieces: [] });

/** What main asks of the process that reaches the server, each with a number of its own. */
export type ToServer =
  | { readonly ask: "open"; readonly login: ServerLogin }
  | { readonly ask: "list"; readonly id: number; readonly folder: string }
  | {
      readonly ask: "get";
      readonly id: number;
      readonly folder: string;
      readonly name: string;
      readonly most: number;
      readonly mark: string | null;
      readonly from: number;
    }
  | {
      readonly ask: "put";
      readonly id: number;
      readonly folder: string;
      readonly name: string;
      readonly bytes: Uint8Array;
    }
  | { readonly ask: "remove"; readonly id: number; readonly folder: string; readonly name: string };

export type FromServer =
  | { readonly id: number; readonly tell: "begins"; readonly at: number; readonly mark: string | null }
  | { readonly id: number; readonly tell: "piece"; readonly bytes: Uint8Array }
  | { readonly id: number; readonly tell: "answer"; readonly answer: Result<readonly RemoteFile[], ServerProblem> };
