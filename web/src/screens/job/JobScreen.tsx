import { useLocation, useRoute } from 'preact-iso';
import { useCallback, useRef } from 'preact/hooks';
import { shortName } from '../../api/address';
import { problemOf } from '../../api/problem';
import type { Job } from '../../api/types';
import { t } from '../../i18n';
import { formatCost, formatCount } from '../../i18n/format';
import { languageName, shortCommit } from '../../i18n/names';
import { useUrlState } from '../../state/url';
import { JobBadge } from '../../ui/JobBadge';
import { Icon } from '../../ui/Icon';
import { lazyScreen } from '../../ui/lazyScreen';
import { ProblemNote, ProblemView, Skeleton } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import { JobActions } from './JobActions';
import { JobLog } from './JobLog';
import { JobPages } from './JobPages';
import { JobProgressCard } from './JobProgressCard';
import { pagesOf } from './jobView';
import { LinkState } from './LinkState';
import { useJob } from './useJob';
import './job.css';

/** Markdown is heavy: it comes when somebody wants to read. */
const PagePreview = lazyScreen(
  () => import('./PagePreview'),
  () => null,
);

/** A job: how far it is, what it has written, what happened; and what can be done about it. */
export default function JobScreen() {
  const { params } = useRoute();
  const id = params['id'] ?? '';
  const { view, problem, again } = useJob(id);
  const url = useUrlState();
  const { route } = useLocation();
  // What opens is a step in the history: on a phone it is closed by going back.
  const newest = useRef((_page: string) => {});
  newest.current = (page) => route(url.with({ read: page }));
  // The rows are drawn again for another function: it stays the same.
  const read = useCallback((page: string) => newest.current(page), []);
  const { job } = view;
  const name = job === null ? '' : shortName(job.repo_url);
  useTitle(job === null ? '' : t('job.title', { name }));

  // What is left of a job that was deleted would only lead to the same answer again.
  if (job === null || problem?.kind === 'missing') {
    return (
      <div class="page">
        {problem ? (
          <ProblemView problem={problem} whole onRetry={again} back={{ href: '/admin', text: t('job.toAll') }} />
        ) : (
          <Skeleton rows={['title', 'short', 'card', 'row', 'row', 'row']} />
        )}
      </div>
    );
  }
  const pages = pagesOf(view);
  const preview = pages.find(({ page_id }) => page_id === url.get('read'));
  return (
    <div class="page stack">
      <header class="page-head">
        <div class="stack stack-tight">
          <h1>{name}</h1>
          <div class="row">
            <JobBadge status={job.status} />
            <LinkState state={view.link} />
          </div>
        </div>
        <JobActions job={job} onDone={again} />
      </header>
      {view.failure !== null && <ProblemNote problem={problemOf(view.failure)} onRetry={again} />}
      {problem !== undefined && view.failure === null && !problem.mayPass && (
        <ProblemNote problem={problem} onRetry={again} />
      )}
      <Trouble job={job} />
      <JobProgressCard job={job} newest={view.log.at(-1)} />
      <Facts job={job} />
      <JobPages job={job} pages={pages} onRead={read} onDone={again} />
      <JobLog lines={view.log} missed={view.missed} />
      {preview !== undefined && preview.content !== null && (
        <PagePreview page={preview} language={job.language} onClose={() => url.set({ read: '' })} />
      )}
    </div>
  );
}

/** Why it failed, or what a pause waits for. */
function Trouble({ job }: { job: Job }) {
  if (job.error_message === null || job.error_message === '') {
    return null;
  }
  const paused = job.status === 'paused';
  return (
    <div class={paused ? 'callout tone-warn' : 'callout tone-bad'}>
      <Icon name={paused ? 'pause' : 'alert'} />
      <div>
        <p class="strong">{t(paused ? 'job.troublePaused' : 'job.troubleFailed')}</p>
        <p lang="en">{job.error_message}</p>
      </div>
    </div>
  );
}

function Facts({ job }: { job: Job }) {
  const { token_summary: tokens } = job;
  const cost = tokens.cost_usd;
  const facts: [name: string, value: string, more?: string | undefined][] = [
    [t('job.branch'), job.branch ?? '–'],
    [t('job.commit'), job.commit === null ? '–' : shortCommit(job.commit), job.commit ?? undefined],
    [t('job.language'), languageName(job.language)],
    [t('job.mode'), t(job.is_comprehensive ? 'job.comprehensive' : 'job.concise')],
    [t('job.model'), job.provider === job.model ? job.model : `${job.provider} · ${job.model}`],
    [
      t('job.tokens'),
      t('job.tokensValue', {
        total: formatCount(tokens.provider_total_tokens),
        prompt: formatCount(tokens.provider_prompt_tokens),
        completion: formatCount(tokens.provider_completion_tokens),
      }) +
        (tokens.estimated ? ` · ${t('job.estimated')}` : '') +
        (job.max_tokens == null ? '' : ` · ${t('job.limit', { limit: formatCount(job.max_tokens) })}`),
    ],
  ];
  if (cost != null && (cost > 0 || job.max_cost != null)) {
    const limit = job.max_cost == null ? '' : ` · ${t('job.limit', { limit: formatCost(job.max_cost) })}`;
    facts.push([t('job.cost'), formatCost(cost) + limit]);
  }
  return (
    <dl class="facts">
      {facts.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number" title={more}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
