export function healthView(app, root) { root.replaceChildren('todo'); }
