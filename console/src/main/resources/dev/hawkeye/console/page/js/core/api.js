import { Emitter } from './emitter.js';

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
  async json(path, options) {
    const response = await this.#send(path, options);
    return response.status === 204 ? null : response.json();
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   * @returns {Promise<Blob>}
   * @throws {ApiError}
   */
  async blob(path, options) {
    return (await this.#send(path, options)).blob();
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
