import type { Params } from "./pipe.ts";

/** What goes wrong without anybody on the screen saying so. Collected, and thrown at the next step. */
export function watchProblems(mainLines: ((line: string) => void)[]): {
  readonly hear: (event: string, params: Params, worker: boolean) => void;
  readonly check: (during: string) => void;
  readonly list: () => readonly string[];
  readonly forgive: (pattern: RegExp) => number;
} {
  let found: string[] = [];
  // A note of main begins with the random code that the page was given for it.
  mainLines.push((line) => {
    if (/^[0-9a-f]{8} /.test(line)) found.push(`main noted: ${line}`);
  });
  return {
    hear: (event, params, worker) => {
      const what = problemIn(event, params);
      if (what !== null) found.push(worker ? `in a worker: ${what}` : what);
    },
    check: (during) => {
      if (found.length > 0) throw new Error(`while ${during}, the page had problems:\n  ${found.join("\n  ")}`);
    },
    list: () => [...found],
    forgive: (pattern) => {
      const before = found.length;
      found = found.filter((problem) => !pattern.test(problem));
      return before - found.length;
    },
  };
}

function problemIn(event: string, params: Params): string | null {
  if (event === "Runtime.exceptionThrown") return `exception: ${exceptionOf(params.exceptionDetails as Exception)}`;
  if (event === "Inspector.targetCrashed") return "the page crashed";
  if (event === "Audits.issueAdded") return issueOf(params.issue as Issue);
  if (event === "Log.entryAdded") {
    const entry = params.entry as { level: string; source: string; text: string; url?: string };
    return entry.level === "error" ? `${entry.source}: ${entry.text} ${entry.url ?? ""}` : null;
  }
  if (event === "Runtime.consoleAPICalled" && (params.type === "error" || params.type === "assert"))
    return `console: ${(params.args as RemoteValue[]).map(shown).join(" ")}`;
  return null;
}

interface RemoteValue {
  readonly value?: unknown;
  readonly description?: string;
}
interface Exception {
  readonly text: string;
  readonly exception?: RemoteValue;
}
interface Issue {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const shown = ({ value, description }: RemoteValue) => (description ?? JSON.stringify(value) ?? "").slice(0, 2000);

const exceptionOf = ({ text, exception }: Exception) => `${text} ${exception === undefined ? "" : shown(exception)}`;

/** Only violations of the page's policy: the other issues Chromium finds are advice. */
const issueOf = ({ code, details }: Issue) =>
  code === "ContentSecurityPolicyIssue"
    ? `policy violated: ${JSON.stringify(details.contentSecurityPolicyIssueDetails).slice(0, 600)}`
    : null;
