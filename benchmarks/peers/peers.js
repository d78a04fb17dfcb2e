// The same training by every library: tanh layers and squared error, or, where there are several
// outputs, ReLU layers under softmax and cross-entropy; plain descent, no shuffling, no figures in
// between. Each entry makes a network and returns `run(epochs)`, which may be async. A library that
// trains on one sample at a time has `alone: true`.
import { Python } from "../course/stage/python/python.js";
import { tools } from "../course/stage/python/tools.js";

const RATE = 0.03;
const SAMPLES = 250;

const choosesClasses = (sizes) => sizes.at(-1) > 1;

/**
 * Points of the unit square, or cube of more sides, the same at every start: on which diagonal each
 * lies, or which of the first sides is the longest, as a row of 0 and 1.
 */
function data(sizes) {
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const [inputs, outputs] = [sizes[0], sizes.at(-1)];
  return Array.from({ length: SAMPLES }, () => {
    const x = Array.from({ length: inputs }, () => 2 * random() - 1);
    if (!choosesClasses(sizes)) return { x, t: [Math.sign(x[0] * x[1])] };
    const longest = x.indexOf(Math.max(...x.slice(0, outputs)));
    return { x, t: Array.from({ length: outputs }, (_, k) => (k === longest ? 1 : 0)) };
  });
}

function convnet(sizes, batch) {
  const { Net, Trainer, Vol } = window.convnetjs;
  const net = new Net();
  const classes = choosesClasses(sizes);
  const activation = classes ? "relu" : "tanh";
  const hidden = sizes.slice(1, -1).map((n) => ({ type: "fc", num_neurons: n, activation }));
  // Without classes its output is linear: a little less work than the others have.
  const input = { type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] };
  const output = classes
    ? { type: "softmax", num_classes: sizes.at(-1) }
    : { type: "regression", num_neurons: 1 };
  net.makeLayers([input, ...hidden, output]);
  const trainer = new Trainer(net, { method: "sgd", learning_rate: RATE, batch_size: batch, momentum: 0 });
  const pairs = data(sizes).map(({ x, t }) => [new Vol(x), classes ? t.indexOf(1) : t]);
  return (epochs) => {
    for (let epoch = 0; epoch < epochs; epoch += 1) for (const [x, t] of pairs) trainer.train(x, t);
  };
}

const tensorflow = (backend) => async (sizes, batch) => {
  const tf = window.tf;
  tf.wasm?.setWasmPaths(new URL(".", import.meta.url).href);
  await tf.setBackend(backend);
  const layers = sizes
    .slice(1)
    .map((n, i) => [
      tf.variable(tf.randomNormal([sizes[i], n], 0, Math.sqrt(1 / sizes[i]))),
      tf.variable(tf.zeros([n])),
    ]);
  const batches = [];
  for (let start = 0; start < SAMPLES; start += batch) {
    const part = data(sizes).slice(start, start + batch);
    batches.push([tf.tensor2d(part.map(({ x }) => x)), tf.tensor2d(part.map(({ t }) => t))]);
  }
  const optimiser = tf.train.sgd(RATE);
  const classes = choosesClasses(sizes);
  const sum = (a, [w, b]) => tf.add(tf.matMul(a, w), b);
  const forward = (x) => layers.reduce((a, layer) => tf.tanh(sum(a, layer)), x);
  const scores = (x) =>
    sum(
      layers.slice(0, -1).reduce((a, layer) => tf.relu(sum(a, layer)), x),
      layers.at(-1),
    );
  const loss = classes
    ? (x, t) => tf.losses.softmaxCrossEntropy(t, scores(x))
    : (x, t) => tf.mean(tf.square(tf.sub(forward(x), t)));
  return async (epochs) => {
    await tf.setBackend(backend);
    for (let epoch = 0; epoch < epochs; epoch += 1)
      for (const [x, t] of batches) optimiser.minimize(() => loss(x, t));
  };
};

