import { Duplex } from 'node:stream';

/** One end of a connection within this process: what is written at one end is read at the other. */
class End extends Duplex {
  private peer: End | undefined;
  private over = false;

  static pair(): [End, End] {
    const ends: [End, End] = [new End(), new End()];
    [ends[0].peer, ends[1].peer] = [ends[1], ends[0]];
    return ends;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.peer?.hear(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.peer?.hear(null);
    done();
  }

  /** Like a socket's: the other end reads what was written before, and the end of it. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.peer?.hear(null);
    done(error);
  }

  /** Never before the other end's write has returned: so it is with a socket. */
  private hear(chunk: Buffer | null): void {
    process.nextTick(() => {
      if (this.over || this.destroyed) return;
      this.over = chunk === null;
      this.push(chunk);
    });
  }
}

/** The two ends of a connection within this process, the client's and the server's; `secure`: taken for one by TLS. */
export function memoryConnection(secure: boolean): { client: Duplex; server: Duplex } {
  const [client, server] = End.pair();
  // As node's server tells the one from the other.
  return { client, server: secure ? Object.assign(server, { encrypted: true }) : server };
}
