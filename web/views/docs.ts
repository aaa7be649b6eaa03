/** The HTTP interface, readable: nothing here is written twice, all of it comes from the OpenAPI document. */
import type { Answer, OpenApi, Operation, Parameter, Schema } from '../../src/server/openapi-shape.ts';
import { html, type Content } from '../html.ts';
import { MESSAGES, type Lang } from '../i18n.ts';
import { SERVER_MESSAGES, type ServerMessages } from '../i18n-server.ts';
import { NO_PARAMS } from '../params.ts';
import { footer } from './footer.ts';
import { masthead } from './masthead.ts';

interface DocsView {
  readonly api: OpenApi;
  readonly lang: Lang;
  readonly mark: string;
  /** Where the examples ask. */
  readonly origin: string;
}

export function docsPage({ api, lang, mark, origin }: DocsView): Content {
  const m = MESSAGES[lang];
  const words = SERVER_MESSAGES[lang];
  const operations = Object.entries(api.paths);
  const schemas = Object.entries(api.components.schemas);
  return html`
    <div class="page">
      <a class="skip" href="#docs">${words.skip}</a>
      ${masthead({ m, mark, text: '', params: NO_PARAMS, large: false, lang, here: '/docs' })}
      <main id="docs" class="docs" tabindex="-1">
        <header class="docs-head">
          <h1>${words.docs.title}</h1>
          <p>${words.docs.lead} <a href="/openapi.json">/openapi.json</a></p>
          <p lang="en">${code(api.info.description)}</p>
        </header>
        <nav class="docs-list" aria-label=${words.docs.routes}>
          <h2>${words.docs.routes}</h2>
          <ol>${operations.map(([path, { get }]) => html`<li><a href=${`#${get.operationId}`}><code>${path}</code></a></li>`)}</ol>
          <h2>${words.docs.shapes}</h2>
          <ol>${schemas.map(([name]) => html`<li><a href=${`#${name}`}><code>${name}</code></a></li>`)}</ol>
        </nav>
        <div class="docs-body" lang="en">
          ${operations.map(([path, { get }]) => operation(path, get, api, origin, words))}
          ${schemas.map(([name, schema]) => shape(name, schema, words))}
        </div>
      </main>
      ${footer(m)}
    </div>`;
}

function operation(path: string, get: Operation, api: OpenApi, origin: string, words: ServerMessages): Content {
  const { parameters = [] } = get;
  return html`
    <section id=${get.operationId} class="route" aria-labelledby=${`${get.operationId}-name`}>
      <h2 id=${`${get.operationId}-name`}><span class="verb">GET</span> <code>${path}</code></h2>
      <p>${code(get.summary)}</p>
      ${parameters.length > 0 && html`
        <table>
          <caption class="visually-hidden" lang=${words.tag}>${words.docs.parameters}</caption>
          <tbody>${parameters.map((parameter) => html`
            <tr><th scope="row"><code>${parameter.name}</code>${parameter.required && html`<span class="needed" lang=${words.tag}>${words.docs.needed}</span>`}</th>
            <td>${kindOf(parameter.schema)}</td><td>${code(parameter.description ?? '')} ${limits(parameter.schema, words)}</td></tr>`)}</tbody>
        </table>`}
      <pre class="example" tabindex="0" aria-label=${`${words.docs.example}: ${path}`}>${example(path, parameters, origin)}</pre>
      <ul class="answers">${Object.entries(get.responses).map(([status, answer]) => html`<li><b>${status}</b> ${answered(answer, api)}</li>`)}</ul>
    </section>`;
}

/** What each parameter may be tried with. */
const TRIES: Readonly<Record<string, string>> = { q: '营商环境', format: 'bibtex', interval: 'month' };

function example(path: string, parameters: readonly Parameter[], origin: string): string {
  const query = parameters.flatMap(({ name, in: place }) => (place === 'query' && TRIES[name] !== undefined && (name !== 'format' || path.includes('citation')) ? [` --data-urlencode ${name}=${TRIES[name]}`] : []));
  return `curl${query.length > 0 ? ' -G' : ''} '${origin}${path.replace('{id}', 'ID')}'${query.join('')}`;
}

function answered(answer: Answer, api: OpenApi): Content {
  const meant = '$ref' in answer ? api.components.responses[answer.$ref.split('/').at(-1) ?? ''] : answer;
  const content = Object.entries(meant?.content ?? {});
  return html`${meant?.description === 'OK' ? '' : code(meant?.description ?? '')} ${content.map(([type, { schema }]) => html`<span class="answer"><code>${type}</code> ${schema.$ref !== undefined && kindOf(schema)} </span>`)}`;
}

function shape(name: string, schema: Schema, words: ServerMessages): Content {
  return html`
    <section id=${name} class="route" aria-labelledby=${`${name}-name`}>
      <h2 id=${`${name}-name`}><code>${name}</code></h2>
      <table>
        <caption class="visually-hidden" lang=${words.tag}>${words.docs.properties}</caption>
        <tbody>${rows(schema, '').map(([path, property]) => html`
          <tr><th scope="row"><code>${path}</code></th><td>${kindOf(property)}</td><td>${code(property.description ?? '')} ${limits(property, words)}</td></tr>`)}</tbody>
      </table>
    </section>`;
}

/** Every property with its path, those of objects inside objects and lists too. */
function rows(schema: Schema, prefix: string): [path: string, schema: Schema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]): [string, Schema][] => {
    const path = prefix + name;
    const inner = property.properties ? property : property.anyOf?.find((option) => option.properties);
    if (inner) return [[path, property], ...rows(inner, `${path}.`)];
    return [[path, property], ...(property.items?.properties ? rows(property.items, `${path}[].`) : [])];
  });
}

function kindOf(schema: Schema): Content {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href=${`#${name}`}>${name}</a>`;
  }
  if (schema.enum) return schema.enum.map((value, i) => html`${i > 0 && ' | '}<code>${String(value)}</code>`);
  if (schema.anyOf) return schema.anyOf.map((option, i) => html`${i > 0 && ' | '}${kindOf(option)}`);
  if (schema.prefixItems) return html`[${schema.prefixItems.map((item, i) => html`${i > 0 && ', '}${kindOf(item)}`)}]`;
  if (schema.type === 'array') return schema.items ? html`${kindOf(schema.items)}[]` : 'array';
  return schema.format ?? [schema.type ?? 'any'].flat().join(' | ');
}

function limits({ minimum, maximum, default: preset, items }: Schema, words: ServerMessages): Content {
  const parts = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? `≥ ${minimum}` : null,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `≤ ${maximum}` : null,
    preset === undefined || preset === '' || (Array.isArray(preset) && preset.length === 0) ? null : `${words.docs.preset} ${String(preset)}`,
    items === undefined || items.properties !== undefined || preset === undefined ? null : words.docs.repeats,
  ].filter((part) => part !== null);
  return parts.length > 0 && html`<span class="limits" lang=${words.tag}>${parts.join(' · ')}</span>`;
}

/** `so` becomes code. */
const code = (text: string): Content[] => text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
