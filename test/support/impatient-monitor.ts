import { Monitor } from '../../src/graph/run/monitor.ts';
import type { MonitoredProgress } from '../../src/graph/run/monitor.ts';

/** Keeps what is reported, and calls the work off after it has looked so many times. */
export class ImpatientMonitor extends Monitor {
  readonly seen: MonitoredProgress[] = [];
  looks = 0;
  readonly #patience: number;

  constructor(patience = Infinity) {
    super();
    this.#patience = patience;
  }

  override get isCancelled(): boolean {
    return ++this.looks > this.#patience;
  }

  override report(done: number, total: number): void {
    super.report(done, total);
    this.seen.push({ done, total });
  }
}
