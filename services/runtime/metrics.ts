import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ExportMetrics } from '../exports/ports';

/**
 * The one metrics collector. Lines in CloudWatch's embedded metric format; the namespace, which names the stage, is in
 * serverless.yml. Every name and combination of dimensions is paid for as a metric of its own, and every line as a log.
 */
const metrics = new Metrics();

/** What alarms and the dashboard know of exports (`resources/alarms.cjs`, `resources/dashboard.cjs`). */
export const exportMetrics: ExportMetrics = {
  /** By state, and all together: ends, their cost, and the time from request to end. Failures also by code. */
  ended({ status, failure, billedUsd, createdAt, finishedAt }) {
    metrics.addDimensions({}).addDimensions({ status });
    metrics.addMetric('ExportsEnded', MetricUnit.Count, 1);
    metrics.addMetric('ExportUsd', MetricUnit.NoUnit, billedUsd ?? 0);
    if (finishedAt !== null) {
      const seconds = (Date.parse(finishedAt) - Date.parse(createdAt)) / 1000;
      metrics.addMetric('ExportSeconds', MetricUnit.Seconds, seconds);
    }
    metrics.publishStoredMetrics();
    if (failure === null) return;
    metrics
      .singleMetric()
      .addDimension('code', failure.code)
      .addMetric('ExportFailures', MetricUnit.Count, 1);
  },
  backlog({ waiting, rendering, oldestWaitSeconds, stuck }) {
    metrics.addMetric('ExportsWaiting', MetricUnit.Count, waiting);
    metrics.addMetric('ExportsRendering', MetricUnit.Count, rendering);
    metrics.addMetric('OldestWaitSeconds', MetricUnit.Seconds, oldestWaitSeconds);
    metrics.addMetric('ExportsStuck', MetricUnit.Count, stuck);
    metrics.publishStoredMetrics();
  },
};

/** Counts a request to the GraphQL API that failed, and not by what its caller sent. Answered with 200, nothing else tells of it. */
export function countRequestFailure(): void {
  metrics.addMetric('RequestFailures', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}

/** Publishes counts under their names, at once; those of nothing are left out. */
export function publishCounts(prefix: string, counts: Readonly<Record<string, number>>): void {
  const counted = Object.entries(counts).filter(([, count]) => count > 0);
  if (counted.length === 0) return;
  for (const [name, count] of counted) {
    metrics.addMetric(`${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`, MetricUnit.Count, count);
  }
  metrics.publishStoredMetrics();
}
