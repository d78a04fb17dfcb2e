// A host like Canvas: it obeys JSON text with the subject "lti.frameResize".
addEventListener("message", ({ data }) => {
  if (typeof data !== "string" || !data.startsWith("{")) return;
  const { subject, height } = JSON.parse(data);
  if (subject === "lti.frameResize") document.getElementById("tool").style.height = `${height}px`;
});
