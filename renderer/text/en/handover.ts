import type { TextOf } from "../text-of.ts";
import type { handover as vi } from "../vi/handover.ts";

/** Handing a person's file from one office to another. */
export const handover: TextOf<typeof vi> = {
  open: "Hand over the file",
  title: "Hand over the file: {{name}}",
  lead: "{{keeper}} keeps the file now. Once the receiving office accepts, it keeps the file; its whole history and the attached files travel with the province's bundle.",
  cut: "What {{keeper}} wrote and the province has not received becomes a proposal to the receiving office. Nothing is lost.",
  to: "Receiving office",
  toNone: "Choose the receiving office",
  decision: "Number of the decision or letter",
  decidedOn: "Date",
  reason: "Reason",
  forced: "Transfer at once, without an answer",
  forcedWhy:
    "For an office that has ended or cannot hand over. Takes effect at once; needs a reason and a second officer.",
  second: "Second officer",
  submit: "Hand over",
  saved: "The hand-over is recorded. Make bundles for the offices so that the file reaches its receiver.",
  answered: "The answer is recorded. Make a bundle for the province, so that it and the other office know.",
  withdrawn: "The hand-over was withdrawn. {{from}} goes on keeping the file.",
  moved: "This hand-over has just changed. Nothing was recorded; look again, then go on.",
  listTitle: "Files handed over",
  count: "{{count}} files",
  more: "Show {{count}} more",
  route: "from {{from}} to {{to}}",
  notHere: "The file has not come yet",
  state: {
    sent: "waits for the receiver's answer",
    accepted: "accepted",
    refused: "refused by the receiver",
    forced: "transferred at once, in effect",
    withdrawn: "withdrawn by the province",
  },
  refusal: "Reason of the refusal: {{reason}}",
  accept: "Accept the file",
  refuse: "Refuse",
  withdraw: "Withdraw the hand-over",
  refuseTitle: "Refuse the file: {{name}}",
  withdrawTitle: "Withdraw the hand-over: {{name}}",
  reasonMissing: "Give the reason.",
  onFile: {
    ours: "This file is handed to our office by {{from}}. Answer before you write: until then, what is written here is a proposal.",
    leaving:
      "This file is being handed to {{to}}. What is written from now on becomes a proposal to it if it has accepted.",
    gone: "This file was handed to {{to}}. What is written here is a proposal to {{to}}.",
    waiting: "This file is being handed over: from {{from}}, waiting for the answer of {{to}}.",
  },
};
