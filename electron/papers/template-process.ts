import "../harden.ts"; // first of all: what comes next handles what others made
import type { TemplateWork } from "./template-work.ts";
import { templateWork } from "./template-work.ts";

/**
 * The process in which templates are looked at and filled: an entry of its own, started by main for one piece of work,
 * with little memory and a watchdog (templates.ts). It opens no file and no socket, and holds no key. Whatever goes
 * wrong beyond a refusal ends it.
 */
export type ToTemplates = {
  readonly [Job in keyof TemplateWork]: { readonly job: Job; readonly given: Parameters<TemplateWork[Job]> };
}[keyof TemplateWork];
export interface FromTemplates {
  readonly done: Awaited<ReturnType<TemplateWork[keyof TemplateWork]>>;
}

interface ParentPort {
  on(event: "message", listener: (event: { readonly data: ToTemplates }) => void): void;
  postMessage(message: FromTemplates): void;
}

const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort; // Electron's utility process

async function take(message: ToTemplates): Promise<void> {
  const done = await worked(message);
  if (parentPort !== undefined) parentPort.postMessage({ done });
  else process.send?.({ done });
}

function worked(message: ToTemplates): Promise<FromTemplates["done"]> {
  switch (message.job) {
    case "check":
      return templateWork.check(...message.given);
    case "lay":
      return templateWork.lay(...message.given);
    case "fill":
      return templateWork.fill(...message.given);
  }
}

if (parentPort !== undefined) parentPort.on("message", ({ data }) => void take(data));
else process.on("message", (message) => void take(message as ToTemplates));
