/** A line to a server that can be cut: what a projector hangs on in a hall. */
import { type Server, type Socket, connect, createServer } from "node:net";

export class Line {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(private readonly server: Server, readonly address: string) {}

  /** A line to an address. */
  static async open(target: string): Promise<Line> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const at = server.address();
    const line = new Line(server, `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`);
    server.on("connection", (near) => line.join(near, connect(Number(port), hostname)));
    return line;
  }

  private join(near: Socket, far: Socket): void {
    for (const [one, other] of [[near, far], [far, near]]) {
      this.sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => { this.sockets.delete(one); other.destroy(); });
      one.pipe(other);
    }
    if (this.isCut) near.destroy();
  }

  /** All that goes over it breaks off, and nothing new gets through. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
