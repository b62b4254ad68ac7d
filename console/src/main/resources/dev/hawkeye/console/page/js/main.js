import { Admin } from './core/admin.js';
import { Api } from './core/api.js';
import { Clock } from './core/clock.js';
import { icon } from './core/icons.js';
import { Router } from './core/router.js';
import { Store } from './core/store.js';
import { Stream } from './core/stream.js';
import { askToSignIn } from './manage/signin.js';
import { PictureQueue } from './picture/queue.js';
import { banner } from './shell/banner.js';
import { navigation, pulse, siteClock } from './shell/nav.js';
import { Session } from './shell/session.js';
import { themeButton } from './shell/theme.js';
import { Views } from './shell/views.js';

/**
 * What every view works with.
 *
 * @typedef {object} App
 * @property {Api} api
 * @property {Admin} admin
 * @property {Clock} clock
 * @property {Stream} stream
 * @property {Store} store
 * @property {PictureQueue} pictures
 * @property {Router} router
 */

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const api = new Api();
const clock = new Clock();
const stream = new Stream();
const store = new Store(api, stream, clock);
const router = new Router();
const app = { api, admin: new Admin(api), clock, stream, store, router, pictures: new PictureQueue(api) };
app.admin.again = () => askToSignIn(app.admin, 'Your session has ended: sign in again');
const main = byId('main');
const signOut = byId('sign-out');

navigation(byId('nav'), router);
pulse(byId('pulse'), store);
siteClock(byId('clock'), clock);
banner(byId('banner'), stream);
themeButton(byId('theme'));
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
signOut.append(icon('leave'));
signOut.setAttribute('aria-label', 'Sign out');
signOut.title = 'Sign out';

new Session(app, main, signOut, new Views(app, main)).start();
