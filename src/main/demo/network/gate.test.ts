import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { sampleRequest } from '../receiver/sample-request.ts';
import { startReceiver } from '../receiver/receiver.ts';
import { openGate } from './gate.ts';

/** A backend behind a gate, and a station that has just written one whole request. */
async function sending() {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const gate = await openGate(receiver.url);
  onTestFinished(() => gate.close());
  const station = connect(Number(new URL(gate.url).port), '127.0.0.1');
  station.on('error', () => undefined).resume();
  onTestFinished(() => void station.destroy());
  await once(station, 'connect');
  const body = JSON.stringify(sampleRequest());
  const head = `POST /v1/traces HTTP/1.1\r\nhost: gate\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
  station.write(`${head}\r\n\r\n${body}`);
  return { receiver, gate, station };
}

/** So many turns of the event loop later a request is in the gate, behind it, at the backend, or answered. */
const TURNS = Array.from({ length: 24 }, (_, turns) => turns);

test('what went through before the plug was pulled has arrived when the outage begins, and nothing after it', async () => {
  const arrived: number[] = [];
  for (const turns of TURNS) {
    const { receiver, gate, station } = await sending();
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    const gone = new Promise((resolve) => station.once('close', resolve));
    await gate.pull();
    const before = receiver.requests.length;
    await gone;
    for (let turn = 0; turn < 24; turn += 1) await nextTurn();
    gate.plugIn();
    expect(receiver.requests.length, `after ${turns} turns`).toBe(before);
    expect(gate.outages).toHaveLength(1);
    arrived.push(before);
  }
  expect(arrived, 'some were cut before the gate and some got through').toEqual(expect.arrayContaining([0, 1]));
});

test('a connection is cut at once while the plug is out, and goes through when it is in again', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const gate = await openGate(receiver.url);
  onTestFinished(() => gate.close());
  const send = (): Promise<Response> => fetch(`${gate.url}/v1/traces`, { method: 'POST', body: '{}' });
  await gate.pull();
  await expect(send()).rejects.toThrow('fetch failed');
  await gate.refused();
  expect([gate.refusals(), receiver.requests.length]).toEqual([1, 0]);
  gate.plugIn();
  expect((await send()).status).toBe(415);
  expect([gate.refusals(), receiver.requests.length, gate.answers()]).toEqual([1, 1, 1]);
});

test('one answer is held, and its connection with it; who asks over another one is answered', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const gate = await openGate(receiver.url);
  onTestFinished(() => gate.close());
  const body = JSON.stringify(sampleRequest());
  const headers = { 'content-type': 'application/json' };
  const send = (signal: AbortSignal | null = null) =>
    fetch(`${gate.url}/v1/traces`, { method: 'POST', body, headers, signal });
  const held = gate.holdNextAnswer();
  const patience = new AbortController();
  const unanswered = send(patience.signal);
  await held;
  expect((await send()).status).toBe(200);
  expect([receiver.requests.length, gate.answers()]).toEqual([2, 1]);
  patience.abort();
  await expect(unanswered).rejects.toThrow('aborted');
});
