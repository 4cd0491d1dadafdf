import { useEffect, useState } from 'react';
import { Artifact, useDelayRender } from 'remotion';
import { enforceContentPolicy } from '../../../remotion/isolation/policy';

/** Waited for the browser to refuse something, in milliseconds; it does so at once. */
const REFUSAL_TIMEOUT_MS = 5_000;

const append = (html: string) => () => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  document.body.append(holder);
};

const script = (change: Partial<HTMLScriptElement>) => () =>
  document.body.append(Object.assign(document.createElement('script'), change));

/** Ways to the network of code that has the whole page, as if nothing kept it from that. */
const waysOut = (url: (path: string) => string): Readonly<Record<string, () => unknown>> => ({
  fetch: () => fetch(url('fetch')),
  runtimeApi: () => fetch('http://127.0.0.1:9001/2018-06-01/runtime/invocation/next'),
  xhr: () => {
    const request = new XMLHttpRequest();
    request.open('GET', url('xhr'));
    request.send();
  },
  webSocket: () => new WebSocket(url('socket').replace('http', 'ws')),
  eventSource: () => new EventSource(url('events')),
  beacon: () => navigator.sendBeacon(url('beacon'), 'secret'),
  image: append(`<img src="${url('image')}">`),
  css: append(`<div style="width:9px;height:9px;background:url(${url('css')})">x</div>`),
  font: () => new FontFace('canary', `url(${url('font')})`).load(),
  stylesheet: append(`<link rel="stylesheet" href="${url('stylesheet')}">`),
  styleImport: append(`<style>@import "${url('import')}";</style>`),
  script: script({ src: url('script') }),
  inlineScript: script({ textContent: 'window.inline = true' }),
  handler: append('<img src="data:," onerror="window.handled = true">'),
  module: () => import(/* webpackIgnore: true */ url('module')),
  // Another origin's is refused before any policy is asked.
  worker: () => new Worker('bundle.js'),
  frame: append(`<iframe src="${url('frame')}"></iframe>`),
  object: append(`<object data="${url('object')}"></object>`),
  form: () => {
    append(`<form action="${url('form')}" method="post" target="_blank"></form>`)();
    document.querySelector('form')?.submit();
  },
  video: append(`<video src="${url('video')}" autoplay></video>`),
  base: append(`<base href="${url('base')}">`),
});

/** Tries a way, and tells which directive of the policy has refused it. */
const outcomeOf = (way: () => unknown): Promise<string> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve('not refused'), REFUSAL_TIMEOUT_MS);
    const refused = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      clearTimeout(timer);
      document.removeEventListener('securitypolicyviolation', refused);
      resolve(effectiveDirective);
    };
    document.addEventListener('securitypolicyviolation', refused);
    // What it throws or rejects with tells nothing that the event does not.
    Promise.resolve()
      .then(way)
      .catch(() => undefined);
  });

/** Puts the content security policy of a project with code into the page, and then tries to break out of it. */
export const Contained = ({ port }: { port: number }) => {
  const { delayRender, continueRender } = useDelayRender();
  const [handle] = useState(() => delayRender('breaking out'));
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    const scenes = [{ id: 'one', template: 'code', code: '1', props: {}, durationInFrames: 1 }] as const;
    enforceContentPolicy({ width: 320, height: 180, fps: 30, scenes: [...scenes] });
    const ways = Object.entries(waysOut((path) => `http://127.0.0.1:${port}/${path}`));
    const all = async () => {
      const outcomes: Record<string, string> = {};
      for (const [name, way] of ways) outcomes[name] = await outcomeOf(way);
      setFound(JSON.stringify(outcomes));
      continueRender(handle);
    };
    void all();
  }, [port, handle, continueRender]);
  return found === null ? null : <Artifact filename="outcomes.json" content={found} />;
};
