/**
 * Whether a word can be a Vietnamese syllable: an initial, a rhyme that exists, and a tone that its ending allows.
 * Foreign words and words of ethnic languages mostly cannot; that is what tells right letters from wrong ones.
 *
 * @param word  letters only, composed Unicode, either case
 */
export function isSyllable(word: string): boolean {
  const known = seen.get(word);
  if (known !== undefined) return known;
  const answer = work(word.toLowerCase());
  if (seen.size < 20_000) seen.set(word, answer);
  return answer;
}

const seen = new Map<string, boolean>();

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;
const stopped = /(?:c|ch|p|t)$/;

function work(word: string): boolean {
  const apart = word.normalize("NFD");
  const tones = apart.match(toneMarks) ?? [];
  if (tones.length > 1) return false;
  const letters = apart.replace(toneMarks, "").normalize("NFC");
  if (!tails(letters).some((rhyme) => rhymes.has(rhyme))) return false;
  const [tone] = tones;
  return !stopped.test(letters) || tone === "\u0301" || tone === "\u0323";
}

/** What may be the rhyme, after each initial that fits. "gi" and "qu" lend their vowel to the rhyme. */
function tails(letters: string): string[] {
  const found = initials
    .filter((initial) => letters.startsWith(initial))
    .map((initial) => letters.slice(initial.length));
  if (letters.startsWith("gi")) found.push(letters.slice(1));
  return [...found, letters];
}

const initials = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ");

const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên
  uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu`
    .split(/\s+/)
    .map((rhyme) => rhyme.normalize("NFC")),
);
