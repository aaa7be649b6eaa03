/** A run of lines that is one paragraph, or part of one. */
import type { Line } from './lines.ts';
import type { Alone } from './shapes.ts';

export interface Block {
  readonly lines: readonly Line[];
  /** Why each line begins or continues the block. */
  readonly rules: readonly string[];
  /** Set when the block is one line that is known for what it is. */
  readonly alone: Alone | null;
  /** The page shows this line to be set apart: shorter or wider than its column, or between gaps. */
  readonly apart: boolean;
  /** Why the ends of its line are meant (`verse`, `row of a table`), or `null` where they may be mended. */
  readonly kept: string | null;
}

/** A block that is still being read. */
export interface Draft extends Block {
  lines: Line[];
  rules: string[];
  apart: boolean;
  /** Characters read so far: adding them up anew at each line would take quadratic time. */
  length: number;
}

/** A figure set over two lines: it reads as one, and it is no heading. */
export const LABELLED = 'label and value';

export const draft = (line: Line, rule: string, about: Pick<Block, 'alone' | 'apart' | 'kept'>): Draft => ({ ...about, lines: [line], rules: [rule], length: line.plain.length });

export function append(block: Draft, line: Line, rule: string): void {
  block.lines.push(line);
  block.rules.push(rule);
  block.length += line.plain.length;
  if (rule === LABELLED) block.apart = false;
}

export const textOf = (block: Block): string => block.lines.map(({ plain }) => plain).join('');
