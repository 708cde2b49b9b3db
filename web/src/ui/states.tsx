import type { ComponentChildren } from 'preact';
import type { Problem, ProblemKind } from '../api/problem';
import { t, type Key } from '../i18n';
import { formatDuration } from '../i18n/format';
import { useLeft } from '../state/now';
import { Button, ButtonLink } from './Button';
import { Icon, type IconName } from './Icon';

interface EmptyProps {
  icon: IconName;
  title: string;
  /** It is all that the page shows. */
  whole?: boolean;
  children?: ComponentChildren;
}

/** There is nothing, and what to do about it. */
export function Empty({ icon, title, whole = false, children }: EmptyProps) {
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div class="empty">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}

interface SkeletonProps {
  /** Of what, one after the other. */
  rows?: readonly ('title' | 'card' | 'row' | 'short' | 'line')[];
}

/** Stands where something will be, in its size, so that nothing jumps when it comes. */
export function Skeleton({ rows = ['title', 'line', 'short'] }: SkeletonProps) {
  return (
    <div class="stack" aria-busy="true">
      <span class="hush" role="status">
        {t('common.loading')}
      </span>
      {rows.map((row, index) => (
        <span key={index} class={`skeleton skeleton-${row}`} />
      ))}
    </div>
  );
}

const LOOKS: Record<Exclude<ProblemKind, 'aborted'>, { icon: IconName; title: Key; advice: Key }> = {
  offline: { icon: 'offline', title: 'common.offlineTitle', advice: 'common.offlineAdvice' },
  unreachable: { icon: 'offline', title: 'common.unreachableTitle', advice: 'common.unreachableAdvice' },
  timeout: { icon: 'clock', title: 'common.timeoutTitle', advice: 'common.timeoutAdvice' },
  login: { icon: 'key', title: 'common.loginTitle', advice: 'common.loginAdvice' },
  forbidden: { icon: 'lock', title: 'common.forbiddenTitle', advice: 'common.forbiddenAdvice' },
  missing: { icon: 'search', title: 'common.missingTitle', advice: 'common.missingAdvice' },
  conflict: { icon: 'alert', title: 'common.conflictTitle', advice: 'common.conflictAdvice' },
  invalid: { icon: 'alert', title: 'common.invalidTitle', advice: 'common.invalidAdvice' },
  busy: { icon: 'clock', title: 'common.busyTitle', advice: 'common.busyAdvice' },
  unavailable: { icon: 'alert', title: 'common.unavailableTitle', advice: 'common.unavailableAdvice' },
  setup: { icon: 'key', title: 'common.setupTitle', advice: 'common.setupAdvice' },
  defect: { icon: 'alert', title: 'common.defectTitle', advice: 'common.defectAdvice' },
};

/** What the server said, and what to do. */
export function adviceOf(problem: Problem): { icon: IconName; title: string; message: string; advice: string } {
  const look = LOOKS[problem.kind === 'aborted' ? 'defect' : problem.kind];
  return {
    icon: look.icon,
    title: t(look.title),
    message: problem.message,
    advice: t(look.advice),
  };
}

/** What to do; counts down if the server says when to come back. A timer is not read out each second within an alert. */
function Advice({ problem }: { problem: Problem }) {
  const left = useLeft(problem.retryAfter ?? 0, problem);
  if (problem.retryAfter === null) {
    return <>{adviceOf(problem).advice}</>;
  }
  const time = formatDuration(Math.ceil(left / 1_000) * 1_000);
  return <span role="timer">{left === 0 ? t('common.retryNow') : t('common.retryAfter', { time })}</span>;
}

interface ProblemProps {
  problem: Problem;
  onRetry?: () => void;
  /** It is all that the page shows. */
  whole?: boolean;
  /** Where to go instead. */
  back?: { href: string; text: string };
}

/** Instead of a view that could not be had. */
export function ProblemView({ problem, onRetry, whole = false, back }: ProblemProps) {
  const { icon, title, message } = adviceOf(problem);
  const Heading = whole ? 'h1' : 'h2';
  const gone = problem.kind === 'missing' && back !== undefined;
  return (
    <div class="empty" role="alert">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {message !== '' && <p lang="en">{message}</p>}
      <p class="soft">
        <Advice problem={problem} />
      </p>
      {problem.requestId !== null && problem.kind === 'defect' && (
        <p class="soft small">{t('common.requestId', { id: problem.requestId })}</p>
      )}
      <div class="row">
        {onRetry && !gone && (
          <Button icon="retry" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )}
        {back && (
          <ButtonLink href={back.href} icon="back" kind={gone ? 'primary' : 'plain'}>
            {back.text}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

/** In a view of which a part did not go well. */
export function ProblemNote({ problem, onRetry }: Omit<ProblemProps, 'back' | 'whole'>) {
  const { icon, title, message } = adviceOf(problem);
  return (
    <div class={problem.mayPass ? 'callout tone-warn' : 'callout tone-bad'} role="alert">
      <Icon name={icon} />
      <div class="stack stack-tight">
        <p>
          <strong lang={message === '' ? undefined : 'en'}>{message === '' ? title : message}</strong>{' '}
          <span class="soft">
            <Advice problem={problem} />
          </span>
        </p>
        {onRetry && (
          <div>
            <Button size="small" icon="retry" onClick={onRetry}>
              {t('common.tryAgain')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
