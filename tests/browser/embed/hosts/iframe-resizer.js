// A host with iframe-resizer: it greets the loaded frame with an id and settings, and obeys answers
// of the form [iFrameSizer]id:height:width:event that carry this id. When its window gets another size
// it asks for the frame's height, without an id.
const frame = document.getElementById("tool");
const PREFIX = "[iFrameSizer]";
frame.addEventListener("load", () =>
  frame.contentWindow.postMessage(`${PREFIX}tool:8:false:false:32:true:true:null:bodyOffset`, "*"),
);
addEventListener("message", ({ data }) => {
  if (typeof data === "string" && data.startsWith("[iFrameResizerChild]Ready"))
    frame.contentWindow.postMessage(`${PREFIX}tool:8:false:false:32:true:true:null:bodyOffset`, "*");
  if (typeof data !== "string" || !data.startsWith(PREFIX)) return;
  const [id, height, width, event] = data.slice(PREFIX.length).split(":");
  if (id === "tool" && Number(width) && event) frame.style.height = `${height}px`;
});
addEventListener("resize", () => frame.contentWindow.postMessage(`${PREFIX}resize`, "*"));
