/** Wikis on the wire: section 5 of the HTTP contract. */
import { Ordered } from './jobTypes';
import { flag, list, nullable, object, optional, text, whole, word, type Of } from './shape';

const WikiSummary = object({
  id: text,
  repo: text,
  branch: text,
  commit: text,
  language: text,
  is_comprehensive: optional(flag),
  title: text,
  pages: whole,
  generated_at: text,
  /** When its commit was made, if that is known. */
  committed_at: optional(text),
  stale: flag,
  order: optional(Ordered),
});
export type WikiSummary = Of<typeof WikiSummary>;

export const WikiSummaries = list(WikiSummary);

export const Cited = object({
  path: text,
  start_line: whole,
  end_line: whole,
  state: word('resolves', 'moved', 'unresolved'),
});
export type Cited = Of<typeof Cited>;

export const WikiPage = object({
  id: text,
  title: text,
  content: optional(text),
  filePaths: list(text),
  importance: word('high', 'medium', 'low'),
  relatedPages: list(text),
  citations: optional(list(Cited)),
});
export type WikiPage = Of<typeof WikiPage>;

export const WikiStructure = object({
  id: text,
  title: text,
  description: text,
  sections: list(object({ id: text, title: text, pages: list(text) })),
  rootSections: list(text),
  pages: list(WikiPage),
  stale: optional(flag),
  // Of what it was made, by whom, when; a job's outline has none of it.
  repo: optional(text),
  branch: optional(text),
  commit: optional(text),
  language: optional(text),
  is_comprehensive: optional(flag),
  provider: optional(text),
  model: optional(text),
  generated_at: optional(text),
  committed_at: optional(text),
  order: optional(Ordered),
});
export type WikiStructure = Of<typeof WikiStructure>;

export const WikiMatches = list(object({ page_id: text, title: text, heading: nullable(text), snippet: text }));
export type WikiMatches = Of<typeof WikiMatches>;

export const SourceLines = object({
  path: text,
  start_line: whole,
  end_line: whole,
  total_lines: whole,
  content: text,
  /** Where the host shows them. */
  url: optional(text),
});
export type SourceLines = Of<typeof SourceLines>;