function brainjs(sizes) {
  const net = new window.brain.NeuralNetwork({
    inputSize: sizes[0],
    hiddenLayers: sizes.slice(1, -1),
    outputSize: 1,
    activation: "tanh",
    learningRate: RATE,
    momentum: 1e-9, // it refuses 0
  });
  const pairs = data(sizes).map(({ x, t }) => ({ input: x, output: t }));
  const settings = { errorThresh: 1e-12, errorCheckInterval: 1e9, log: false };
  return (epochs) => void net.train(pairs, { ...settings, iterations: epochs });
}

function synapticjs(sizes) {
  const { Architect, Neuron } = window.synaptic;
  const net = new Architect.Perceptron(...sizes);
  for (const layer of [...net.layers.hidden, net.layers.output]) layer.set({ squash: Neuron.squash.TANH });
  const pairs = data(sizes);
  return (epochs) => {
    for (let epoch = 0; epoch < epochs; epoch += 1)
      for (const { x, t } of pairs) {
        net.activate(x);
        net.propagate(RATE, t);
      }
  };
}

// --- ours, in the worker where the course has its Python ---------------------------------------

const python = new Python(tools);
const answers = [];
python.addEventListener("message", ({ detail }) => answers.shift()(detail));
const ready = new Promise((resolve, reject) => {
  python.addEventListener("ready", resolve);
  python.addEventListener("failed", ({ detail }) => reject(new Error(detail.reason)));
});
python.start();

/** Send a message to Python; resolves to its answer. */
function ask(message) {
  return new Promise((resolve) => {
    answers.push(resolve);
    python.post(message);
  });
}

const ours = (way) => async (sizes, batch) => {
  await ask({ type: "make", way, sizes, batch, samples: data(sizes).map(({ x, t }) => [...x, ...t]) });
  return (epochs) => ask({ type: "train", way, epochs });
};

// --- measuring ---------------------------------------------------------------------------------

const ENGINES = {
  convnetjs: { make: convnet },
  "tfjs-cpu": { make: tensorflow("cpu"), slow: true },
  "tfjs-wasm": { make: tensorflow("wasm"), slow: true },
  "brain.js": { make: brainjs, alone: true },
  synaptic: { make: synapticjs, alone: true },
  textbook: { make: ours("textbook") },
  trainer: { make: ours("trainer") },
  compiled: { make: ours("compiled") },
};

/** Milliseconds that so many epochs take. */
async function time(run, epochs) {
  const start = performance.now();
  await run(epochs);
  return performance.now() - start;
}

/** Epochs per second of every engine in every round: { engine: [rate, …] }. */
window.measure = async (sizes, batch, rounds, milliseconds) => {
  await ready;
  const runs = [];
  for (const [name, engine] of Object.entries(ENGINES)) {
    // One sample at a time is all that some can; it takes TensorFlow.js a tenth of a second an epoch.
    if (batch > 1 ? engine.alone : engine.slow) continue;
    const run = await engine.make(sizes, batch);
    let epochs = 1;
    while ((await time(run, epochs)) < milliseconds / 2) epochs *= 2;
    runs.push({ name, run, epochs: 2 * epochs, rates: [] });
  }
  for (let round = 0; round < rounds; round += 1)
    for (const entry of runs) entry.rates.push((1000 * entry.epochs) / (await time(entry.run, entry.epochs)));
  return Object.fromEntries(runs.map(({ name, rates }) => [name, rates]));
};

/** Milliseconds for maps of 100 by 100 points: evaluated, coloured and drawn, one after another. */
window.measureMaps = async (sizes, times) => {
  await ready;
  return (await ask({ type: "maps", sizes, times })).milliseconds;
};

/** Milliseconds from the request to a network that is ready to train. */
window.measureStart = async (sizes, batch) => {
  await ready;
  return (await ask({ type: "start", sizes, batch })).milliseconds;
};

/** Milliseconds of calls as long as they may be, one after another. */
window.measureCalls = async (sizes, batch) => {
  await ready;
  return (await ask({ type: "calls", sizes, batch })).milliseconds;
};
