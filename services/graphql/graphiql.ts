/**
 * The page that a browser gets on GET /graphql. Its script and style come from where the configuration says: the local
 * world serves them itself, so that the page works without internet.
 */
export function graphiqlPage(assetsUrl: string, subscriptionUrl: string): string {
  const assets = escapeAttribute(assetsUrl.replace(/\/$/, ''));
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Reelway API</title>
    <link rel="stylesheet" href="${assets}/graphiql.css" />
    <style>
      html, body, #graphiql { margin: 0; height: 100%; }
    </style>
  </head>
  <body>
    <div id="graphiql" data-subscription-url="${escapeAttribute(subscriptionUrl)}">Loading…</div>
    <script src="${assets}/graphiql.js"></script>
  </body>
</html>
`;
}

const escapeAttribute = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
