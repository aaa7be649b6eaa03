/** Markup as tagged templates: no JSX, no compile step, the same on the server and in the browser. */
import type { ComponentChild } from 'preact';

export { html } from 'htm/preact';

/** Anything a view may put into a template. */
export type Content = ComponentChild;
