'use strict';

/** What the framework calls the role that all functions share which have none of their own. */
const SHARED_ROLE = 'IamRoleLambdaExecution';

/**
 * Takes the shared role out of the template: each function has a role of its own, and a role that nobody has is still one that
 * could be taken. A function without statements of its own would fall back to it, and is refused.
 */
class RolesPlugin {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'before:package:finalize': () => this.removeSharedRole() };
  }

  removeSharedRole() {
    const { Resources } = this.serverless.service.provider.compiledCloudFormationTemplate;
    const { [SHARED_ROLE]: _, ...others } = Resources;
    const users = Object.entries(others).flatMap(([id, resource]) =>
      JSON.stringify(resource).includes(`"${SHARED_ROLE}"`) ? [id] : [],
    );
    if (users.length > 0) {
      throw new this.serverless.classes.Error(
        `${users.join(', ')}: give each function iamRoleStatements of its own; the shared role allows too much.`,
      );
    }
    delete Resources[SHARED_ROLE];
  }
}

module.exports = RolesPlugin;
