import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { host } from "./state.ts";

/** A question that Electron would show as a file dialog. */
export interface Question {
  readonly kind: "open" | "save" | "folder";
  readonly title: string;
  readonly suggested: string; // a file name or path, "" for none
  readonly extensions: readonly string[]; // without dots; none: any
}

/** An absolute path, several where several files may be chosen, or null: cancelled. */
export type Answer = string | readonly string[] | null;

/** Answers given beforehand by a test or the demo, oldest first. */
const answers: Answer[] = [];
const waiting: ((answer: Answer) => void)[] = [];
let scripted = false;

/** Let a script answer from now on: no dialog is shown any more. */
export function answerByScript(): void {
  scripted = true;
}

export function giveAnswer(answer: Answer): void {
  const next = waiting.shift();
  if (next === undefined) answers.push(answer);
  else next(answer);
}

/** Take the answers from a file that holds a JSON array of paths and nulls. */
export function takeAnswersFrom(file: string): void {
  answerByScript();
  for (const answer of JSON.parse(readFileSync(file, "utf8")) as Answer[]) giveAnswer(answer);
}

/** Put the question to the script, or to the person in front of the page. */
export async function askPerson(question: Question): Promise<Answer> {
  host.events.emit("question", question);
  if (answers.length > 0 || scripted) return fitted(question, await nextAnswer());
  const { showChooser } = await import("./chooser.ts");
  return showChooser(question);
}

function nextAnswer(): Promise<Answer> {
  const answer = answers.shift();
  return answer === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(answer);
}

/** A folder as the answer to "save as": the suggested name in that folder. */
function fitted({ kind, suggested }: Question, answer: Answer): Answer {
  if (kind !== "save" || typeof answer !== "string" || !answer.endsWith("/")) return answer;
  return join(answer, basename(suggested));
}
