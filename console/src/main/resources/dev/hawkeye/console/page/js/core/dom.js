/**
 * Creates an element. Anything from outside (camera ids, class names, errors) becomes a text node, never markup.
 *
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on` holds listeners; null, undefined and false are skipped
 * @param {...any} children nodes, strings, numbers, arrays of these, or null
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener);
      }
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/**
 * @param {Element} parent
 * @param {...any} children replace what was there
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...nodes(children));
}

/**
 * Makes these the children of an element, in this order. Those that stay are not touched, so that they keep the focus.
 *
 * @param {Element} parent
 * @param {Element[]} children
 */
export function keep(parent, children) {
  const staying = new Set(children);
  for (const child of [...parent.children]) {
    if (!staying.has(child)) {
      child.remove();
    }
  }
  children.forEach((child, i) => {
    if (parent.children[i] !== child) {
      parent.insertBefore(child, parent.children[i] ?? null);
    }
  });
}

/**
 * Sets the text of an element only when it differs, to avoid needless layout.
 *
 * @param {Element} element
 * @param {string | number} text
 */
export function setText(element, text) {
  const string = String(text);
  if (element.textContent !== string) {
    element.textContent = string;
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | number} value
 */
export function setAttribute(element, name, value) {
  const string = String(value);
  if (element.getAttribute(name) !== string) {
    element.setAttribute(name, string);
  }
}

/** @param {any[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}
