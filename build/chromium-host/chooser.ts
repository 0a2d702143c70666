import type { Answer, Question } from "./ask.ts";

export async function showChooser(_question: Question): Promise<Answer> {
  return null;
}
