import { RendererBusyError, type Renderer, type RenderRequest } from '../exports/ports';

/** A renderer with its counterpart: what the other side is told to answer to the next start. */
export interface RendererUnderTest {
  readonly renderer: Renderer;
  /** The bucket in which it keeps progress. */
  readonly renderBucket: string;
  readonly answer: (kind: 'accept' | 'no capacity' | 'refuse') => void;
}

/** The contract of a renderer, for the fake and for both adapters. `make` is called for each test. */
export function describeRenderer(
  name: string,
  make: () => RendererUnderTest,
  request: () => RenderRequest,
): void {
  describe(`${name} as a renderer`, () => {
    it('answers with the id of a render and the bucket of its progress', async () => {
      const { renderer, renderBucket, answer } = make();
      answer('accept');
      const { renderId, bucketName } = await renderer.start(request());
      expect(renderId).toMatch(/^[A-Za-z0-9-]{1,64}$/);
      expect(bucketName).toBe(renderBucket);
    });

    it('says that it is busy when there is no capacity, so that the same start may be tried again', async () => {
      const { renderer, answer } = make();
      answer('no capacity');
      await expect(renderer.start(request())).rejects.toBeInstanceOf(RendererBusyError);
      answer('accept');
      await expect(renderer.start(request())).resolves.toHaveProperty('renderId');
    });

    it('takes the cancellation of a render that it does not know for done', async () => {
      const { renderer, renderBucket, answer } = make();
      answer('accept');
      await expect(
        renderer.cancel({ renderId: 'unknown000', bucketName: renderBucket }),
      ).resolves.toBeUndefined();
    });

    it('fails with another error when the render is refused', async () => {
      const { renderer, answer } = make();
      answer('refuse');
      const error: unknown = await renderer.start(request()).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(RendererBusyError);
    });
  });
}
