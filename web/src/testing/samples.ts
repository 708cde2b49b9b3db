import type { Job, JobPage, JobStatus, Models, Ordered, WikiSummary } from '../api/types';

/** A job; say what matters. */
export function aJob(more: Partial<Job> = {}): Job {
  return {
    id: 'j1',
    repo_url: 'https://github.com/o/r',
    repo_type: 'github',
    owner: 'o',
    repo: 'r',
    branch: 'main',
    commit: 'abcdef1234567890abcdef1234567890abcdef12',
    provider: 'builtin',
    model: 'builtin',
    language: 'en',
    is_comprehensive: true,
    status: 'generating_pages',
    current_phase: 2,
    progress_percent: 40,
    error_message: null,
    total_pages: 10,
    completed_pages: 3,
    failed_pages: 0,
    total_tokens_used: 100,
    created_at: '2026-01-05T12:00:00Z',
    started_at: '2026-01-05T12:00:01Z',
    completed_at: null,
    updated_at: '2026-01-05T12:00:05Z',
    max_tokens: null,
    max_cost: null,
    token_summary: {
      chunking_total_tokens: 0,
      chunking_total_chunks: 0,
      provider_prompt_tokens: 80,
      provider_completion_tokens: 20,
      provider_total_tokens: 100,
      estimated: false,
    },
    time_left_ms: null,
    ...more,
  };
}

export function aPage(index: number, more: Partial<JobPage> = {}): JobPage {
  return {
    id: `p${index}`,
    job_id: 'j1',
    page_id: `page-${index}`,
    title: `Page ${index}`,
    description: '',
    importance: 'high',
    file_paths: [],
    related_pages: [],
    parent_section: null,
    status: 'pending',
    content: null,
    retry_count: 0,
    last_error: null,
    tokens_used: 0,
    generation_time_ms: null,
    created_at: '2026-01-05T12:00:00Z',
    started_at: null,
    completed_at: null,
    ...more,
  };
}

export function aWiki(more: Partial<WikiSummary> = {}): WikiSummary {
  return {
    id: 'w1',
    repo: 'https://github.com/o/r',
    branch: 'main',
    commit: 'abcdef1234567890abcdef1234567890abcdef12',
    language: 'en',
    is_comprehensive: true,
    title: 'All about r',
    pages: 12,
    generated_at: '2026-01-05T12:00:00Z',
    stale: false,
    ...more,
  };
}

/** What such a wiki was ordered with. */
export function anOrder(more: Partial<Ordered> = {}): Ordered {
  return {
    repo_url: 'https://github.com/o/r',
    branch: 'main',
    language: 'en',
    is_comprehensive: true,
    provider: 'openai',
    model: 'gpt-5',
    included_dirs: [],
    included_files: [],
    excluded_dirs: [],
    excluded_files: [],
    ...more,
  };
}

/** Which models there are, when these providers are set up beside the built-in one. */
export function theModels(...configured: string[]): Models {
  const provider = (id: string, name: string) => ({
    id,
    name,
    supportsCustomModel: id !== 'builtin',
    models: id === 'builtin' ? [{ id: 'builtin', name: 'Built-in' }] : [{ id: `${id}-large`, name: `${name} large` }],
    configured: id === 'builtin' || configured.includes(id),
  });
  const preferred = configured[0] ?? 'builtin';
  return {
    providers: [provider('openai', 'OpenAI'), provider('google', 'Gemini'), provider('builtin', 'Built-in')],
    defaultProvider: preferred,
    defaultModel: preferred === 'builtin' ? 'builtin' : `${preferred}-large`,
  };
}

export const OPEN_STATUSES: readonly JobStatus[] = [
  'pending',
  'preparing_embeddings',
  'generating_structure',
  'generating_pages',
  'paused',
];
