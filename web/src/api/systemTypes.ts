/** Access, models, languages and the operators' calls on the wire: sections 1, 6 and 7 of the HTTP contract. */
import { flag, list, nullable, object, optional, record, text, whole, word, type Of } from './shape';

export const Access = object({ auth_required: flag, login_required: flag });
export const Validated = object({ success: flag });
export const Said = object({ message: text });

const ModelProvider = object({
  id: text,
  name: text,
  supportsCustomModel: flag,
  models: list(object({ id: text, name: text })),
  configured: flag,
});
export type ModelProvider = Of<typeof ModelProvider>;

export const Models = object({ providers: list(ModelProvider), defaultProvider: text, defaultModel: text });
export type Models = Of<typeof Models>;

export const Languages = object({ supported_languages: record(text), default: text });
export type Languages = Of<typeof Languages>;

export const Overview = object({
  engine: object({ paused: flag, paused_since: nullable(text) }),
  queue: object({
    ready: whole,
    later: whole,
    running: whole,
    oldest_ready_at: nullable(text),
    open_jobs: whole,
    open_jobs_limit: whole,
  }),
  running: list(
    object({
      job_id: text,
      kind: text,
      provider: nullable(text),
      instance: text,
      attempt: whole,
      crashes: whole,
      lease_until: text,
    }),
  ),
  instances: list(object({ id: text, name: text, started_at: text, last_beat_at: text, alive: flag })),
  providers: list(
    object({
      id: text,
      name: text,
      configured: flag,
      requires: nullable(text),
      running: whole,
      running_limit: whole,
    }),
  ),
});
export type Overview = Of<typeof Overview>;

export const Settings = object({
  settings: list(
    object({
      key: text,
      variable: text,
      value: text,
      source: word('environment', 'file', 'default'),
      secret: flag,
    }),
  ),
});
export type Settings = Of<typeof Settings>;
export type Setting = Settings['settings'][number];

export const Trial = object({
  ok: flag,
  passing: flag,
  latency_ms: whole,
  model: optional(text),
  error: optional(text),
});
export type Trial = Of<typeof Trial>;
