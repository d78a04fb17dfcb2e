// A plain page with our own host script.
document.body.append(Object.assign(document.createElement("script"), { src: "EMBED" }));
