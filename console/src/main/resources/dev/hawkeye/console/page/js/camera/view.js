export function cameraView(app, root) { root.replaceChildren('todo'); }
