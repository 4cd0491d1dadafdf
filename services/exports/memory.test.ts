import { describeEventPublisher } from '../adapters/events.contract';
import { describeExportStore } from '../adapters/exports.contract';
import { describeOutputStore } from '../adapters/outputs.contract';
import { describeProjectStore } from '../adapters/projects.contract';
import { describePusher } from '../adapters/pusher.contract';
import { describeRenderProgressReader, type RenderProgressWorld } from '../adapters/render-progress.contract';
import { createMemoryConnectionStore, createRecordingPusher } from '../subscriptions/memory';
import { describeConnectionStore } from '../subscriptions/connections.contract';
import {
  createIds,
  createSteppedClock,
  MemoryExports,
  MemoryOutputs,
  MemoryProjects,
  MemoryRenderProgress,
  RecordingEvents,
} from './memory';

describeExportStore('MemoryExports', async () => {
  const projects = new MemoryProjects();
  return { store: new MemoryExports(projects), projects };
});
describeProjectStore('MemoryProjects', async () => new MemoryProjects());
describeConnectionStore('the connection store in memory', async () => createMemoryConnectionStore());

describeEventPublisher('RecordingEvents', async () => {
  const publisher = new RecordingEvents();
  return { publisher, received: () => publisher.published };
});

describeOutputStore('MemoryOutputs', async () => {
  const outputs = new MemoryOutputs();
  return {
    outputs,
    put: async (key, body) => void outputs.sizes.set(key, body.length),
    lifetime: ({ searchParams }) => Number(searchParams.get('expiresInSeconds')),
  };
});

describeRenderProgressReader('MemoryRenderProgress', async () => {
  const reader = new MemoryRenderProgress();
  const write: RenderProgressWorld['write'] = async ({ bucketName, renderId }, progress) =>
    void reader.files.set(`${bucketName}/${renderId}`, progress);
  return { reader, write };
});

describePusher('the recording pusher', async () => {
  const pusher = createRecordingPusher();
  return {
    pusher,
    join: () => {},
    leave: (id) => pusher.leave(id),
    messagesOf: (id) => pusher.framesOf(id).flatMap((frame) => ('message' in frame ? [frame.message] : [])),
  };
});

describe('ids in tests', () => {
  it('have the shape of real ones, and sort by the clock and the order in which they were made', () => {
    const clock = createSteppedClock();
    const ids = createIds(clock);
    const made = [ids('exp'), ids('exp')];
    clock.advance(1);
    made.push(ids('exp'));
    expect(made.every((id) => /^exp_[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
    expect([...new Set(made)].sort()).toEqual(made);
  });
});
