'use strict';

const { alarmsOf } = require('../resources/alarms.cjs');
const { dashboardOf } = require('../resources/dashboard.cjs');

/**
 * Adds alarms and a dashboard to the template, by what is in it: each function and each queue has its own, also those that are
 * added tomorrow.
 */
class MonitoringPlugin {
  constructor(serverless) {
    this.service = serverless.service;
    this.hooks = { 'after:aws:package:finalize:mergeCustomProviderResources': () => this.addMonitoring() };
  }

  addMonitoring() {
    const { compiledCloudFormationTemplate: template, environment, stage, region } = this.service.provider;
    const { alarms, dashboard, alarmEmail, dailySpendAlarmUsd } = this.service.custom.monitoring;
    const namespace = environment.POWERTOOLS_METRICS_NAMESPACE;
    const stack = { template, name: `${this.service.service}-${stage}`, region, namespace };
    const added = {
      ...(isTrue(alarms)
        ? alarmsOf(stack, { email: alarmEmail, dailySpendUsd: Number(dailySpendAlarmUsd) })
        : {}),
      ...(isTrue(dashboard) ? dashboardOf(stack) : {}),
    };
    Object.assign(template.Resources, added);
  }
}

/** Params of the command line are strings. */
const isTrue = (value) => String(value) === 'true';

module.exports = MonitoringPlugin;
