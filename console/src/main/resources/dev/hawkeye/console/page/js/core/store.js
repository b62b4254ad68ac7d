/**
 * What the page knows of the site, kept up to date by the stream. Sends `cameras` when cameras came or went, `camera`,
 * `detection`, `count`, `event` and `health` with the newest as detail, and `refresh` when all was read anew: whoever
 * holds history of its own reads it again.
 */
export class Store extends EventTarget {
  /** @type {Map<string, any>} by id, in the order of the ids */
  cameras = new Map();
  /** @type {Map<string, any>} the newest detection of each camera */
  detections = new Map();
  /** @type {any} */
  health = null;
  /** Whether the cameras were read at least once. */
  ready = false;
  #api;

  /** @param {import('./api.js').Api} api @param {import('./stream.js').Stream} stream @param {import('./clock.js').Clock} clock */
  constructor(api, stream, clock) {
    super();
    this.#api = api;
    stream.addEventListener('hello', ({ detail }) => {
      clock.set(detail.now);
      this.refresh();
    });
    stream.addEventListener('camera', ({ detail }) => this.#camera(detail));
    stream.addEventListener('detection', ({ detail }) => this.#detection(detail));
    stream.addEventListener('count', ({ detail }) => this.#send('count', detail));
    stream.addEventListener('event', ({ detail }) => this.#send('event', detail));
    stream.addEventListener('health', ({ detail }) => {
      clock.set(detail.now);
      this.health = detail;
      this.#send('health', detail);
    });
  }

  /** Reads everything anew. A failure is left to the stream, which fails for the same reason and tries again. */
  async refresh() {
    let answers;
    try {
      answers = await Promise.all([this.#api.json('/api/cameras'), this.#api.json('/api/health')]);
    } catch {
      return;
    }
    const [{ cameras }, health] = answers;
    this.cameras = new Map(cameras.map((camera) => [camera.id, camera]));
    for (const camera of cameras) {
      if (camera.last) {
        this.#detection(camera.last);
      }
    }
    this.health = health;
    this.ready = true;
    this.#send('cameras', null);
    this.#send('health', health);
    this.#send('refresh', null);
  }

  #camera(camera) {
    const known = this.cameras.has(camera.id);
    this.cameras.set(camera.id, camera);
    if (known) {
      this.#send('camera', camera);
    } else if (this.ready) {
      this.cameras = new Map([...this.cameras].sort(([a], [b]) => (a < b ? -1 : 1)));
      this.#send('cameras', null);
    }
  }

  #detection(detection) {
    this.detections.set(detection.camera, detection);
    this.#send('detection', detection);
  }

  #send(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
