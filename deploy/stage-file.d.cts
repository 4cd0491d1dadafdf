/** What a stage was last deployed with, as its file has it. */
export interface StageFile {
  /** As they are named on the command line, `eu-central-1=3` or `us-east-1`; the first one has the stack. */
  readonly regions: readonly string[];
  /** Whether there is a larger function beside the usual one. */
  readonly largeFunction: boolean;
}

/** The regions that a stage can render in: all of Remotion Lambda's outside China. */
export const REGIONS: ReadonlySet<string>;
/** Where a stage says in which regions it renders, from the root of the repository. */
export function stageFile(stage: string): string;
/**
 * Reads what a stage was last deployed with.
 * @returns null where there is no such file: the stage is in the default region, and renders there alone.
 * @throws Error naming the file and what is wrong with it.
 */
export function readStageFile(stage: string, root?: string): StageFile | null;
/**
 * Reads regions that render, each as `us-east-1` or, with a weight from 1 to 9999, `us-east-1=3`. Blanks around them do not count.
 * @returns the same without blanks; null where one is no region that functions could render in, and where one is named twice.
 */
export function readRegions(entries: readonly string[]): readonly string[] | null;
/** How the name of a function says its stage. */
export function stageInFunction(stage: string): string;

/** The part of the framework that a value of serverless.yml may ask. */
export interface Framework {
  readonly resolveVariable: (variable: string) => Promise<string>;
}
/** What serverless.yml takes, by name; null stands for what the file does not say. */
export function valuesFor(root: string): {
  readonly region: (framework: Framework) => Promise<string | null>;
  readonly remotionRegions: (framework: Framework) => Promise<string>;
  readonly functionSuffix: (framework: Framework) => Promise<string>;
  readonly remotionLargeFunctionName: (framework: Framework) => Promise<string | null>;
};
