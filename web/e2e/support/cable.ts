import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to the product that can be cut, as a network can. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(to: URL) {
    this.#server = createServer((near) => {
      if (this.#isCut) {
        near.destroy();
        return;
      }
      const far = connect(Number(to.port), to.hostname);
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  static async to(url: string): Promise<Cable> {
    const cable = new Cable(new URL(url));
    await new Promise<void>((ready) => cable.#server.listen(0, '127.0.0.1', ready));
    return cable;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.#isCut = true;
    this.#sockets.forEach((socket) => socket.destroy());
  }

  mend(): void {
    this.#isCut = false;
  }

  end(): void {
    this.cut();
    this.#server.close();
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
