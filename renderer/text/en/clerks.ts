import type { TextOf } from "../text-of.ts";
import type { clerks as vi } from "../vi/clerks.ts";

/** Who works on this PC, what each is there for, and changes that need a second clerk. */
export const clerks: TextOf<typeof vi> = {
  title: "Clerks on this PC",
  lead: "Each has a passphrase and a number. The unlocking screen shows numbers only, for names are sealed.",
  number: "Clerk no. {{number}}",
  columns: { number: "No.", name: "Name", duties: "Duties", passphrase: "Passphrase", change: "Change" },
  duty: { enter: "Enter", check: "Check", lead: "Lead", keys: "Keys" },
  dutyIs: {
    enter: "Enter: write in files, send and take bundles",
    check: "Check: as enter, and confirm, hand over, return bundles, packs of rules",
    lead: "Lead: read, print and confirm",
    keys: "Keys: keys, registry, clerks on this PC",
  },
  passphrase: { own: "their own", first: "to be replaced", none: "none yet" },
  gone: "no longer here",
  self: "you",
  add: "Add a clerk…",
  addTitle: "Add a clerk to this PC",
  change: "Change…",
  changeTitle: "Change: {{name}}",
  reset: "Reset passphrase…",
  resetTitle: "Reset passphrase: {{name}}",
  remove: "Remove…",
  removeTitle: "Remove {{name}} from this PC?",
  removeText:
    "This person's passphrase opens the register no more. The name and all that was written stay in it. This person could read the register until now; an old copy of the disk still opens with the old passphrase.",
  removeDo: "Remove this clerk",
  role: "Title",
  duties: "Duties",
  dutiesNone: "Choose one duty at least.",
  firstPassphrase: "First passphrase",
  firstHint: "Hand it over in person. It has to be replaced when the register is first opened with it.",
  own: "Change my passphrase…",
  ownTitle: "Change my passphrase",
  old: "Passphrase in use",
  next: "New passphrase",
  again: "New passphrase again",
  ownDone: "Changed. Use the new passphrase from the next unlocking on.",
  firstTitle: "Choose a passphrase of your own",
  firstLead: "The one you have just used was chosen by the key keeper. Replace it to go on.",
  firstSubmit: "Replace and go on",
  who: "Who opens the register?",
  whoHint: "Your number stands under Settings → Clerks on this PC. A wrong number only takes longer.",
  recovery: "Make a new recovery key…",
  recoveryTitle: "New recovery key",
  recoveryText:
    "The old key opens nothing any more. Copy this one to paper, seal it and put it in the safe; it is shown once.",
  recoveryAsk: "Make a new key? The paper in the safe will be of no use any more.",
  recoveryDo: "Make a new key",
  recovered:
    "The register was opened with the recovery key. Where a PC has several clerks it is for reading and for keys: resetting passphrases, making a new recovery key. The ledger has noted it. Make a new key.",
  recoveredAlone:
    "The register was opened with the recovery key. The ledger has noted it. Reset your passphrase and make a new key (Settings).",
  not: "Your duties on this PC ({{duties}}) do not include: {{deed}}.",
  deed: {
    record: "writing in the register",
    exchange: "sending and taking bundles",
    registry: "the registry of keys",
    rules: "changing packs of rules",
  },
};
