/**
 * A process that reads what others made: bundles, workbooks. It is given messages and bytes, has a small heap, and ends
 * when anything goes wrong beyond a refusal.
 */
export interface ReadingProcess<To, From> {
  post(message: To): void;
  /** Whom to tell from now on, in place of whoever was told before. `end` is called once, however it ends. */
  listen(told: { readonly message: (message: From) => void; readonly end: () => void }): void;
  kill(): void;
}
