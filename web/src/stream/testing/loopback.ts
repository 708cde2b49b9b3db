import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HurriedClock } from './clocks';
import { World } from './world';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on loopback, for what only a real wire shows. */
export class Loopback {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  handler: Handler = (_, response) => response.end();
  /** Requests that are being answered. */
  open = 0;

  private constructor() {
    this.#server = createServer({ keepAlive: false }, (request, response) => {
      this.open += 1;
      response.on('close', () => (this.open -= 1));
      this.handler(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<Loopback> {
    const loopback = new Loopback();
    await new Promise<void>((resolve) => loopback.#server.listen(0, '127.0.0.1', resolve));
    return loopback;
  }

  world(): World<HurriedClock> {
    const base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return new World(
      new HurriedClock(),
      (url, init) => fetch(base + url, init),
      () => this.open,
    );
  }

  /** Until all answers are closed: the other side of a connection learns of its end a little later. */
  async untilIdle(): Promise<void> {
    while (this.open > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async close(): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Writes the head and some bytes, and tears the connection down when they are out. */
export function cutAfter(response: ServerResponse, bytes: Uint8Array): void {
  response.flushHeaders();
  if (bytes.length === 0) {
    response.socket?.destroySoon();
  } else {
    response.write(bytes, () => response.socket?.destroySoon());
  }
}
