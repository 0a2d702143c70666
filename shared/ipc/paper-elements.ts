/** An element: its name, its attributes, what stands in it. Text is a string. No markup is ever made or read. */
export type PaperElement = readonly [name: string, attributes: Readonly<Record<string, string>>, ...PaperNode[]];
export type PaperNode = PaperElement | string;

/** Elements that a paper may hold; any other is left out with all that stands in it. */
export const paperElements: ReadonlySet<string> = new Set(
  (
    "div span p h1 h2 h3 h4 h5 h6 section article header footer main aside nav ul ol li dl dt dd br hr b i em strong small sub sup " +
    "code time output label figure figcaption img table caption colgroup col thead tbody tfoot tr th td details summary a button " +
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker"
  ).split(" "),
);

/** Attributes that only a script or another place could use are left out. */
export const mayCarry = (attribute: string, value: string): boolean =>
  !/^(?:on|href|src$|srcset|action|formaction|xlink|inert$)/i.test(attribute) ||
  (attribute === "src" && /^(?:blob|data:image\/)/.test(value));
