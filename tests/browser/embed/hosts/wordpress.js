// A host like WordPress: it obeys {message: "height", value, secret} with the secret it gave.
addEventListener("message", ({ data }) => {
  if (data.message === "height" && data.secret === "abc123")
    document.getElementById("tool").style.height = `${data.value}px`;
});
