// Elements with their types. What a selector finds, and what an event is about, is known to whoever
// wrote the page or the form; the checker takes it from where the answer goes.

/** The element that must be there. @type {import("../types.d.ts").Find} */
export const find = (root, selector) => /** @type {any} */ (root.querySelector(selector));

/** The element that an event is about. @type {import("../types.d.ts").TargetOf} */
export const targetOf = (event) => /** @type {any} */ (event.target);
