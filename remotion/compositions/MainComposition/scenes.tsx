import type { ComponentType } from 'react';
import type { TemplateId, TemplateProps } from '../../catalog';
import { ChartScene } from './ChartScene';
import { ComparisonScene } from './ComparisonScene';
import { CountdownScene } from './CountdownScene';
import { GalleryScene } from './GalleryScene';
import { ListScene } from './ListScene';
import { MediaScene } from './MediaScene';
import { OutroScene } from './OutroScene';
import { QuoteScene } from './QuoteScene';
import { SpeakerScene } from './SpeakerScene';
import { StatsScene } from './StatsScene';
import { TimelineScene } from './TimelineScene';
import { TitleScene } from './TitleScene';

// What draws the scenes of each template, from its props and the measures of the frame alone.
const components: { [Id in TemplateId]: ComponentType<TemplateProps<Id>> } = {
  title: TitleScene,
  media: MediaScene,
  outro: OutroScene,
  quote: QuoteScene,
  list: ListScene,
  stats: StatsScene,
  chart: ChartScene,
  comparison: ComparisonScene,
  gallery: GalleryScene,
  timeline: TimelineScene,
  speaker: SpeakerScene,
  countdown: CountdownScene,
};

/** Draws a scene of a built-in template. Props must be parsed. */
export const TemplateScene = ({ template, props }: { template: TemplateId; props: TemplateProps }) => {
  // TypeScript cannot see that both belong to the same template; the catalog's union makes it so.
  const Component = components[template] as ComponentType<TemplateProps>;
  return <Component {...props} />;
};
