import { useState } from 'preact/hooks';
import { shortName } from '../../api/address';
import { api, call } from '../../api/client';
import type { Job } from '../../api/types';
import { t } from '../../i18n';
import { useEnvironment } from '../../state/environment';
import { seen } from '../../state/resource';
import { Button } from '../../ui/Button';
import { Confirm } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { adviceOf } from '../../ui/states';
import { toast } from '../../ui/toasts';
import { steeringOf } from '../job/steering';

type Act = 'cancel' | 'retry';

interface Refused {
  readonly name: string;
  readonly why: string;
}

interface BulkProps {
  selected: readonly Job[];
  /** Whether that is all there are to select. */
  all: boolean;
  chooseAll: (on: boolean) => void;
  onDone: () => void;
}

/** What can be done to several jobs at once; asked before, and told after, of each that it could not be done to. */
export function BulkActions({ selected, all, chooseAll, onDone }: BulkProps) {
  const environment = useEnvironment();
  const [asking, setAsking] = useState<Act | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const able = (act: Act) => selected.filter((job) => steeringOf(job)[act]);

  const doIt = async (act: Act) => {
    setBusy(true);
    const jobs = able(act);
    const failed: Refused[] = [];
    for (const job of jobs) {
      // One after the other: a hundred at once would only stand in each other's way.
      try {
        const wanted = act === 'cancel' ? api.cancel(job.id) : api.retry(job.id);
        await call(environment, wanted, new AbortController().signal);
      } catch (error) {
        failed.push({ name: shortName(job.repo_url), why: whyOf(error) });
      }
    }
    setBusy(false);
    setAsking(null);
    setRefused(failed);
    if (failed.length < jobs.length) {
      toast(t('admin.done', { count: jobs.length - failed.length }));
    }
    onDone();
  };

  const count = asking === null ? 0 : able(asking).length;
  return (
    <>
      <div class="row bulk" role="group" aria-label={t('admin.selected', { count: selected.length })}>
        <label class="row bulk-all">
          <input type="checkbox" checked={all} onChange={(event) => chooseAll(event.currentTarget.checked)} />
          <span>{t('admin.all')}</span>
        </label>
        <span class="soft small number" role="status">
          {t('admin.selected', { count: selected.length })}
        </span>
        <Button size="small" icon="stop" disabled={able('cancel').length === 0} onClick={() => setAsking('cancel')}>
          {t('admin.cancelSelected')}
        </Button>
        <Button size="small" icon="retry" disabled={able('retry').length === 0} onClick={() => setAsking('retry')}>
          {t('admin.retrySelected')}
        </Button>
      </div>
      {refused.length > 0 && <NotDone refused={refused} />}
      {asking !== null && (
        <Confirm
          title={t(asking === 'cancel' ? 'admin.cancelTitle' : 'admin.retryTitle', { count })}
          action={asking === 'cancel' ? t('admin.cancelThem', { count }) : t('admin.retrySelected')}
          danger={asking === 'cancel'}
          busy={busy}
          onConfirm={() => void doIt(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{t(asking === 'cancel' ? 'admin.bulkCancelText' : 'admin.bulkRetryText')}</p>
          {count < selected.length && <p class="soft">{t('admin.leftOut', { count: selected.length - count })}</p>}
        </Confirm>
      )}
    </>
  );
}

function NotDone({ refused }: { refused: readonly Refused[] }) {
  return (
    <div class="callout tone-bad" role="alert">
      <Icon name="alert" />
      <div>
        <p class="strong">{t('admin.notDone', { count: refused.length })}</p>
        <ul class="refused">
          {refused.map(({ name, why }, index) => (
            <li key={index}>
              {name}: {why}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function whyOf(error: unknown): string {
  const problem = seen(error);
  return problem.message === '' ? adviceOf(problem).title : problem.message;
}
