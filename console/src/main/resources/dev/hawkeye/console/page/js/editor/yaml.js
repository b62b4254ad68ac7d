import { ruleLines } from './rules.js';

/** The keys of a camera stand there. */
const INDENT = '    ';
/** Words that YAML takes for something else. */
const NO_TEXT = /^(y|n|yes|no|on|off|true|false|null)$/i;

/**
 * @param {import('./shape.js').Shape} shape
 * @param {import('./form.js').Words} words
 * @param {boolean} isFirst whether the camera has none of the kind yet
 * @returns {string} the keys of the camera, as in hawkeye.yaml
 */
export function yamlOf({ kind, points }, { name, classes, directions, rules }, isFirst) {
  const lines = [
    kind !== 'mask' && `name: ${text(name)}`,
    `points: [${points.map(([x, y]) => `[${x}, ${y}]`).join(', ')}]`,
    kind === 'line' && directions.join() !== 'in,out' && `directions: [${directions.map(text).join(', ')}]`,
    kind !== 'mask' && classes.length && `classes: [${classes.map(text).join(', ')}]`,
    ...(kind === 'zone' ? ruleLines(rules) : []),
  ].filter(Boolean);
  const entry = lines.map((line, i) => `${i ? '    ' : '  - '}${line}`);
  return [...(isFirst ? [`${kind}s:`] : []), ...entry].map((line) => INDENT + line).join('\n');
}

/** @param {string} value */
const text = (value) => (/^[a-z][\w -]*$/i.test(value) && !NO_TEXT.test(value) ? value.trim() : JSON.stringify(value));
