'use strict';

/**
 * Lets a stack with a layer be packaged without credentials. The framework asks CloudFormation whether the layer is uploaded
 * already, also where nothing is going to be uploaded; with `deploy` it may.
 */
class LayersPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'before:package:compileLayers': () => this.spareQuestion() };
  }

  spareQuestion() {
    const { pluginManager, processedInput } = this.serverless;
    if (processedInput.commands[0] !== 'package') return;
    const compiler = pluginManager.plugins.find((plugin) => plugin.compareWithLastLayer !== undefined);
    if (compiler === undefined) throw new Error('The framework compiles layers in another way by now.');
    compiler.compareWithLastLayer = async () => {};
  }
}

module.exports = LayersPlugin;
