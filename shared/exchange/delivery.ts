import { z } from "zod";

/** How a thing travels. */
export const deliveryWays = ["stick", "folder", "mail", "paper", "network"] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

/** Không mật, Mật, Tối mật, Tuyệt mật. Which of them a paper bears is for the office to say; the program forces none. */
export const secrecyMarks = ["none", "secret", "top-secret", "absolute-secret"] as const;
export type SecrecyMark = (typeof secrecyMarks)[number];

/** One line of text as a register has it: no line breaks, no unseen letters. */
const registerText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/u);

/**
 * What a clerk says of a thing that leaves. Each part may be left out: often it is known only when the paper is handed
 * over, and entries of earlier versions have none of them.
 */
export const Delivery = z.strictObject({
  to: registerText(120).optional(), // recipient that is none of the offices we exchange with
  way: z.enum(deliveryWays).optional(),
  purpose: registerText(200).optional(),
  mark: z.enum(secrecyMarks).optional(),
  copies: z.number().int().min(1).max(999).optional(), // on paper; a file is one
});
export type Delivery = z.infer<typeof Delivery>;

/** The marks as they are stamped and as a register names them. Of a thing that nobody has said anything of: "". */
export const stampOf: Readonly<Record<SecrecyMark, string>> = {
  none: "",
  secret: "MẬT",
  "top-secret": "TỐI MẬT",
  "absolute-secret": "TUYỆT MẬT",
};
