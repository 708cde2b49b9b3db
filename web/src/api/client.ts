import { fetchJson, type Environment } from '../stream';
import { problemOf, type Problem } from './problem';
import type { Shape } from './shape';
import {
  Access,
  JobDetails,
  JobList,
  Languages,
  Models,
  Overview,
  Said,
  Settings,
  SubmittedJob,
  SourceLines,
  Trial,
  Validated,
  WikiMatches,
  WikiPage,
  WikiStructure,
  WikiSummaries,
  type JobRequest,
  type JobStatus,
} from './types';

/** A request that did not go well. The only thing that the client throws. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** One call of the API: what is asked, and what the answer looks like. It is a value, so that a view can say what it needs. */
export interface Call<T> {
  readonly url: string;
  readonly shape: Shape<T>;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  /** Milliseconds of silence after which it is given up. */
  readonly timeout?: number;
}

const TIMEOUT = 30_000;
/** An order looks the repository up on its host before it is answered. */
const PATIENT = 120_000;

/** A segment that a browser takes as a step within the path, however it is written: another call would be made. */
const DOTS = /\/\.{1,2}(?=[/?]|$)/;
/** Nothing is called so: no file, and nothing else. */
const NOWHERE: Problem = {
  kind: 'missing',
  message: '',
  code: 'file_not_found',
  fields: [],
  retryAfter: null,
  requestId: null,
  mayPass: false,
};

/** @throws ApiProblem */
export async function call<T>(
  environment: Environment,
  { url, shape, method = 'GET', body, timeout = TIMEOUT }: Call<T>,
  signal: AbortSignal,
): Promise<T> {
  if (DOTS.test(url)) {
    throw new ApiProblem(NOWHERE);
  }
  const sent =
    body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await fetchJson(environment, { url, method, ...sent }, shape, timeout, signal);
  } catch (error) {
    throw new ApiProblem(problemOf(error));
  }
}

export interface JobQuery {
  readonly status?: JobStatus | undefined;
  readonly owner?: string | undefined;
  readonly repo?: string | undefined;
  readonly limit?: number;
  readonly offset?: number;
}

/** The calls that there are. */
export const api = {
  access: () => get('/api/auth/status', Access),
  validate: (code: string) => post('/api/auth/validate', Validated, { code }),
  models: () => get('/api/models/config', Models),
  languages: () => get('/api/lang/config', Languages),

  jobs: (query: JobQuery = {}) => get(`/api/wiki/jobs${queryOf({ ...query })}`, JobList),
  job: (id: string) => get(jobUrl(id), JobDetails),
  submit: (order: JobRequest) => ({ ...post('/api/wiki/jobs', SubmittedJob, order), timeout: PATIENT }),
  cancel: (id: string): Call<{ message: string }> => ({ url: jobUrl(id), shape: Said, method: 'DELETE' }),
  pause: (id: string) => post(`${jobUrl(id)}/pause`, Said),
  resume: (id: string) => post(`${jobUrl(id)}/resume`, Said),
  retry: (id: string, token?: string) => ({
    ...post(`${jobUrl(id)}/retry`, Said, token === undefined ? undefined : { access_token: token }),
    timeout: PATIENT,
  }),
  remove: (id: string) => post(`${jobUrl(id)}/delete`, Said),
  retryPage: (id: string, page: string) => post(`${jobUrl(id)}/pages/${encodeURIComponent(page)}/retry`, Said),

  wikis: () => get('/api/wikis', WikiSummaries),
  wiki: (id: string) => get(`/api/wikis/${encodeURIComponent(id)}`, WikiStructure),
  wikiPage: (id: string, page: string) =>
    get(`/api/wikis/${encodeURIComponent(id)}/pages/${encodeURIComponent(page)}`, WikiPage),
  searchWiki: (id: string, words: string) =>
    get(`/api/wikis/${encodeURIComponent(id)}/search${queryOf({ q: words })}`, WikiMatches),
  /** Lines of a file at the commit of a wiki. */
  lines: (wiki: string, path: string, start: number, end: number) =>
    get(`/api/wikis/${encodeURIComponent(wiki)}/files/${pathOf(path)}${queryOf({ start, end })}`, SourceLines),

  stopAnswer: (stream: string) => post(`/api/chat/streams/${encodeURIComponent(stream)}/cancel`, Said),

  overview: () => get('/api/admin/overview', Overview),
  settings: () => get('/api/admin/settings', Settings),
  pauseEngine: () => post('/api/admin/engine/pause', Said),
  resumeEngine: () => post('/api/admin/engine/resume', Said),
  tryProvider: (id: string) => ({
    ...post(`/api/admin/providers/${encodeURIComponent(id)}/test`, Trial),
    timeout: PATIENT,
  }),
};

function get<T>(url: string, shape: Shape<T>): Call<T> {
  return { url, shape };
}

function post<T>(url: string, shape: Shape<T>, body?: unknown): Call<T> {
  return { url, shape, method: 'POST', body };
}

/** A path keeps its slashes. */
function pathOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function jobUrl(id: string): string {
  return `/api/wiki/jobs/${encodeURIComponent(id)}`;
}

/** What is undefined or empty is left out. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
