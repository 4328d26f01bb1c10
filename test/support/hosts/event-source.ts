/**
 * Server-sent events for Node, which has no EventSource of its own: as much of it as the page's wire uses. The real one is
 * Chromium's, in the tests that run the page.
 */
export class NodeEventSource extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;
  readonly #stopping = new AbortController();

  constructor(request: (path: string, init: RequestInit) => Promise<Response>, path: string) {
    super();
    void this.#run(request, path);
  }

  async #run(request: (path: string, init: RequestInit) => Promise<Response>, path: string): Promise<void> {
    try {
      const response = await request(path, { signal: this.#stopping.signal });
      if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
      let text = '';
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = event.split('\n').filter((line) => line.startsWith('data: '));
          if (data.length === 0) continue;
          this.dispatchEvent(new MessageEvent('message', { data: data.map((line) => line.slice(6)).join('\n') }));
        }
      }
      throw new Error('the stream ended');
    } catch {
      if (this.#stopping.signal.aborted) return;
      this.readyState = this.CLOSED;
      this.dispatchEvent(new Event('error'));
    }
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.#stopping.abort();
  }
}
