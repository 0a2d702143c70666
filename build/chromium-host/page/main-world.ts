import { packValue, unpackValue } from "../values.ts";
import { base64 } from "./base64.ts";

/**
 * Runs in the page's own world before its first script, and gives it what the preload exposes: plain functions under the
 * preload's names. Everything else (the way to main, the preload's objects) stays in a world the page cannot see. The
 * two worlds share only the document, so they speak through events whose names are new for every start of the program
 * (`bridgeSecret`, put in by the host).
 */
declare const bridgeSecret: string;

const dispatch = document.dispatchEvent.bind(document);
const waiting = new Map<number, { answer: (value: unknown) => void; refuse: (error: Error) => void }>();
let calls = 0;

const tell = (name: string, detail: string) => dispatch(new CustomEvent(`${bridgeSecret}:${name}`, { detail }));
const onWord = (name: string, hear: (detail: string) => void) =>
  document.addEventListener(`${bridgeSecret}:${name}`, (event) => {
    event.stopImmediatePropagation();
    hear((event as CustomEvent<string>).detail);
  });

onWord("expose", (detail) => {
  const { key, names } = JSON.parse(detail) as { key: string; names: string[] };
  const api = Object.fromEntries(names.map((name) => [name, callOf(key, name)]));
  Object.defineProperty(globalThis, key, { value: Object.freeze(api), enumerable: true });
});

/** `<id> <0 or 1>\n<value or error text>` */
onWord("reply", (detail) => {
  const line = detail.indexOf("\n");
  const [id = "", good] = detail.slice(0, line).split(" ");
  const call = waiting.get(Number(id));
  waiting.delete(Number(id));
  const text = detail.slice(line + 1);
  if (good === "1") call?.answer(unpackValue(text, base64));
  else call?.refuse(new Error(text));
});

function callOf(key: string, name: string) {
  return (...args: unknown[]) =>
    new Promise((answer, refuse) => {
      calls += 1;
      waiting.set(calls, { answer, refuse });
      tell("call", JSON.stringify([calls, key, name, ...args.map((value) => packValue(value, base64))]));
    });
}
