/** The stream client: what the screens see of it. It knows no framework. */
export { streamAnswer, type AnswerOptions } from './answer';
export { browserEnvironment } from './browser';
export type { AnswerSource } from './chatRequests';
export { debounce, type Debounced } from './debounce';
export type { Clock, Environment, Visibility } from './environment';
export { StreamFailure, type FailureKind, type Refusal } from './failure';
export { fetchJson } from './fetchJson';
export type { AnswerEvent, LinkState } from './framedReading';
export { isOver, type WatchEvent, type WatchState } from './jobReading';
export { watchJob, type WatchOptions } from './jobWatch';
export type { BadLine, Report } from './ndjson';
export { mayPass, needsSetup, PATIENCE, type Patience } from './patience';
