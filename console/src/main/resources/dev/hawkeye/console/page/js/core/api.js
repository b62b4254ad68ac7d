import { Emitter } from './emitter.js';

/**
 * What is only read arrives sooner than this, or not at all: when a connection dies silently, the browser may not notice
 * for many minutes, and until then, pictures and charts would wait for it.
 */
const LONGEST_READ_MILLIS = 30_000;

/** What the server answered when it did not do what was requested. Status 0: it could not be reached. */
class ApiError extends Error {
  /** @param {number} status @param {string} message @param {any} [answer] all of it, if it was JSON */
  constructor(status, message, answer = null) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

/** Calls the console's HTTP API. Sends the event `unauthorized` when a token is required. */
export class Api extends Emitter {
  /**
   * @param {string} path
   * @param {RequestInit} [options]
   * @returns {Promise<any>} the JSON that came back, null if there was none
   * @throws {ApiError}
   */
  json(path, options) {
    return this.#within(options, async (limited) => {
      const response = await this.#send(path, limited);
      return response.status === 204 ? null : response.json();
    });
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   * @returns {Promise<Blob>}
   * @throws {ApiError}
   */
  blob(path, options) {
    return this.#within(options, async (limited) => (await this.#send(path, limited)).blob());
  }

  /**
   * Gives up what is only read after a while. Changes and uploads take as long as they take.
   *
   * @template T
   * @param {RequestInit | undefined} options
   * @param {(limited: RequestInit) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #within(options = {}, work) {
    const { method, signal } = options;
    if (method !== undefined) {
      return work(options);
    }
    const leaving = new AbortController();
    const leave = () => leaving.abort();
    signal?.addEventListener('abort', leave);
    const timer = setTimeout(leave, LONGEST_READ_MILLIS);
    if (signal?.aborted) {
      leave();
    }
    try {
      return await work({ ...options, signal: leaving.signal });
    } catch (error) {
      throw leaving.signal.aborted && !signal?.aborted ? new ApiError(0, 'The server does not answer.') : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    }
  }

  /** @param {string} path @param {RequestInit} [options] */
  async #send(path, options) {
    let response;
    try {
      response = await fetch(path, { credentials: 'same-origin', ...options });
    } catch (error) {
      if (options?.signal?.aborted) {
        throw error;
      }
      throw new ApiError(0, 'The server cannot be reached.');
    }
    if (response.ok) {
      return response;
    }
    if (response.status === 401 && path !== '/api/session' && !path.startsWith('/api/admin/')) {
      this.emit('unauthorized');
    }
    const answer = await answered(response);
    throw new ApiError(response.status, String(answer?.error ?? `The server answered with status ${response.status}.`), answer);
  }
}

/** @param {Response} response @returns {Promise<any>} null if it is no JSON */
async function answered(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
