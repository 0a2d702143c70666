/**
 * Loaded before anything else in every process of ours: a crafted key in outside JSON can then no longer reach
 * the prototype that all objects share.
 */
export const hardened: boolean = Reflect.deleteProperty(Object.prototype, "__proto__");
