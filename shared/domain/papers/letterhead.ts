import { z } from "zod";
import { line } from "../primitives.ts";

/** What an office says of itself on every paper. Kept on this PC; no record, never sent. */
export const Letterhead = z.object({
  superior: line(200), // "Đảng bộ tỉnh Nghệ An"
  body: line(200), // "Huyện ủy Đô Lương"; "": the body that decided, else the office
  place: line(100), // "Đô Lương"
  addressee: line(200), // of a proposal
  authority: line(100), // "T/M BAN THƯỜNG VỤ"
  signerPost: line(100), // "BÍ THƯ"
  signer: line(120), // "": whoever signed the decision
  recipients: line(2000), // one a line
});
export type Letterhead = z.infer<typeof Letterhead>;

export const blankLetterhead: Letterhead = {
  superior: "",
  body: "",
  place: "",
  addressee: "",
  authority: "",
  signerPost: "",
  signer: "",
  recipients: "",
};
