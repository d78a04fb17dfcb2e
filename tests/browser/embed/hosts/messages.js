// Post whatever can be posted, and what looks like the words of the course's own parts.
(target) => {
  const kinds = [
    null,
    undefined,
    true,
    0,
    -1,
    NaN,
    Infinity,
    10n ** 30n,
    "",
    "x".repeat(1e6),
    [],
    [[]],
    {},
    new Date(),
    /x/,
    new Map(),
    new Set([1]),
    new ArrayBuffer(8),
    new Uint8Array(4),
    new Error("x"),
    new Blob(["x"]),
    "[iFrameSizer]",
    "[iFrameSizer]<img src=x>:1",
    `[iFrameSizer]${"a".repeat(1e5)}`,
    "[iFrameSizer]a b",
    "glassbox:renew",
    "glassbox:keep",
    '{"subject":"lti.frameResize","height":1}',
    { context: "h5p", action: "resize", scrollHeight: 1 },
    { message: "height", value: 1, secret: "s" },
    { type: "mount", id: "neuron-1", widget: "gates", settings: {} },
    { type: "unmount", id: "neuron-1" },
    { type: "turn", id: "neuron-1", settings: { w1: 3 } },
    { type: "progress", stage: "ready" },
    { type: "patch", id: "neuron-1", text: { status: "hit" }, values: { w1: 3 } },
    { type: "broken", reason: "hit" },
    { type: "borrow", name: "memory" },
    { type: "started", from: "x" },
    { type: "glassbox:offline", failed: "hit" },
    { type: "glassbox:boot" },
    { __proto__: null, polluted: 1 },
  ];
  for (const height of [1, 99, 10001, -5, 1e9, NaN, Infinity, "500", [500], { valueOf: 500 }, 500n, null])
    kinds.push({ context: "glassbox", height });
  const cyclic = {};
  cyclic.self = cyclic;
  let deep = [];
  for (let level = 0; level < 1000; level += 1) deep = [deep];
  for (const data of [...kinds, cyclic, deep]) target.postMessage(data, "*");
};
