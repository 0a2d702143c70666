/** The shape of a section of words: the same keys, any wording. A key missing in one language does not compile. */
export type TextOf<Section> = {
  readonly [Key in keyof Section]: Section[Key] extends string ? string : TextOf<Section[Key]>;
};
