/*
 * The pages that the host itself writes. They are shown before anybody is known, so they are in English and hold nothing
 * of the station.
 */

const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Pickspan: ${title}</title>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
    </main>
  </body>
</html>
`;

const NEW_LINK = 'To get a new link, run <code>pickspan open</code> again on this computer: it prints one.';

export const LINK_USED = page(
  'This link was used already',
  `A link to the station opens it once, in one browser. ${NEW_LINK}`,
);

export const NO_SESSION = page('This page needs a link', `The station is running. ${NEW_LINK}`);

export const NOT_BUILT = page(
  'The screens are missing',
  'This Pickspan was started without its built screens. Run <code>npm run build</code>, then reload this page.',
);
