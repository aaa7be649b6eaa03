/** Entry of the script: brings the page that the server sent to life. */
import { startArticlePage } from './article-page.ts';
import { startKeys } from './keys.ts';
import { startLimit } from './limit.ts';
import { startSearchPage } from './search-page.ts';

startKeys();
startLimit();
switch (document.body.dataset['page']) {
  case 'search':
    startSearchPage();
    break;
  case 'article':
    startArticlePage();
    break;
}
// Seen by tests, and by nobody else.
document.documentElement.dataset['alive'] = 'yes';
