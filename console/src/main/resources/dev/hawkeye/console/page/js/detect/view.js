export function detectView(app, root) { root.replaceChildren('todo'); }
