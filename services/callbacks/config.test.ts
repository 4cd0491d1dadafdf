import { callbackAddressConfig, callbackConfig, ConfigError, type Env } from '../runtime/config';

const whole: Env = {
  CALLBACK_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/callbacks',
  CALLBACK_SECRET_ID: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:callbacks',
};

describe('the settings of callbacks', () => {
  it('are a queue, a secret, and the internet alone', () => {
    expect(callbackConfig(whole)).toEqual({
      queueUrl: whole.CALLBACK_QUEUE_URL,
      secretId: whole.CALLBACK_SECRET_ID,
      allowPrivate: false,
    });
  });

  it.each([
    [undefined, false],
    ['', false],
    ['false', false],
    ['true', true],
  ])('allow private addresses with %j: %s', (value, allowPrivate) => {
    expect(callbackAddressConfig({ CALLBACK_ALLOW_PRIVATE: value })).toEqual({ allowPrivate });
  });

  it.each(['TRUE', '1', 'yes', ' true'])('allow nothing by accident: %j is refused', (value) => {
    expect(() => callbackAddressConfig({ CALLBACK_ALLOW_PRIVATE: value })).toThrow(ConfigError);
  });

  it.each(['CALLBACK_QUEUE_URL', 'CALLBACK_SECRET_ID'])('are refused without %s', (name) => {
    expect(() => callbackConfig({ ...whole, [name]: '' })).toThrow(` ${name}: `);
  });
});
