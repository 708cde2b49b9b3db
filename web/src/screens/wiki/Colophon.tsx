import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { orderAgain } from '../../api/types';
import { t } from '../../i18n';
import { shortCommit } from '../../i18n/names';
import { useAction } from '../../state/action';
import { Age } from '../../ui/Age';
import { Badge } from '../../ui/Badge';
import { Button, ButtonLink } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';
import { TokenField } from '../../ui/TokenField';
import { isWriting, type Book, type Leaf } from './book';
import { ExportMenu } from './ExportMenu';

interface ColophonProps {
  book: Book;
  page: Leaf | undefined;
  asks: boolean;
  onAsk: () => void;
}

/** Of what the wiki was made, by which model and when; whether it is behind; and what can be done with it. */
export function Colophon({ book, page, asks, onAsk }: ColophonProps) {
  const { wiki, job } = book;
  return (
    <div class="colophon">
      <div class="colophon-facts">
        {wiki?.repo != null && (
          <span title={wiki.repo}>
            <strong>{shortRepo(wiki.repo)}</strong>
          </span>
        )}
        {wiki?.commit != null && (
          <span title={wiki.commit}>
            <Icon name="branch" /> {wiki.branch} <span class="mono">{shortCommit(wiki.commit)}</span>
          </span>
        )}
        {wiki?.generated_at != null && (
          <span>
            <Age time={wiki.generated_at} />
          </span>
        )}
        {wiki?.model != null && (
          <span title={t('wiki.writtenBy')}>
            {[wiki.provider, wiki.model].filter((word) => word !== '').join(' · ')}
          </span>
        )}
        {wiki?.stale && (
          <Badge tone="warn" icon="clock">
            {t('wiki.stale')}
          </Badge>
        )}
      </div>
      {wiki !== null && (
        <div class="colophon-tools no-print">
          {!asks && (
            <Button size="small" icon="chat" onClick={onAsk}>
              {t('wiki.ask')}
            </Button>
          )}
          <ExportMenu wiki={wiki} page={page} />
        </div>
      )}
      {wiki?.stale && <Stale book={book} />}
      {job !== null && isWriting(book) && (
        <div class="callout tone-accent no-print" role="status">
          <Icon name="spinner" spin />
          <div class="row grow row-apart">
            <span>{t('wiki.writingNow', { done: job.completed_pages, count: job.total_pages })}</span>
            <ButtonLink size="small" href={`/jobs/${job.id}`}>
              {t('wiki.toJob')}
            </ButtonLink>
          </div>
        </div>
      )}
    </div>
  );
}

/** The branch has moved on: offers to write anew what has changed. */
function Stale({ book }: { book: Book }) {
  const { route } = useLocation();
  const refresh = useAction();
  const [token, setToken] = useState('');
  const wiki = book.wiki;
  if (wiki?.order == null) {
    return null;
  }
  const order = orderAgain(wiki.order);
  // Whether it is private is not known here: the service says so by not finding it.
  const wantsToken = token !== '' || refresh.problem?.code === 'repository_not_found';
  return (
    <div class="colophon-stale no-print">
      <div class="callout tone-warn">
        <Icon name="clock" />
        <div class="row grow row-apart">
          <span>{t('wiki.staleMeans', { branch: wiki.branch ?? '' })}</span>
          <Button
            size="small"
            icon="retry"
            busy={refresh.busy}
            onClick={async () => {
              const ordered = await refresh.run(
                api.submit({ ...order, refresh: true, ...(token === '' ? {} : { access_token: token }) }),
              );
              if (ordered !== undefined) {
                route(`/jobs/${ordered.job_id}`);
              }
            }}
          >
            {t('wiki.refresh')}
          </Button>
        </div>
      </div>
      {refresh.problem !== undefined && <ProblemNote problem={refresh.problem} />}
      {wantsToken && <TokenField value={token} hint={t('wiki.refreshToken')} onInput={setToken} />}
    </div>
  );
}

/** The end of an address says enough in a line. */
function shortRepo(url: string): string {
  return url.replace(/\/+$/, '').split('/').slice(-2).join('/');
}
