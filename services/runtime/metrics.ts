import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ExportMetrics } from '../exports/ports';

/** The one metrics collector. Lines in CloudWatch's embedded metric format; the namespace is in serverless.yml. */
const metrics = new Metrics();

/** What is counted when an export ends: by state and failure code, with the time from request to end. */
export const exportMetrics: ExportMetrics = {
  ended({ status, failure, settings, createdAt, finishedAt }) {
    const metric = metrics.singleMetric();
    metric.addDimension('status', status);
    if (failure !== null) metric.addDimension('code', failure.code);
    metric.addMetric('ExportsEnded', MetricUnit.Count, 1);
    if (finishedAt === null) return;
    const timing = metrics.singleMetric();
    timing.addDimension('format', settings.format);
    const seconds = (Date.parse(finishedAt) - Date.parse(createdAt)) / 1000;
    timing.addMetric('ExportSeconds', MetricUnit.Seconds, seconds);
  },
};

/** Publishes counts under their names, at once. */
export function publishCounts(prefix: string, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    metrics.addMetric(`${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`, MetricUnit.Count, count);
  }
  metrics.publishStoredMetrics();
}
