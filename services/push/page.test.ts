import type { PublishCounts } from '../subscriptions/publish';
import { parsePage, pushPage } from './page';

const page = {
  publication: { field: 'exportProgress', topic: 'export:exp_1', payload: { id: 'exp_1', version: 3 } },
  subscribers: [{ connectionId: 'c=', operationId: 'a' }],
};
const counts: PublishCounts = { sent: 0, stale: 0, late: 0, gone: 0, failed: 0, split: 0 };

describe('a message of the push queue', () => {
  it('is read as it was written', () => {
    expect(parsePage(JSON.stringify(page))).toEqual(page);
  });

  it.each(['', '{}', '[]', JSON.stringify({ ...page, subscribers: [{ connectionId: 'c=' }] })])(
    'is refused when it is %j',
    (body) => {
      expect(() => parsePage(body)).toThrow();
    },
  );

  it('is done when everybody was told, has left, or it was too late', async () => {
    const publishTo = jest.fn(async () => ({ ...counts, sent: 1, gone: 1, late: 1, stale: 1 }));
    await expect(pushPage({ publishTo }, page)).resolves.toBeUndefined();
    expect(publishTo).toHaveBeenCalledWith(page.publication, page.subscribers);
  });

  it('comes again when somebody could not be told', async () => {
    const publishTo = async () => ({ ...counts, sent: 1, failed: 1 });
    await expect(pushPage({ publishTo }, page)).rejects.toThrow('1 of 1 subscribers could not be told.');
  });
});
