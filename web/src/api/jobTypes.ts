/** Jobs on the wire: section 4 of the HTTP contract. */
import { amount, anyOf, anything, flag, list, nullable, object, optional, text, whole, word, type Of } from './shape';

export interface JobRequest {
  repo_url: string;
  owner?: string;
  repo?: string;
  repo_type?: string;
  access_token?: string;
  branch?: string;
  provider?: string;
  model?: string;
  language?: string;
  is_comprehensive?: boolean;
  pages?: number;
  excluded_dirs?: string[];
  excluded_files?: string[];
  included_dirs?: string[];
  included_files?: string[];
  force?: boolean;
  refresh?: boolean;
  max_tokens?: number;
  max_cost?: number;
}

/** What a wiki was ordered with: a request without token and ceilings. */
export const Ordered = object({
  repo_url: text,
  branch: optional(text),
  language: text,
  is_comprehensive: flag,
  provider: text,
  model: text,
  pages: optional(whole),
  included_dirs: list(text),
  included_files: list(text),
  excluded_dirs: list(text),
  excluded_files: list(text),
});
export type Ordered = Of<typeof Ordered>;

/** The same order once more. */
export function orderAgain({ branch, pages, ...rest }: Ordered): JobRequest {
  return { ...rest, ...(branch == null ? {} : { branch }), ...(pages == null ? {} : { pages }) };
}

export const SubmittedJob = object({ job_id: text, message: text, existing: flag });
export type SubmittedJob = Of<typeof SubmittedJob>;

const JobStatus = word(
  'pending',
  'preparing_embeddings',
  'generating_structure',
  'generating_pages',
  'completed',
  'partially_completed',
  'failed',
  'paused',
  'cancelled',
);
export type JobStatus = Of<typeof JobStatus>;

const PageStatus = word('pending', 'in_progress', 'completed', 'failed', 'permanent_failed');
export type PageStatus = Of<typeof PageStatus>;

const Importance = word('high', 'medium', 'low');

export const TokenSummary = object({
  chunking_total_tokens: whole,
  chunking_total_chunks: whole,
  provider_prompt_tokens: whole,
  provider_completion_tokens: whole,
  provider_total_tokens: whole,
  /** Whether the provider did not say, so that they were counted here. */
  estimated: optional(flag),
  cost_usd: optional(amount),
});
export type TokenSummary = Of<typeof TokenSummary>;

/** How long the rest is likely to take, from and to. */
const TimeLeft = object({ least: whole, most: whole });
export type TimeLeft = Of<typeof TimeLeft>;

export const Job = object({
  id: text,
  repo_url: text,
  repo_type: text,
  owner: text,
  repo: text,
  branch: nullable(text),
  commit: nullable(text),
  provider: text,
  model: text,
  language: text,
  is_comprehensive: flag,
  status: JobStatus,
  current_phase: whole,
  progress_percent: whole,
  error_message: nullable(text),
  total_pages: whole,
  completed_pages: whole,
  failed_pages: whole,
  total_tokens_used: whole,
  created_at: text,
  started_at: nullable(text),
  completed_at: nullable(text),
  updated_at: text,
  max_tokens: optional(whole),
  max_cost: optional(amount),
  token_summary: TokenSummary,
  time_left_ms: optional(TimeLeft),
  order: optional(Ordered),
});
export type Job = Of<typeof Job>;

export const JobPage = object({
  id: text,
  job_id: text,
  page_id: text,
  title: text,
  description: text,
  importance: Importance,
  file_paths: list(text),
  related_pages: list(text),
  parent_section: nullable(text),
  status: PageStatus,
  content: nullable(text),
  retry_count: whole,
  last_error: nullable(text),
  tokens_used: whole,
  tokens_estimated: optional(flag),
  cost_usd: optional(amount),
  generation_time_ms: nullable(whole),
  created_at: text,
  started_at: nullable(text),
  completed_at: nullable(text),
});
export type JobPage = Of<typeof JobPage>;

export const JobList = object({ jobs: list(Job), total: whole });
export type JobList = Of<typeof JobList>;

/** A job with its pages; the structure is a wiki's, and is looked at where wikis are. */
export const JobDetails = object({ job: Job, pages: list(JobPage), wiki_structure: nullable(anything) });
export type JobDetails = Of<typeof JobDetails>;

const JobHeartbeat = object({ heartbeat: word(true) });
/** The service is about to stop. */
const JobDraining = object({ draining: word(true) });

export const JobProgress = object({
  job_id: text,
  status: JobStatus,
  current_phase: whole,
  progress_percent: whole,
  message: text,
  page_id: optional(text),
  page_title: optional(text),
  page_status: optional(PageStatus),
  total_pages: whole,
  completed_pages: whole,
  failed_pages: whole,
  error: optional(text),
  token_summary: optional(TokenSummary),
  seq: whole,
  run: whole,
  at: text,
  time_left_ms: optional(TimeLeft),
});
export type JobProgress = Of<typeof JobProgress>;

/** A line of a job's progress stream. */
export const JobLine = anyOf(JobHeartbeat, anyOf(JobDraining, JobProgress));
export type JobLine = Of<typeof JobLine>;
