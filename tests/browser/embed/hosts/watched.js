// In a page under attack: what its forms say, how many elements it has, what ran that must not.
window.hits = [];
window.hit = () => hits.push("script");
addEventListener("securitypolicyviolation", (event) => hits.push(event.violatedDirective));
window.forms = () =>
  [...document.querySelectorAll("form.widget")].flatMap((form) =>
    [...form.elements]
      .filter((e) => e.name)
      .map((e) => [form.parentElement.id, e.name, e.value, e.checked, e.disabled].join(" ")),
  );
window.elements = () => document.querySelectorAll("*").length;
window.hash = (hash) =>
  new Promise((go, fail) => {
    const { href } = location;
    addEventListener("hashchange", () => setTimeout(go), { once: true });
    location.hash = hash;
    if (location.href === href) fail(new Error(`the page is at ${hash} already`));
  });
