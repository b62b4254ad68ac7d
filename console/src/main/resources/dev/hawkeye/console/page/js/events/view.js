export function eventsView(app, root) { root.replaceChildren('todo'); }
