import { api } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Job, JobDetails, JobPage, WikiPage, WikiStructure } from '../../api/types';
import { useResource } from '../../state/resource';
import { isOver } from '../../stream';

/** A page as the table of contents has it. */
export interface Leaf {
  readonly slug: string;
  readonly title: string;
  readonly importance: WikiPage['importance'];
  readonly filePaths: readonly string[];
  readonly related: readonly string[];
  /** Of a page that a job still has to write. */
  readonly state: 'written' | 'waiting' | 'writing' | 'failed';
  /** Of a page that a job has written: it is not asked for again. */
  readonly content: string | null;
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly leaves: readonly Leaf[];
}

/** What is read: a wiki, or what a job has written of one so far. */
export interface Book {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly chapters: readonly Chapter[];
  /** All pages, in the order of reading. */
  readonly leaves: readonly Leaf[];
  readonly wiki: WikiStructure | null;
  readonly job: Job | null;
}

export interface OpenedBook {
  readonly book: Book | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
}

const LOOK_EVERY = 5_000;

/** The wiki of this id; if there is none, what the job of this id has written so far. */
export function useBook(id: string): OpenedBook {
  const wiki = useResource(api.wiki(id));
  const isNone = wiki.problem?.kind === 'missing';
  const job = useResource(isNone ? api.job(id) : null, { every: LOOK_EVERY });
  if (wiki.value !== undefined) {
    return { book: ofWiki(wiki.value), problem: undefined, reload: wiki.reload };
  }
  if (isNone && job.value !== undefined) {
    return { book: ofJob(job.value), problem: undefined, reload: job.reload };
  }
  // That there is no such job either says nothing more.
  const problem = isNone && job.problem !== undefined && job.problem.kind !== 'missing' ? job.problem : wiki.problem;
  const known = !isNone || job.problem !== undefined;
  return { book: undefined, problem: known ? problem : undefined, reload: wiki.reload };
}

export function ofWiki(wiki: WikiStructure): Book {
  const leaves = wiki.pages.map((page) => leafOf(page, undefined));
  return { ...frame(wiki, leaves), wiki, job: null };
}

export function ofJob({ job, pages, wiki_structure }: JobDetails): Book {
  const plan = wiki_structure as WikiStructure | null;
  if (plan === null) {
    const title = `${job.owner}/${job.repo}`;
    return { id: job.id, title, description: '', chapters: [], leaves: [], wiki: null, job };
  }
  const written = new Map(pages.map((page) => [page.page_id, page]));
  const leaves = plan.pages.map((page) => leafOf(page, written.get(page.id) ?? null));
  return { ...frame({ ...plan, id: job.id }, leaves), wiki: null, job };
}

/** Whether a job still writes. */
export function isWriting({ job }: Book): boolean {
  return job !== null && !isOver(job.status);
}

function frame(plan: WikiStructure, leaves: Leaf[]): Omit<Book, 'wiki' | 'job'> {
  const bySlug = new Map(leaves.map((leaf) => [leaf.slug, leaf]));
  const placed = new Set(plan.sections.flatMap((section) => section.pages));
  const chapters = plan.sections.map(({ id, title, pages }) => ({
    id,
    title,
    leaves: pages.flatMap((slug) => bySlug.get(slug) ?? []),
  }));
  const loose = leaves.filter(({ slug }) => !placed.has(slug));
  const all = loose.length === 0 ? chapters : [{ id: '', title: '', leaves: loose }, ...chapters];
  return {
    id: plan.id,
    title: plan.title,
    description: plan.description,
    chapters: all.filter((chapter) => chapter.leaves.length > 0),
    leaves: all.flatMap((chapter) => chapter.leaves),
  };
}

/** @param job the page of a job; null if it has none yet, undefined for a wiki */
function leafOf(page: WikiPage, job: JobPage | null | undefined): Leaf {
  return {
    slug: page.id,
    title: page.title,
    importance: page.importance,
    filePaths: page.filePaths,
    related: page.relatedPages,
    state: job === undefined ? 'written' : stateOf(job),
    content: job?.content ?? null,
  };
}

function stateOf(page: JobPage | null): Leaf['state'] {
  switch (page?.status) {
    case 'completed':
      return 'written';
    case 'in_progress':
      return 'writing';
    case 'permanent_failed':
      return 'failed';
    default:
      return 'waiting';
  }
}
