/** SQLite's FTS5 as one would use it: bm25() for rank, totals and facets in SQL. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Article } from '../../src/domain.ts';
import type { Contestant } from './contestant.ts';
import { bigrams, searchable, unigrams } from './grams.ts';
import type { BenchQuery } from './queries.ts';

const BATCH = 2000;
const SCHEMA = `
  CREATE TABLE para (id INTEGER PRIMARY KEY, key TEXT, article TEXT, day INTEGER, year INTEGER, section TEXT, text TEXT);
  CREATE INDEX para_article ON para (article);
  CREATE TABLE district (para INTEGER, value TEXT, PRIMARY KEY (para, value)) WITHOUT ROWID;
  CREATE TABLE author (para INTEGER, value TEXT, PRIMARY KEY (para, value)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE fts USING fts5(uni, bi, content='', contentless_delete=1, tokenize="unicode61 categories 'L* N* P* S* Co'");
`;

export function fts5(dir: string): Contestant {
  const path = join(dir, 'fts5.db');
  const open = (): Database.Database => {
    const db = new Database(path);
    for (const pragma of ['page_size = 8192', 'journal_mode = WAL', 'synchronous = NORMAL', 'mmap_size = 8000000000', 'cache_size = -65536', 'temp_store = MEMORY']) db.pragma(pragma);
    return db;
  };
  let db = open();
  db.exec(SCHEMA);

  const write = (articles: readonly Article[]): void => {
    const para = db.prepare('INSERT INTO para (key, article, day, year, section, text) VALUES (?, ?, ?, ?, ?, ?)');
    const district = db.prepare('INSERT INTO district VALUES (?, ?)');
    const author = db.prepare('INSERT INTO author VALUES (?, ?)');
    const fts = db.prepare('INSERT INTO fts (rowid, uni, bi) VALUES (?, ?, ?)');
    db.transaction(() => {
      for (const article of articles) {
        for (const { id: key, ordinal, section, text } of article.paragraphs) {
          const id = para.run(key, article.id, Number((article.date ?? '0').replaceAll('-', '')), article.year, section, text).lastInsertRowid;
          for (const value of article.districts) district.run(id, value);
          for (const value of article.authors) author.run(id, value);
          const parts = searchable(article.title, ordinal, text).split('\n');
          fts.run(id, parts.flatMap(unigrams).join(' '), parts.flatMap(bigrams).map(asToken).join(' '));
        }
      }
    })();
  };
  return {
    note: 'durable; pairs as tokens; bm25() and GROUP BY',
    async build(articles) {
      let batch: Article[] = [];
      for await (const article of articles) {
        if (batch.push(article) < BATCH) continue;
        write(batch);
        batch = [];
      }
      write(batch);
      db.exec("INSERT INTO fts (fts) VALUES ('optimize')");
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    search(query) {
      const match = query.strings.map(expression).join(' AND ');
      const { where, values } = filter(query);
      const from = `FROM fts JOIN para ON para.id = fts.rowid WHERE fts MATCH ? ${where}`;
      const all = <T>(sql: string): T[] => db.prepare<unknown[], T>(sql).all(match, ...values);
      const total = all<{ n: number }>(`SELECT count(*) AS n ${where === '' ? 'FROM fts WHERE fts MATCH ?' : from}`)[0]!.n;
      const facets = [
        all(`SELECT year, count(*) ${from} GROUP BY year`),
        all(`SELECT section, count(*) ${from} GROUP BY section`),
        ...['district', 'author'].map((facet) =>
          all(`SELECT facet.value, count(*) FROM fts JOIN para ON para.id = fts.rowid LEFT JOIN ${facet} AS facet ON facet.para = fts.rowid WHERE fts MATCH ? ${where} GROUP BY facet.value`),
        ),
      ];
      const hits = all<{ key: string }>(`SELECT key, text ${from} ORDER BY ${query.newest ? 'day DESC' : 'fts.rank'} LIMIT 20`);
      return { total, facetValues: facets.reduce((n, facet) => n + facet.length, 0), ids: hits.map((hit) => hit.key) };
    },
    async update(article) {
      db.transaction(() => {
        for (const table of ['district', 'author']) db.prepare(`DELETE FROM ${table} WHERE para IN (SELECT id FROM para WHERE article = ?)`).run(article.id);
        db.prepare('DELETE FROM fts WHERE rowid IN (SELECT id FROM para WHERE article = ?)').run(article.id);
        db.prepare('DELETE FROM para WHERE article = ?').run(article.id);
        write([article]);
      })();
    },
    diskBytes: () => statSync(path).size,
    async reopen() {
      db.close();
      db = open();
      db.prepare("SELECT count(*) FROM fts WHERE fts MATCH 'uni:的'").get();
    },
    async close() {
      db.close();
    },
  };
}

/** Pairs with signs in them would be cut by the tokenizer, so each is spelled by its code units. */
const asToken = (pair: string): string => `${pair.charCodeAt(0).toString(36)}x${pair.charCodeAt(1).toString(36)}`;

function expression(string: string): string {
  return string.length === 1 ? `uni:"${string}"` : `bi:"${bigrams(string).map(asToken).join(' ')}"`;
}

function filter({ district, years }: BenchQuery): { where: string; values: (string | number)[] } {
  if (district !== undefined) return { where: 'AND fts.rowid IN (SELECT para FROM district WHERE value = ?)', values: [district] };
  if (years !== undefined) return { where: 'AND para.year BETWEEN ? AND ?', values: [...years] };
  return { where: '', values: [] };
}
