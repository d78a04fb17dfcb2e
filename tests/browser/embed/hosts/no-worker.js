// A browser or a host policy that refuses to start workers.
window.Worker = class {
  constructor() {
    throw new DOMException("workers are refused here", "SecurityError");
  }
};
