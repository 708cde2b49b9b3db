import { useLocation } from 'preact-iso';
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n';
import { formatAge } from '../../i18n/format';
import { languageName } from '../../i18n/names';
import { useNow } from '../../state/now';
import type { Already, Ordering } from '../../state/order';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ProblemNote } from '../../ui/states';

/** What is wanted is there: open it, refresh it, or write it anew. */
export function AlreadyThere({ already, ordering }: { already: Already; ordering: Ordering }) {
  const { route } = useLocation();
  const isJob = already.kind === 'job';
  return (
    <Dialog title={t('create.thereTitle')} onClose={ordering.leave}>
      <div class="stack">
        {already.kind === 'job' ? <p>{already.message}</p> : <About wiki={already.wiki} />}
        {ordering.problem && <ProblemNote problem={ordering.problem} />}
        <Way>
          <Button
            kind="primary"
            onClick={() => route(already.kind === 'job' ? `/jobs/${already.jobId}` : `/wiki/${already.wiki.id}`)}
          >
            {t(isJob ? 'create.openJob' : 'create.open')}
          </Button>
        </Way>
        <Way why={t('create.refreshWhy')}>
          <Button icon="retry" busy={ordering.busy} onClick={() => void ordering.insist('refresh')}>
            {t('create.refresh')}
          </Button>
        </Way>
        <Way why={t('create.anewWhy')}>
          <Button icon="add" busy={ordering.busy} onClick={() => void ordering.insist('force')}>
            {t('create.anew')}
          </Button>
        </Way>
      </div>
    </Dialog>
  );
}

function About({ wiki }: { wiki: Extract<Already, { kind: 'wiki' }>['wiki'] }) {
  const now = useNow();
  return (
    <p>
      {t('create.there', {
        title: wiki.title,
        branch: wiki.branch,
        language: languageName(wiki.language),
        age: formatAge(wiki.generated_at, now),
      })}{' '}
      {t(wiki.stale ? 'create.thereBehind' : 'create.thereCurrent')}
    </p>
  );
}

function Way({ why, children }: { why?: string; children: ComponentChildren }) {
  return (
    <div class="row">
      {children}
      {why !== undefined && <span class="soft small grow">{why}</span>}
    </div>
  );
}
