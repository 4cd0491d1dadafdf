import { describeEventPublisher } from '../adapters/events.contract';
import { describeExportStore } from '../adapters/exports.contract';
import { describeOutputStore } from '../adapters/outputs.contract';
import { describeProjectStore } from '../adapters/projects.contract';
import { describeRenderProgressReader } from '../adapters/render-progress.contract';
import { createRecordingPusher } from '../subscriptions/memory';
import { describePusher } from '../adapters/pusher.contract';
import {
  MemoryExports,
  MemoryOutputs,
  MemoryProjects,
  MemoryRenderProgress,
  RecordingEvents,
} from './memory';
