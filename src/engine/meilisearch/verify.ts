/** Our own reading of a document: what the filters cannot prove is decided here. */
import type { Field } from '../../query/ast.ts';
import type { Plan, Term } from '../../query/plan.ts';
import { foldText } from '../../text/fold.ts';
import type { Hit } from '../engine.ts';
import { sectionTexts, titleTexts, type ParagraphDocument } from './document.ts';
import { hasGrams } from './grams.ts';

export type ReadDocument = Pick<ParagraphDocument, 'key' | 'text' | 'title'> & Hit;

/** The attributes a document is read with. */
export const READ_ATTRIBUTES: readonly (keyof ReadDocument)[] = ['key', 'text', 'title', 'article', 'paragraph'];

const occurs = (form: string, texts: readonly string[]): boolean => texts.some((text) => text.includes(form));

/** Whether the plan asks for the document. */
export const holds = (plan: Plan, document: ReadDocument): boolean => read(plan, document, texts(document, 'text'), occurs);

/** Whether the filter for the plan lets the document through when it is read as `likely`. */
export const isLikely = (plan: Plan, document: ReadDocument): boolean => read(plan, document, texts(document, 'text'), hasGrams);

function read(plan: Plan, document: ReadDocument, strings: readonly string[], found: typeof occurs): boolean {
  const term = ({ forms }: Term): boolean => forms.some((form) => found(form, strings));
  switch (plan.kind) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return plan.plans.every((p) => read(p, document, strings, found));
    case 'or':
      return plan.plans.some((p) => read(p, document, strings, found));
    case 'not':
      return !read(plan.plan, document, strings, found);
    case 'term':
      return term(plan.term);
    case 'run':
      return plan.terms.every(term);
    case 'field':
      return read(plan.plan, document, texts(document, plan.field), found);
    case 'years': {
      const { year } = document.article;
      return year !== null && year >= (plan.from ?? -Infinity) && year <= (plan.to ?? Infinity);
    }
  }
}

function texts({ text, title, article, paragraph }: ReadDocument, within: Field | 'text'): readonly string[] {
  switch (within) {
    case 'text':
      return title === undefined ? text : [...text, ...title];
    case 'title':
      return titleTexts(article);
    case 'author':
      return article.authors.map(foldText);
    case 'district':
      return article.districts.map(foldText);
    case 'section':
      return sectionTexts(paragraph);
  }
}
