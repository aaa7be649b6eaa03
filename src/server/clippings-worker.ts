/**
 * The service worker of `/clippings`: keeps that page and its files, so that what was clipped can be
 * read without a connection. It sees no other page. `names` are the files, whose names change with them.
 */
export const clippingsWorker = (names: readonly string[]): string => `const PAGE = '/clippings', FILES = ${JSON.stringify(names)}, NAME = 'clippings-' + ${JSON.stringify(names.join())};
addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...FILES])));
});
addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((keys) => Promise.all(keys.filter((key) => key !== NAME).map((key) => caches.delete(key)))));
});
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET') return;
  const kept = () => caches.match(pathname, { ignoreVary: true });
  if (pathname === PAGE) event.respondWith(fetch(event.request).catch(kept));
  else if (FILES.includes(pathname)) event.respondWith(kept().then((found) => found ?? fetch(event.request)));
});
`;
