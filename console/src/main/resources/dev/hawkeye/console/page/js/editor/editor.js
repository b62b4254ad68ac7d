import { isTyping } from '../core/search.js';
import { form } from './form.js';
import { handles } from './handles.js';
import { saving } from './saving.js';
import { LEAST, Shape } from './shape.js';
import { trial } from './trial.js';
import { yamlOf } from './yaml.js';

/** As in the settings. */
const NAME = /^[A-Za-z0-9._-]{1,60}$/;

/**
 * Draws a zone, a line or a mask on the picture of a camera, tells what it would have counted in the last minutes, and
 * gives the settings for it; an administrator may save it. It lives until the signal ends it.
 *
 * @param {import('../main.js').App} app
 * @param {string} id
 * @param {{stage: import('../picture/stage.js').Stage, overlay: import('../objects/overlay.js').Overlay}} picture
 * @param {AbortSignal} signal
 * @returns {{element: HTMLElement, kind: (kind: string) => void}}
 */
export function editor(app, id, { stage, overlay }, signal) {
  const shape = new Shape();
  const leave = () => app.router.change({ edit: '' });
  const asks = form({
    kind: (kind) => app.router.change({ edit: kind }, { replace: true }),
    changed: () => shape.emit('change'),
    add: () => {
      shape.addBeside();
      points.focus();
    },
    remove: () => shape.remove(),
    left: leave,
  });
  const tell = (text, isWrong) => {
    asks.told(text, isWrong);
    if (isWrong) {
      asks.yaml('', '');
    }
  };
  const tried = trial(app, id, signal, tell);
  const wrongWords = () =>
    shape.kind === 'mask'
      ? ''
      : wordsProblem(shape.kind, asks.words(), app.store.scenes.of(id), saver.place()?.name) || asks.problem();
  const saver = saving(
    app,
    id,
    {
      shape,
      words: asks.words,
      problem: () => (shape.isWhole ? wrongWords() : 'It needs more points.'),
      begin: (saved) => {
        asks.fill(saved?.keys ?? null);
        if (saved) {
          asks.kind(saved.kind);
        }
        shape.begin(saved?.kind ?? shape.kind, (saved?.points ?? []).map(([x, y]) => [x, y]));
        if (!signal.aborted) {
          app.router.change({ edit: shape.kind }, { replace: true });
        }
      },
    },
    signal,
  );
  asks.savers.append(saver.element);
  const show = () => {
    const words = asks.words();
    const scene = app.store.scenes.of(id);
    const wrong = wrongWords();
    overlay.draft = draft(shape, words);
    stage.again();
    const isFirst = scene[`${shape.kind}s`].length === 0;
    const where = isFirst ? `Below camera ${id} in hawkeye.yaml:` : `At the end of ${shape.kind}s of camera ${id} in hawkeye.yaml:`;
    asks.yaml(shape.isWhole && !wrong && !saver.place() ? yamlOf(shape, words, isFirst) : '', saver.place() ? '' : where);
    if (wrong) {
      tried.forget();
      tell(wrong, true);
    } else {
      tried.ask(shape, words);
    }
  };
  const points = handles(shape, stage, { closed: () => asks.focus() }, signal);
  shape.on('change', show, signal);
  app.api.json('/api/events/filters', { signal }).then(
    ({ classes }) => asks.classes(classes),
    () => {}, // Without them, it counts all.
  );
  document.addEventListener(
    'keydown',
    (event) => event.key === 'Escape' && !isTyping(event.target) && leave(),
    { signal },
  );
  signal.addEventListener('abort', () => {
    overlay.draft = null;
    asks.element.remove();
    stage.again();
  });
  return {
    element: asks.element,
    kind: (kind) => {
      const known = /** @type {import('./shape.js').Kind} */ (Object.hasOwn(LEAST, kind) ? kind : 'zone');
      if (known !== shape.kind) {
        saver.anew(); // A shape of another kind does not take the place of a saved one.
      }
      asks.kind(known);
      shape.begin(known, shape.points);
    },
  };
}

/** @param {Shape} shape @param {{name: string, directions: string[]}} words @returns {any} a scene with what is drawn so far */
function draft({ kind, points, isWhole }, { name, directions }) {
  const scene = { zones: [], lines: [], masks: [] };
  if (kind === 'line' && isWhole) {
    return { ...scene, lines: [{ name, points, directions }] };
  }
  if (points.length < 2) {
    return scene;
  }
  return kind === 'mask' ? { ...scene, masks: [{ points }] } : { ...scene, zones: [{ name, points }] };
}

/**
 * @param {string} kind
 * @param {{name: string, directions: string[]}} words
 * @param {{zones: any[], lines: any[]}} scene
 * @param {string} [own] the name that it has already
 * @returns {string} what is wrong with the names; empty if nothing is
 */
function wordsProblem(kind, { name, directions }, { zones, lines }, own) {
  const names = kind === 'line' ? [name, ...directions] : [name];
  if (!names.every((each) => NAME.test(each))) {
    return "A name has 1 to 60 letters, digits, '.', '_' and '-'.";
  }
  if (kind === 'line' && directions[0] === directions[1]) {
    return 'The two directions must have different names.';
  }
  return name !== own && [...zones, ...lines].some((other) => other.name === name) ? `This camera has a ${name} already: choose another name.` : '';
}
