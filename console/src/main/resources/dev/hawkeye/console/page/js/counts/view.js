export function countsView(app, root) { root.replaceChildren('todo'); }
