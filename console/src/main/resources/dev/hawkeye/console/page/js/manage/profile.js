import { h } from '../core/dom.js';

/** As in the settings: by hand, no profile. */
const NONE = 'none';
const BY_TIME = '';

/**
 * The choice of a profile by hand. Nothing where there are no profiles.
 *
 * @param {{profiles: Record<string, any>, profile: string | null}} settings
 * @param {(edit: {key: string, value: any}, name: string) => void} chosen
 * @returns {HTMLElement | null}
 */
export function profileChoice({ profiles, profile }, chosen) {
  const names = Object.keys(profiles);
  if (!names.length) {
    return null;
  }
  const options = [[BY_TIME, 'by time'], [NONE, 'none'], ...names.map((name) => [name, name])];
  const select = h(
    'select',
    { class: 'field', 'data-testid': 'profile' },
    options.map(([value, text]) => h('option', { value }, text)),
  );
  select.value = profile ?? BY_TIME;
  select.addEventListener('change', () =>
    chosen({ key: 'profile', value: select.value === BY_TIME ? null : { use: select.value } }, select.selectedOptions[0].textContent),
  );
  return h('label', { class: 'labelled' }, h('span', {}, 'Profile'), select);
}
