// Every slider gets a number field beside it and the keys of design.md: an arrow is one step,
// Shift + arrow a tenth of it, Page Up and Page Down ten steps, Home and End the limits.

const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

/** Decimal places of a step written as text: "0.05" has two. */
const places = (step) => (step.split(".")[1] ?? "").length;

/** Round to whole steps, without the noise of binary fractions. */
function snap(value, step, min) {
  const steps = Math.round((value - min) / step);
  return Number((min + steps * step).toFixed(places(String(step)) + 1));
}

/** Give one slider its number field and its keys. The field has no name: the slider is the value. */
export function enhanceRange(range) {
  const step = Number(range.step);
  const fine = (step / 10).toFixed(places(range.step) + 1);
  range.step = fine;
  const field = range.parentElement.querySelector("input[type=number]") ?? numberField(range, fine);
  const show = () => (field.value = range.value);

  const change = (value, final) => {
    range.value = String(value);
    show();
    range.dispatchEvent(new Event("input", { bubbles: true }));
    if (final) range.dispatchEvent(new Event("change", { bubbles: true }));
  };

  range.addEventListener("keydown", (event) => {
    const steps = KEYS[event.key];
    if (!steps || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const size = event.shiftKey && Math.abs(steps) === 1 ? step / 10 : step;
    change(Number((range.valueAsNumber + steps * size).toFixed(places(fine))), true);
  });

  let dragging = false;
  range.addEventListener("pointerdown", () => (dragging = true));
  range.addEventListener("pointerup", () => (dragging = false));
  range.addEventListener("pointercancel", () => (dragging = false));
  range.addEventListener("input", () => {
    if (dragging) range.value = String(snap(range.valueAsNumber, step, Number(range.min)));
    show();
  });

  field.addEventListener("input", (event) => {
    event.stopPropagation();
    if (field.validity.valid && field.value !== "") {
      range.value = field.value;
      range.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  field.addEventListener("change", (event) => {
    event.stopPropagation();
    if (field.value === "" || !field.validity.valid) complain(field, range);
    if (field.value !== "") range.value = field.value; // the slider keeps it within its limits
    change(range.value, true);
  });
  return show;
}

/** Say what a number must be, where the typed one does not fit; nothing else is lost. */
function complain(field, range) {
  const detail = field.value === ""
    ? `${nameOf(range)} needs a number; it stays at ${signed(range.value)}.`
    : `${nameOf(range)} goes from ${signed(range.min)} to ${signed(range.max)}, in steps of ${field.step}.`;
  field.dispatchEvent(new CustomEvent("glassbox:note", { bubbles: true, detail }));
}

function numberField(range, step) {
  const field = document.createElement("input");
  Object.assign(field, { type: "number", min: range.min, max: range.max, step, value: range.value });
  field.inputMode = "decimal";
  field.setAttribute("aria-label", `${nameOf(range)}, as a number`);
  range.after(field);
  return field;
}

/** A number with a true minus sign, as everywhere in the course. */
const signed = (text) => text.replace("-", "\u2212");

const nameOf = (range) =>
  range.getAttribute("aria-label") ?? range.labels[0]?.innerText.trim().replace(/\s+/g, " ") ?? range.name;
