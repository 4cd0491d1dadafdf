import { prepareExport } from '../../exports/create';
import {
  statisticsPeriod,
  summarise,
  type ExportStatistics,
  type StatisticsPeriod,
} from '../../exports/statistics';
import { authenticated } from '../context';
import type { QueryResolvers, ResolversTypes } from '../generated';
import { badInput } from '../pages';
import { toRefusal, toRequest } from './exports';

export const statisticsQueries: Pick<QueryResolvers, 'exportStats' | 'estimateExport'> = {
  async exportStats(_root, { from, to }, context) {
    const { caller, api } = authenticated(context);
    const parsed = statisticsPeriod(from, to);
    if (!parsed.ok) {
      throw badInput(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
    }
    const rows = await api.statistics.read(caller.userId, parsed.period);
    return toExportStats(parsed.period, summarise(rows));
  },

  async estimateExport(_root, { input }, context) {
    const { caller, api, requestId } = authenticated(context);
    const prepared = await prepareExport(api, { userId: caller.userId, requestId }, toRequest(input));
    if ('type' in prepared) return toRefusal(prepared, input.projectId);
    const { settings, estimatedUsd } = prepared.videoExport;
    const { renderSeconds, sizeInBytes } = await api.estimate(settings);
    const { durationInFrames, fps, width, height } = settings;
    return {
      __typename: 'EstimateExportSuccess',
      ...{ estimatedUsd, renderSeconds, sizeInBytes },
      ...{ durationInSeconds: durationInFrames / fps, durationInFrames, width, height },
    };
  },
};

function toExportStats(
  { fromDay, toDay }: StatisticsPeriod,
  { failures, formats, renderTimes, renderTimesByLength, downloads, ...figures }: ExportStatistics,
): Awaited<ResolversTypes['ExportStats']> {
  return {
    ...figures,
    from: `${fromDay}T00:00:00.000Z`,
    to: `${toDay}T23:59:59.999Z`,
    failures: failures.map(({ name, count }) => ({ code: name, count })),
    formats: formats.map(({ name, count }) => ({ format: name, count })),
    renderTime: renderTimes,
    renderTimeByLength: renderTimesByLength.map(({ length, ...time }) => ({ length, time })),
    downloads: {
      count: downloads.count,
      devices: downloads.devices.map(({ name, count }) => ({ device: name, count })),
      browsers: downloads.browsers.map(({ name, count }) => ({ browser: name, count })),
      operatingSystems: downloads.operatingSystems.map(({ name, count }) => ({ os: name, count })),
    },
  };
}
