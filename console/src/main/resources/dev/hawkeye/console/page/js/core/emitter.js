/** Notifies listeners. A failing one does not keep the others from being notified. */
export class Emitter extends EventTarget {
  /**
   * @param {string} name
   * @param {(detail: any) => void} listener
   * @param {AbortSignal} [signal] ends it
   */
  on(name, listener, signal) {
    this.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail), { signal });
  }

  /**
   * @param {string} name
   * @param {any} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
