import type { Preview } from '../../shared/papers.ts';
import { isCarriersOwn } from '../paper/job-data.ts';
import type { PrintJobs } from './jobs.ts';
import type { PrintPort, Render } from './port.ts';

/** Fine enough to read on a screen what a label of 203 dpi says. */
const DPI = 203;

/**
 * Draws a document of the queue as its printer is given it: of what is on its way, and of what came out long ago. Nothing
 * is stored.
 */
export function createPreview(parts: {
  readonly jobs: Pick<PrintJobs, 'get'>;
  readonly ports: readonly PrintPort[];
  readonly render: Render;
}): (paper: number) => Promise<Preview> {
  const { jobs, ports, render } = parts;
  return async (paper) => {
    const job = jobs.get(paper);
    if (job === undefined) return { ok: false, why: 'gone' };
    const port = ports.find(({ name }) => name === job.printer);
    const of = port?.form(job.document).language;
    try {
      const data: unknown = JSON.parse(job.data);
      if (isCarriersOwn(data)) return { ok: false, why: 'carrier' };
      const as = { language: 'png', dpi: DPI, ...(of === undefined ? {} : { of }) } as const;
      const png = await render({ document: job.document, data, copy: job.copy }, as);
      return { ok: true, png: Buffer.from(png).toString('base64') };
    } catch {
      return { ok: false, why: 'undrawable' };
    }
  };
}
