import { useLayoutEffect, useRef } from 'react';
import { AbsoluteFill, Composition, registerRoot, Sequence, useDelayRender } from 'remotion';
import { fontFamilyFor } from '../../remotion/compositions/MainComposition/design';
import { useFonts } from '../../remotion/compositions/MainComposition/fonts';
import { TemplateScene } from '../../remotion/compositions/MainComposition/scenes';
import { Root } from '../../remotion/Root';
import { faultsOf, LAYOUT_LINE, type LayoutProps, type LayoutReport } from './layout';

/** All cases on one page: one picture measures them all, and is itself not looked at. */
const Layout = ({ label, cases, margin }: LayoutProps) => {
  const ref = useRef<HTMLDivElement>(null);
  const { delayRender, continueRender } = useDelayRender();
  useLayoutEffect(() => {
    const handle = delayRender('Measuring');
    const measure = async () => {
      document.body.getBoundingClientRect();
      await document.fonts.ready;
      const faults = [...(ref.current?.children ?? [])].flatMap((frame, index) => {
        const { name, width, height } = cases[index] as LayoutProps['cases'][number];
        return faultsOf(name, frame, margin * Math.min(width, height));
      });
      console.log(LAYOUT_LINE + JSON.stringify({ label, faults } satisfies LayoutReport));
      continueRender(handle);
    };
    void measure();
  }, [label, cases, margin, continueRender, delayRender]);
  useFonts();
  return (
    <AbsoluteFill ref={ref}>
      {cases.map(({ name, template, props, width, height }, index) => (
        <div
          key={name}
          style={{
            position: 'absolute',
            left: 2000 * index,
            width,
            height,
            fontFamily: fontFamilyFor(JSON.stringify(props)),
          }}
        >
          <Sequence width={width} height={height}>
            <TemplateScene template={template} props={props} />
          </Sequence>
        </div>
      ))}
    </AbsoluteFill>
  );
};

registerRoot(() => (
  <>
    <Root />
    <Composition
      id="Layout"
      component={Layout}
      defaultProps={{ label: '', cases: [], margin: 0 } satisfies LayoutProps}
      width={64}
      height={64}
      fps={30}
      durationInFrames={120}
    />
  </>
));
