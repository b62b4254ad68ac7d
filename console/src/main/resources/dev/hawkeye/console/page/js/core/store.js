import { LiveTracks } from '../objects/tracks.js';
import { Scenes } from '../scene/scenes.js';
import { Emitter } from './emitter.js';
import { isInTrouble, isStreaming } from './liveness.js';
import { labelsOf } from './names.js';
import { useZone } from './zone.js';

/**
 * What the page knows about the site, kept up to date by the stream. Sends `cameras` when cameras were added, removed
 * or renamed, `camera`, `detection`, `track`, `count`, `event` and `health` with the newest as detail, `site` when it
 * has changed, and `refresh` when everything was read again: listeners that keep their own history then reload it.
 */
export class Store extends Emitter {
  /** @type {Map<string, any>} by id, in the order of the ids */
  cameras = new Map();
  /** @type {Map<string, any>} the newest frame of each camera of which it is known what is in it */
  detections = new Map();
  /** The objects that are there now. */
  tracks = new LiveTracks();
  /** What is drawn over the pictures. */
  scenes = new Scenes();
  /** @type {any} */
  health = null;
  /** For each camera that loses frames because there are too many: what it wanted and got. @type {Map<string, any>} */
  overloaded = new Map();
  /** What does not change: time zone, windows. @type {any} */
  site = { timeZone: '', window: 10_000, advance: 10_000, history: 24 * 3_600_000 };
  /** Whether the cameras have been read at least once. */
  ready = false;
  #api;
  #labels = /** @type {Map<string, string>} */ (new Map());

  /** @param {import('./api.js').Api} api @param {import('./stream.js').Stream} stream @param {import('./clock.js').Clock} clock */
  constructor(api, stream, clock) {
    super();
    this.#api = api;
    stream.on('hello', ({ now }) => {
      clock.set(now);
      this.refresh();
    });
    stream.on('camera', (camera) => this.#camera(camera));
    stream.on('forgotten', ({ id }) => this.#forgotten(id));
    stream.on('detection', (detection) => this.#detection(detection));
    stream.on('track', (track) => {
      this.tracks.take(track);
      this.emit('track', track);
    });
    stream.on('count', (count) => this.emit('count', count));
    stream.on('event', (event) => this.emit('event', event));
    stream.on('health', (health) => {
      clock.set(health.now);
      this.#health(health);
    });
  }

  /** Reads everything again. A failure is left to the stream, which fails for the same reason and retries. */
  async refresh() {
    let answers;
    try {
      answers = await Promise.all([
        this.#api.json('/api/cameras'),
        this.#api.json('/api/health'),
        this.#api.json('/api/site'),
        this.#api.json('/api/scenes'),
      ]);
    } catch {
      return;
    }
    const [{ cameras }, health, site, scenes] = answers;
    this.scenes.know(scenes);
    this.#know(site);
    this.cameras = new Map(cameras.map((camera) => [camera.id, camera]));
    this.#labels = labelsOf(cameras);
    for (const camera of cameras) {
      if (camera.last) {
        this.#detection(camera.last);
      }
    }
    for (const id of this.detections.keys()) {
      if (!this.cameras.has(id)) {
        this.detections.delete(id);
      }
    }
    this.ready = true;
    this.#health(health);
    this.emit('cameras');
    this.emit('refresh');
  }

  /** @returns {number} frames analyzed per second, all cameras: the sum of the cameras' own figures */
  get fps() {
    return [...this.cameras.values()].reduce((sum, camera) => sum + camera.fps, 0);
  }

  /** @returns {number} frames per second that are not analyzed since nothing has changed, all cameras */
  get unchangedFps() {
    return [...this.cameras.values()].reduce((sum, camera) => sum + camera.unchangedFps, 0);
  }

  /** @param {string} id @returns {string} what the camera is called: its name if it has one */
  called(id) {
    return this.#labels.get(id) ?? id;
  }

  #know(site) {
    const changed = JSON.stringify(site) !== JSON.stringify(this.site);
    this.site = site;
    useZone(site.timeZone);
    if (changed) {
      this.emit('site', site);
    }
  }

  /** @param {any} camera @returns {boolean} whether it is unavailable, or loses frames because there are too many */
  isInTrouble = (camera) => isInTrouble(camera) || this.isOverloaded(camera);

  /** @param {any} camera @returns {boolean} whether it loses frames now; one that has just ended no longer does */
  isOverloaded = (camera) => isStreaming(camera) && this.overloaded.has(camera.id);

  #health(health) {
    this.health = health;
    this.overloaded = new Map((health.overload?.cameras ?? []).map((load) => [load.camera, load]));
    this.emit('health', health);
  }

  #camera(camera) {
    const known = this.cameras.get(camera.id);
    this.cameras.set(camera.id, camera);
    if (known && known.name === camera.name) {
      this.emit('camera', camera);
    } else if (this.ready) {
      this.cameras = new Map([...this.cameras].sort(([a], [b]) => (a < b ? -1 : 1)));
      this.#labels = labelsOf([...this.cameras.values()]);
      this.emit('cameras');
    }
  }

  /** @param {string} id */
  #forgotten(id) {
    this.detections.delete(id);
    this.tracks.forget(id);
    if (this.cameras.delete(id)) {
      this.#labels = labelsOf([...this.cameras.values()]);
      this.emit('cameras');
    }
  }

  /** Frames that were shed or failed, or unchanged since such a one, say nothing about what was there to be seen. */
  #detection(detection) {
    if (detection.fate === 'DETECTED' || (detection.fate === 'UNCHANGED' && detection.picture !== null)) {
      this.detections.set(detection.camera, detection);
      this.emit('detection', detection);
    }
  }
}
